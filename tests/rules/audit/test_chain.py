"""The chain of the audit record: one changed byte, a removed row, a swapped row are found and named (SECURITY I13)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.audit.rules import canonical, faults_of_events, faults_of_seal, personal_value_in, seal_of
from app.audit.terms import START, Event, Fault, Finding, Seal

KEY = b"k" * 32
AT = datetime(2026, 5, 11, 1, 2, 3, 4, tzinfo=UTC)


def event(number: int, **changes: object) -> Event:
    """The event of that id."""
    values: dict[str, object] = {
        "id": number,
        "act": "booking.completed",
        "actor": "system",
        "subject": f"booking:K{number}",
        "office_id": None,
        "at": AT,
        "detail": "{}",
        "request_id": "r1",
    }
    return Event(**{**values, **changes})  # type: ignore[arg-type]


EVENTS = [event(3), event(4), event(7)]


def seal() -> Seal:
    """The seal over the three events."""
    return seal_of(KEY, EVENTS, 1, START)


def test_untouched_events_fit_their_seal() -> None:
    assert faults_of_events(KEY, seal(), EVENTS) == []
    assert faults_of_seal(KEY, seal(), 1, START) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"act": "booking.completee"},
        {"actor": "account:1"},
        {"subject": "booking:K5"},
        {"office_id": "kanagawa"},
        {"office_id": ""},
        {"at": AT.replace(microsecond=5)},
        {"detail": '{"n":1}'},
        {"request_id": None},
    ],
)
def test_one_changed_field_is_found_and_named(changes: dict[str, object]) -> None:
    assert faults_of_events(KEY, seal(), [event(3), event(4, **changes), event(7)]) == [Finding(Fault.EVENT_CHANGED, 4)]


def test_a_removed_event_is_named() -> None:
    assert faults_of_events(KEY, seal(), [event(3), event(7)]) == [Finding(Fault.EVENT_REMOVED, 4)]


def test_an_event_slipped_in_later_is_named() -> None:
    slipped = [event(3), event(4), event(5), event(7)]
    assert faults_of_events(KEY, seal(), slipped) == [Finding(Fault.EVENT_ADDED, 5)]


def test_two_swapped_events_are_both_named() -> None:
    swapped = [replace(event(4), id=3), replace(event(3), id=4), event(7)]
    assert faults_of_events(KEY, seal(), swapped) == [Finding(Fault.EVENT_CHANGED, 3), Finding(Fault.EVENT_CHANGED, 4)]


@pytest.mark.parametrize(
    "changes",
    [{"previous": "f" * 64}, {"digest": "f" * 64}, {"first_id": 2}, {"last_id": 8}, {"marks": b"x" * 72}],
)
def test_a_changed_seal_is_named(changes: dict[str, object]) -> None:
    assert faults_of_seal(KEY, replace(seal(), **changes), 1, START) == [Finding(Fault.SEAL_CHANGED, 1)]  # type: ignore[arg-type]


def test_removed_seals_are_named() -> None:
    fourth = seal_of(KEY, EVENTS, 4, START)
    assert faults_of_seal(KEY, fourth, 2, START) == [Finding(Fault.SEAL_REMOVED, 2), Finding(Fault.SEAL_REMOVED, 3)]


def test_a_seal_made_without_the_key_does_not_fit() -> None:
    forged = seal_of(b"x" * 32, EVENTS, 1, START)
    assert faults_of_seal(KEY, forged, 1, START) == [Finding(Fault.SEAL_CHANGED, 1)]


def test_no_two_events_share_their_bytes() -> None:
    shifted = [event(1, act="a", actor="b,c"), event(1, act="a,b", actor="c"), event(1, act='a","b', actor="c")]
    assert len({canonical(each) for each in shifted}) == 3


@pytest.mark.parametrize("value", ["山田花子", "ﾔﾏﾀﾞ", "hanako@example.jp", "x" * 81, 1.5, ["K1"], {"name": "x"}])
def test_a_value_that_could_be_a_persons_is_refused(value: object) -> None:
    assert personal_value_in({"state": "cancelled", "given": value}) == "given"


@pytest.mark.parametrize("value", ["cancelled", "2026-05-13T10:00", 3, True, None, ""])
def test_codes_dates_and_numbers_may_be_recorded(value: object) -> None:
    assert personal_value_in({"given": value}) is None
