"""What may not stand in the project: unlisted exceptions, words of a machine, secrets, loose ends."""

import os
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.harness.source import ROOT, modules

# Every place where a check is told to look away, and why.
EXCEPTIONS = {
    "app/engines.py": {"S311": "a random wait, nothing secret"},
    "app/db.py": {"S311": "a random wait, nothing secret"},
    "app/factory.py": {"F401": "modules imported for their tables"},
    "app/booking/views/slots.py": {"S704": "what a macro of ours has rendered, and escaped, itself"},
    "app/booking/views/use_log.py": {"BLE001": "a use that cannot be recorded must not cost anybody the page"},
    "app/routines/keeping/postgres_tools.py": {"S603": "a program by its full path, no shell"},
    "app/routines/keeping/snapshots.py": {"S608": "the name of a table, from the schema itself"},
    "app/web/tables.py": {"S704": "rows of a template's own, escaped already"},
    "app/web/words.py": {"S704": "what Jinja's own gettext does"},
    "app/web/errors.py": {"BLE001": "the page about a failure must not fail"},
    "app/web/health.py": {"BLE001": "a check that breaks is a check that fails"},
    "app/web/hygiene.py": {"BLE001": "each server raises its own for a body that breaks off"},
    "bin/_serve.py": {"S104": "what HOST may say"},
    "bin/_suite.py": {"S314": "our own report", "S606": "our own interpreter"},
    "app/routines/demo/seekers.py": {"S311": "the demo's, always the same"},
    "app/routines/usecases.py": {"BLE001": "one broken routine must not stop the others"},
}
NOQA = re.compile(r"#\s*noqa:\s*([A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)")
BARE = re.compile(r"#\s*(?:noqa(?!:)|type:\s*ignore(?!\[)|nosec)")
LOOSE_ENDS = re.compile(r"\b(?:TODO|FIXME|XXX|HACK|WIP)\b")
MACHINE = re.compile(r"/(?:home|root|Users|work|tmp/lab|mnt)/[\w.-]|\b(?:localhost:\d{4,5}/proxy|\.pyenv)\b")
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{36}\b")
MADE = {".git", ".venv", "instance", "__pycache__", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
MADE |= {".import_linter_cache", "node_modules", ".env"}
FOREIGN = ("static/vendor/", "tests/vendor/", "requirements")
OWN_PLACES = {"tests/house/test_text.py"}


@cache
def texts() -> list[str]:
    """Every text file of the project; vendored files, locks and what machines make aside."""
    names = []
    for folder, below, files in os.walk(ROOT):
        below[:] = sorted(set(below) - MADE)
        names += [(Path(folder) / name).relative_to(ROOT).as_posix() for name in sorted(set(files) - MADE)]
    ours = [name for name in names if not name.startswith(FOREIGN) and name not in OWN_PLACES]
    return [name for name in ours if b"\0" not in (ROOT / name).read_bytes()[:1024]]


def places_of(pattern: re.Pattern[str], *endings: str) -> list[str]:
    """Where a pattern stands in the project's texts."""
    return [
        f"{name}:{number} {line.strip()[:80]}"
        for name in texts()
        if name.endswith(endings or "")
        for number, line in enumerate((ROOT / name).read_text(errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_every_exception_is_listed_with_its_reason() -> None:
    found: Counter[tuple[str, str]] = Counter()
    for module in modules("app", "bin", "bench", "migrations"):
        for codes in NOQA.findall(module.text):
            found.update((module.place, code.strip()) for code in codes.split(","))
    assert not [place for place in found if place[1] not in EXCEPTIONS.get(place[0], {})]


def test_no_check_is_told_to_look_away_from_everything() -> None:
    assert not places_of(BARE, ".py")


def test_no_view_takes_a_value_from_address_and_form_alike() -> None:
    assert not places_of(re.compile(r"\brequest\.values\b"), ".py")


@pytest.mark.parametrize("pattern", [LOOSE_ENDS, MACHINE, SECRET], ids=["loose ends", "machine paths", "secrets"])
def test_the_project_is_free_of(pattern: re.Pattern[str]) -> None:
    assert not places_of(pattern)


def locked(name: str) -> dict[str, str]:
    """Package name to version of a lock."""
    return dict(re.findall(r"^([a-z0-9][\w.-]*?)(?:\[.*\])?==([^\s;\\]+)", (ROOT / name).read_text(), re.MULTILINE))


def asked() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run = [Requirement(text) for text in project["project"]["dependencies"]]
    return {
        "requirements.txt": run,
        "requirements-dev.txt": run + [Requirement(text) for text in project["dependency-groups"]["dev"]],
    }


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_has_what_the_project_asks_for(lock: str) -> None:
    found = locked(lock)
    for requirement in asked()[lock]:
        assert found.get(canonicalize_name(requirement.name)) in requirement.specifier, requirement


def test_both_locks_have_the_same_versions() -> None:
    run, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_its_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert not [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block]
    assert "http" not in text
    assert "index-url" not in text


def test_everything_imported_is_asked_for_by_name() -> None:
    from importlib.metadata import packages_distributions

    owners = packages_distributions()
    ours = {canonicalize_name(requirement.name) for requirement in asked()["requirements.txt"]}
    allowed = {"app", "jinja2", "werkzeug", "markupsafe", "click", "wtforms", "itsdangerous", "babel", "phonenumbers"}
    foreign = set()
    for module in modules("app"):
        for name in {each.partition(".")[0] for each in module.imports()} - allowed:
            distributions = {canonicalize_name(each) for each in owners.get(name, [])}
            if distributions and not distributions & ours:
                foreign.add((module.place, name))
    assert not foreign


SETTING = re.compile(r"\bMADOGUCHI_([A-Z_]+)\b")


def settings_read() -> set[str]:
    """The name of every setting the application reads, without the prefix."""
    text = (ROOT / "app" / "environment.py").read_text()
    return set(re.findall(r'reader\.read\("([A-Z_]+)"', text))


@pytest.mark.parametrize("place", ["README.md", ".env.example"])
def test_every_setting_is_told(place: str) -> None:
    told = set(SETTING.findall((ROOT / place).read_text()))
    assert settings_read() <= told
    assert told <= settings_read() | {"DOCUMENTS"}
