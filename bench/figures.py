"""One figure against its target, and the table of them all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

ROUNDS, RATE_ROUNDS = 5, 9


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What was measured, both raw figures, the ratio or value, and the target it is held to."""

    what: str
    database: str = "—"
    ours: str
    bare: str = "—"
    value: float
    target: str
    met: bool


def at_least(what: str, value: float, limit: float, **facts: str) -> Figure:
    """A figure that must not be smaller than `limit`."""
    return Figure(what=what, value=value, target=f"≥ {limit:g}", met=value >= limit, **facts)


def at_most(what: str, value: float, limit: float, **facts: str) -> Figure:
    """A figure that must not be larger than `limit`."""
    return Figure(what=what, value=value, target=f"≤ {limit:g}", met=value <= limit, **facts)


def alternated(ours: Callable[[], float], bare: Callable[[], float], rounds: int = ROUNDS) -> tuple[float, float]:
    """The round whose ratio is the median of all: the two measured in turn, so that a slow minute hits both."""
    return middle([(ours(), bare()) for _ in range(rounds)])


def fastest(ours: Callable[[], float], bare: Callable[[], float], rounds: int = RATE_ROUNDS) -> tuple[float, float]:
    """The best rates of the two, measured in turn.

    Which of the two workers takes a new connection is chance; a run in which one of them took them all shows half of
    what the server can do, on either side.
    """
    pairs = [(ours(), bare()) for _ in range(rounds)]
    return max(pair[0] for pair in pairs), max(pair[1] for pair in pairs)


def middle(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The pair whose ratio is the median; the lower one of the two in the middle."""
    return sorted(pairs, key=lambda pair: pair[0] / pair[1])[(len(pairs) - 1) // 2]


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = ["| figure | database | ours | bare | value | target | met |", "|---|---|---|---|---|---|---|"]
    for figure in figures:
        cells = (figure.what, figure.database, figure.ours, figure.bare, f"{figure.value:.2f}", figure.target)
        rows.append(f"| {' | '.join(cells)} | {'yes' if figure.met else '**no**'} |")
    return "\n".join(rows)
