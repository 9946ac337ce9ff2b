"""What watchers see of messages: numbers always, a text only by a report or a stated reason, and each look is kept."""

from datetime import date

import pytest
from sqlalchemy import select

from app.audit.models import AuditEvent
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity, Role
from app.messages.models.messages import Thread
from app.messages.models.reports import ThreadDisclosure
from app.messages.terms.messages import Invited
from app.messages.usecases.blocking import block_agency
from app.messages.usecases.demanding import demand_deletion
from app.messages.usecases.disclosing import disclose_thread
from app.messages.usecases.reporting import report_thread
from app.messages.usecases.sending import send_first_invitations
from app.oversight.terms.watchers import WatchRefusal
from app.seekers.effects.acquisitions import pseudonym
from app.seekers.queries.watching import past_their_day
from app.seekers.usecases.holding import record_acceptance, record_application
from tests import letters
from tests.agency_crowd import crowd, statements
from tests.factories import enlist, sign_in_as
from tests.page import Page

BODY = "秘密の文面 https://jobs.example <script>alert(1)</script>"
REASON = "法令違反の疑いで、警察から照会を受けた。"
REPORT = "<img src=x>うその求人でした。"
WATCH = "/bureau/messages"
AGENCIES = "section + h2 + p + .table-scroll tbody tr"


@pytest.fixture
def yamada(hikari):
    """A seeker with an account."""
    return Identity(roles=frozenset({Role.SEEKER}), account_id=enlist("yamada")["yamada"])


@pytest.fixture
def records(hikari, yamada, clock):
    """Four records Hikari wrote to; the first is Yamada's."""
    ids = letters.offer(4, account_id=yamada.account_id)
    assert isinstance(send_first_invitations(hikari.agency_id, ids, BODY, by=hikari, now=clock.now()), Invited)
    return ids


@pytest.fixture
def numbers(records):
    """The threads' numbers, in the order of the records."""
    found = dict(db.session.execute(select(Thread.record_id, Thread.number)).all())
    db.session.rollback()
    return [found[each] for each in records]


@pytest.fixture
def complaint(records, numbers, yamada, clock):
    """What Yamada reported."""
    return report_thread(records[0], numbers[0], REPORT, by=yamada, now=clock.now())


def looks(*acts: str) -> list[tuple[str, str]]:
    """What was recorded of reading threads."""
    rows = db.session.execute(select(AuditEvent.act, AuditEvent.actor).where(AuditEvent.act.in_(acts))).all()
    db.session.rollback()
    return [(act, actor) for act, actor in rows]


VIEWED, DISCLOSED = "messages.reported_thread_viewed", "messages.thread_disclosed"


@pytest.mark.rule("AGY-060")
def test_numbers_stand_in_table_chart_and_file(page, clock, hikari, yamada, records, complaint) -> None:
    block_agency(records[1], hikari.agency_id, by=yamada, now=clock.now())
    demand_deletion(records[2], hikari.agency_id, by=yamada, now=clock.now())
    sign_in_as(page, "mori")
    shown = page.get(WATCH)
    assert len(shown.all("svg.bars rect")) == 14
    row = shown.find(AGENCIES)
    assert [cell.text for cell in row.select("td")] == ["4", "1", "1", "2", "0", "0", "0"]
    one = page.get(f"{WATCH}/hikari")
    counts = {row.th.text: row.td.text for row in one.all("section:last-of-type tbody tr")}
    assert counts == {
        "期限（翌々月の末日）": "0",
        "年度（受理の翌年度の1年）": "0",
        "本人の求め": "1",
        "ブロック（受信拒否）": "1",
        "利用停止": "0",
    }
    file = page.client.get(f"{WATCH}.csv?from=2026-05-01&until=2026-05-31")
    assert '"2026-05-13","4"' in file.get_data(as_text=True).splitlines()[1]
    assert "2026-05-13" not in page.client.get(f"{WATCH}.csv?until=2026-05-12").get_data(as_text=True)


def test_agencies_come_page_by_page_who_sent_most_first_for_the_statements_of_one(page, hikari, records) -> None:
    sign_in_as(page, "oda")
    few = statements(lambda: page.get(WATCH))
    crowd("hikari", 30)
    assert statements(lambda: page.get(WATCH)) == few
    first, second = (page.get(path) for path in (WATCH, f"{WATCH}?page=2"))
    assert [len(each.all(AGENCIES)) for each in (first, second)] == [20, 11]
    assert [each.all(AGENCIES)[0].td.text for each in (first, second)] == ["4", "0"]
    assert "ひかり" in first.all(AGENCIES)[0].th.text
    assert [link["rel"] for each in (first, second) for link in each.all(".pages a")] == [["next"], ["prev"]]


def test_a_wrong_or_endless_span_is_brought_into_bounds(page, hikari) -> None:
    sign_in_as(page, "oda")
    assert len(page.get(f"{WATCH}?from=2020-01-01&until=2026-05-13").all("svg.bars rect")) == 92
    assert len(page.get(f"{WATCH}?from=x&until=y").all("svg.bars rect")) == 14
    assert len(page.get(f"{WATCH}?until=0001-01-01").all("svg.bars rect")) == 14
    assert len(page.get(f"{WATCH}?from=2026-06-01&until=2026-05-13").all("svg.bars rect")) == 1


@pytest.mark.rule("AGY-053")
def test_what_is_past_its_day_waits_to_be_deleted_and_is_never_shown(page, clock, hikari, records) -> None:
    assert past_their_day(None, date(2026, 7, 31)) == {}
    assert past_their_day(None, date(2026, 8, 1)) == {hikari.agency_id: (4, 0)}
    db.session.rollback()
    clock.set("2026-08-03T10:00:00+09:00")
    sign_in_as(page, "mori")
    tiles = page.get(f"{WATCH}/hikari").find("ul.tiles").text
    assert "削除を待つもの4件" in tiles
    assert "期限を過ぎて見えるもの0件" in tiles


def test_a_bureau_sees_its_own_agencies_only_and_the_ministry_all(page, hikari, records, numbers, complaint) -> None:
    sign_in_as(page, "ono")
    assert "ひかり" not in page.get(WATCH).text
    assert "ひかり" not in page.client.get(f"{WATCH}.csv").get_data(as_text=True)
    assert complaint not in page.get("/bureau/complaints").text
    for path in (f"{WATCH}/hikari", f"{WATCH}/hikari/threads/{numbers[1]}", f"/bureau/complaints/{complaint}"):
        page.get(path, status=404)
    page.get(f"/bureau/complaints/{complaint}/thread", status=404)
    page.post(f"{WATCH}/hikari/threads/{numbers[1]}", {"reason": REASON}, status=404)
    page.post(f"/bureau/complaints/{complaint}/entries", {"text": "確認"}, status=404)
    assert looks(VIEWED, DISCLOSED) == []
    sign_in_as(page, "oda")
    assert "4" in page.get(WATCH).text
    page.get(f"/bureau/complaints/{complaint}/thread")


def test_no_text_stands_on_any_page_before_a_reason_or_a_report(page, hikari, records, numbers, complaint) -> None:
    sign_in_as(page, "mori")
    paths = (WATCH, f"{WATCH}/hikari", f"{WATCH}/hikari/threads/{numbers[1]}", "/bureau/complaints")
    for path in (*paths, f"/bureau/complaints/{complaint}", "/bureau/oversight/agencies/hikari"):
        assert "秘密の文面" not in page.get(path).html
    assert looks(VIEWED, DISCLOSED) == []


@pytest.mark.rule("AGY-071")
def test_a_reported_thread_is_read_through_its_complaint_and_each_look_recorded(page, numbers, complaint) -> None:
    officer = sign_in_as(page, "mori")
    assert "対応していません" in page.get("/bureau/complaints").text
    told = page.get(f"/bureau/complaints/{complaint}")
    assert REPORT in told.text
    for _ in range(2):
        shown = page.get(f"/bureau/complaints/{complaint}/thread")
        letter = shown.find(".letter p.kept-lines")
        assert letter.text == BODY
        assert not letter.select("a, script")
    assert looks(VIEWED) == [(VIEWED, f"account:{officer}")] * 2
    assert looks("messages.complaint_viewed") == [("messages.complaint_viewed", f"account:{officer}")]


def test_a_thread_without_report_is_read_for_a_reason_that_is_kept_each_time(page, numbers, records) -> None:
    officer = sign_in_as(page, "mori")
    path = f"{WATCH}/hikari/threads/{numbers[1]}"
    refused = page.post(path, {"reason": "  "}, status=422)
    assert "読む理由を書いてください。" in refused.text
    assert "秘密の文面" not in refused.html
    for _ in range(2):
        assert page.submit(page.get(path), "main form", reason=REASON).find(".letter p.kept-lines").text == BODY
    assert looks(DISCLOSED) == [(DISCLOSED, f"account:{officer}")] * 2
    kept = db.session.scalars(select(ThreadDisclosure)).all()
    assert [(each.reason, each.read_by) for each in kept] == [(REASON, officer)] * 2
    db.session.rollback()
    assert REASON in page.get(f"{WATCH}/hikari").text
    page.post(f"{WATCH}/hikari/threads/T999999999", {"reason": REASON}, status=404)


def test_whose_grant_ended_reads_nothing(clock, hikari, numbers) -> None:
    nobody = Identity(roles=frozenset({Role.BUREAU}), account_id=hikari.account_id)
    opened = disclose_thread(hikari.agency_id, numbers[0], REASON, by=nobody, now=clock.now())
    assert opened is WatchRefusal.NOT_A_WATCHER


@pytest.mark.rule("AGY-071")
def test_a_bureau_handles_a_report_and_settles_it_once(page, complaint) -> None:
    sign_in_as(page, "mori")
    path = f"/bureau/complaints/{complaint}"
    assert "対応したことを書いてください。" in page.post(f"{path}/entries", {"text": ""}, status=422).text
    done = page.post(f"{path}/entries", {"text": "電話で確かめた。"})
    assert "対応を書き足しました。" in page.get(done.location).text
    done = page.post(f"{path}/entries", {"text": "是正を確認した。", "settle": "yes"})
    closed = page.get(done.location)
    assert "対応を書き足して、終了しました。" in closed.text
    assert not closed.all("main textarea")
    late = page.post(f"{path}/entries", {"text": "もう一つ。"}, status=409)
    assert "すでに終わっています。" in late.find("#refusal").text
    assert late.find("textarea[name=text]").text.strip() == "もう一つ。"


@pytest.mark.rule("AGY-071", "AGY-048")
def test_the_agency_does_not_see_the_report(page, app, complaint) -> None:
    sign_in_as(page, "hikari")
    assert "うその求人" not in page.get("/agency/complaints").text
    page.get(f"/agency/complaints/{complaint}", status=404)


@pytest.mark.parametrize("who", ["hikari", "yamada", "kato", "ueda"])
@pytest.mark.parametrize("path", [WATCH, f"{WATCH}.csv", "/bureau/complaints"])
def test_others_do_not_enter(page: Page, hikari, who, path) -> None:
    sign_in_as(page, who)
    assert page.client.get(path).status_code == 403


@pytest.mark.rule("AGY-065")
def test_an_application_that_waits_for_its_acceptance_stands_in_the_list(page, hikari, records, clock) -> None:
    sign_in_as(page, "mori")
    number = pseudonym(hikari.agency_id, records[0])
    assert record_application(hikari.agency_id, number, day_of(clock.now()), by=hikari, now=clock.now()) is None
    assert open_ones(page) == ["1"]
    accepted = record_acceptance(
        hikari.agency_id, number, day_of(clock.now()), day_of(clock.now()), by=hikari, now=clock.now()
    )
    assert accepted is None
    assert open_ones(page) == ["0"]


def open_ones(browser) -> list[str]:
    """The applications without acceptance of each agency, as the list has them."""
    cells = browser.get(WATCH).all("td[data-figure=applications]")
    return [each.text.strip() for each in cells]
