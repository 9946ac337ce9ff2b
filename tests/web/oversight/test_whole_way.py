"""With the clock set, from the first application to the day one may apply again, and the public lists at each step."""

from datetime import date

import pytest

from app.agencies.terms.applications import ApplicationRefusal, Asked, Refused
from app.agencies.terms.kinds import ApplicationKind
from app.db import db
from app.oversight.models.cases import DecisionProposal
from app.oversight.terms.requests import Decision
from app.oversight.usecases.decisions import approve_decision
from tests import agencies, applicants, participants, watched
from tests.rules.agencies.told import placed_before

KAZE = "かぜの職業紹介"


@pytest.fixture
def listed(page):
    """`listed()`: the names on both public lists, as anybody reads them."""

    def read() -> tuple[list[str], list[str]]:
        found = [page.get(address).all("tbody tr th") for address in ("/agencies", "/agencies/terminated")]
        return tuple([cell.get_text(" ", strip=True) for cell in cells] for cells in found)

    return read


@pytest.mark.rule("AGY-097", "AGY-099", "AGY-021")
def test_a_document_that_never_comes_lets_the_registration_expire_on_time(app, browser_of, clock, listed) -> None:
    clock.set("2026-04-15T10:00:00")
    minato = agencies.found("minato", clock.now())
    number = agencies.apply(minato, "use", clock.now())
    shown = browser_of("minato").get(f"/agency/applications/{number}")
    assert shown.find("#document-limit").text == "2026年4月28日（火）"
    assert "2026年4月29日（水）が閉庁日なので、その前の開庁日の2026年4月28日（火）に繰り上げます。" in shown.text
    clock.set("2026-04-28T23:59:59")
    assert "登録手続きは完了していません" in browser_of("minato").get(f"/agency/applications/{number}").text
    clock.set("2026-04-29T06:00:00")
    assert "自動的に消えました" in browser_of("minato").get(f"/agency/applications/{number}").text
    assert listed() == ([], [])


@pytest.mark.rule("AGY-083", "AGY-022", "AGY-024")
def test_from_a_missing_report_to_the_end_of_use_and_the_day_one_may_apply_again(
    app, browser_of, mori, clock, listed
) -> None:
    kaze = participants.join("kaze", valid_until=date(2030, 3, 31))
    hayashi = watched.hayashi()
    clock.set("2026-04-21T10:00:00")
    assert listed() == ([KAZE], [])
    mori.submit(mori.get("/bureau/reports/kaze"), "form[action$=chases]", status=303)
    clock.set("2026-05-20T10:00:00")
    assert "停止対象" not in mori.get("/bureau/oversight/overdue").text
    clock.set("2026-05-21T10:00:00")
    board = mori.get("/bureau/oversight/overdue")
    assert "停止対象" in board.text
    opening = mori.get(str(board.find("main section a.button")["href"]))
    case = mori.submit(opening, "form[action$=cases]", facts="報告がない。").location.partition("?")[0]
    asked = mori.submit(mori.get(f"{case}/suspensions/new"), reason="利用状況報告がありません。")
    assert "2026年11月20日（金）" in asked.text
    assert listed() == ([KAZE], [])
    mori.submit(asked, status=303)
    assert listed() == ([f"{KAZE} 停止中"], [])
    clock.set("2026-11-20T23:00:00")
    mori.get(f"{case}/terminations/new", status=404)
    clock.set("2026-11-21T10:00:00")
    assert listed() == ([f"{KAZE} 停止中"], [])
    form = mori.get(f"{case}/terminations/new")
    assert "2029年11月21日（水）" in form.text
    mori.submit(form, reason="報告がない", status=303)
    waiting = db.session.scalars(db.select(DecisionProposal.id)).one()
    db.session.rollback()
    assert approve_decision(waiting, by=hayashi, now=clock.now()) is Decision.TERMINATION
    assert listed() == ([], [KAZE])
    clock.set("2029-11-20T10:00:00")
    assert listed() == ([], [KAZE])
    refused = come_back(clock)
    assert isinstance(refused, Refused)
    assert (refused.why, refused.free_from) == (ApplicationRefusal.BANNED, date(2029, 11, 21))
    clock.set("2029-11-21T10:00:00")
    assert isinstance(come_back(clock), str)
    assert listed() == ([], [])
    assert watched.agency(kaze).closed_at is not None


def come_back(clock) -> str | Refused:
    """The same organisation applies for use under another account."""
    applicants.register("minato", now=clock.now())
    told = applicants.told(name=KAZE, licence_valid_until=date(2031, 3, 31), placements=placed_before(clock.now()))
    return applicants.press("minato", Asked(kind=ApplicationKind.USE, told=told), now=clock.now())
