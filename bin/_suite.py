"""What bin/test runs once everything is installed: the checks in one list, then the tests part by part.

With a path or --collect-only among the arguments pytest is called once with them, and nothing else.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
ONE_RUN = (
    "--collect-only",
    "--co",
    "--junitxml",
    "--junit-xml",
    "--fixtures",
    "--markers",
    "--version",
    "--help",
    "-h",
)
NOTHING_COLLECTED = 5
PLANNED_CORES = 2
SUM_OF, SUM_SECONDS = 4_000_000, 0.28  # a sum, and how long the machine of the budgets takes for it
STOP_SECONDS = 60

CHECKS = (
    ("ruff check", ["ruff", "check", "--quiet", "."]),
    ("ruff format", ["ruff", "format", "--check", "--quiet", "."]),
    ("mypy", ["mypy", "--no-error-summary"]),
    ("import contracts", ["lint-imports", "--no-logo"]),
    ("djlint", ["djlint", "--quiet", "--lint", "templates"]),
    ("bandit", ["bandit", "--quiet", "--recursive", "--configfile", "pyproject.toml", "app", "wsgi.py"]),
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """Folders of tests that run together, and their budget in minutes on two cores."""

    name: str
    folders: tuple[str, ...]
    minutes: float


PARTS = (
    Part(name="rules, house", folders=("rules", "house"), minutes=3),
    Part(name="usecases", folders=("usecases",), minutes=5),
    Part(name="web", folders=("web",), minutes=9),
    Part(name="corpus, documents", folders=("corpus", "documents"), minutes=6),
    Part(name="faults", folders=("faults",), minutes=6),
    Part(name="browser", folders=("browser",), minutes=16),
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a part ended."""

    part: Part
    seconds: float
    passed: int
    failed: int
    skipped: int

    def over(self, slowness: float) -> bool:
        """Whether it took longer than its budget on a machine so much slower than the one it was set on."""
        cores = min(os.cpu_count() or 1, PLANNED_CORES)
        return self.seconds / 60 * cores / PLANNED_CORES > self.part.minutes * slowness


def whole(arguments: Iterable[str]) -> bool:
    """Whether the arguments leave the choice of tests to us."""
    for argument in arguments:
        if argument.split("=")[0] in ONE_RUN:
            return False
        if not argument.startswith("-") and (ROOT / argument.split("::")[0]).exists():
            return False
    return True


def run_checks() -> int:
    """Run every check of the list; the number of those that found something."""
    failed = 0
    for name, words in CHECKS:
        done = subprocess.run([BIN / words[0], *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
        print(f"{'ok  ' if done.returncode == 0 else 'FAIL'}  {name}", flush=True)
        if done.returncode:
            failed += 1
            print(done.stdout + done.stderr, flush=True)
    return failed


def run_part(part: Part, arguments: list[str]) -> Outcome | None:
    """Run one part; None where it has no test for these arguments."""
    folders = [f"tests/{folder}" for folder in part.folders if (ROOT / "tests" / folder).is_dir()]
    if not folders:
        return None
    spread = ["-n", str(PLANNED_CORES), "--dist", "worksteal"]
    print(f"\n-- {part.name}", flush=True)
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.xml"
        began = time.monotonic()
        code = attended([sys.executable, "-m", "pytest", "-q", *folders, *spread, f"--junitxml={report}", *arguments])
        if code == NOTHING_COLLECTED:
            return None
        return outcome(part, time.monotonic() - began, code, report)


def attended(words: list[str]) -> int:
    """Run pytest to its end; when we are told to stop, it may put its servers away first."""
    child = subprocess.Popen(words, cwd=ROOT)
    try:
        return child.wait()
    except KeyboardInterrupt:
        child.terminate()
        child.wait(STOP_SECONDS)
        raise


def outcome(part: Part, seconds: float, code: int, report: Path) -> Outcome:
    """Read pytest's report; an end without one, or a bad end without a failed test, is a failure too."""
    counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    if report.exists():
        suite = next(ET.parse(report).iter("testsuite"))  # noqa: S314 (written by our own pytest just now)
        counts = {name: int(suite.get(name, "0")) for name in counts}
    failed = counts["failures"] + counts["errors"] or int(code != 0)
    passed = max(0, counts["tests"] - counts["failures"] - counts["errors"] - counts["skipped"])
    return Outcome(part=part, seconds=seconds, passed=passed, failed=failed, skipped=counts["skipped"])


def slowness() -> float:
    """How much slower this machine is at the moment than the one the budgets were set on; never less than 1."""
    began = time.perf_counter()
    sum(number * number for number in range(SUM_OF))
    return max(1.0, (time.perf_counter() - began) / SUM_SECONDS)


def print_minutes(outcomes: list[Outcome], slow: float, *, bound: bool) -> int:
    """Print minutes per folder beside the budget; the number of parts over it where it binds."""
    print(f"\nminutes  budget  folder (budgets count {slow:.2f} times here)")
    for each in outcomes:
        note = "  OVER BUDGET" if bound and each.over(slow) else ""
        print(f"{each.seconds / 60:7.2f}  {each.part.minutes:6.2f}  {each.part.name}{note}")
    return sum(bound and each.over(slow) for each in outcomes)


def run_whole(arguments: list[str]) -> int:
    """Checks, then every part; the last line is the sum of everything."""
    began = time.monotonic()
    slow = [slowness()]
    failed = run_checks()
    outcomes = []
    for part in PARTS:
        if done := run_part(part, arguments):
            outcomes.append(done)
        slow.append(slowness())
    failed += print_minutes(outcomes, max(slow), bound="--faults" not in arguments)
    failed += sum(each.failed for each in outcomes)
    passed, skipped = sum(each.passed for each in outcomes), sum(each.skipped for each in outcomes)
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped in {time.monotonic() - began:.2f}s", flush=True)
    return 1 if failed else 0 if outcomes else NOTHING_COLLECTED


if __name__ == "__main__":
    given = sys.argv[1:]
    if whole(given):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            sys.exit(run_whole(given))
        except KeyboardInterrupt:
            sys.exit(130)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *given])  # noqa: S606 (no shell, our own interpreter)
