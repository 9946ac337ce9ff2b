"""The figures of SECURITY's gates as docs/faults.md, each with the commit and the day it was seen on.

Every part of `./bin/test --faults` adds what it saw; what it did not look at stays as it was seen last.
`python -m tests.faults.report` runs the fault tests alone in full and writes the page too.
"""

import json
import os
import platform
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "instance" / "faults.jsonl"
MARK = "## "
PAGE = ROOT / "docs" / "faults.md"
HEAD = """# Faults

What was broken on purpose, and what came of it. Written by `./bin/test --faults`, each section by the last run that
looked at it; not edited by hand.

Promised and held here: acknowledged bookings lost 0, mails without a booking 0, at most three copies of a mail.
"""


def keep(title: str, figures: dict[str, object], *, full: bool) -> None:
    """Keep the figures of one test; the short ones of an ordinary run are not written down."""
    if full:
        FIGURES.parent.mkdir(exist_ok=True, mode=0o700)
        with FIGURES.open("a") as lines:
            lines.write(json.dumps({"commit": commit(), "title": title, "figures": figures}, ensure_ascii=False) + "\n")


def kept() -> list[dict[str, Any]]:
    """The figures there are, in the order they were seen."""
    return [json.loads(line) for line in FIGURES.read_text().splitlines()] if FIGURES.exists() else []


def forget_others() -> None:
    """Keep the figures of this commit, which other parts of the run have seen, and no older ones."""
    ours = [json.dumps(each, ensure_ascii=False) + "\n" for each in kept() if each.get("commit") == commit()]
    if FIGURES.exists():
        FIGURES.write_text("".join(ours))


def write() -> None:
    """Write the page from what was kept; nothing where no figure was."""
    tables: dict[str, dict[str, object]] = {}
    for each in kept():
        tables.setdefault(each["title"], {}).update(each["figures"])
    if not tables:
        return
    sections = sections_of(PAGE.read_text() if PAGE.exists() else "")
    for name, figures in tables.items():
        sections[name[0].upper() + name[1:]] = table(figures)
    told = [f"{MARK}{name}\n\n{sections[name].strip()}\n" for name in sorted(sections)]
    PAGE.write_text("\n".join([HEAD, *told]))


def sections_of(page: str) -> dict[str, str]:
    """What the page says now, by title."""
    parts = (part.partition("\n") for part in page.split(f"\n{MARK}")[1:])
    return {title: words for title, _, words in parts}


def table(figures: dict[str, object]) -> str:
    """What one test saw, and on what."""
    rows = "".join(f"| {what} | {figure} |\n" for what, figure in figures.items())
    seen = f"Commit {commit()}, {today()}, Python {platform.python_version()}, {machine()}."
    return f"{seen}\n\n| what | figure |\n|---|---:|\n{rows}"


@cache
def commit() -> str:
    """The commit that is tested, and whether more than it is; the page itself does not count."""
    more = said_by_git("status", "--porcelain", "--untracked-files=no", "--", ".", f":!{PAGE.relative_to(ROOT)}")
    known = said_by_git("rev-parse", "--short=12", "HEAD") or "unknown"
    return f"{known}-dirty" if more else known


def said_by_git(*words: str) -> str:
    """What git says of the tree; nothing where there is none."""
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


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
