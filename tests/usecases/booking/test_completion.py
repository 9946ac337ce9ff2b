"""Completing a booking: what it leaves behind, what refuses it, and what a second press gives."""

from dataclasses import replace
from datetime import date

import pytest

from app.audit.models import AuditEvent
from app.booking.models.bookings import Booking
from app.booking.models.guards import GuestSession, ServiceStop
from app.booking.queries.guests import guest_identity
from app.booking.rules.person import keys_of, keys_of_booking
from app.booking.terms.application import BookingRefusal, KeyKind
from app.booking.terms.outcomes import Completed, OtherContent, Refused
from app.booking.usecases.routines import post_reminders
from app.booking.usecases.withdrawal import withdraw_booking
from app.db import db
from app.kernel.roles import Identity, Role
from app.offices.queries import offices
from app.offices.queries.consents import consent_versions
from app.offices.rules.documents import document_of
from app.offices.usecases.terms import import_terms
from app.web.idempotency import content_hash, new_token
from app.web.limiter import Exceeded
from tests import bookings
from tests.factories import enlist, open_offices


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


def ground_of(outcome) -> BookingRefusal:
    assert isinstance(outcome, Refused), outcome
    return outcome.ground


@pytest.mark.rule("KNG-01", "KNG-18", "KNG-25")
def test_a_completed_booking_holds_its_seat_with_the_consent(clock) -> None:
    booked = bookings.book(clock)
    row = bookings.row_of(booked.number)
    assert (row.state, row.holds_seat, row.seat_no, row.minutes) == ("confirmed", True, 1, 50)
    assert row.applied_at == row.consented_at == row.tool_consented_at == clock.now()
    version = offices.terms_in_force("kanagawa", clock.now().date())
    assert row.terms_version_id == version.id
    assert version.effective_on.isoformat() == "2024-04-01"
    assert consent_versions(booking_number=booked.number) == (version.id,)


@pytest.mark.rule("KNG-08")
def test_the_moment_of_the_tick_for_the_tool_is_kept(clock) -> None:
    assert bookings.row_of(bookings.book(clock).number).tool_consented_at == clock.now()
    without = bookings.attempt(clock, bookings.somebody(2, "2026-05-14T10:00"))
    assert isinstance(without, Completed)
    refused = bookings.attempt(clock, replace(bookings.somebody(3, "2026-05-15T10:00"), accepted_tool=False))
    assert ground_of(refused) is BookingRefusal.TOOL_TERMS


@pytest.mark.rule("KNG-01", "KNG-58")
def test_an_application_agrees_to_the_terms_of_its_own_day(clock) -> None:
    """The day of the application counts, not the day of the session; what was booked keeps its version (Q-47)."""
    clock.set("2026-05-31T23:59:59+09:00")
    import_terms("kanagawa", date(2026, 6, 1), document_of("１ 目的\n新しい方針です。"), clock.now())
    before = bookings.book(clock, bookings.application("2026-06-04T10:00")).number
    clock.advance(seconds=1)
    after = bookings.book(clock, bookings.application("2026-06-05T10:00")).number
    agreed = [bookings.row_of(number).terms_version_id for number in (before, after)]
    days = {version.id: version.effective_on for version in offices.terms_versions("kanagawa")}
    assert [days[version] for version in agreed] == [date(2024, 4, 1), date(2026, 6, 1)]
    assert [consent_versions(booking_number=number) for number in (before, after)] == [(version,) for version in agreed]


@pytest.mark.rule("KNG-20", "KNG-21", "KNG-22")
def test_everything_typed_is_kept_and_opens_again(clock) -> None:
    wanted = bookings.application(residence=bookings.place("神奈川県厚木市旭町1-2"))
    booked = bookings.book(clock, wanted)
    assert (booked.name, booked.name_kana) == ("佐藤 花子", "サトウ ハナコ")
    assert (booked.residence, booked.workplace) == (wanted.residence, wanted.workplace)
    assert (booked.topic, booked.content, booked.email, booked.phone) == (
        wanted.topic,
        wanted.content,
        wanted.email,
        wanted.phone,
    )


def test_what_is_personal_lies_sealed_in_the_table(clock) -> None:
    number = bookings.book(clock).number
    columns = ("name", "name_kana", "phone", "typed_phone", "email", "content", "residence_detail", "workplace_detail")
    stored = db.session.execute(db.text(f"SELECT {', '.join(columns)} FROM booking WHERE number = :n"), {"n": number})
    for value in stored.one():
        assert isinstance(value, bytes | memoryview)
        assert b"hanako" not in bytes(value)
        assert "佐藤".encode() not in bytes(value)


@pytest.mark.rule("KNG-26")
def test_a_completed_booking_leaves_exactly_two_mails(clock) -> None:
    booked = bookings.book(clock)
    mails = bookings.outbox(booked.number)
    assert [mail.kind for mail in mails] == ["M-KNG-1", "M-KNG-2"]
    assert {mail.recipient for mail in mails} == {booked.email}


@pytest.mark.rule("KNG-24")
def test_every_notice_goes_to_the_address_that_was_typed(clock) -> None:
    booked = bookings.book(clock, bookings.application(email="a..b.@docomo.ne.jp"))
    clock.set("2026-05-12T09:00:00+09:00")
    post_reminders(clock.now())
    withdraw_booking(booked.number, guest_identity(booked.number), clock.now())
    mails = bookings.outbox(booked.number)
    assert [mail.kind for mail in mails] == ["M-KNG-1", "M-KNG-2", "M-KNG-4", "M-KNG-5", "M-KNG-6"]
    assert {mail.recipient for mail in mails} == {"a..b.@docomo.ne.jp"}


@pytest.mark.rule("KNG-28")
def test_the_password_is_only_put_in_at_sending(clock) -> None:
    booked = bookings.book(clock)
    guidance, password = bookings.outbox(booked.number)
    assert bookings.password_of(booked.number) not in f"{guidance.body}{password.body}"
    assert (guidance.fill_nonce, password.fill_key_id, password.fill_booking) == (None, "k1", booked.number)
    assert booked.number in (guidance.body or "")
    assert booked.number not in (password.body or "")


@pytest.mark.rule("KNG-19")
@pytest.mark.parametrize("at, taken", [("16:00:00", True), ("16:00:01", False)])
def test_the_last_second_still_counts(clock, at: str, taken: bool) -> None:
    clock.set(f"2026-05-11T{at}+09:00")
    outcome = bookings.attempt(clock)
    assert isinstance(outcome, Completed) is taken
    if not taken:
        assert ground_of(outcome) is BookingRefusal.TOO_LATE


@pytest.mark.rule("KNG-19")
def test_what_arrived_in_time_is_taken_however_long_it_waited(clock) -> None:
    clock.set("2026-05-11T16:00:00+09:00")
    arrived = clock.now()
    clock.advance(seconds=20)
    assert isinstance(bookings.attempt(clock, arrived_at=arrived), Completed)


@pytest.mark.rule("KNG-04")
def test_an_application_from_outside_leaves_nothing(clock) -> None:
    away = bookings.application(residence=bookings.place("東京都"), workplace=bookings.place("千葉県"))
    assert ground_of(bookings.attempt(clock, away)) is BookingRefusal.OUTSIDE_AREA
    assert (bookings.count(Booking), bookings.kinds()) == (0, [])


@pytest.mark.rule("KNG-17")
def test_a_second_booking_of_the_day_is_refused_and_another_day_is_not(clock) -> None:
    bookings.book(clock)
    assert (
        ground_of(bookings.attempt(clock, bookings.application("2026-05-13T14:30"))) is BookingRefusal.SECOND_THAT_DAY
    )
    assert isinstance(bookings.attempt(clock, bookings.application("2026-05-14T14:30")), Completed)


@pytest.mark.rule("KNG-17")
@pytest.mark.parametrize(
    "changes, same",
    [
        ({"email": "Hanako.SATO@example.jp", "phone": "+818000000000", "name_kana": "スズキ ジロウ"}, True),
        ({"email": "other@example.jp", "name_kana": "サトウ・ハナコ"}, True),
        ({"email": "other@example.jp", "phone": "+818000000000"}, False),
        ({"email": "other@example.jp", "name_kana": "サトウ タロウ"}, False),
    ],
    ids=["mail", "telephone and furigana", "a namesake", "a family's telephone"],
)
def test_who_is_the_same_person(clock, changes: dict[str, str], same: bool) -> None:
    bookings.book(clock)
    outcome = bookings.attempt(clock, bookings.application("2026-05-13T14:30", **changes))
    assert isinstance(outcome, Refused) is same


@pytest.mark.rule("KNG-17")
def test_an_account_is_known_whatever_it_types(clock) -> None:
    account_id = enlist("yamada")["yamada"]
    yamada = Identity(roles=frozenset({Role.SEEKER}), account_id=account_id)
    bookings.book(clock, bookings.somebody(1), by=yamada)
    outcome = bookings.attempt(clock, bookings.somebody(2, "2026-05-13T14:30"), by=yamada)
    assert ground_of(outcome) is BookingRefusal.SECOND_THAT_DAY


@pytest.mark.rule("KNG-17")
def test_a_booking_knows_its_person_by_all_that_its_application_did(clock) -> None:
    account_id = enlist("yamada")["yamada"]
    yamada = Identity(roles=frozenset({Role.SEEKER}), account_id=account_id)
    wanted = bookings.application()
    record = bookings.book(clock, wanted, by=yamada)
    assert set(keys_of_booking(record)) == set(keys_of(wanted, account_id))
    told = {KeyKind.MAIL, KeyKind.PHONE_AND_KANA, KeyKind.PHONE_AND_NAME, KeyKind.ACCOUNT}
    assert {key.kind for key in keys_of_booking(record)} == told


def test_a_taken_time_is_refused(clock) -> None:
    bookings.book(clock)
    assert ground_of(bookings.attempt(clock, bookings.somebody(2))) is BookingRefusal.TAKEN
    assert (bookings.count(Booking), len(bookings.kinds())) == (1, 2)


@pytest.mark.rule("KNG-15")
@pytest.mark.parametrize("slot", ["2026-05-13T10:30", "2026-05-13T12:00", "2026-05-16T10:00", "2026-12-29T10:00"])
def test_what_is_no_offered_time_is_refused(clock, slot: str) -> None:
    outcome = bookings.attempt(clock, bookings.application(slot))
    assert ground_of(outcome) in {BookingRefusal.NO_SUCH_TIME, BookingRefusal.CLOSED, BookingRefusal.NOT_YET_OFFERED}


@pytest.mark.rule("KNG-51")
def test_a_stop_refuses_at_once_and_lifting_it_restores(clock) -> None:
    stop = ServiceStop(office_id="kanagawa", ground="ア", notice="点検", since=clock.now(), set_at=clock.now())
    stop.set_by, stop.everything = enlist("suzuki")["suzuki"], False
    db.session.add(stop)
    db.session.commit()
    assert ground_of(bookings.attempt(clock)) is BookingRefusal.STOPPED
    stop.lifted_at = clock.now()
    db.session.commit()
    assert isinstance(bookings.attempt(clock), Completed)


def test_a_double_press_books_once_and_answers_twice(clock) -> None:
    token, content = new_token(), content_hash({"name": "佐藤"})
    first = bookings.attempt(clock, token=token, content=content)
    second = bookings.attempt(clock, token=token, content=content)
    assert isinstance(first, Completed)
    assert isinstance(second, Completed)
    assert first.booking.number == second.booking.number
    assert (bookings.count(Booking), len(bookings.kinds())) == (1, 2)
    assert bookings.count(GuestSession) == 2


def test_a_used_confirmation_page_takes_no_other_content(clock) -> None:
    token = new_token()
    bookings.book(clock, token=token, content=content_hash({"slot": "10:00"}))
    other = bookings.attempt(clock, bookings.somebody(2, "2026-05-14T10:00"), token=token, content=content_hash({}))
    assert isinstance(other, OtherContent)
    assert bookings.count(Booking) == 1


def test_a_token_outlives_a_refusal(clock) -> None:
    """The loser of a race chooses another time on the same confirmation page (KNG-18, DESIGN 3.7)."""
    bookings.book(clock, bookings.somebody(1))
    token = new_token()
    assert ground_of(bookings.attempt(clock, token=token)) is BookingRefusal.TAKEN
    later = bookings.attempt(clock, bookings.application("2026-05-13T11:00"), token=token, content=content_hash({}))
    assert isinstance(later, Completed)


def test_a_network_books_ten_times_an_hour(clock) -> None:
    days = ("2026-05-13", "2026-05-14")
    starts = [f"{day}T{hour}" for day in days for hour in ("09:00", "10:00", "11:00", "13:30", "14:30", "15:30")]
    outcomes = [bookings.attempt(clock, bookings.somebody(nth, slot)) for nth, slot in enumerate(starts[:11])]
    assert [isinstance(outcome, Completed) for outcome in outcomes] == [True] * 10 + [False]
    assert isinstance(outcomes[-1], Exceeded)
    clock.advance(hours=1)
    assert isinstance(bookings.attempt(clock, bookings.somebody(11, starts[11])), Completed)


def test_an_address_gets_three_bookings_a_day(clock) -> None:
    slots = ["2026-05-13T10:00", "2026-05-14T10:00", "2026-05-15T10:00", "2026-05-18T10:00"]
    outcomes = [bookings.attempt(clock, bookings.application(slot)) for slot in slots]
    assert [isinstance(outcome, Completed) for outcome in outcomes] == [True, True, True, False]
    clock.set("2026-05-12T00:00:00+09:00")
    assert isinstance(bookings.attempt(clock, bookings.application(slots[3])), Completed)


def test_an_act_is_recorded_without_a_personal_value(clock) -> None:
    booked = bookings.book(clock)
    event = db.session.scalars(db.select(AuditEvent).where(AuditEvent.act == "booking.completed")).one()
    assert (event.subject, event.office_id) == (f"booking:{booked.number}", "kanagawa")
