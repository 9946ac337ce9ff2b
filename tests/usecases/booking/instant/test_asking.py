"""Asking for instant use: who gets a request, and what a request holds (NGS-40 to NGS-42, NGS-46)."""

import pytest

from app.accounts.queries.people import get_person, is_phone_held
from app.audit.models import AuditEvent
from app.booking.models.bookings import Booking
from app.booking.models.guards import PersonDay
from app.booking.queries.invariants import days_counted_wrongly, seats_held_twice
from app.booking.terms.instant import Asked, CodeWay, InstantRefusal
from app.booking.terms.outcomes import OtherContent
from app.booking.usecases.instant import ask_for_instant_use
from app.booking.usecases.routines import write_down_states
from app.db import db
from app.desk.usecases.instant import say_free
from tests import bookings, instant
from tests.instant import OFFICE


@pytest.mark.rule("NGS-41", "NGS-03")
def test_a_request_has_a_start_and_no_seat(app, clock) -> None:
    scene = instant.open_scene(clock)
    clock.set("2026-05-13T11:00:40+09:00")
    row = bookings.row_of(instant.ask(clock, scene.yamada).number)
    assert (row.state, row.channel, row.minutes) == ("requested", "instant", 30)
    assert (row.seat_no, row.holds_seat, row.missed_from) == (None, False, None)
    assert row.starts_at == bookings.moment("2026-05-13T11:00")
    assert row.lapses_from == clock.now().replace(minute=10)
    assert bookings.count(PersonDay) == 0
    assert seats_held_twice(clock.now()) == days_counted_wrongly(clock.now()) == []


@pytest.mark.rule("NGS-40", "NGS-47", "NGS-07")
def test_seekers_and_employers_may_both_ask(app, clock) -> None:
    scene = instant.open_scene(clock)
    seeker = bookings.row_of(instant.ask(clock, scene.yamada).number)
    employer = bookings.row_of(instant.ask(clock, scene.maruyama).number)
    assert (seeker.applicant_type, seeker.establishment, seeker.account_id) == ("seeker", None, scene.yamada.account_id)
    assert (employer.applicant_type, employer.establishment) == ("employer", "丸山商店")
    assert instant.ask(clock, scene.maruyama, office="nagasaki_young", establishment="") is InstantRefusal.OPEN_ALREADY


@pytest.mark.rule("NGS-41")
def test_without_a_recorded_consent_nobody_is_served(app, clock) -> None:
    scene = instant.open_scene(clock, agreed="")
    assert instant.ask(clock, scene.yamada) is InstantRefusal.NO_CONSENT
    assert bookings.count(Booking) == 0
    instant.agree(scene.yamada, "2023-06-05")
    assert isinstance(instant.ask(clock, scene.yamada), Asked)


@pytest.mark.rule("NGS-41")
def test_a_consent_to_another_office_s_terms_is_none_to_these(app, clock) -> None:
    scene = instant.open_scene(clock, agreed="")
    agree_elsewhere(scene.yamada.account_id)
    assert instant.ask(clock, scene.yamada) is InstantRefusal.NO_CONSENT


@db.write
def agree_elsewhere(account_id: int) -> None:
    """A consent to the terms of another set."""
    from app.offices.effects.offices import record_consent
    from app.offices.terms import ConsentKind
    from tests.factories import OPENING

    elsewhere = instant.version_of("2025-03-10", "miyakonojo")
    record_consent(elsewhere, ConsentKind.EXPLICIT, now=OPENING, account_id=account_id)


@pytest.mark.rule("NGS-42")
def test_with_nobody_free_there_is_nobody_to_talk_to(app, clock) -> None:
    scene = instant.open_scene(clock, free=False)
    assert instant.ask(clock, scene.yamada) is InstantRefusal.NOBODY_FREE
    say_free(OFFICE, scene.nishi, clock.now(), free=True)
    say_free("nagasaki_young", scene.nishi, clock.now(), free=True)
    say_free(OFFICE, scene.nishi, clock.now(), free=False)
    assert instant.ask(clock, scene.yamada) is InstantRefusal.NOBODY_FREE
    clock.set("2026-05-13T11:30:00+09:00")
    assert isinstance(instant.ask(clock, scene.yamada, office="nagasaki_young"), Asked)


@pytest.mark.rule("NGS-42")
def test_yesterday_s_word_and_a_leaver_s_count_for_nothing(app, clock) -> None:
    scene = instant.open_scene(clock)
    clock.set("2026-05-14T11:00:00+09:00")
    assert instant.ask(clock, scene.yamada) is InstantRefusal.NOBODY_FREE
    say_free(OFFICE, scene.tanaka, clock.now(), free=True)
    end_grants(scene.tanaka.account_id, clock)
    assert instant.ask(clock, scene.yamada) is InstantRefusal.NOBODY_FREE


@db.write
def end_grants(account_id: int, clock) -> None:
    """Somebody leaves the office."""
    from app.accounts.models.people import Grant

    db.session.execute(db.update(Grant).where(Grant.account_id == account_id).values(ends_at=clock.now()))


@pytest.mark.rule("NGS-10", "NGS-42")
@pytest.mark.parametrize(
    ("moment", "taken"),
    [
        ("2026-05-13T09:59:59", False),
        ("2026-05-13T10:00:00", True),
        ("2026-05-13T15:59:59", True),
        ("2026-05-13T16:00:00", False),
        ("2026-05-16T11:00:00", False),
        ("2026-05-06T11:00:00", False),
    ],
)
def test_the_hours_of_instant_use_are_the_session_hours(app, clock, moment: str, taken: bool) -> None:
    scene = instant.open_scene(clock)
    clock.set(f"{moment}+09:00")
    say_free(OFFICE, scene.tanaka, clock.now(), free=True)
    outcome = instant.ask(clock, scene.yamada)
    assert isinstance(outcome, Asked) is taken
    assert taken or outcome is InstantRefusal.OUTSIDE_HOURS


@pytest.mark.rule("NGS-46")
def test_another_telephone_than_the_registered_one_is_refused_and_changes_nothing(app, clock) -> None:
    scene = instant.open_scene(clock)
    assert instant.ask(clock, scene.yamada, phone="+819099999999") is InstantRefusal.PHONE_DIFFERS
    assert get_person(scene.yamada.account_id).phone == "+819000000001"
    assert not is_phone_held(scene.yamada.account_id, clock.now())
    assert bookings.count(Booking) == 0


@pytest.mark.rule("NGS-46")
def test_the_telephone_is_frozen_from_the_request_to_its_end(app, clock) -> None:
    scene = instant.open_scene(clock)
    yamada = scene.yamada.account_id
    number = instant.ask(clock, scene.yamada).number
    assert is_phone_held(yamada, clock.now())
    clock.set("2026-05-13T11:09:59+09:00")
    assert is_phone_held(yamada, clock.now())
    instant.accept(clock, scene.tanaka, number)
    clock.set("2026-05-13T11:35:00+09:00")
    assert is_phone_held(yamada, clock.now())


@pytest.mark.rule("NGS-46", "NGS-42")
def test_a_request_nobody_answers_ends_by_itself_and_frees_the_telephone(app, clock) -> None:
    scene = instant.open_scene(clock)
    yamada = scene.yamada.account_id
    number = instant.ask(clock, scene.yamada).number
    clock.set("2026-05-13T11:10:00+09:00")
    assert not is_phone_held(yamada, clock.now())
    assert write_down_states(clock.now()) == 1
    assert bookings.row_of(number).state == "invalid"
    assert instant.request_of(number).closed_at == clock.now()
    assert isinstance(instant.ask(clock, scene.yamada), Asked)


def test_with_the_worker_dead_a_lapsed_request_stands_in_nobody_s_way(app, clock) -> None:
    scene = instant.open_scene(clock)
    first = instant.ask(clock, scene.yamada).number
    clock.set("2026-05-13T11:10:00+09:00")
    second = instant.ask(clock, scene.yamada).number
    assert bookings.row_of(first).state == "invalid"
    assert (instant.request_of(first).closed_at is None, instant.request_of(second).closed_at is None) == (False, True)


@pytest.mark.rule("NGS-45")
def test_one_account_has_one_open_request_at_all_offices_together(app, clock) -> None:
    scene = instant.open_scene(clock)
    say_free("nagasaki_young", scene.nishi, clock.now(), free=True)
    instant.ask(clock, scene.yamada)
    assert instant.ask(clock, scene.yamada) is InstantRefusal.OPEN_ALREADY
    assert instant.ask(clock, scene.yamada, office="nagasaki_young") is InstantRefusal.OPEN_ALREADY
    assert bookings.count(Booking) == 1


def test_a_press_repeated_is_the_same_request(app, clock) -> None:
    scene = instant.open_scene(clock)
    press = instant.press(clock, scene.yamada)
    first = ask_for_instant_use(press)
    assert isinstance(first, Asked)
    assert ask_for_instant_use(press) == first
    events = db.session.scalars(db.select(AuditEvent.act).where(AuditEvent.subject == f"booking:{first.number}"))
    assert (bookings.count(Booking), list(events)) == (1, ["booking.instant_asked"])
    other = instant.press(clock, scene.yamada, token=press.token, content="ほかのこと")
    assert isinstance(ask_for_instant_use(other), OtherContent)


def test_the_wish_for_a_call_is_kept(app, clock) -> None:
    scene = instant.open_scene(clock)
    assert instant.request_of(instant.ask(clock, scene.yamada, way=CodeWay.CALL).number).wish == "call"
