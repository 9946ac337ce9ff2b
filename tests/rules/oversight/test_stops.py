"""Which addresses an access limit closes and when, and that it is told before (AGY-107)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.kernel.moments import JST
from app.oversight.rules.stops import ground_against_limit, limit_closing, retry_after
from app.oversight.terms.stops import ClosedBy, Closing, LimitedPages, LimitEntry, LimitPlan, StopRefusal

BEGINS = datetime(2026, 5, 20, 9, 0, tzinfo=JST)
ENDS = datetime(2026, 5, 20, 12, 0, tzinfo=JST)
SECOND = timedelta(seconds=1)
PLAN = LimitPlan(pages=LimitedPages.SEARCH, reason="アクセスの集中", begins_at=BEGINS, ends_at=ENDS)
LIMIT = LimitEntry(id=1, plan=PLAN, posted_at=BEGINS - timedelta(days=1), lifted_at=None)


@pytest.mark.rule("AGY-107")
@pytest.mark.parametrize(
    "now, expected",
    [
        (BEGINS - SECOND, None),
        (BEGINS, StopRefusal.NOT_TOLD_BEFORE),
        (BEGINS + SECOND, StopRefusal.NOT_TOLD_BEFORE),
    ],
)
def test_a_limit_is_told_before_it_begins(now: datetime, expected: StopRefusal | None) -> None:
    assert ground_against_limit(PLAN, now) is expected


def test_a_limit_ends_after_it_begins() -> None:
    assert ground_against_limit(replace(PLAN, ends_at=BEGINS), BEGINS - SECOND) is StopRefusal.TIMES_REVERSED


@pytest.mark.rule("AGY-107")
@pytest.mark.parametrize(
    "path, now, closed",
    [
        ("/agency/seekers", BEGINS - SECOND, False),
        ("/agency/seekers", BEGINS, True),
        ("/agency/seekers/S1", ENDS - SECOND, True),
        ("/agency/seekers", ENDS, False),
        ("/agency/seekers-list", BEGINS, False),
        ("/agency", BEGINS, False),
    ],
)
def test_a_limit_closes_its_pages_while_it_lasts(path: str, now: datetime, closed: bool) -> None:
    assert (limit_closing(path, [LIMIT], now) is not None) is closed


def test_a_limit_of_all_pages_closes_the_first_page_too_and_a_lifted_one_nothing() -> None:
    everything = replace(LIMIT, plan=replace(PLAN, pages=LimitedPages.ALL))
    assert limit_closing("/agency", [everything], BEGINS) is not None
    assert limit_closing("/bureau", [everything], BEGINS) is None
    assert limit_closing("/agency", [replace(everything, lifted_at=BEGINS)], BEGINS) is None


def test_the_longest_limit_tells_when_to_come_again() -> None:
    longer = replace(LIMIT, plan=replace(PLAN, ends_at=ENDS + timedelta(hours=1), reason="つづき"))
    found = limit_closing("/agency/seekers", [longer, LIMIT], BEGINS)
    assert found is not None
    assert (found.until, found.reason) == (longer.plan.ends_at, "つづき")


def test_nobody_is_sent_back_before_the_end() -> None:
    assert retry_after(Closing(by=ClosedBy.LIMIT, until=ENDS), BEGINS) == 3 * 60 * 60 + 1
    assert retry_after(Closing(by=ClosedBy.URGENT), BEGINS) == 60
