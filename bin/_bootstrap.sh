# Sourced by bin/run and bin/test, never run. POSIX sh; dash takes no arguments after `. file`, so the caller sets:
#   ROOT  the project's folder        LOCK  run | dev: which hash-locked list has to be installed
# Leaves behind: PY, the interpreter of .venv with everything of that list in it.

VENV="$ROOT/.venv"
CHILD=

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# A long child runs beside us, so that a signal ends it too instead of leaving it behind.
attended() {
    "$@" &
    CHILD=$!
    trap 'kill "$CHILD" 2>/dev/null; wait "$CHILD" 2>/dev/null; exit 143' TERM
    trap 'kill "$CHILD" 2>/dev/null; wait "$CHILD" 2>/dev/null; exit 130' INT
    trap 'kill "$CHILD" 2>/dev/null; wait "$CHILD" 2>/dev/null; exit 129' HUP
    wait "$CHILD"
    ended=$?
    trap - TERM INT HUP
    return $ended
}

# Empty, "sudo -n", or a refusal: how this user may install a system package without being asked anything.
as_root() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then sudo -n "$@"
    else return 1
    fi
}

apt_install() {
    as_root true || return 1
    say "apt で入れています: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=3 update >/dev/null 2>&1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null 2>&1
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
makes_venvs() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# Prints the first interpreter that really runs and is 3.11 or newer; one that can make a .venv comes first.
find_python() {
    first=
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.11 python3.12 python3.13 python3.14 python; do
        command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate" || continue
        if makes_venvs "$candidate"; then printf '%s\n' "$candidate"; return 0; fi
        first=${first:-$candidate}
    done
    [ -n "$first" ] && printf '%s\n' "$first"
}

make_venv() {
    base=$(find_python)
    [ -n "$base" ] || die "Python 3.11 以上が見つかりません。次を入力してください: sudo apt-get install python3 python3-venv"
    if ! makes_venvs "$base"; then
        version=$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        apt_install "python$version-venv" || apt_install python3-venv
        makes_venvs "$base" || die "python3-venv がありません。次を入力してください: sudo apt-get install python$version-venv"
    fi
    say "仮想環境 .venv を作っています"
    rm -rf "$VENV"
    attended "$base" -m venv "$VENV" || die ".venv を作れませんでした"
}

# What the stamp must say: both lists and the interpreter. A half-done installation has no stamp.
wanted() {
    cat "$ROOT/requirements.txt" "$ROOT/requirements-dev.txt" |
        "$PY" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest(), *sys.version_info[:2])'
}

install_locked() {
    list=requirements.txt
    [ "$LOCK" = dev ] && list=requirements-dev.txt
    say "部品を入れています ($list)"
    rm -f "$VENV/locked-run" "$VENV/locked-dev"
    attended "$PY" -m pip install --quiet --disable-pip-version-check --no-input --no-compile --no-warn-script-location \
        --require-hashes --only-binary :all: -r "$ROOT/$list" >"$VENV/install.log" 2>&1 ||
        { cat "$VENV/install.log" >&2; die "$list を入れられませんでした"; }
    printf '%s\n' "$KEY" >"$VENV/locked-run"
    [ "$LOCK" = run ] || printf '%s\n' "$KEY" >"$VENV/locked-dev"
}

prepare() {
    PY="$VENV/bin/python"
    { [ -x "$PY" ] && new_enough "$PY" && "$PY" -c 'import pip' >/dev/null 2>&1; } || make_venv
    KEY=$(wanted)
    [ "$(cat "$VENV/locked-$LOCK" 2>/dev/null)" = "$KEY" ] || install_locked
}

# Two commands started at once on a fresh clone must not build the same .venv together.
if command -v flock >/dev/null 2>&1; then
    { flock 9 && prepare 9>&-; } 9>"$ROOT/.venv.lock" || exit $?
else
    prepare
fi
