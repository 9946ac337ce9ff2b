"""A booking of the site that its mail confirms: what is asked, what comes of it, what time makes of it (MYK)."""

import pytest

from app.booking.models.bookings import Booking
from app.booking.queries.lines import lines_of_days
from app.booking.usecases.deliveries import confirm_by_delivery
from app.booking.usecases.routines import write_down_states
from app.db import db
from app.notices.queries import deliveries_in_trouble
from app.notices.terms import State
from app.offices.models.terms import ConsentRow
from app.offices.queries.offices import terms_in_force
from tests import bookings, desks, mails, ways_in
from tests.factories import open_offices
from tests.page import Page

OFFICE = "miyakonojo"
NUMBER = "4X7K9PQ2MA"
PERSONAL = desks.PERSONAL


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()
    desks.open_miyakonojo()


@pytest.mark.rule("MYK-15", "MYK-16")
def test_the_form_asks_what_the_office_asks_and_names_its_site(page) -> None:
    form = page.get(f"/offices/{OFFICE}/bookings/new?slot={ways_in.SLOT}")
    names = {str(field.get("name")) for field in form.all("main form [name]")} - {"csrf_token", "token"}
    said = {"name", "email", "phone", "seeker_number", "registration", "device", "content", "companion", "agree"}
    assert names == {"slot", *said}
    assert "オンライン・ハローワークシステム" in form.text


@pytest.mark.rule("MYK-05", "MYK-15")
@pytest.mark.parametrize("name", ["name", "phone", "seeker_number", "content", "agree", "email"])
def test_none_of_its_inputs_may_be_blank(page, name: str) -> None:
    document = ways_in.fill(page, OFFICE, status=422, **{name: None})
    assert [str(link["href"]) for link in document.all("#error-summary a")] == [f"#{name}"]
    assert bookings.count(Booking) == 0


@pytest.mark.rule("MYK-05", "MYK-06")
@pytest.mark.parametrize(
    "changes, why",
    [
        ({"registration": "registering"}, "求職登録が終わっている方だけが利用できます"),
        ({"device": "none"}, "Webカメラの付いた機器と、通信環境の、両方を用意できる方だけ"),
    ],
)
def test_who_does_not_meet_the_conditions_is_told_which(page, changes: dict[str, str], why: str) -> None:
    document = ways_in.fill(page, OFFICE, status=422, **changes)
    assert why in document.find("#refusal").get_text()
    assert document.fields("main form[action$=confirmation]")["name"] == desks.YAMAMOTO["name"]


@pytest.mark.rule("MYK-01", "MYK-09", "MYK-21")
def test_a_booking_waits_for_its_mail_with_its_consent(page, clock) -> None:
    done = ways_in.press(page, ways_in.fill(page, OFFICE, registration="online"))
    number = done.find("#booking-number").get_text()
    assert "予約確定メールが届きます" in done.text
    assert done.find("h1").get_text() == "予約を申し込みました"
    assert ways_in.where(number) == ("requested", True)
    row = bookings.row_of(number)
    assert (row.tool_terms, row.tool_consented_at, row.confirmed_at) == ("deemed", clock.now(), None)
    consent = db.session.scalars(db.select(ConsentRow).where(ConsentRow.booking_number == number)).one()
    assert (consent.given_at, consent.kind) == (clock.now(), "explicit")
    version = terms_in_force(OFFICE, clock.now().date())
    assert (consent.terms_version_id, version.effective_on.isoformat()) == (version.id, "2025-03-10")
    assert bookings.kinds(number) == ["M-MYK-2"]


@pytest.mark.rule("MYK-21", "MYK-24")
def test_the_arrival_of_the_mail_confirms_as_of_its_moment(page, clock) -> None:
    number = ways_in.apply(page, OFFICE)
    assert confirm_by_delivery(clock.now()) == 0
    clock.advance(minutes=3)
    arrived = clock.now()
    ways_in.deliver(number, clock)
    clock.advance(minutes=9)
    assert (confirm_by_delivery(clock.now()), confirm_by_delivery(clock.now())) == (1, 0)
    assert ways_in.where(number) == ("confirmed", True)
    assert bookings.row_of(number).confirmed_at == arrived


@pytest.mark.rule("MYK-21")
def test_a_mail_that_is_refused_confirms_nothing_and_is_listed(page, clock) -> None:
    number = ways_in.apply(page, OFFICE)
    ways_in.settle(number, clock, State.REFUSED)
    assert confirm_by_delivery(clock.now()) == 0
    assert ways_in.where(number) == ("requested", True)
    assert [each.booking_number for each in deliveries_in_trouble([number])] == [number]
    ito = desks.at_desk(page.app, "ito")
    assert number in ito.get(f"/desk/{OFFICE}/worklists").html


@pytest.mark.rule("MYK-12", "MYK-20")
def test_what_its_mail_has_not_confirmed_by_the_limit_is_invalid(page, clock) -> None:
    number = ways_in.apply(page, OFFICE)
    clock.set("2026-05-11T23:59:59+09:00")
    assert write_down_states(clock.now()) == 0
    clock.set("2026-05-12T00:00:00+09:00")
    ways_in.deliver(number, clock)
    assert (confirm_by_delivery(clock.now()), write_down_states(clock.now())) == (0, 1)
    assert ways_in.where(number) == ("invalid", False)
    assert [line.state for line in lines_of_days(OFFICE, *[clock.now().date()] * 2, clock.now())] == []


@pytest.mark.rule("MYK-21")
def test_what_arrived_in_time_is_confirmed_however_late_that_is_read(page, clock) -> None:
    number = ways_in.apply(page, OFFICE)
    clock.set("2026-05-11T23:59:59+09:00")
    ways_in.deliver(number, clock)
    clock.set("2026-05-12T00:04:00+09:00")
    assert (confirm_by_delivery(clock.now()), write_down_states(clock.now())) == (1, 0)
    assert ways_in.where(number) == ("confirmed", True)


@pytest.mark.rule("MYK-22", "MYK-38", "MYK-39")
def test_the_confirmation_mail_states_what_is_to_be_known(app, page, clock) -> None:
    number = ways_in.apply(page, OFFICE)
    mail = bookings.outbox(number)[0]
    text = mails.golden_of(app, mail, number, NUMBER, PERSONAL)
    for fact in (
        "2026年5月13日（水）",
        "10時00分から10時30分まで（30分間）",
        "Zoom",
        "後日お知らせします",
        "/offices/miyakonojo/terms",
        "サイトでも取り消せます",
        "録画・録音・撮影",
        "個室",
        "10分",
        "0986-00-0000",
    ):
        assert fact in text, fact


@pytest.mark.rule("MYK-25")
def test_who_booked_on_the_site_takes_it_back_there_until_the_time(page, clock) -> None:
    number = ways_in.apply(page, OFFICE)
    ways_in.deliver(number, clock)
    confirm_by_delivery(clock.now())
    clock.set("2026-05-13T09:59:59+09:00")
    holder = Page(page.app)
    opened(holder, number)
    assert holder.submit(holder.get(f"/bookings/{number}/withdrawal"), "#withdrawal-form form", status=303)
    assert ways_in.where(number) == ("cancelled", False)
    assert bookings.kinds(number) == ["M-MYK-2", "M-OWN-4"]


@pytest.mark.rule("MYK-25")
def test_who_booked_by_telephone_takes_it_back_by_telephone(page) -> None:
    number = desks.take_down(desks.at_desk(page.app, "ito"), OFFICE, ways_in.SLOT)
    opened(page, number)
    shown = page.get(f"/bookings/{number}")
    assert not shown.all("a[href$=withdrawal]")
    assert "お電話でご連絡ください" in shown.find("#withdrawing").get_text()
    assert "0986-00-0000" in shown.find("#withdrawing").get_text()
    assert "8時30分から17時15分" in shown.find("#withdrawing").get_text()
    page.post(f"/bookings/{number}/withdrawal", status=409)
    assert ways_in.where(number)[0] != "cancelled"


def opened(page: Page, number: str) -> None:
    """Open a booking by its mailed code."""
    asked = page.submit(page.get("/enquiry/codes"), "#code-form form", status=200, number=number)
    page.submit(asked, "#opening-form form", status=303, code=ways_in.code_in_mail(number))
