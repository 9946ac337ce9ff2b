"""`python -m bench [--only slots,posts] [--write docs/performance.md]`: one table of ratios, and whether all hold."""

import argparse
import shlex
import sys
from pathlib import Path
from time import perf_counter

from bench.figures import Figure, table
from bench.parts import PARTS, figures_of
from bench.report import write


def main() -> int:
    """Measure, print the table; 1 where a target is missed."""
    given = arguments()
    figures: list[Figure] = []
    for name in given.only:
        begun = perf_counter()
        for figure in figures_of(name):
            figures.append(figure)
            say(f"{name}: {figure.what}: {figure.value:.2f} ({figure.target})")
        say(f"{name}: {perf_counter() - begun:.0f} s")
    print(table(figures))
    if given.write:
        write(given.write, figures, shlex.join(["python", "-m", "bench", *sys.argv[1:]]))
    return 0 if all(figure.met for figure in figures) else 1


def say(line: str) -> None:
    """Tell how far we are, beside the table."""
    print(line, file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    """What was asked for; an unknown part ends with exit code 2 and the names of all."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures the application against bare Flask.")
    parser.add_argument("--only", type=parts, default=list(PARTS), metavar="NAME,…", help=f"of: {', '.join(PARTS)}")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table with its conditions to FILE")
    return parser.parse_args()


def parts(text: str) -> list[str]:
    """Names of parts, parted by commas."""
    unknown = set(text.split(",")) - set(PARTS)
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return text.split(",")


if __name__ == "__main__":
    sys.exit(main())
