"""`python -m bench.national [--share 1] [--base 0.02]`: everybody's pages on a national year, against a small one.

Without `--base` the demo is the small one: most of its lists have one to three rows, where a page holds twenty or more.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from bench.figures import Figure, at_most, table
from bench.offices import OFFICES
from bench.servers import BIN, CLOCK, ROOT, installation, run_python

NIGHT_HOURS = 6
SHIPPED = 7
DATABASE = "postgresql"
Page = dict[str, float]
Walks = dict[str, dict[str, Page]]
Pairs = dict[str, tuple[Page, Page]]


def main() -> int:
    """Fill, walk, run the night; print the table; 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.national", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="how much of a national year, from 0 to 1")
    parser.add_argument("--base", type=float, default=0.0, help="how much of a year it is held against; 0: the demo")
    asked = parser.parse_args()
    figures = []
    for figure in measure(asked.share, asked.base):
        figures.append(figure)
        print(f"{figure.what}: {figure.value:.2f} ({figure.target})", file=sys.stderr, flush=True)
    print(table(figures))
    return 0 if all(figure.met for figure in figures) else 1


def measure(share: float, base: float) -> Iterator[Figure]:
    """What each page sends and takes, then how long the night's routines take."""
    with year(base) as environ:
        few = walked(environ)
    with year(share) as environ:
        yield from compared(few, walked(environ))
        took = dict(night(environ))
    hours, slowest = sum(took.values()) / 3600, max(took, key=lambda name: took[name])
    says = f"{hours * 60:.1f} min, {slowest} {took[slowest] / 60:.1f} of them"
    yield at_most("routines of a night, hours", hours, NIGHT_HOURS, database=DATABASE, ours=says)


@contextmanager
def year(share: float) -> Iterator[dict[str, str]]:
    """The demo with so much of a national year beside it; with nothing where `share` is 0."""
    with installation(DATABASE) as environ:
        environ |= {"MADOGUCHI_MODE": "demo", "MADOGUCHI_CLOCK": CLOCK}
        flask(environ, "demo", "load")
        flask(environ, "demo", "acquire", "hikari", "30")
        if share:
            run_python(environ, "-m", "bench.offices", "fill", str(max(1, int(OFFICES * share) - SHIPPED)))
            run_python(environ, "-m", "bench.national_year", str(share))
            print(f"a year at share {share} is filled", file=sys.stderr, flush=True)
        yield environ


def night(environ: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Every routine once, and how many seconds it takes, its process included."""
    for line in flask(environ, "routines", "run", "--dry-run").splitlines():
        name, begun = line.partition(":")[0], perf_counter()
        done = flask(environ, "routines", "run", "--only", name).strip()
        seconds = perf_counter() - begun
        print(f"{done}, {seconds:.0f} s", file=sys.stderr, flush=True)
        yield name, seconds


def compared(small: Walks, large: Walks) -> Iterator[Figure]:
    """What the pages of each role send and take."""
    for role, pages in small.items():
        both = {name: (page, large[role][name]) for name, page in pages.items() if name in large[role]}
        missing = sorted(pages.keys() - both.keys())
        if missing:
            print(f"{role}: not reached in the year: {', '.join(missing)}", file=sys.stderr)
        yield most_more(role, both)
        yield longest(role, both)


def most_more(role: str, both: Pairs) -> Figure:
    """The page of a role that sends most more statements."""
    name = max(both, key=lambda each: both[each][1]["statements"] - both[each][0]["statements"])
    few, many = (page["statements"] for page in both[name])
    what = f"{role}: {len(both)} pages, statements more than on the small one ({name})"
    return at_most(what, many - few, 0, database=DATABASE, ours=f"{many:.0f}", bare=f"{few:.0f}")


def longest(role: str, both: Pairs) -> Figure:
    """The page of a role that takes most longer."""
    name = max(both, key=lambda each: both[each][1]["ms"] / both[each][0]["ms"])
    short, long = (page["ms"] for page in both[name])
    what = f"{role}: p95 of a page / on the small one ({name})"
    return at_most(what, long / short, 2, database=DATABASE, ours=f"{long:.1f} ms", bare=f"{short:.1f} ms")


def walked(environ: dict[str, str]) -> Walks:
    """What `bench.walking` tells."""
    cast = flask(environ, "demo", "cast", "--json")
    told: Walks = json.loads(run_python(environ, "-m", "bench.walking", given=cast))
    return told


def flask(environ: dict[str, str], *words: str) -> str:
    """A command of the application."""
    command = [str(BIN / "flask"), "--app", "wsgi", *words]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environ}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
