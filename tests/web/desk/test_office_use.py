"""The use report, its file, and the demands under law: what a manager sees of the log, and what nobody sees."""

import csv
import io

import pytest
from werkzeug.routing import Rule

from app.accounts.views.login import COOKIE
from app.booking.models.sessions import SessionRow
from app.booking.views.cookie import PURPOSE
from app.db import db
from app.web.cookies import cookie_name
from tests import bookings, desks, factories, uses
from tests.harness.routes import routes
from tests.harness.source import ROOT
from tests.kato import manager_at
from tests.page import Page
from tests.people import begin, bind
from tests.web.booking.test_me import give

OFFICE = "miyakonojo"
DESK = f"/desk/{OFFICE}/office"
DEMAND = {
    "requester": "都城警察署　生活安全課",
    "legal_basis": "刑事訴訟法第197条第2項",
    "demanded_on": "2026-05-08",
    "first_day": "2026-05-01",
    "last_day": "2026-05-11",
}
IDENTIFYING = {"UseLogDevice", "identifiable_uses", "use_log_device"}
READ_BY = {
    "app/booking/effects/use_log.py",
    "app/booking/models/use_log.py",
    "app/booking/queries/use_log.py",
    "app/desk/usecases/use_extracts.py",
}


def manager(app, who: str) -> Page:
    """The browser of one more manager of Miyakonojo."""
    page = Page(app)
    carry(page, COOKIE, begin(app, manager_at(OFFICE, who).account_id or 0))
    return page


def carry(page: Page, purpose: str, token: str) -> None:
    """Put a cookie into a browser."""
    settings = page.app.extensions["settings"]
    domain = settings.public_base_url.partition("//")[2].partition(":")[0]
    page.client.set_cookie(cookie_name(settings, purpose), token, domain=domain, path="/")


@pytest.fixture
def first(offices, app):
    """A manager."""
    return manager(app, "first")


@pytest.fixture
def other(first, app):
    """Another."""
    return manager(app, "other")


def booked(clock, many: int) -> list[str]:
    """So many bookings of Miyakonojo, each by somebody else."""
    days = (13, 14, 15, 18, 19)[:many]
    numbers = [bookings.book(clock, bookings.somebody(day, f"2026-05-{day}T10:00")).number for day in days]
    for number in numbers:
        uses.move(number, OFFICE)
    return numbers


def table(page, title: str) -> dict[str, str]:
    """The lines of a table of the report."""
    (found,) = [each for each in page.all("table") if title in each.caption.get_text()]
    return {row.th.get_text(): row.td.get_text() for row in found.select("tbody tr")}


@pytest.mark.rule("MYK-28", "MYK-29")
def test_the_report_counts_by_hour_day_and_state_and_tells_no_few(first, clock) -> None:
    numbers = booked(clock, 5)
    for number in numbers:
        uses.add(number, "2026-05-08T09:30", times=2)
        uses.add(number, "2026-05-08T14:00")
    uses.add(numbers[0], "2026-05-09T20:00", times=7)
    page = first.get(f"{DESK}/use")
    assert table(page, "時間帯ごと") == {"9時台": "10", "14時台": "少数", "20時台": "少数"}
    assert table(page, "日ごと") == {"5月8日（金）": "少数", "5月9日（土）": "少数"}
    assert table(page, "状態ごと") == {"予約完了": "22"}
    assert not first.get(f"{DESK}/use?month=2026-04").all("table")


def test_the_file_holds_the_same_counts(first, clock) -> None:
    for number in booked(clock, 5):
        uses.add(number, "2026-05-08T09:30")
    answer = first.get(f"{DESK}/use.csv?month=2026-05")
    rows = list(csv.reader(io.StringIO(answer.response.get_data(as_text=True).lstrip("\ufeff"))))
    assert ["時間帯ごとの画面の利用", "9時台", "5"] in rows
    assert {len(row) for row in rows} == {3}


@pytest.mark.rule("MYK-28")
def test_the_beginnings_and_ends_of_sessions_are_counted_by_their_hour(first, clock) -> None:
    staff = factories.enlist("ito")["ito"]
    for number in booked(clock, 5):
        begun, ended = bookings.moment("2026-05-08T10:02"), bookings.moment("2026-05-08T11:05")
        spent = {"admitted_at": begun, "admitted_by": staff, "ended_at": ended, "ended_by": staff}
        db.session.add(SessionRow(booking_id=bookings.row_of(number).id, outcome="advised", **spent))
        db.session.commit()
    page = first.get(f"{DESK}/use")
    assert table(page, "始まった") == {"10時台": "5"}
    assert table(page, "終わった") == {"11時台": "5"}


@pytest.mark.parametrize("month", ["2026-13", "2026-6", "2026-06", "x", "2026-05-01", "２０２６-05"])
def test_a_month_that_is_none_or_to_come_is_not_there(first, month) -> None:
    first.get(f"{DESK}/use?month={month}", status=404)
    first.get(f"{DESK}/use.csv?month={month}", status=404)


def test_an_office_that_records_nothing_says_so(kato) -> None:
    assert "いまは何も記録していません" in kato.get("/desk/kanagawa/office/use").text
    assert not kato.get("/desk/kanagawa/office/retention").all("#use_log")


def test_the_period_of_the_log_is_chosen_with_the_others_by_two(first, other, clock) -> None:
    page = first.get(f"{DESK}/retention")
    assert "決めるまでは1年です" in page.text
    assert first.submit(page, status=422, agree="y", use_log="999").find("#use_log")["aria-invalid"] == "true"
    first.submit(page, status=303, agree="y", contact="12", record="36", use_log="3")
    asked = other.get(f"{DESK}/retention")
    assert "利用の記録を3か月" in asked.text
    other.submit(asked, "form[action$=approval]", status=303)
    assert "使われた日から3か月残します" in other.get(f"{DESK}/retention").text


@pytest.mark.rule("MYK-30")
def test_a_demand_is_entered_approved_by_another_and_its_file_taken_once(first, other, clock) -> None:
    (number,) = booked(clock, 1)
    uses.add(number, "2026-05-08T09:30")
    form = first.get(f"{DESK}/use/extracts")
    first.submit(form, f"form[action='{DESK}/use/extracts']", status=303, number=number, **DEMAND)
    asked = first.get(f"{DESK}/use/extracts")
    assert not asked.all("form[action$=approval]")
    path = asked.find("form[action$=withdrawal]")["action"].rpartition("/")[0]
    assert "自分では承認できません" in first.post(f"{path}/approval", status=403).text
    first.post(f"{path}/file", status=409)
    assert other.get(DESK).all("a[href$='/use/extracts']")
    other.submit(other.get(f"{DESK}/use/extracts"), "form[action$=approval]", status=303)
    other.post(f"{path}/file", status=403)
    file = first.submit(first.get(f"{DESK}/use/extracts"), "form[action$=file]", status=200)
    rows = list(csv.reader(io.StringIO(file.response.get_data(as_text=True).lstrip("\ufeff"))))
    assert rows[1][1:] == ["2026-05-08 09:30:00", "開いた", "/bookings/<number>", "予約完了", uses.AGENT, uses.NETWORK]
    assert len(rows) == 2
    assert "すでに受け取られています" in first.post(f"{path}/file", status=409).text
    assert "受取り済み" in first.get(f"{DESK}/use/extracts").text


@pytest.mark.parametrize("missing", ["requester", "legal_basis", "demanded_on", "number", "first_day"])
def test_a_demand_that_lacks_something_is_refused_with_what_was_typed(first, clock, missing) -> None:
    (number,) = booked(clock, 1)
    form = first.get(f"{DESK}/use/extracts")
    typed = {"number": number, **DEMAND, missing: ""}
    page = first.submit(form, f"form[action='{DESK}/use/extracts']", status=422, **typed)
    assert page.find(f"#{missing}")["aria-invalid"] == "true"
    assert DEMAND["legal_basis"] in page.html or missing == "legal_basis"
    assert not page.all("form[action$=withdrawal]")


@pytest.mark.rule("MYK-29", "NGS-49", "KRS-35")
def test_no_page_file_or_export_holds_what_identifies_a_device(app, first, clock) -> None:
    (number,) = booked(clock, 1)
    person, guest = uses.browser(app), uses.browser(app)
    give(number, factories.sign_in_as(person, "yamada"))
    carry(guest, PURPOSE, bind(number))
    guest.get(f"/bookings/{number}")
    person.get("/me")
    assert [device and device.agent for _use, device in uses.rows()] == [uses.AGENT] * 2
    held, seen = {"slug": OFFICE, "number": number}, 0
    for browser in (guest, person, first, desks.at_desk(app, "ito")):
        for path in paths(routes(app), held):
            answer = browser.client.get(path)
            seen += answer.status_code == 200
            body = answer.get_data()
            assert uses.AGENT.encode() not in body, path
            assert uses.NETWORK.encode() not in body, path
    assert seen > 60


def paths(rules: list[Rule], held: dict[str, str]) -> list[str]:
    """Every address that can be opened with what is held."""
    opened = [rule for rule in rules if "GET" in (rule.methods or ()) and rule.arguments <= held.keys()]
    return [built[1] for rule in opened if (built := rule.build({each: held[each] for each in rule.arguments}))]


def test_nothing_but_the_extract_reads_devices() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "app").rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in IDENTIFYING)
    }
    assert found == READ_BY
