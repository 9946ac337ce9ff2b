"""`python -m bench.imports FILE`: a hundred thousand records of seekers from a file, in the memory a tenth needs."""

import csv
import json
import resource
import sys
import tempfile
from pathlib import Path

from bench.figures import Figure, at_most
from bench.servers import installation, run_python

FEW, MANY = 10_000, 100_000
LINES = Path(__file__).resolve().parent.parent / "docs" / "import-seekers.csv"
FIRST_NUMBER = 4_201_900_000_001
CONSENT, AGREED = 1, "あり"


def measure(database: str) -> list[Figure]:
    """At most a tenth more memory for ten times the lines; every line becomes a record."""
    few, many = (size_after(lines, database) for lines in (FEW, MANY))
    return [
        at_most(
            f"import of {MANY} seekers, largest size of the process / for {FEW}",
            many["mib"] / few["mib"],
            1.1,
            database=database,
            ours=f"{many['mib']:.0f} MiB, {many['seconds']:.0f} s",
            bare=f"{few['mib']:.0f} MiB, {few['seconds']:.0f} s",
        ),
        at_most(
            "lines that became no record",
            MANY - many["added"],
            0,
            database=database,
            ours=f"{many['added']:.0f} records",
        ),
    ]


def size_after(lines: int, database: str) -> dict[str, float]:
    """How large a process became that took in so many lines, and how long it took."""
    with tempfile.TemporaryDirectory(prefix="madoguchi-bench-") as folder, installation(database) as environ:
        file = Path(folder, "seekers.csv")
        write(file, lines)
        told: dict[str, float] = json.loads(run_python(environ, "-m", "bench.imports", str(file)))
    return told


def write(file: Path, lines: int) -> None:
    """The example's lines of who agreed over and over, each with a number of its own."""
    with LINES.open(encoding="utf-8-sig", newline="") as example, file.open("w", encoding="utf-8", newline="") as made:
        head, *lying = list(csv.reader(example))
        rows = [line for line in lying if line[CONSENT] == AGREED]
        writer = csv.writer(made)
        writer.writerow(head)
        for place in range(lines):
            writer.writerow([str(FIRST_NUMBER + place), *rows[place % len(rows)][1:]])


def main(file: Path) -> None:
    """Take the file in as the command does; the largest size of this process."""
    import time

    from app.factory import create_app
    from app.seekers.cli import take_in
    from app.seekers.terms.importing import Verdict
    from app.web.clock import now

    begun = time.perf_counter()
    with create_app().app_context():
        counted, wrong = take_in(file, None, dry_run=False, moment=now())
    if wrong:
        raise RuntimeError(f"{wrong} lines are wrong")
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"mib": mib, "added": counted[Verdict.ADDED], "seconds": time.perf_counter() - begun}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
