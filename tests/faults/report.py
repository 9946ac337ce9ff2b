"""The figures of the fault tests as docs/faults.md, with commit and date.

`./bin/test --faults` writes it at its end. `python -m tests.faults.report` runs the fault tests alone in full
and writes it too.
"""

import json
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "instance" / "faults.jsonl"
PAGE = ROOT / "docs" / "faults.md"
HEAD = """# Faults

What was broken on purpose, and what came of it. Written by `./bin/test --faults`; not edited by hand.

Commit {commit}, {day}, Python {python}, {machine}.

Promised and held here: acknowledged bookings lost 0, mails without a booking 0, at most three copies of a mail.
"""


def keep(name: str, figures: dict[str, object], *, full: bool) -> None:
    """Keep the figures of one test; the short ones of an ordinary run are not written down."""
    if full:
        FIGURES.parent.mkdir(exist_ok=True, mode=0o700)
        with FIGURES.open("a") as lines:
            lines.write(json.dumps({"name": name, **figures}, ensure_ascii=False) + "\n")


def forget() -> None:
    """Begin anew."""
    FIGURES.unlink(missing_ok=True)


def write() -> None:
    """Write the page from what was kept; nothing where no figure was."""
    if not FIGURES.exists():
        return
    tables: dict[str, dict[str, object]] = {}
    for line in FIGURES.read_text().splitlines():
        figures = json.loads(line)
        tables.setdefault(figures.pop("name"), {}).update(figures)
    sections = [section(name, tables[name]) for name in sorted(tables)]
    head = HEAD.format(commit=commit(), day=today(), python=platform.python_version(), machine=machine())
    PAGE.write_text("\n".join([head, *sections]))


def section(name: str, figures: dict[str, object]) -> str:
    """One test as a table."""
    rows = "".join(f"| {what} | {figure} |\n" for what, figure in figures.items())
    return f"## {name[0].upper()}{name[1:]}\n\n| what | figure |\n|---|---:|\n{rows}"


def commit() -> str:
    """The commit that was tested, and whether more than it was."""
    words = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def machine() -> str:
    """The system and its cores."""

    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def today() -> str:
    """The date of the run."""
    return date.today().isoformat()  # noqa: DTZ011 (the day on the wall of the machine)


if __name__ == "__main__":
    spread = ["-n", "2", "--dist", "worksteal"]
    words = [sys.executable, "-m", "pytest", *spread, "tests/faults", "--faults", *sys.argv[1:]]
    sys.exit(subprocess.run(words, cwd=ROOT, check=False).returncode)
