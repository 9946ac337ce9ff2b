"""What a stop, its end and what came too late are called on the pages, for agency, officer and second person alike."""

from datetime import date, timedelta

import pytest

from app.agencies.effects.processing import improve
from app.agencies.terms.participation import Ground
from app.db import db
from app.oversight.models.records import AccessLimit
from app.oversight.terms.asking import NewRequest
from app.oversight.terms.decisions import DecisionChoice
from app.oversight.terms.requests import Addressee, Decision, RequestKind
from app.oversight.usecases.decisions import propose_termination
from app.oversight.usecases.requests import ask_agency
from app.oversight.usecases.suspensions import suspend_for_measure
from tests import watched
from tests.factories import sign_in_as

WATCH = "/bureau/oversight"
END = DecisionChoice(decision=Decision.TERMINATION, reason="違反")


@pytest.fixture
def agency_id(app, clock) -> int:
    """Hikari takes part; it is Monday 1 June."""
    clock.set("2026-06-01T10:00:00+09:00")
    return watched.active()


def home(browser_of) -> str:
    """The first page of the agency, as it reads."""
    return browser_of("hikari").get("/agency").text


@pytest.mark.rule("AGY-084", "AGY-132")
def test_what_was_mended_after_the_last_day_is_told_as_such(clock, agency_id, browser_of) -> None:
    watched.stop(agency_id, Ground.FALSE_REPORT, watched.mori(), clock.now())
    clock.set("2026-12-07T10:00:00+09:00")
    pages = (f"{WATCH}/overdue", f"{WATCH}/agencies/hikari")
    for page in pages:
        assert "いまも、まだありません" in browser_of("mori").get(page).text
    assert "原因がまだ改められていないため" in home(browser_of)
    participation_id = watched.standing(agency_id, clock.now()).participation_id
    db.write(improve)(participation_id, Ground.FALSE_REPORT, clock.now())
    for page in pages:
        seen = browser_of("mori").get(page).text
        assert "いまも、まだありません" not in seen
        assert "末日の後、2026年12月7日（月）10時00分に、報告・手続き・是正がそろいました" in seen
    seen = home(browser_of)
    assert "まだ改められていない" not in seen
    assert "2026年12月7日（月）10時00分に改められたことは、労働局に届いています" in seen


@pytest.mark.rule("AGY-018", "AGY-114")
@pytest.mark.parametrize(
    ("rests_on", "told"), [(Ground.OTHER_BREACH, "管轄の労働局が"), (Ground.TERMS, "管轄の労働局か厚生労働省が")]
)
def test_the_agency_is_told_who_ends_its_stop(clock, agency_id, browser_of, rests_on, told) -> None:
    watched.stop(agency_id, rests_on, watched.mori(), clock.now())
    assert f"終わりは、{told}確かめて決めます" in home(browser_of)


@pytest.mark.rule("AGY-114")
def test_the_agency_is_told_that_operations_end_a_stop_of_theirs(clock, agency_id, browser_of) -> None:
    ueda, limit = watched.ueda(), date(2026, 6, 1)
    new = NewRequest(kind=RequestKind.MEASURE, addressee=Addressee.CONTACT_OFFICER, text="検査", limit_on=limit)
    number = ask_agency(agency_id, new, by=ueda, now=clock.now())
    clock.advance(days=1)
    suspend_for_measure(str(number), "応答がない", by=ueda, now=clock.now())
    assert "終わりは、サービスの運用管理組織が確かめて決めます" in home(browser_of)


@pytest.mark.rule("AGY-107")
def test_a_limit_of_access_is_told_with_its_pages(clock, agency_id, browser_of) -> None:
    now = clock.now()
    hours = {"begins_at": now + timedelta(hours=1), "ends_at": now + timedelta(hours=2)}
    oda = watched.oda().account_id
    db.session.add(AccessLimit(pages="search", reason="集中", posted_at=now, posted_by=oda, **hours))
    db.session.commit()
    seen = home(browser_of)
    assert "制限するのは、求職情報をさがすページです。" in seen


@pytest.mark.rule("AGY-076", "AGY-078", "AGY-084")
@pytest.mark.parametrize(
    ("before", "again", "clause", "at_once"),
    [
        (Ground.JOB_INFO_MISUSE, Ground.OTHER_BREACH, "8(2)①", False),
        (Ground.ADVERTISING, Ground.ADVERTISING, "8(3)", False),
        (Ground.FALSE_REPORT, Ground.FALSE_REPORT, "8(2)④a", True),
        (None, Ground.FALSE_REPORT, "8(2)④b", False),
    ],
)
def test_officer_and_second_person_read_the_same_clause(clock, agency_id, mori, before, again, clause, at_once) -> None:
    officer = watched.mori()
    if before:
        watched.stop(agency_id, before, officer, clock.now())
        participation_id = watched.standing(agency_id, clock.now()).participation_id
        db.write(improve)(participation_id, before, clock.now())
        clock.set("2026-12-07T10:00:00+09:00")
    sign_in_as(mori, "mori")
    number = watched.opened(agency_id, again, officer, clock.now())
    case = mori.get(f"{WATCH}/cases/{number}").text
    assert f"規約{clause}" in case
    assert ("「直ちに」" in case) is at_once
    assert f"利用規約{clause}　" in mori.get(f"{WATCH}/cases/{number}/terminations/new").text.replace(" ", "　")
    proposal = propose_termination(number, END, by=officer, now=clock.now())
    assert f"利用規約{clause}　" in mori.get(f"{WATCH}/decisions/{proposal}").text.replace(" ", "　")
