"""What bin/run and bin/test do on a machine that lacks something: install it, or say in one line what to type."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.source import ROOT

TOOLS = ("cat", "dirname", "env", "mkdir", "rm", "sh", "printf", "true", "touch")
TOO_OLD = "#!/bin/sh\nexit 1\n"
# A Debian Python: it runs, but can make no .venv until python3-venv has been installed.
WITHOUT_VENV = """#!/bin/sh
case "$*" in
    *ensurepip*) [ -e "{made}" ] ;;
    *"-m venv"*) mkdir -p "{root}/.venv/bin" && touch "{root}/.venv/made" ;;
    *) exec "{python}" "$@" ;;
esac
"""
COUNTS_INSTALLS = """#!/bin/sh
case "$*" in
    *"-m pip install"*) echo "$*" >>"{root}/asked" ;;
    *_serve*) ;;
    *) exec "{python}" "$@" ;;
esac
"""
APT = """#!/bin/sh
case "$*" in *install*) printf '%s\\n' "$*" >>"{root}/installed"; touch "{made}" ;; esac
"""


class Machine:
    """A project folder and a PATH with nothing but what is put there."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.programs = folder / "programs"
        self.root.mkdir()
        self.programs.mkdir()
        shutil.copytree(ROOT / "bin", self.root / "bin")
        for name in ("requirements.txt", "requirements-dev.txt"):
            (self.root / name).write_text("")
        for tool in TOOLS:
            found = shutil.which(tool)
            if found:
                (self.programs / tool).symlink_to(found)

    def has(self, name: str, text: str) -> None:
        """Put a program there."""
        program = self.programs / name
        program.write_text(text.format(made=self.root / "made", root=self.root, python=sys.executable))
        program.chmod(0o755)

    def run(self) -> subprocess.CompletedProcess[str]:
        """Start bin/run on it."""
        environ = {"PATH": str(self.programs), "HOME": str(self.root)}
        words = [str(self.programs / "sh"), str(self.root / "bin" / "run")]
        return subprocess.run(words, env=environ, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine without anything."""
    made = Machine(tmp_path)
    made.has("id", "#!/bin/sh\nprintf 1000\n")
    return made


def test_without_python_one_line_says_what_to_type(machine: Machine) -> None:
    machine.has("python3", TOO_OLD)
    done = machine.run()
    assert done.returncode != 0
    assert done.stderr.splitlines() == [
        "Python 3.11 以上が見つかりません。次を入力してください: sudo apt-get install python3 python3-venv"
    ]


def test_without_venv_and_without_root_one_line_says_what_to_type(machine: Machine) -> None:
    machine.has("python3", WITHOUT_VENV)
    machine.has("apt-get", APT)
    done = machine.run()
    version = "{}.{}".format(*sys.version_info[:2])
    assert done.returncode != 0
    assert done.stderr.splitlines() == [
        f"python3-venv がありません。次を入力してください: sudo apt-get install python{version}-venv"
    ]
    assert not (machine.root / "installed").exists()


@pytest.mark.parametrize("way", ["root", "sudo"])
def test_without_venv_apt_installs_it_where_it_may(machine: Machine, way: str) -> None:
    machine.has("python3", WITHOUT_VENV)
    machine.has("apt-get", APT)
    if way == "root":
        machine.has("id", "#!/bin/sh\nprintf 0\n")
    else:
        machine.has("sudo", '#!/bin/sh\nshift; exec "$@"\n')
    machine.run()
    version = "{}.{}".format(*sys.version_info[:2])
    assert f"python{version}-venv" in (machine.root / "installed").read_text()
    assert (machine.root / ".venv" / "made").exists()


def test_an_interpreter_that_does_not_run_is_passed_over(machine: Machine) -> None:
    machine.has("python3", TOO_OLD)
    machine.has("python3.12", WITHOUT_VENV)
    (machine.root / "made").touch()
    machine.run()
    assert (machine.root / ".venv" / "made").exists()


def test_a_half_done_installation_is_done_again(machine: Machine) -> None:
    machine.has("flock", "#!/bin/sh\n")
    venv = machine.root / ".venv" / "bin"
    venv.mkdir(parents=True)
    machine.has("python", COUNTS_INSTALLS)
    shutil.move(machine.programs / "python", venv / "python")
    machine.run()
    machine.run()
    assert len((machine.root / "asked").read_text().splitlines()) == 1, "once, then the stamp holds"
    (machine.root / ".venv" / "locked-run").unlink()
    machine.run()
    assert len((machine.root / "asked").read_text().splitlines()) == 2
    (machine.root / "requirements.txt").write_text("# changed\n")
    machine.run()
    asked = (machine.root / "asked").read_text().splitlines()
    assert len(asked) == 3
    assert all("--require-hashes" in line and "--only-binary :all:" in line for line in asked)
