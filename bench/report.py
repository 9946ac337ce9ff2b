"""docs/performance.md: the table with what it takes to read it."""

import os
import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Figure, table
from bench.servers import COMMANDS, ROOT, SHIPPED

WORDS = """# Performance

Measured by `{command}` on {day}, commit `{commit}`.
Machine: {cores} cores, {machine}, Python {python}. Load of the machine meanwhile (1 minute): {load}.

{table}

## How to read it

- Every figure is a ratio or a count, because machines differ. Both raw figures stand beside it. Rates are
  the best of nine runs of ours and of the bare one in turn, on the same machine, by the same client, over loopback:
  which of two workers takes a connection is chance, and a run in which one took all sixteen shows half a server.
  Other ratios are those of the round in the middle of five.
- *Bare* pages are Flask and Jinja alone, on the same server: a view that renders the templates of slot page or desk
  from constants (`bench/bare.py`, `bench/bare_day.py`). The bench refuses to compare pages of different sizes.
- The slot page is also held against that page with the same SQL by hand (`bench/bare_week.py`): PostgreSQL runs beside
  the web processes on the same cores, and a page from constants never goes there (decision 0020).
- A *bare* press reads the form and sends the statements of a real press again, as written text through the session of
  Flask-SQLAlchemy, with new values of the same size, in one transaction (`bench/replay.py`). It answers with the same
  page from constants, or with the way on; it words no mail, seals and checks nothing (decision 0018).
- A letter to a thousand is held against the very rows it wrote, taken out and put back by the driver's `executemany`.
- Rows read are those that PostgreSQL's scans touch, filtered ones too; on SQLite, which tells none, hundreds of steps
  of its machine. The million messages are all one agency's, at a thousand a day; two months of them are alive.
- The server is the shipped one (`{shipped}`) with two workers, save where the races name another. Limits are off
  under load, because one client is one network; statements are counted with limits on.
- "Without the guard" is `bench/unguarded.py`: it looks first and writes later, and the unique index is dropped.
- Wire sizes are what a browser gets that reads Brotli, headers included. Memory is the resident size of one web
  process after 10,000 requests; for the reminders it is the largest the process ever was. They run as the worker
  runs them: some bookings to a transaction, each mail worded and sealed.
"""


def write(path: Path, figures: Iterable[Figure], command: str) -> None:
    """Write the document."""
    path.write_text(
        WORDS.format(
            command=command,
            day=f"{datetime.now(UTC):%Y-%m-%d}",
            commit=commit(),
            cores=os.cpu_count(),
            machine=f"{platform.system()} {platform.machine()}",
            python=platform.python_version(),
            load=f"{os.getloadavg()[0]:.1f}",
            table=table(figures),
            shipped=" ".join(COMMANDS[SHIPPED][:-1]).replace(" --bind 127.0.0.1:{port}", ""),
        )
    )


def commit() -> str:
    """The commit that is checked out; empty outside a clone."""
    words = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
