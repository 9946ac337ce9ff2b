"""The chapters of docs/walkthrough.md on seekers' records and the day's thousand (AGY-045, AGY-055, AGY-060)."""

from tests.browser import booking_way as way
from tests.browser.stage import Stage, choose, click, enter, type_into, words
from tests.story import WATCH

HELD, LETTERS_PAGE = "/agency/seekers/held", "/agency/dispatches"
LETTER = "はじめまして。ご希望に近い事務の求人が、長崎市に3件あります。"
ANSWER = "はい、土日が休みの求人は2件あります。"
ALL = 1_001
"""One more than an agency sends in a day."""


def many_are_written_to(stage: Stage) -> None:
    """Found by words, acquired; a thousand letters go out, the one beyond them stays in the draft with its text."""
    stage.clock("2026-05-12T10:00:00")
    hikari = stage.meet("hikari")
    number = acquire(hikari, words="総務")
    hikari.go(f"{HELD}/{number}")
    assert "2026年7月31日（金）" in words(hikari)
    assert hikari.faults() == []
    assert f"{ALL} 件" in stage.demo.flask("demo", "acquire", "hikari", str(ALL))
    hikari.go(LETTERS_PAGE)
    click(hikari, "まだ案内していない方に送る案内を書く", "main form")
    type_into(hikari, body=f"{LETTER}090-1234-5678へどうぞ。")
    click(hikari, "送る前に確かめる", "main form")
    assert "電話番号：09012345678" in words(hikari, "#dispatch-letter")
    type_into(hikari, body=LETTER)
    click(hikari, "送る前に確かめる", "main form")
    assert "1000人" in words(hikari, "#dispatch-confirmation")
    assert hikari.faults() == []
    click(hikari, "先に送れる1000通を送り、残りは下書きに", "main form")
    dispatch = hikari.page.url.removeprefix(stage.demo.url)
    stage.demo.flask("routines", "run", "--only", "send_dispatches")
    hikari.go(dispatch)
    assert f"{ALL}人のうち、1000人に送りました。" in words(hikari)
    assert "1,000 / 1,000通" in words(hikari, "#counter")
    click(hikari, "残りを送る")
    assert "残りの1通は、下書きに残っています" in words(hikari)
    assert LETTER in words(hikari, "main")
    stage.seen |= {"held": f"{HELD}/{number}", "dispatch": dispatch}


def acquire(seen, **asked: str) -> str:
    """Tick the first of those found and acquire it; the agency's number of it."""
    seen.go("/agency/seekers")
    type_into(seen, **asked)
    seen.page.locator("form[role=search] button").click()
    box = seen.page.locator("#found input[name=number]").first
    box.check()
    number = str(box.input_value())
    seen.page.locator("#found input[name=purpose]").check()
    click(seen, "選んだ求職情報を取得する", "#found")
    assert "1件を取得しました。" in words(seen)
    return number


def answer_is_one_too_many(stage: Stage) -> None:
    """The seeker asks; the answer is the 1,001st, is refused with its text kept, and goes out the next day."""
    hikari, yamada = stage.meet("hikari"), stage.meet("yamada")
    yamada.go("/me/inbox/threads")
    click(yamada, "ひかり人材紹介", "#inbox-threads")
    stage.seen["inbox"] = yamada.page.url.removeprefix(stage.demo.url)
    type_into(yamada, body="土日が休みの求人はありますか。")
    click(yamada, "送る", "#inbox-thread form[action$=questions]")
    assert yamada.faults() == []
    hikari.go("/agency/threads?box=asked")
    click(hikari, "求職者", "#agency-threads .plain-list")
    stage.seen["thread"] = hikari.page.url.removeprefix(stage.demo.url).partition("?")[0]
    answer(hikari)
    hikari.page.locator("#agency-thread", has_text="2026年5月13日（水）").wait_for()
    assert hikari.page.locator("#body").input_value() == ANSWER
    stage.clock("2026-05-13T10:00:00")
    hikari.go(stage.seen["thread"])
    answer(hikari)
    hikari.page.locator("main").get_by_text("回答を送りました。").wait_for()
    hikari.go(stage.seen["dispatch"])
    click(hikari, "残りを送る")
    assert f"{ALL}人のうち、{ALL}人に送りました。" in words(hikari)
    assert "2 / 1,000通" in words(hikari, "#counter")


def answer(hikari) -> None:
    """Write the answer and press, without leaving the page."""
    type_into(hikari, body=ANSWER)
    with hikari.page.expect_response(lambda each: each.url.endswith("/answers")):
        hikari.page.get_by_role("button", name="回答を送る").click()


def information_changes(stage: Stage) -> None:
    """The bureau processes the change; every open thread is told what changed, as far as the day's thousand reach."""
    mori, hikari, yamada = (stage.meet(key) for key in ("mori", "hikari", "yamada"))
    mori.go("/bureau/applications")
    row = mori.page.locator("main tbody tr").filter(has_text="ひかり人材紹介")
    with mori.page.expect_navigation():
        row.get_by_role("link").first.click()
    click(mori, "処理する", "main form")
    assert "申請を処理しました。" in words(mori)
    stage.demo.flask("routines", "run", "--only", "tell_changed_info")
    yamada.go(stage.seen["inbox"])
    assert "長崎県、佐賀県、福岡県" in words(yamada, "#inbox-thread")
    hikari.go("/agency/quota")
    assert "1,000 / 1,000通" in words(hikari, "#counter")
    stage.clock("2026-05-14T10:00:00")
    stage.demo.flask("routines", "run", "--only", "tell_changed_info")
    hikari.go("/agency/quota")
    assert "3 / 1,000通" in words(hikari, "#counter")


def seeker_blocks(stage: Stage) -> None:
    """One press of the seeker: what the agency held is gone, and nothing can be written any more."""
    hikari, yamada = stage.meet("hikari"), stage.meet("yamada")
    yamada.go(stage.seen["inbox"])
    click(yamada, "この事業者をブロックする")
    assert yamada.faults() == []
    click(yamada, "ブロックする", "#inbox-block form")
    assert hikari.go(stage.seen["held"]) == 404
    hikari.go(stage.seen["thread"])
    assert "受信拒否により削除済" in words(hikari, "#agency-thread")
    assert ANSWER not in words(hikari)
    hikari.go("/agency/seekers/deletions")
    assert stage.seen["held"].rpartition("/")[2] in words(hikari)


def stop_takes_everything(stage: Stage) -> None:
    """Suspended and lifted by two officers: the services are open again, nothing of before comes back."""
    hikari, mori, hayashi = (stage.meet(key) for key in ("hikari", "mori", "hayashi"))
    mori.go(f"{WATCH}/agencies/hikari")
    click(mori, "事案を登録する")
    choose(mori, "利用規約の違反")
    mori.page.locator("#ground").select_option("terms")
    type_into(mori, facts="取得した求職情報を、規約の定めのとおりに扱っていなかった。")
    way.press(mori)
    click(mori, "停止する（")
    type_into(mori, reason="取得した求職情報の扱いを改めるまで停止します。")
    click(mori, "日付と影響を確かめる", "main form")
    click(mori, "停止を決定する", "main form")
    enter(hikari, stage.demo.cast["hikari"])
    hikari.go(HELD)
    assert "停止" in words(hikari)
    stop_is_lifted(hikari, mori, hayashi)


def stop_is_lifted(hikari, mori, hayashi) -> None:
    """Proposed by one, approved by the other; the agency's pages are open and empty."""
    mori.go(f"{WATCH}/agencies/hikari/liftings/new")
    type_into(mori, confirmed_on="2026/5/14", reason="扱いを改めたことを確かめました。")
    click(mori, "案を出す", "main form")
    hayashi.go(WATCH)
    click(hayashi, "停止を終える", "main table")
    click(hayashi, "承認して決定する", "main form")
    hikari.go(HELD)
    assert "取得した求職情報はありません。" in words(hikari)
    hikari.go("/agency/threads")
    assert "当てはまるやり取りはありません。" in words(hikari)


def record_is_gone_by_its_day(stage: Stage) -> None:
    """Acquired in May and not accepted: there on the last of July, gone on the first of August."""
    stage.clock("2026-05-15T10:00:00")
    hikari = stage.meet("hikari")
    record = f"{HELD}/{acquire(hikari, words='経理')}"
    stage.clock("2026-07-31T20:00:00")
    hikari.go(record)
    assert "2026年7月31日（金）" in words(hikari)
    stage.clock("2026-08-01T10:00:00")
    assert hikari.go(record) == 404
    hikari.go(HELD)
    assert "取得した求職情報はありません。" in words(hikari)


LETTERS = {
    "求職者をさがして、1,000人に案内する（ひかり）": many_are_written_to,
    "1,001通めの回答": answer_is_one_too_many,
    "必須情報が変わる": information_changes,
    "求職者がブロックする": seeker_blocks,
    "停止とその終わり：前のものは戻らない": stop_takes_everything,
    "受理しなかった求職情報": record_is_gone_by_its_day,
}
