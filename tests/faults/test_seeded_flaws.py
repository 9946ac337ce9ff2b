"""Deliberate bugs, put in one at a time: the tests named with each must see it (SECURITY G14).

Each file of flaws/ is a patch whose first line names the tests. They run on a copy of the tree.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.processes import ROOT

FLAWS = sorted((Path(__file__).parent / "flaws").glob("*.patch"))
COPIED = ("app", "bin", "deploy", "docs", "migrations", "static", "templates", "tests", "wsgi.py", "pyproject.toml")
ENDED_WITH_A_FAILURE = 1
WENT_WELL = 0


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree, as it is."""
    made = tmp_path_factory.mktemp("flaws") / "tree"
    made.mkdir()
    for name in COPIED:
        source = ROOT / name
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, made / name, ignore=skip) if source.is_dir() else shutil.copy(source, made / name)
    return made


def words_of(flaw: Path) -> list[str]:
    """What pytest is told: the tests of the first line; on SQLite where it names no other database."""
    given = flaw.read_text().partition("\n")[0].removeprefix("tests: ").split()
    return [*given, *([] if "--db" in given else ["--db", "sqlite"])]


def apply(flaw: Path, tree: Path, *more: str) -> None:
    """Put a flaw in, or with `--reverse` take it out."""
    words = ["git", "apply", "-C1", "--unsafe-paths", f"--directory={tree.relative_to('/')}", *more, str(flaw)]
    subprocess.run(words, cwd="/", check=True, capture_output=True)


def seen_by(words: list[str], tree: Path) -> int:
    """How the tests end on the tree."""
    told = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", *words]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    with (tree.parent / "log").open("ab") as log:
        return subprocess.run(told, cwd=tree, env=environ, stdout=log, stderr=log, check=False).returncode


def test_every_flaw_still_fits_the_tree(tree: Path) -> None:
    for flaw in FLAWS:
        apply(flaw, tree, "--check")
        assert all((ROOT / word).exists() for word in words_of(flaw) if word.startswith("tests/"))


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("flaw", FLAWS, ids=[flaw.stem for flaw in FLAWS])
def test_each_flaw_is_seen(flaw: Path, tree: Path, pytestconfig: pytest.Config, report: Callable[..., None]) -> None:
    if not pytestconfig.getoption("faults"):
        pytest.skip("only with --faults")
    assert seen_by(words_of(flaw), tree) == WENT_WELL, "its tests fail without it"
    apply(flaw, tree)
    try:
        seen = seen_by(words_of(flaw), tree) == ENDED_WITH_A_FAILURE
    finally:
        apply(flaw, tree, "--reverse")
    report(f"seeded flaws, {len(FLAWS)} one at a time", **{flaw.stem.replace("_", " "): "seen" if seen else "missed"})
    assert seen
