"""Which visits are recorded, of which only what the office's policy lists, and never at the price of the page."""

from datetime import date

import pytest

from app.booking.models.use_log import UseLog, UseLogDevice
from app.booking.views import use_log
from app.db import Busy
from tests import bookings, desks, factories, instant, uses, ways_in
from tests.harness.routes import routes
from tests.web.booking.test_me import give

MIYAKONOJO, NAGASAKI = "miyakonojo", "nagasaki_main"


@pytest.fixture
def holder(offices, app):
    """A browser with a name of its own."""
    desks.open_miyakonojo()
    return uses.browser(app)


@pytest.fixture
def number(holder):
    """What it applied for at Miyakonojo; nothing is recorded of it yet."""
    return ways_in.apply(holder, MIYAKONOJO)


@pytest.mark.rule("MYK-28")
def test_each_page_of_a_booking_writes_time_path_device_and_state(holder, number, clock) -> None:
    seen = len(uses.rows())
    clock.set("2026-05-11T23:59:30+09:00")
    holder.get(f"/bookings/{number}")
    ((use, device),) = uses.rows()[seen:]
    assert (use.office_id, use.booking_id) == (MIYAKONOJO, bookings.row_of(number).id)
    assert (use.day, use.hour, use.at) == (date(2026, 5, 11), 23, clock.now())
    assert (use.method, use.route, use.booking_state) == ("GET", "/bookings/<number>", "requested")
    assert device
    assert (device.agent, device.network) == (uses.AGENT, uses.NETWORK)


def test_a_press_is_recorded_with_the_state_it_led_to(holder, number, clock) -> None:
    holder.post(f"/bookings/{number}/withdrawal", status=303)
    use, _device = uses.rows()[-1]
    assert (use.method, use.route, use.booking_state) == ("POST", "/bookings/<number>/withdrawal", "cancelled")


@pytest.mark.rule("NGS-48", "KRS-34")
def test_an_office_that_does_not_list_the_booking_s_state_records_none(holder, number) -> None:
    seen = len(uses.rows())
    for office in (NAGASAKI, "kurashiki_wakamono"):
        uses.move(number, office)
        holder.get(f"/bookings/{number}")
    recorded = [use for use, _device in uses.rows()[seen:]]
    assert [use.office_id for use in recorded] == [NAGASAKI, "kurashiki_wakamono"]
    assert {use.booking_state for use in recorded} == {None}
    assert {use.route for use in recorded} == {"/bookings/<number>"}


def test_an_office_that_lists_nothing_records_nothing(holder, number) -> None:
    seen = len(uses.rows())
    uses.move(number, "kanagawa")
    holder.get(f"/bookings/{number}")
    assert len(uses.rows()) == seen


def test_one_without_the_device_in_its_list_stores_no_device(holder, number) -> None:
    before = bookings.count(UseLogDevice)
    ways_in.set_for(MIYAKONOJO, use_log=("times", "access"))
    holder.get(f"/bookings/{number}")
    assert uses.rows()[-1][1] is None
    assert bookings.count(UseLogDevice) == before


def test_looking_for_a_time_and_what_is_nobody_s_leave_no_trace(holder, number, app) -> None:
    seen, stranger = len(uses.rows()), uses.browser(app)
    for path in ("/", f"/offices/{MIYAKONOJO}", f"/offices/{MIYAKONOJO}/slots", "/enquiry"):
        holder.get(path)
    holder.get(f"/offices/{MIYAKONOJO}/bookings/new?slot=2026-05-13T10:30")
    stranger.get(f"/bookings/{number}", status=404)
    stranger.get(f"/replies/{'t' * 43}", status=404)
    assert len(uses.rows()) == seen


def test_the_link_of_a_mail_is_recorded_without_its_token(offices, app) -> None:
    desks.open_miyakonojo()
    number = desks.take_down(desks.at_desk(app, "ito"), MIYAKONOJO, "2026-05-18T10:00")
    path, person = desks.reply_path(number), uses.browser(app)
    person.submit(person.get(path), status=303)
    recorded = [use for use, _device in uses.rows()]
    assert uses.routes() == [("GET", "/replies/<token>"), ("POST", "/replies/<token>")]
    assert {use.booking_id for use in recorded} == {bookings.row_of(number).id}
    assert [use.booking_state for use in recorded] == ["awaiting_reply", "confirmed"]


def test_mypage_is_recorded_at_the_office_of_the_last_booking_and_not_by_its_own_polls(holder, number) -> None:
    account_id = factories.sign_in_as(holder, "yamada")
    holder.get("/me")
    seen = len(uses.rows())
    give(number, account_id)
    holder.get("/me")
    holder.client.get("/me/inbox", headers={"HX-Request": "true", "X-Poll": "yes"})
    holder.get("/me/profile")
    assert uses.routes()[seen:] == [("GET", "/me"), ("GET", "/me/profile")]
    assert {use.office_id for use, _device in uses.rows()[seen:]} == {MIYAKONOJO}


@pytest.mark.rule("MYK-28", "NGS-48", "KRS-34")
@pytest.mark.parametrize("terms_set, office", [("nagasaki", NAGASAKI), ("kurashiki", "kurashiki_chuo")])
def test_mypage_without_a_booking_is_recorded_where_the_terms_were_agreed_to_last(holder, terms_set, office) -> None:
    account_id = factories.sign_in_as(holder, "yamada")
    holder.get("/me")
    assert uses.rows() == [], "nobody's terms were agreed to"
    holder.submit(holder.get(f"/me/consents/{terms_set}"), "#me-terms form", status=303)
    seen = len(uses.rows())
    holder.get("/me")
    ((use, device),) = uses.rows()[seen:]
    assert (use.office_id, use.account_id, use.booking_id, use.route) == (office, account_id, None, "/me")
    assert (use.booking_state, device.agent if device else "") == (None, uses.AGENT)


def test_agreed_to_terms_of_an_office_that_records_nothing_leave_no_trace(holder) -> None:
    factories.sign_in_as(holder, "yamada")
    holder.submit(holder.get("/me/consents/kanagawa"), "#me-terms form", status=303)
    holder.get("/me")
    assert uses.rows() == []


@pytest.mark.rule("NGS-48")
def test_the_page_of_instant_use_is_recorded_once_something_was_asked_there(offices, app, clock) -> None:
    scene, yamada = instant.open_scene(clock), uses.browser(app)
    factories.sign_in_as(yamada, "yamada")
    page = f"/offices/{instant.OFFICE}/instant-use"
    yamada.get(page)
    assert uses.rows() == []
    asked = instant.ask(clock, scene.yamada)
    yamada.get(page)
    ((use, device),) = uses.rows()
    assert use.booking_id == bookings.row_of(asked.number).id
    assert (use.route, use.at) == ("/offices/<slug>/instant-use", clock.now())
    assert device


def test_a_use_that_cannot_be_recorded_is_a_fault_in_the_log_and_the_page_goes_out(
    holder, number, monkeypatch, capsys
) -> None:
    def busy(*_anything: object) -> None:
        raise Busy("note_use")

    monkeypatch.setattr(use_log, "note_use", busy)
    seen = bookings.count(UseLog)
    assert number in holder.get(f"/bookings/{number}").text
    assert bookings.count(UseLog) == seen
    logged = capsys.readouterr().err
    assert "use_not_recorded" in logged
    assert number not in logged


def test_every_page_of_a_booking_of_instant_use_and_of_mypage_is_known_to_the_log(app) -> None:
    starts = ("/bookings/", "/replies/", "/offices/<slug>/instant-use", "/me/")
    pages = [rule.rule for rule in routes(app) if f"{rule.rule}/".startswith(starts)]
    assert len(pages) > len(starts)
    assert not [rule for rule in pages if use_log.used_by(rule) is None]
