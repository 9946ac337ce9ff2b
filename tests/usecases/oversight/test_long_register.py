"""A register longer than a page loses nothing, and what was handed in stays as it was (AGY-116, AGY-117)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.db import db
from app.oversight.models.records import Complaint
from app.oversight.queries.complaints import (
    A_PAGE,
    complaints_of,
    handed_in,
    handed_in_to,
    register_page,
    reported_by_agency,
    reported_page,
)
from app.oversight.terms.requests import ComplaintSource
from app.oversight.usecases.complaints import enter_complaint, enter_handling, hand_in_complaints
from tests import watched
from tests.usecases.oversight.test_asking import DIRECT, RECORD, agency_id, asked, find, hikari

__all__ = ["agency_id", "hikari"]
MANY = 501


@db.write
def complaints(agency_id: int, count: int, clock, source: ComplaintSource = ComplaintSource.DIRECT) -> list[str]:
    """So many complaints of an agency, a day apart; their numbers, the latest first."""
    rows = [
        Complaint(
            number=f"{source.value[0]}{place:08d}",
            agency_id=agency_id,
            received_on=date(2024, 1, 1) + timedelta(days=place),
            complainant="seeker",
            source=source.value,
            content="電話が多い",
            entered_at=clock.now(),
            settled_on=date(2026, 5, 1) if place % 2 else None,
        )
        for place in range(count)
    ]
    db.session.add_all(rows)
    return [row.number for row in reversed(rows)]


@pytest.mark.rule("AGY-116", "AGY-117")
def test_every_complaint_of_a_long_register_is_listed_and_handed_in(clock, agency_id, hikari) -> None:
    numbers = complaints(agency_id, MANY, clock)
    pages = [register_page(agency_id, page + 1) for page in range(-(-MANY // A_PAGE))]
    assert [each.number for page in pages for each in page.rows] == numbers
    assert {(page.count, page.pages) for page in pages} == {(MANY, len(pages))}
    assert register_page(agency_id, 99).page == len(pages)
    assert [each.number for each in complaints_of(agency_id)] == numbers
    number = asked(agency_id, RECORD, watched.nishi(), clock)
    assert hand_in_complaints(agency_id, number, numbers, "提出します", by=hikari, now=clock.now()) is None
    found = find(number)
    assert len(handed_in(found.id)) == MANY
    assert len(handed_in_to(frozenset({found.organisation_id}), agency_id)) == MANY


@pytest.mark.rule("AGY-117")
def test_a_step_entered_after_the_handing_in_is_read_only_once_it_is_handed_in_again(clock, agency_id, hikari) -> None:
    mine = enter_complaint(agency_id, DIRECT, by=hikari, now=clock.now())
    first = find(asked(agency_id, RECORD, watched.nishi(), clock))
    hand_in_complaints(agency_id, first.number, [mine], "提出します", by=hikari, now=clock.now())
    clock.advance(minutes=1)
    assert enter_handling(agency_id, mine, DIRECT.received_on, "後の対応", by=hikari, now=clock.now()) is None
    to = frozenset({first.organisation_id})
    assert (steps(handed_in(first.id)), steps(handed_in_to(to, agency_id))) == ([DIRECT.handling],) * 2
    assert steps(complaints_of(agency_id)) == [DIRECT.handling, "後の対応"]
    second = find(asked(agency_id, replace(RECORD, text="5月の苦情の記録"), watched.nishi(), clock))
    hand_in_complaints(agency_id, second.number, [mine], "もう一度", by=hikari, now=clock.now())
    assert steps(handed_in(first.id)) == [DIRECT.handling]
    assert steps(handed_in(second.id)) == steps(handed_in_to(to, agency_id)) == [DIRECT.handling, "後の対応"]


def steps(found) -> list[str]:
    """The steps of the only complaint there is."""
    (complaint,) = found
    db.session.rollback()
    return [each.text for each in complaint.entries]


@pytest.mark.rule("AGY-071")
def test_what_seekers_reported_is_paged_with_those_not_settled_first_and_counted_whole(clock, agency_id) -> None:
    complaints(agency_id, MANY, clock, ComplaintSource.SEEKER)
    assert reported_by_agency(None) == {agency_id: MANY}
    pages = [reported_page(None, page + 1).rows for page in range(-(-MANY // A_PAGE))]
    settled = [each.settled_on is not None for page in pages for each in page]
    assert len(settled) == MANY
    assert settled == sorted(settled)
