"""What a seeker may demand and report (AGY-049, AGY-071)."""

import pytest

from app.messages.rules.seeker import ground_against_demand, ground_against_report
from app.messages.terms.seeker import DemandRefusal, ReportRefusal

NOTHING = DemandRefusal.NOTHING_HELD


@pytest.mark.rule("AGY-049")
@pytest.mark.parametrize(("held", "threads", "ground"), [(1, 1, None), (1, 0, None), (0, 1, None), (0, 0, NOTHING)])
def test_a_demand_finds_something_held_or_open(held: int, threads: int, ground: DemandRefusal | None) -> None:
    assert ground_against_demand(held=held, open_threads=threads) is ground


@pytest.mark.rule("AGY-071")
def test_a_thread_is_reported_once() -> None:
    assert ground_against_report(is_reported=False) is None
    assert ground_against_report(is_reported=True) is ReportRefusal.REPORTED_ALREADY
