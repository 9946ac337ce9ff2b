"""An identifiable extract: never without requester, legal basis and date; by two people; once, within a day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.desk.rules.use_extracts import (
    ground_against_approval,
    ground_against_demand,
    ground_against_taking,
    stage_of,
)
from app.desk.terms.use_extracts import Demand, Extract, ExtractRefusal, ExtractStage
from app.kernel.moments import JST

TODAY = date(2026, 5, 11)
NOON = datetime(2026, 5, 11, 12, tzinfo=JST)
ASKER, OTHER = 1, 2
DEMAND = Demand(
    requester="都城警察署",
    legal_basis="刑事訴訟法第197条第2項",
    demanded_on=TODAY,
    booking_number="K000000001",
    first_day=date(2026, 5, 1),
    last_day=TODAY,
)
WAITING = Extract(
    id=1, demand=DEMAND, asked_by=ASKER, asked_at=NOON, settled_by=None, settled_at=None, approved=None, taken_at=None
)
APPROVED = replace(WAITING, settled_by=OTHER, settled_at=NOON, approved=True)
DROPPED = replace(APPROVED, approved=False)
TAKEN = replace(APPROVED, taken_at=NOON)
A_DAY, A_SECOND = timedelta(hours=24), timedelta(seconds=1)


@pytest.mark.rule("MYK-30", "NGS-49", "KRS-35")
@pytest.mark.parametrize(
    ("changes", "ground"),
    [
        ({}, None),
        ({"requester": ""}, ExtractRefusal.NO_BASIS),
        ({"requester": " \u3000"}, ExtractRefusal.NO_BASIS),
        ({"legal_basis": ""}, ExtractRefusal.NO_BASIS),
        ({"legal_basis": "　"}, ExtractRefusal.NO_BASIS),
        ({"demanded_on": date(2026, 5, 10)}, None),
        ({"demanded_on": date(2026, 5, 12)}, ExtractRefusal.DEMAND_TO_COME),
        ({"last_day": date(2026, 5, 1)}, None),
        ({"last_day": date(2026, 4, 30)}, ExtractRefusal.DAYS_REVERSED),
    ],
)
def test_an_extract_needs_requester_legal_basis_and_a_date_that_has_come(changes, ground) -> None:
    assert ground_against_demand(replace(DEMAND, **changes), TODAY) is ground


@pytest.mark.parametrize(
    ("extract", "who", "ground"),
    [
        (WAITING, OTHER, None),
        (WAITING, ASKER, ExtractRefusal.SAME_PERSON),
        (APPROVED, 3, ExtractRefusal.ALREADY_SETTLED),
        (DROPPED, OTHER, ExtractRefusal.ALREADY_SETTLED),
    ],
)
def test_the_second_person_is_another_and_comes_once(extract, who, ground) -> None:
    assert ground_against_approval(extract, who) is ground


@pytest.mark.parametrize(
    ("extract", "who", "after", "ground"),
    [
        (APPROVED, ASKER, timedelta(0), None),
        (APPROVED, ASKER, A_DAY - A_SECOND, None),
        (APPROVED, ASKER, A_DAY, None),
        (APPROVED, ASKER, A_DAY + A_SECOND, ExtractRefusal.TOO_LATE),
        (APPROVED, OTHER, timedelta(0), ExtractRefusal.NOT_THE_ASKER),
        (APPROVED, 3, timedelta(0), ExtractRefusal.NOT_THE_ASKER),
        (WAITING, ASKER, timedelta(0), ExtractRefusal.NOT_APPROVED),
        (DROPPED, ASKER, timedelta(0), ExtractRefusal.NOT_APPROVED),
        (TAKEN, ASKER, timedelta(0), ExtractRefusal.ALREADY_TAKEN),
        (TAKEN, ASKER, A_DAY + A_SECOND, ExtractRefusal.ALREADY_TAKEN),
    ],
)
def test_the_file_goes_to_who_asked_once_and_within_a_day(extract, who, after, ground) -> None:
    assert ground_against_taking(extract, who, NOON + after) is ground


@pytest.mark.parametrize(
    ("extract", "stage"),
    [
        (WAITING, ExtractStage.WAITING),
        (DROPPED, ExtractStage.DROPPED),
        (APPROVED, ExtractStage.READY),
        (TAKEN, ExtractStage.TAKEN),
        (replace(APPROVED, settled_at=NOON - A_DAY - A_SECOND), ExtractStage.OVER),
    ],
)
def test_where_an_extract_stands_follows_from_what_was_pressed_and_from_time(extract, stage) -> None:
    assert stage_of(extract, NOON) is stage
