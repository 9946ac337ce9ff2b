"""即時利用 at the desk: free now, the queue, the two answers, the call (NGS-42, NGS-45)."""

import re

import pytest

from app.audit.models import AuditEvent
from app.booking.terms.instant import CodeWay
from app.db import db
from tests import bookings, factories, instant
from tests.page import Page

QUEUE = "/desk/nagasaki_main/instant-use"


@pytest.fixture
def nishi(app, offices):
    """The browser of Nishi, staff at the three sites of Nagasaki."""
    page = Page(app)
    factories.sign_in_as(page, "nishi")
    return page


def words(document) -> str:
    """What the page says."""
    return document.find("main").get_text(" ", strip=True)


def masked(document) -> str:
    """The page without its own number and the token of its form."""
    return re.sub(r'id="error-id">[0-9a-f]+|name="csrf_token"[^>]*>', "", document.html)


@pytest.mark.rule("NGS-42")
def test_one_says_that_one_is_free_and_no_longer(tanaka, clock) -> None:
    scene = instant.open_scene(clock, free=False)
    page = tanaka.get(QUEUE)
    assert "いません" in words(page)
    assert tanaka.submit(page, "form[action$=availability]").location == QUEUE
    assert instant.free_people() == [scene.tanaka.account_id]
    page = tanaka.get(QUEUE)
    assert "田中 一郎" in words(page)
    tanaka.submit(page, "form[action$=availability]")
    assert instant.free_people() == []


@pytest.mark.rule("NGS-42", "NGS-45")
def test_a_request_is_read_and_accepted_for_whoever_is_free(nishi, clock) -> None:
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada, content="書類の書き方").number
    queue = nishi.get(QUEUE)
    assert queue.find("#instant-queue")["hx-trigger"] == "every 15s"
    assert "返事待ち 11:10まで" in words(queue)
    assert number in nishi.htmx_get(QUEUE).text
    page = nishi.get(f"{QUEUE}/{number}")
    assert "書類の書き方" in words(page)
    assert (
        nishi.submit(page, "form[action$=acceptance]", meeting_id="482-911-073", passcode="KITSUNE7").location == QUEUE
    )
    assert bookings.row_of(number).counselor_id == scene.tanaka.account_id
    queue = nishi.get(QUEUE)
    assert "受付済み・入室待ち" in words(queue)
    assert queue.find("a[href$=admission]").get_text() == "相談を始める"
    assert "KITSUNE7" not in queue.html


def test_every_look_at_a_request_is_on_record(tanaka, clock) -> None:
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada).number
    tanaka.get(f"{QUEUE}/{number}")
    looks = db.select(AuditEvent).where(AuditEvent.act == "desk.instant_request_viewed")
    assert [each.subject for each in db.session.scalars(looks)] == [f"booking:{number}"]


@pytest.mark.rule("NGS-45")
def test_to_the_page_the_code_must_be_typed_and_by_call_it_need_not(tanaka, clock) -> None:
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada).number
    page = tanaka.get(f"{QUEUE}/{number}")
    refused = tanaka.submit(page, "form[action$=acceptance]", meeting_id="", passcode="KITSUNE7", status=422)
    assert "40字までで入力してください" in words(refused)
    assert bookings.row_of(number).state == "requested"
    assert tanaka.submit(page, "form[action$=acceptance]", way="call").location == QUEUE
    assert instant.codes_posted() == []


@pytest.mark.rule("NGS-45")
def test_the_task_of_a_call_shows_the_registered_number_until_it_was_made(nishi, clock) -> None:
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada, way=CodeWay.CALL).number
    page = nishi.get(f"{QUEUE}/{number}")
    assert "0000-0001" not in page.html
    nishi.submit(page, "form[action$=acceptance]")
    queue = nishi.get(QUEUE)
    assert "登録の電話番号に電話する 090-0000-0001" in words(queue)
    nishi.submit(queue, "form[action$=call]")
    assert "090-0000-0001" not in nishi.get(QUEUE).html


@pytest.mark.rule("NGS-42")
def test_a_request_is_declined_with_a_reason_for_the_office(tanaka, clock) -> None:
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada).number
    page = tanaka.get(f"{QUEUE}/{number}")
    assert tanaka.submit(page, "form[action$=refusal]", why="会議のため").location == QUEUE
    assert "お断り" in words(tanaka.get(QUEUE))
    again = tanaka.submit(page, "form[action$=refusal]", status=409)
    assert "もう終わっています" in words(again)


@pytest.mark.rule("NGS-42")
def test_a_counselor_taken_meanwhile_is_told_with_everything_typed(tanaka, clock) -> None:
    scene = instant.open_scene(clock)
    first, second = (instant.ask(clock, each).number for each in (scene.yamada, scene.maruyama))
    page = tanaka.get(f"{QUEUE}/{second}")
    instant.accept(clock, scene.tanaka, first)
    refused = tanaka.submit(page, "form[action$=acceptance]", meeting_id="1", passcode="2")
    assert refused.status in (409, 422)
    assert bookings.row_of(second).state == "requested"


@pytest.mark.rule("NGS-44")
def test_while_the_terms_wait_for_an_answer_there_is_nothing_to_accept(tanaka, clock) -> None:
    scene = instant.open_scene(clock, agreed="2023-04-20")
    number = instant.ask(clock, scene.yamada).number
    page = tanaka.get(f"{QUEUE}/{number}")
    assert "利用規約の確認中です" in words(page)
    assert not page.all("form[action$=acceptance]")
    assert page.all("form[action$=refusal]")


def test_from_the_queue_one_goes_on_to_the_session_or_ends_it(tanaka, clock) -> None:
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada).number
    instant.accept(clock, scene.tanaka, number)
    queue = tanaka.get(QUEUE)
    admission = f"/desk/nagasaki_main/bookings/{number}/admission"
    assert queue.all(f"a[href='{admission}']")
    tanaka.submit(queue, "form[action$=ending]")
    assert bookings.row_of(number).state == "cancelled"
    assert "終了" in words(tanaka.get(QUEUE))


@pytest.mark.rule("KRS-01")
def test_a_desk_without_instant_use_has_no_queue(suzuki, clock) -> None:
    for path in ("instant-use", "instant-use/4X7K9PQ2MA"):
        suzuki.get(f"/desk/kanagawa/{path}", status=404)
    suzuki.post("/desk/kanagawa/availability", {"free": "yes"}, status=404)


def test_the_menu_leads_to_the_queue_only_where_there_is_one(tanaka, suzuki, clock) -> None:
    instant.open_scene(clock)
    assert tanaka.get("/desk/nagasaki_main/today").all(f"nav a[href='{QUEUE}']")
    assert "即時利用" not in suzuki.get("/desk/kanagawa/today").text


@pytest.mark.rule("NGS-42")
def test_the_day_s_list_shows_who_waits_for_an_answer(tanaka, clock) -> None:
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada).number
    today = tanaka.get("/desk/nagasaki_main/today")
    assert "対応が必要 1件" in words(today)
    assert "即時利用の返事" in words(today)
    assert "期限" not in words(today)
    assert today.all(f"#day-list a[href='{QUEUE}/{number}']")
    instant.accept(clock, scene.tanaka, number)
    today = tanaka.get("/desk/nagasaki_main/today")
    assert "対応が必要" not in words(today)
    assert "相談URL" not in words(today)


def test_another_sites_request_is_not_there(nishi, clock) -> None:
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada).number
    elsewhere = f"/desk/nagasaki_young/instant-use/{number}"
    missing = nishi.get("/desk/nagasaki_young/instant-use/0000000000", status=404)
    assert masked(nishi.get(elsewhere, status=404)) == masked(missing)
    for act in ("acceptance", "refusal", "call", "ending"):
        nishi.post(f"{elsewhere}/{act}", {"way": "call"}, status=404)
    assert bookings.row_of(number).state == "requested"
