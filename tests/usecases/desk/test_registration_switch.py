"""An online registration becomes one with Hello Work at the first session held, where the terms say so (NGS-06)."""

from dataclasses import replace
from datetime import date

import pytest

from app.accounts.queries.people import get_person
from app.booking.models.bookings import Booking
from app.booking.terms.sessions import ActRefusal, Ending, Outcome
from app.db import db
from app.desk.terms.acts import Done
from app.desk.usecases.session import admit, finish
from app.kernel.registration import Registration
from app.offices.effects.policies import set_policy
from app.offices.queries.offices import policy_in_force
from tests import bookings, presses
from tests.factories import enlist, open_offices
from tests.presses import order

DAY = date(2026, 5, 13)
SETTLED = Ending(outcome=Outcome.ADVISED)


@pytest.fixture
def yamada(app) -> int:
    """A seeker who registered online."""
    open_offices()
    return enlist("yamada")["yamada"]


@db.write
def switching(clock, switches) -> None:
    """Whether the terms of the office at hand switch registrations."""
    policy = replace(policy_in_force("kanagawa", DAY), registration_switch=switches)
    set_policy("kanagawa", policy, since=clock.now().date(), by="test", now=clock.now())


@db.write
def give(number, account_id) -> None:
    """Let a booking be somebody's."""
    db.session.execute(db.update(Booking).where(Booking.number == number).values(account_id=account_id))


def booked(clock, account_id):
    """The number of a booking made with an account."""
    number = bookings.book(clock).number
    give(number, account_id)
    return number


def registration_of(account_id):
    """How somebody is registered, and since which day by a switch."""
    person = get_person(account_id)
    db.session.rollback()
    return person.registration, person.registration_switched_on


@pytest.mark.rule("NGS-06")
def test_the_first_session_held_switches_an_online_registration_and_keeps_the_day(clock, yamada) -> None:
    switching(clock, True)
    number, suzuki = booked(clock, yamada), presses.counselor()
    clock.set(f"{DAY}T10:00:00+09:00")
    assert admit(order(number, clock, suzuki)) == Done()
    assert registration_of(yamada) == (Registration.ONLINE, None)
    assert finish(order(number, clock, suzuki), SETTLED) == Done()
    assert registration_of(yamada) == (Registration.HELLOWORK, DAY)


@pytest.mark.rule("NGS-06")
def test_where_the_terms_say_nothing_of_it_a_registration_stays(clock, yamada) -> None:
    switching(clock, False)
    number, suzuki = booked(clock, yamada), presses.counselor()
    clock.set(f"{DAY}T10:00:00+09:00")
    admit(order(number, clock, suzuki))
    assert finish(order(number, clock, suzuki), SETTLED) == Done()
    assert registration_of(yamada) == (Registration.ONLINE, None)


def test_a_session_that_was_not_held_switches_nothing(clock, yamada) -> None:
    switching(clock, True)
    number, suzuki = booked(clock, yamada), presses.counselor()
    clock.set(f"{DAY}T10:00:00+09:00")
    assert isinstance(finish(order(number, clock, suzuki), SETTLED), ActRefusal)
    assert registration_of(yamada) == (Registration.ONLINE, None)
