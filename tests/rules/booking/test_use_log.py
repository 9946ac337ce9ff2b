"""What of a visit is recorded: what the office's policy lists, item by item, and which answers are visits at all."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.booking.rules.use_log import LONGEST_AGENT, is_use, recorded
from app.booking.terms.states import BookingState
from app.booking.terms.use_log import Device, Visit
from app.kernel.moments import JST
from app.offices.rules.retention import Periods, first_session_kept, use_log_months
from app.offices.terms import UseLogItem

TIMES, ACCESS, DEVICE, STATUS = UseLogItem
VISIT = Visit(
    at=datetime(2026, 5, 12, 0, 0, 1, tzinfo=JST),
    method="GET",
    route="/bookings/<number>",
    state=BookingState.CONFIRMED,
    agent="Mozilla/5.0 (Windows NT 10.0)",
    network="203.0.113.7",
)
NOTHING = {"at": None, "hour": None, "method": None, "route": None, "state": None, "device": None}
OF_TIMES = {"at": VISIT.at, "hour": 0}
OF_ACCESS = {"method": "GET", "route": "/bookings/<number>"}
OF_DEVICE = {"device": Device(agent=VISIT.agent, network=VISIT.network)}
OF_STATUS = {"state": BookingState.CONFIRMED}


@pytest.mark.rule("MYK-28", "NGS-48", "KRS-34")
@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([TIMES], OF_TIMES),
        ([ACCESS], OF_ACCESS),
        ([DEVICE], OF_DEVICE),
        ([STATUS], OF_STATUS),
        ([TIMES, ACCESS, DEVICE], OF_TIMES | OF_ACCESS | OF_DEVICE),
        ([TIMES, ACCESS, DEVICE, STATUS], OF_TIMES | OF_ACCESS | OF_DEVICE | OF_STATUS),
    ],
    ids=["times", "access", "device", "status", "as Nagasaki and Kurashiki", "as Miyakonojo"],
)
def test_exactly_what_the_policy_lists_is_recorded(items, expected) -> None:
    entry = recorded(VISIT, items)
    assert entry is not None
    assert vars(entry) == {**NOTHING, **expected, "day": date(2026, 5, 12)}


def test_an_office_that_lists_nothing_records_nothing() -> None:
    assert recorded(VISIT, ()) is None


def test_the_day_and_the_hour_are_those_of_japan() -> None:
    late = replace(VISIT, at=datetime(2026, 5, 12, 23, 59, 59, tzinfo=JST))
    entry = recorded(late, [TIMES])
    assert entry
    assert (entry.day, entry.hour) == (date(2026, 5, 12), 23)


def test_what_a_browser_calls_itself_is_cut_where_it_never_ends() -> None:
    entry = recorded(replace(VISIT, agent="x" * 5000), [DEVICE])
    assert entry
    assert entry.device
    assert len(entry.device.agent) == LONGEST_AGENT


@pytest.mark.parametrize(
    ("method", "status", "by_itself", "expected"),
    [
        ("GET", 200, False, True),
        ("POST", 303, False, True),
        ("POST", 409, False, True),
        ("POST", 422, False, True),
        ("GET", 200, True, False),
        ("HEAD", 200, False, False),
        ("GET", 401, False, False),
        ("GET", 403, False, False),
        ("GET", 404, False, False),
        ("POST", 429, False, False),
        ("GET", 500, False, False),
        ("GET", 503, False, False),
    ],
)
def test_only_an_answer_from_a_page_of_ones_own_is_a_use(method, status, by_itself, expected) -> None:
    assert is_use(method, status, by_itself=by_itself) is expected


@pytest.mark.parametrize(
    ("periods", "months"),
    [
        (None, 12),
        (Periods(contact_months=12, record_months=36), 12),
        (Periods(contact_months=12, record_months=36, use_log_months=1), 1),
        (Periods(contact_months=12, record_months=36, use_log_months=36), 36),
    ],
)
def test_without_a_choice_the_log_is_kept_for_a_year_and_never_for_ever(periods, months) -> None:
    assert use_log_months(periods) == months


@pytest.mark.parametrize(
    ("today", "first_kept"),
    [
        (date(2027, 2, 28), date(2027, 1, 28)),
        (date(2027, 3, 1), date(2027, 2, 1)),  # a month after 28, 29, 30 and 31 January ends with February
        (date(2026, 6, 10), date(2026, 5, 10)),
        (date(2026, 6, 11), date(2026, 5, 11)),
        (date(2026, 6, 12), date(2026, 5, 12)),
    ],
)
def test_a_use_is_kept_to_the_last_day_of_its_period(today, first_kept) -> None:
    assert first_session_kept(today, 1) == first_kept
