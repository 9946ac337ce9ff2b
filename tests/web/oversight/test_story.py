"""Agencies through months and years on the pages, the clock set: a document that never comes, a report that is late.

Time alone does what time does: no routine runs but where a test runs one.
"""

from datetime import date

import pytest

from app.accounts.queries.people import is_address_held
from app.agencies.models.agencies import Application
from app.agencies.usecases.expiry import expire_registrations
from app.audit.models import Deletion
from app.db import db
from app.messages.terms.messages import Invited
from app.messages.usecases.sending import send_first_invitations
from app.seekers.queries.invitees import held_invitees
from tests import agencies, letters, story, watched
from tests.factories import address_of, enlist, sign_in_as
from tests.harness.clock import moment_of
from tests.page import Page

NAME, STOPPED = agencies.HIKARI.name, f"{agencies.HIKARI.name} 停止中"
MAIL, JOBS = "tantou@sora.example", "form:has(input[value=job_info])"
SEEKERS = "form:has(input[value=seeker_info])"
FEES = ("new_applications", "seeker_fee_total", "seeker_fee_count", "employer_fee_total", "employer_fee_count")


@pytest.fixture
def hikari_id(app) -> int:
    """Hikari takes part in both services since April of last year; it owes the report of that year."""
    return watched.active(started=date(2025, 4, 7))


@pytest.fixture
def mori(app, hikari_id) -> Page:
    """An officer of its bureau, who asked for the report on the day after its limit."""
    enlist("hayashi")
    return story.seated(app, "mori")


@pytest.fixture
def case(mori, clock) -> str:
    """The report did not come, and Hikari was stopped on 21 May from 00:00: the path of the case."""
    clock.set("2026-04-21T10:00")
    story.chased(mori)
    clock.set("2026-05-21T10:00")
    return story.stopped(mori)


@pytest.mark.rule("AGY-096", "AGY-097", "AGY-099")
def test_without_its_document_an_application_is_gone_on_29_april(app, page, offices, outbox, clock) -> None:
    enlist("mori")
    clock.set("2026-04-15T10:00")
    story.registered(page, outbox, MAIL)
    shown = page.follow(page.submit(story.typed(page), status=303))
    path = page.get("/agency/applications").find("#applications tbody th a")["href"]
    day, why = story.explained(app, "document-deadline --on 2026-04-15")
    assert (shown.find("#document-limit").text, day) == ("2026年4月28日（火）", "2026-04-28")
    assert "2026年4月29日（水）は閉庁日です（昭和の日）。" in why
    assert all(sentence in shown.text for sentence in why)
    clock.set("2026-04-28T23:59:59")
    assert "今日が期限です。" in page.get(path).text
    clock.set("2026-04-29T10:00")
    gone = page.get(path)
    assert "期限が過ぎて消えました" in gone.text
    assert NAME not in gone.find("#application").get_text()
    row = db.session.scalars(db.select(Application)).one()
    assert row.particulars is not None
    assert expire_registrations(clock.now()) == 1
    row = agencies.application(row.number)
    assert (row.state, row.particulars) == ("expired", None)
    log = db.session.scalars(db.select(Deletion)).one()
    assert (log.what, log.at) == ("agency_application", moment_of("2026-04-29T00:00"))
    again = page.follow(page.submit(story.typed(page), status=303))
    assert "書類を待っています" in again.text


@pytest.mark.rule("AGY-130", "AGY-131", "AGY-082")
def test_a_missing_report_stands_on_the_board_as_to_be_stopped_on_21_may(mori, clock, outbox) -> None:
    clock.set("2026-04-20T10:00")
    assert mori.get("/bureau/reports/hikari").all("form[action$=chases]") == []
    clock.set("2026-04-21T10:00")
    story.chased(mori)
    assert outbox.kinds()[-1] == "M-AGY-3"
    clock.set("2026-05-20T10:00")
    early = mori.get(f"{story.WATCH}/overdue")
    assert "2026年5月21日（木）から停止の対象です" in early.text
    assert (early.all("main section a.button"), "停止対象" in early.text) == ([], False)
    clock.set("2026-05-21T10:00")
    board = mori.get(f"{story.WATCH}/overdue")
    assert "停止対象" in board.text
    assert "もとの期限は2026年4月20日（月）です。" in board.text


@pytest.mark.rule("AGY-131", "AGY-083", "AGY-075")
def test_the_stop_from_midnight_shows_20_november_and_why(app, mori, clock) -> None:
    clock.set("2026-04-21T10:00")
    story.chased(mori)
    clock.set("2026-05-21T10:00")
    _, asked = story.previewed(mori)
    day, why = story.explained(app, "suspension-end --on 2026-05-21")
    assert day == "2026-11-20"
    assert "2026年11月20日（金）" in asked.text
    assert all(sentence in asked.text for sentence in why)
    hikari = story.seated(app, "hikari")
    assert story.services_at(hikari.get("/agency")) == ["使えます", "使えます"]
    mori.submit(asked, status=303)
    assert hikari.get("/agency", status=303).location.startswith("/login")
    sign_in_as(hikari, "hikari")
    home = hikari.get("/agency")
    assert story.services_at(home) == ["使えません", "使えません"]
    assert "最後の日は2026年11月20日（金）です。" in home.text
    assert "報告がないため、いまサービスが停止されています。" in home.find("#agency-tasks").text
    assert all(sentence in home.text for sentence in why)


@pytest.mark.rule("AGY-022", "AGY-084", "AGY-132")
def test_without_a_report_the_stop_goes_on_and_waits_for_two_officers(app, case, mori, page, clock) -> None:
    assert story.names(page.get("/agencies")) == [STOPPED]
    clock.set("2026-11-20T23:59")
    assert "利用解除対象" not in mori.get(f"{story.WATCH}/overdue").text
    assert mori.get(case).all("a[href$='terminations/new']") == []
    clock.set("2026-11-21T10:00")
    assert "利用解除対象" in mori.get(f"{story.WATCH}/overdue").text
    assert story.names(page.get("/agencies")) == [STOPPED]
    decision = story.ended(mori, story.seated(app, "hayashi"), case)
    day, why = story.explained(app, "reapply-from --on 2026-11-21")
    assert day == "2029-11-21"
    assert "2029年11月21日（水）" in decision.text
    assert all(sentence in decision.text for sentence in why)
    assert page.get("/agencies").all("tbody tr") == []
    assert story.names(page.get("/agencies/terminated")) == [NAME]


@pytest.mark.rule("AGY-023", "AGY-091", "AGY-024")
def test_it_applies_again_three_years_later_and_not_a_day_before(app, case, mori, page, clock, outbox) -> None:
    clock.set("2026-11-21T10:00")
    story.ended(mori, story.seated(app, "hayashi"), case)
    clock.set("2029-11-20T10:00")
    story.registered(page, outbox, MAIL)
    refused = page.submit(story.typed(page), status=409)
    assert "利用解除から3年たっていないため、申請できません。" in refused.text
    assert "2029年11月21日（水）から申請できます。" in refused.text
    assert story.names(page.get("/agencies/terminated")) == [NAME]
    clock.set("2029-11-21T10:00")
    assert page.get("/agencies/terminated").all("tbody tr") == []
    assert "書類を待っています" in page.follow(page.submit(refused, status=303)).text


@pytest.mark.rule("AGY-014")
def test_its_mail_address_is_free_after_five_years(app, case, mori, page, clock, outbox) -> None:
    clock.set("2026-11-21T10:00")
    story.ended(mori, story.seated(app, "hayashi"), case)
    day, _ = story.explained(app, "id-free-from --on 2026-11-21")
    held, mail = date.fromisoformat(day), address_of("hikari")
    assert (held, is_address_held(mail, date(2031, 11, 21))) == (date(2031, 11, 22), True)
    clock.set("2031-11-21T10:00")
    page.submit(page.get("/agency/registration"), email=mail)
    assert outbox.kinds()[-1] == "M-ACC-13"
    assert "2031年11月22日" in (outbox.posted("M-ACC-13")[-1].body or "")
    clock.set("2031-11-22T10:00")
    story.registered(page, outbox, mail)
    assert "まだ始まっていません" in page.get("/agency").text


@pytest.mark.rule("AGY-084", "AGY-055", "AGY-133")
def test_a_report_in_between_lets_use_go_on_by_itself_and_brings_nothing_back(
    app, hikari_id, mori, page, clock
) -> None:
    clock.set("2026-04-20T10:00")
    ids, by = letters.offer(1), watched.hikari(hikari_id)
    sent = send_first_invitations(hikari_id, ids, letters.LETTER, by=by, now=clock.now())
    assert isinstance(sent, Invited)
    assert acquired(ids, hikari_id, clock)
    clock.set("2026-04-21T10:00")
    story.chased(mori)
    clock.set("2026-05-21T10:00")
    story.stopped(mori)
    clock.set("2026-07-01T10:00")
    hikari = story.seated(app, "hikari")
    hikari.submit(hikari.get("/agency/reports"), JOBS, zero="1", status=303)
    hikari.submit(hikari.get("/agency/reports"), SEEKERS, status=303, **{f"seeker_info-{each}": "0" for each in FEES})
    clock.set("2026-11-20T23:59")
    assert story.names(page.get("/agencies")) == [STOPPED]
    clock.set("2026-11-21T10:00")
    assert story.names(page.get("/agencies")) == [NAME]
    assert story.services_at(hikari.get("/agency")) == ["使えます", "使えます"]
    assert "期限が過ぎている団体はありません。" in mori.get(f"{story.WATCH}/overdue").text
    assert not acquired(ids, hikari_id, clock)


def acquired(ids, agency_id: int, clock) -> bool:
    """Whether the agency still has what it acquired of the first record."""
    stops = watched.standing(agency_id, clock.now()).stop_count
    [invitee] = held_invitees(ids, agency_id, stops, clock.now())
    db.session.rollback()
    return invitee.acquisition_id is not None
