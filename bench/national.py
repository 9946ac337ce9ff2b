"""`python -m bench.national [--share 1]`: the pages of everybody on a national year, against the same on the demo."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter

from bench.figures import Figure, at_most, table
from bench.servers import BIN, CLOCK, ROOT, installation, run_python

NIGHT_HOURS = 6
Walks = dict[str, dict[str, dict[str, float]]]


def main() -> int:
    """Fill, walk, run the night; print the table; 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.national", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="how much of a national year, from 0 to 1")
    share = parser.parse_args().share
    with installation("postgresql") as environ:
        environ |= {"MADOGUCHI_MODE": "demo", "MADOGUCHI_CLOCK": CLOCK}
        figures = list(measure(environ, share))
    print(table(figures))
    return 0 if all(figure.met for figure in figures) else 1


def measure(environ: dict[str, str], share: float) -> Iterator[Figure]:
    """What each page sends and takes, then how long the night's routines take."""
    flask(environ, "demo", "load")
    flask(environ, "demo", "acquire", "hikari", "30")
    cast = flask(environ, "demo", "cast", "--json")
    demo = walked(environ, cast)
    run_python(environ, "-m", "bench.national_year", str(share))
    yield from compared(demo, walked(environ, cast))
    begun = perf_counter()
    flask(environ, "routines", "run")
    hours = (perf_counter() - begun) / 3600
    yield at_most("routines of a night, hours", hours, NIGHT_HOURS, database="postgresql", ours=f"{hours * 60:.1f} min")


def compared(demo: Walks, year: Walks) -> Iterator[Figure]:
    """Of each role the page that sends most more statements, and the one that takes most longer."""
    for role, pages in demo.items():
        both = {name: (page, year[role][name]) for name, page in pages.items() if name in year[role]}
        missing = sorted(pages.keys() - both.keys())
        if missing:
            print(f"{role}: not reached in the year: {', '.join(missing)}", file=sys.stderr)
        more = max(both, key=lambda name: both[name][1]["statements"] - both[name][0]["statements"])
        few, many = both[more]
        yield at_most(
            f"{role}: {len(both)} pages, statements more than on the demo ({more})",
            many["statements"] - few["statements"],
            0,
            database="postgresql",
            ours=f"{many['statements']:.0f}",
            bare=f"{few['statements']:.0f}",
        )
        longer = max(both, key=lambda name: both[name][1]["ms"] / both[name][0]["ms"])
        short, long = both[longer]
        yield at_most(
            f"{role}: p95 of a page / on the demo ({longer})",
            long["ms"] / short["ms"],
            2,
            database="postgresql",
            ours=f"{long['ms']:.1f} ms",
            bare=f"{short['ms']:.1f} ms",
        )


def walked(environ: dict[str, str], cast: str) -> Walks:
    """What `bench.walking` tells."""
    told: Walks = json.loads(run_python(environ, "-m", "bench.walking", given=cast))
    return told


def flask(environ: dict[str, str], *words: str) -> str:
    """A command of the application."""
    import os

    command = [str(BIN / "flask"), "--app", "wsgi", *words]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environ}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
