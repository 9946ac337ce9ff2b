"""An online registration becomes one with Hello Work at the first session held, where the terms say so (NGS-06)."""

from datetime import date

import pytest

from app.accounts.queries.people import get_person
from app.db import db
from app.kernel.registration import Registration
from tests import bookings, desks, factories
from tests.web.desk.test_follow_up import YAMADA, confirm, follow, next_of

MIYAKONOJO, NAGASAKI = "miyakonojo", "nagasaki_main"
DAY, SLOT = date(2026, 5, 13), "2026-05-13T10:00"
SWITCHED, ONLINE = ("hellowork", DAY), ("online", None)


@pytest.fixture
def admitted(offices, app, clock):
    """`admitted(office)`: browser and number of an online registrant's session in progress, taken by telephone."""

    def begin(office: str, **changes: str):
        desks.open_miyakonojo()
        page = desks.at_desk(app, {place: key for key, place in desks.PLACES.items()}[office])
        clock.set("2026-05-08T10:00:00+09:00")
        number = desks.take_down(page, office, SLOT, registration="online", **changes)
        confirm(page, office, number, clock)
        clock.set("2026-05-13T10:00:00+09:00")
        desks.act(page, office, number, "admission")
        return page, number

    return begin


def kept(row):
    """How somebody is registered by a booking, and since which day by a switch."""
    return row.registration, row.registration_switched_on


@pytest.mark.rule("NGS-06")
def test_without_an_account_the_switch_stands_on_the_booking_with_its_day_and_the_desk_sees_it(admitted):
    page, number = admitted(NAGASAKI)
    assert kept(bookings.row_of(number)) == ONLINE
    desks.act(page, NAGASAKI, number, "completion", outcome="advised")
    assert kept(bookings.row_of(number)) == SWITCHED
    shown = page.get(f"/desk/{NAGASAKI}/bookings/{number}").text
    assert "ハローワーク利用登録者（2026年5月13日（水）の相談で、オンライン登録者から切替え）" in shown


@pytest.mark.rule("NGS-06")
@pytest.mark.parametrize("before", [True, False], ids=["during the session", "after it"])
def test_the_next_booking_repeats_what_the_person_is_from_then_on(admitted, before: bool):
    page, number = admitted(NAGASAKI)
    if before:
        follow(page, NAGASAKI, number)
    desks.act(page, NAGASAKI, number, "completion", outcome="advised")
    if not before:
        follow(page, NAGASAKI, number)
    assert next_of(number).registration == "hellowork"


@pytest.mark.rule("NGS-06")
def test_who_has_an_account_is_switched_there_too(admitted):
    account = factories.enlist("yamada")["yamada"]
    page, number = admitted(NAGASAKI, **YAMADA)
    assert get_person(account).registration is Registration.ONLINE
    desks.act(page, NAGASAKI, number, "completion", outcome="advised")
    db.session.rollback()
    person = get_person(account)
    assert (person.registration, person.registration_switched_on) == (Registration.HELLOWORK, DAY)


@pytest.mark.rule("NGS-06")
def test_where_the_terms_say_nothing_of_it_a_registration_stays(admitted):
    page, number = admitted(MIYAKONOJO)
    desks.act(page, MIYAKONOJO, number, "completion", outcome="advised")
    assert kept(bookings.row_of(number)) == ONLINE


@pytest.mark.rule("NGS-06")
def test_a_session_that_was_broken_off_was_not_held(admitted):
    page, number = admitted(NAGASAKI)
    desks.act(page, NAGASAKI, number, "stop", letter="暴言")
    assert kept(bookings.row_of(number)) == ONLINE
