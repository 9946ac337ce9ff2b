"""An eighth office is one file: other hours, 40 minutes, three open days, two tools, booked end to end (DESIGN 1)."""

import shutil
from pathlib import Path

import pytest

from app.booking.usecases.deliveries import confirm_by_delivery
from app.booking.usecases.routines import write_down_states
from app.offices.rules.shipped import PROFILES, read_profiles
from app.offices.usecases import profiles as loading
from tests import bookings, mails, ways_in
from tests.factories import OPENING

FILE = Path(__file__).with_name("eighth_office.toml")
OFFICE, SLOT = "hakodate", "2026-05-19T13:50"


@pytest.fixture(autouse=True)
def _offices(app, tmp_path, monkeypatch) -> None:
    """The folder of profiles with one file more."""
    folder = tmp_path / "profiles"
    shutil.copytree(PROFILES, folder)
    shutil.copy(FILE, folder / f"{OFFICE}.toml")
    profiles, problems = read_profiles(folder)
    assert not problems
    monkeypatch.setattr(loading, "shipped_profiles", lambda: {profile.slug: profile for profile in profiles})
    loading.load_profiles(OPENING)


def test_its_week_shows_its_own_times_and_limit(page, clock) -> None:
    week = page.get(f"/offices/{OFFICE}/slots?week=2026-05-19")
    assert "13時50分" in week.text
    assert "受付は5月14日（木）15時00分まで" in week.text
    clock.set("2026-05-14T15:00:01+09:00")
    assert page.get(f"/offices/{OFFICE}/bookings/new?slot={SLOT}", status=409).find("#refusal")


def test_it_books_from_end_to_end_with_the_tool_that_was_chosen(app, page, clock) -> None:
    clock.set("2026-05-14T14:59:00+09:00")
    confirmed = ways_in.fill(page, OFFICE, SLOT, tool="Webex")
    assert "13時50分から14時30分まで" in confirmed.text
    assert "Webex（40分間）" in confirmed.text
    number = ways_in.press(page, confirmed).find("#booking-number").get_text()
    ways_in.deliver(number, clock)
    assert confirm_by_delivery(clock.now()) == 1
    mail = bookings.outbox(number)[0]
    assert "（40分間）" in (mail.body or "")
    assert "Webex" in (mail.body or "")
    mails.check_text(app, mail.subject or "", mail.body or "", number=number)
    asked = page.submit(page.get("/enquiry/codes"), "#code-form form", status=200, number=number)
    page.submit(asked, "#opening-form form", status=303, code=ways_in.code_in_mail(number))
    assert "Webex" in page.get(f"/bookings/{number}").find("main").get_text()
    page.submit(page.get(f"/bookings/{number}/withdrawal"), "#withdrawal-form form", status=303)
    assert ways_in.where(number) == ("cancelled", False)


def test_a_tool_must_be_one_of_its_two(page) -> None:
    form = page.get(f"/offices/{OFFICE}/bookings/new?slot={SLOT}")
    assert [str(choice["value"]) for choice in form.all("input[name=tool]")] == ["Zoom", "Webex"]
    refused = ways_in.fill(page, OFFICE, SLOT, status=422, tool=None)
    assert [str(link["href"]).split("-")[0] for link in refused.all("#error-summary a")] == ["#tool"]


def test_what_nobody_confirmed_lapses_after_its_own_limit(page, clock) -> None:
    number = ways_in.apply(page, OFFICE, SLOT, tool="Zoom")
    clock.set("2026-05-15T00:00:00+09:00")
    assert write_down_states(clock.now()) == 1
    assert ways_in.where(number) == ("invalid", False)
