"""Whether an application is taken: one decision table for each rule, and the order of the grounds."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.booking.rules.ground import ground_for_refusal
from app.booking.terms.application import (
    OF_THE_FORM,
    PERSONAL,
    ApplicantType,
    ApplicationFacts,
    BookingRefusal,
    FormFacts,
)
from app.kernel.calendar import ClosedBy, ClosedReason
from app.kernel.moments import JST
from app.kernel.slots import Mark, SlotTime, Why, WhyClosed
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import Channel, Eligibility, EmployerUse, ToolTermsMode

KANAGAWA = shipped_profiles()["kanagawa"].policy
START = datetime(2026, 5, 13, 10, tzinfo=JST)
FREE = SlotTime(starts_at=START, ends_at=START + timedelta(minutes=50), mark=Mark.FREE, free_seats=(1,))
FORM = FormFacts(applicant_type=ApplicantType.WORKER, prefectures=("神奈川県", "神奈川県"), accepted_tool=True)
FACTS = ApplicationFacts(form=FORM, slot=FREE, office_ready=True, bookings_that_day=0, banned=False)


def shut(kind: WhyClosed, closed: ClosedReason | None = None) -> SlotTime:
    return replace(FREE, mark=Mark.CLOSED, free_seats=(), why=Why(kind=kind, closed=closed))


def ground(policy=KANAGAWA, **changes):
    form = {name: changes.pop(name) for name in ("applicant_type", "prefectures", "accepted_tool") if name in changes}
    return ground_for_refusal(replace(FACTS, form=replace(FORM, **form), **changes), policy)


def test_an_application_that_fits_is_taken() -> None:
    assert ground() is None


@pytest.mark.rule("KNG-04")
@pytest.mark.parametrize(
    "residence, workplace, refused",
    [
        ("東京都", "千葉県", True),
        ("東京都", "神奈川県", False),
        ("神奈川県", "東京都", False),
        ("神奈川県", "神奈川県", False),
        ("静岡県", "山梨県", True),
    ],
)
def test_whoever_neither_lives_nor_works_in_the_area_is_refused(residence: str, workplace: str, refused: bool) -> None:
    expected = BookingRefusal.OUTSIDE_AREA if refused else None
    assert ground(prefectures=(residence, workplace)) is expected


@pytest.mark.rule("KNG-04", "KNG-05")
@pytest.mark.parametrize(
    "residence, workplace, refused",
    [("東京都", "神奈川県", False), ("神奈川県", "東京都", False), ("東京都", "東京都", True)],
    ids=["business inside", "living inside, business elsewhere (Q-03)", "neither"],
)
def test_employers_are_served_by_the_same_condition(residence: str, workplace: str, refused: bool) -> None:
    answer = ground(applicant_type=ApplicantType.EMPLOYER, prefectures=(residence, workplace))
    assert answer is (BookingRefusal.OUTSIDE_AREA if refused else None)


def test_an_office_without_an_area_asks_for_none() -> None:
    anywhere = replace(KANAGAWA, eligibility=(Eligibility.DEVICE,), areas=())
    assert ground(anywhere, prefectures=("北海道", "沖縄県")) is None


def test_an_office_that_serves_no_employers_refuses_them() -> None:
    closed = replace(KANAGAWA, employer_users=EmployerUse.NO)
    assert ground(closed, applicant_type=ApplicantType.EMPLOYER) is BookingRefusal.EMPLOYER_NOT_SERVED
    assert ground(closed) is None


@pytest.mark.rule("NGS-40")
def test_an_office_that_serves_employers_at_once_points_them_there() -> None:
    instant = replace(KANAGAWA, employer_users=EmployerUse.INSTANT_ONLY)
    assert ground(instant, applicant_type=ApplicantType.EMPLOYER) is BookingRefusal.EMPLOYER_INSTANT_ONLY
    assert ground(instant, applicant_type=ApplicantType.WORKER) is None


@pytest.mark.rule("KNG-08")
def test_the_terms_of_the_tool_need_their_own_tick() -> None:
    assert ground(accepted_tool=False) is BookingRefusal.TOOL_TERMS
    assert ground(replace(KANAGAWA, tool_terms_mode=ToolTermsMode.DEEMED), accepted_tool=False) is None


@pytest.mark.rule("KNG-17")
@pytest.mark.parametrize(
    "limit, booked, refused", [(1, 0, False), (1, 1, True), (2, 1, False), (2, 2, True), (2, 3, True)]
)
def test_bookings_of_one_day_end_at_the_limit(limit: int, booked: int, refused: bool) -> None:
    expected = BookingRefusal.SECOND_THAT_DAY if refused else None
    assert ground(replace(KANAGAWA, daily_limit=limit), bookings_that_day=booked) is expected


def test_an_office_without_a_daily_limit_counts_nothing() -> None:
    assert ground(replace(KANAGAWA, daily_limit=None), bookings_that_day=9) is None


@pytest.mark.rule("KNG-42")
def test_whoever_was_refused_further_use_is_refused() -> None:
    assert ground(banned=True) is BookingRefusal.BANNED


@pytest.mark.rule("KNG-15", "KNG-18", "KNG-19")
@pytest.mark.parametrize(
    "slot, expected",
    [
        (None, BookingRefusal.NO_SUCH_TIME),
        (shut(WhyClosed.DEADLINE_OVER), BookingRefusal.TOO_LATE),
        (shut(WhyClosed.PAST), BookingRefusal.TOO_LATE),
        (shut(WhyClosed.BEYOND_WINDOW), BookingRefusal.NOT_YET_OFFERED),
        (shut(WhyClosed.NOT_OFFICIAL), BookingRefusal.NOT_YET_OFFERED),
        (shut(WhyClosed.STOPPED), BookingRefusal.STOPPED),
        (shut(WhyClosed.CLOSED_DAY, ClosedReason(ClosedBy.SATURDAY)), BookingRefusal.CLOSED),
        (shut(WhyClosed.CLOSED_BY_OFFICE), BookingRefusal.CLOSED),
        (shut(WhyClosed.NO_SEATS), BookingRefusal.CLOSED),
        (replace(FREE, free_seats=(), mark=Mark.FULL, why=Why(kind=WhyClosed.TAKEN)), BookingRefusal.TAKEN),
        (replace(FREE, free_seats=(), mark=Mark.FULL), BookingRefusal.TAKEN),
    ],
)
def test_a_time_that_cannot_be_had_is_refused(slot: SlotTime | None, expected: BookingRefusal) -> None:
    assert ground(slot=slot) is expected


def test_every_reason_of_the_picker_has_its_refusal() -> None:
    assert all(isinstance(ground(slot=shut(kind)), BookingRefusal) for kind in WhyClosed)


def test_an_office_that_is_not_ready_or_not_on_the_site_takes_nothing() -> None:
    assert ground(office_ready=False) is BookingRefusal.NOT_OPEN_YET
    by_telephone = replace(KANAGAWA, booking_channels=(Channel.PHONE, Channel.COUNTER))
    assert ground(by_telephone) is BookingRefusal.NOT_BOOKED_HERE


def test_the_person_is_asked_last() -> None:
    """A refusal that concerns the person is met only where everything else was right (SECURITY R2)."""
    person = {"banned": True, "bookings_that_day": 5}
    assert ground(**person) in PERSONAL
    assert ground(**person, slot=replace(FREE, free_seats=(), mark=Mark.FULL)) is BookingRefusal.TAKEN
    assert ground(**person, prefectures=("東京都", "東京都")) in OF_THE_FORM
    assert ground(**person, office_ready=False) is BookingRefusal.NOT_OPEN_YET


def test_a_ban_hides_behind_no_daily_limit() -> None:
    assert ground(banned=True, bookings_that_day=1) is BookingRefusal.BANNED
