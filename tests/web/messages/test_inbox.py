"""A seeker's inbox: letters of agencies, questions, block, deletion, report, each page, refusal and wrong person."""

import json

import pytest
from sqlalchemy import select

from app.db import db
from app.kernel.roles import Identity, Role
from app.messages.models.messages import Thread
from app.messages.terms.messages import Invited
from app.messages.usecases.answering import send_answer
from app.messages.usecases.news import tell_changed_info
from app.messages.usecases.sending import send_first_invitations
from app.seekers.models.acquisitions import Acquisition
from tests import letters
from tests.factories import enlist, sign_in_as
from tests.usecases.messages.test_answering import change_info

LETTER = "はじめまして。\n詳しくは https://jobs.example/care をご覧ください。<script>alert('x')</script><b>太字</b>"
THREADS = "/me/inbox/threads"


@pytest.fixture
def seeker(hikari, page):
    """Yamada, signed in."""
    return Identity(roles=frozenset({Role.SEEKER}), account_id=sign_in_as(page, "yamada"))


@pytest.fixture
def threads(hikari, seeker, clock):
    """A letter of Hikari to Yamada and one to somebody else; the addresses of the threads."""
    ids = letters.offer(2, account_id=seeker.account_id)
    sent = send_first_invitations(hikari.agency_id, ids, LETTER, by=hikari, now=clock.now())
    assert isinstance(sent, Invited)
    rows = dict(db.session.execute(select(Thread.record_id, Thread.number)).all())
    db.session.rollback()
    return [f"{THREADS}/{rows[each]}" for each in ids]


def question(page, path, text, **keywords):
    """What asking comes to."""
    return page.post(f"{path}/questions", {"body": text}, **keywords)


@pytest.mark.rule("AGY-056", "AGY-115")
def test_under_a_first_letter_stands_what_the_agency_must_tell_as_it_was_then(page, clock, hikari, threads) -> None:
    change_info(hikari.agency_id, clock.now())
    letter = page.get(threads[0]).find("ol.letters li")
    folded = letter.find("details").get_text(" ", strip=True)
    assert "いただきません" in folded
    assert "710円" not in folded
    assert [term.text for term in letter.select("dt")][-2:] == ["個人情報と苦情の責任者", "責任者の連絡先"]
    assert all(value.text.strip() for value in letter.select("dd"))


@pytest.mark.rule("AGY-058")
def test_what_changed_is_shown_with_both_texts(page, clock, hikari, threads) -> None:
    change_info(hikari.agency_id, clock.now())
    tell_changed_info(clock.now())
    told = page.get(threads[0]).all("ol.letters li")[-1].get_text(" ", strip=True)
    assert "求職者の手数料 これまで： いただきません これから： 求職受付手数料 710円" in told
    assert "扱う職種" not in told


def test_no_text_of_an_agency_is_a_link_or_markup(page, threads) -> None:
    letter = page.get(threads[0]).find("ol.letters li")
    assert "https://jobs.example/care" in letter.text
    assert "<script>alert('x')</script><b>太字</b>" in letter.text
    assert not letter.select("a, script, b")


@pytest.mark.rule("AGY-062")
def test_the_other_way_of_contact_stands_in_the_thread(page, threads) -> None:
    assert "事業者への連絡方法：" in page.get(threads[0]).text


def test_the_unread_stand_first_and_count_until_they_are_read(page, clock, hikari, threads) -> None:
    for path in ("/me/inbox", THREADS):
        assert "未読1" in page.get(path).find("#inbox-threads").text
    home = page.get("/me")
    assert "お知らせ（未読1）" in home.text
    assert "事業者からの案内（未読1）" in home.text
    shown = page.get(threads[0])
    assert page.submit(shown, f"form[action='{threads[0]}/reading']").location == threads[0]
    assert "未読" not in page.get("/me/inbox").text
    assert "読んだことにする" not in page.get(threads[0]).text


def test_the_list_asks_for_itself_and_a_look_counts_as_reading_with_htmx(page, threads) -> None:
    part = page.htmx_get(THREADS)
    assert part.find("#inbox-threads")["hx-get"] == THREADS
    assert "未読1" in part.text
    assert "読んだことにする" not in page.htmx_post(f"{threads[0]}/reading").text


@pytest.mark.rule("AGY-051")
def test_a_seeker_asks_and_reads_the_answer_in_order(page, clock, hikari, threads) -> None:
    done = question(page, threads[0], "面談はいつできますか。")
    assert done.location.startswith(f"{threads[0]}?done=asked")
    assert "送りました。" in page.get(done.location).text
    number = threads[0].rpartition("/")[2]
    assert send_answer(hikari.agency_id, number, "来週です。", by=hikari, now=clock.now()) is None
    heads = [each.text.split()[0] for each in page.get(threads[0]).all(".letter-head")]
    assert heads == ["最初の案内", "あなた", "事業者の返事"]


@pytest.mark.rule("AGY-061")
def test_a_text_that_identifies_is_kept_and_the_words_are_shown(page, threads) -> None:
    text = "わたしは090-1234-5678です。taro@example.jpにください。"
    refused = question(page, threads[0], text, status=422)
    assert "まだ送っていません。" in refused.find("#found").text
    assert "電話番号：09012345678" in refused.find("#found").text
    assert "メールアドレス：taro@example.jp" in refused.find("#found").text
    assert refused.find("textarea[name=body]").text.strip() == text
    assert len(page.get(threads[0]).all(".letter")) == 1


@pytest.mark.parametrize(("text", "words"), [("", "質問や返事を書いてください。"), ("あ" * 1001, "あと1文字減らして")])
def test_nothing_and_too_much_are_told_at_the_field(page, threads, text, words) -> None:
    assert words in question(page, threads[0], text, status=422).find("#body-error").text


@pytest.mark.rule("AGY-050", "AGY-052")
def test_a_block_says_first_what_it_does_and_is_final(page, clock, hikari, threads) -> None:
    assert f"{threads[0]}/block" in [link["href"] for link in page.get(threads[0]).all("main a")]
    asked = page.get(f"{threads[0]}/block")
    assert "元に戻すことはできません。" in asked.text
    done = page.submit(asked, "#inbox-block form")
    assert done.location == f"{threads[0]}?done=blocked"
    shown = page.get(done.location)
    assert "この事業者をブロックしました。" in shown.text
    assert not shown.all("textarea")
    assert db.session.scalars(select(Acquisition.deleted_why).order_by(Acquisition.id)).first() == "block"
    db.session.rollback()
    late = question(page, threads[0], "やはり聞きたいです。", status=409)
    assert "ブロックした事業者なので、送れませんでした。" in late.text
    assert late.find("textarea[name=body]").text.strip() == "やはり聞きたいです。"
    assert "もうブロックしています。" in page.get(f"{threads[0]}/block").text
    assert page.post(f"{threads[0]}/block").location == f"{threads[0]}?done=blocked"


@pytest.mark.rule("AGY-049")
def test_a_demand_to_delete_is_done_and_told_and_a_second_finds_nothing(page, hikari, threads) -> None:
    done = page.submit(page.get(f"{threads[0]}/deletion"), "#inbox-deletion form")
    assert done.location == f"{threads[0]}?done=deleted"
    assert "求職情報を削除しました。" in page.get(done.location).text
    assert "情報の削除についてのお知らせ" in page.get("/me/inbox").text
    again = page.post(f"{threads[0]}/deletion", status=409)
    assert "削除するものがありませんでした。" in again.find("#refusal").text
    assert "このやり取りは終わっているので" in question(page, threads[0], "まだありますか。", status=409).text


@pytest.mark.rule("AGY-071")
def test_a_report_goes_to_the_bureau_once(page, threads) -> None:
    asked = page.get(f"{threads[0]}/report")
    assert "長崎労働局が、あなたの書いたことと" in asked.text
    assert "何があったかを書いてください。" in page.post(f"{threads[0]}/report", {"reason": " "}, status=422).text
    done = page.submit(asked, "#inbox-report form", reason="うその求人でした。")
    assert "労働局に苦情を伝えました。" in page.get(done.location).text
    again = page.post(f"{threads[0]}/report", {"reason": "もう一度"}, status=409)
    assert "もう苦情を伝えています。" in again.find("#refusal").text
    assert again.find("textarea[name=reason]").text.strip() == "もう一度"
    assert not page.get(f"{threads[0]}/report").all("#inbox-report form")


ACTS = ("", "/block", "/deletion", "/report")


@pytest.mark.parametrize("act", ACTS)
def test_another_seeker_s_thread_is_answered_as_a_missing_one(page, threads, act) -> None:
    assert page.get(threads[1] + act, status=404).heading == page.get(f"{THREADS}/T999999999{act}", status=404).heading


@pytest.mark.parametrize("act", ["/reading", "/questions", "/block", "/deletion", "/report"])
def test_nothing_is_done_in_another_seeker_s_thread(page, threads, act) -> None:
    page.post(threads[1] + act, {"body": "こんにちは", "reason": "理由"}, status=404)
    assert db.session.scalars(select(Thread.is_open)).all() == [True, True]


def test_who_offers_no_record_sees_an_empty_list_and_no_thread(page, hikari, seeker) -> None:
    assert "事業者からの案内はありません。" in page.get("/me/inbox").text
    page.get(f"{THREADS}/T999999999", status=404)


def test_an_employer_has_notices_only(page, threads) -> None:
    sign_in_as(page, "maruyama")
    assert "事業者からの案内" not in page.get("/me/inbox").text
    page.get(THREADS, status=403)


@pytest.mark.parametrize(("language", "words"), [("en", "Block this agency"), ("ja@easy", "会社に連絡する方法")])
def test_every_page_speaks_the_other_languages(page, threads, language, words) -> None:
    page.post("/language", {"language": language})
    shown = [page.get(threads[0] + act).text for act in ACTS]
    assert words in shown[0]


@pytest.mark.rule("AGY-119")
def test_the_daily_stop_covers_the_letters(page, clock, threads) -> None:
    clock.set("2026-05-14T01:00:00+09:00")
    sign_in_as(page, "yamada")
    page.get(threads[0], status=503)


def test_everything_kept_about_a_seeker_holds_the_letters(page, clock, threads) -> None:
    question(page, threads[0], "面談はいつできますか。")
    (kept,) = json.loads(page.client.get("/me/export.json").get_data(as_text=True))["agency_threads"]
    assert [line["kind"] for line in kept["messages"]] == ["first_invitation", "question"]
    assert kept["messages"][0]["text"] == LETTER


def test_the_officer_of_another_role_may_not_enter(page, threads) -> None:
    enlist("mori")
    sign_in_as(page, "mori")
    page.get(threads[0], status=403)
