"""Every part of the bench by name, in the order of the table."""

from collections.abc import Callable, Iterator

from bench import (
    answers,
    bureau,
    crowds,
    desk,
    dispatches,
    imports,
    memory,
    offices,
    posts,
    races,
    reach,
    reminders,
    sign_ins,
    slots,
    start_up,
    weight,
    writers,
)
from bench.figures import Figure

BOTH = ("sqlite", "postgresql")
ONE = ("sqlite",)
Part = Callable[[str], list[Figure]]
PARTS: dict[str, tuple[Part, tuple[str, ...]]] = {
    "slots": (slots.measure, BOTH),
    "offices": (offices.measure, BOTH),
    "posts": (posts.measure, BOTH),
    "desk": (desk.measure, BOTH),
    "bureau": (bureau.measure, BOTH),
    "dispatches": (dispatches.measure, BOTH),
    "answers": (answers.measure, BOTH),
    "crowds": (crowds.measure, BOTH),
    "imports": (imports.measure, BOTH),
    "reminders": (reminders.measure, BOTH),
    "races": (races.measure, BOTH),
    "sign_ins": (sign_ins.measure, BOTH),
    "memory": (memory.measure, BOTH),
    "writers": (writers.measure, ONE),
    "weight": (weight.measure, ONE),
    "reach": (reach.measure, ONE),
    "start_up": (start_up.measure, ONE),
}
"""What is measured, and on which databases; what knows no database is measured once."""


def figures_of(name: str) -> Iterator[Figure]:
    """The figures of a part, database by database."""
    measure, databases = PARTS[name]
    for database in databases:
        yield from measure(database)
