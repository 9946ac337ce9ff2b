"""Form, 確認画面 and the press: what is asked, what is refused, and that nothing typed is ever lost."""

from datetime import timedelta

import pytest

from app.booking.models.bookings import Booking
from app.booking.models.guards import ServiceStop
from app.db import db
from app.offices.queries import offices
from tests import bookings
from tests.factories import enlist, open_offices
from tests.page import Page

FORM = "/offices/kanagawa/bookings/new?slot=2026-05-13T10:00"
CONFIRMATION = "/offices/kanagawa/bookings/confirmation"
BOOKINGS = "/offices/kanagawa/bookings"
ASKED = (
    "applicant_type",
    "name",
    "name_kana",
    "email",
    "phone",
    "residence",
    "workplace",
    "topic",
    "content",
    "agree_tool",
)
TYPED = {name: value for name, value in bookings.SATO.items() if name != "agree_tool"}


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


def confirmed(page, **changes):
    """確認画面 of Sato's form."""
    return page.submit(page.get(FORM), status=200, **{**bookings.SATO, **changes})


def pressed(page, document, **changes):
    """What the press on 「この内容で予約する」 comes to."""
    return page.submit(document, "form[action$=bookings]", **changes)


def kept(document) -> dict[str, str]:
    """What of Sato's typed text stands in the form of a page."""
    fields = document.fields("main form[action$=confirmation]")
    return {name: fields.get(name, "") for name in TYPED}


def unfolded(values: dict[str, str]) -> dict[str, str]:
    return {name: value.replace("\r\n", "\n") for name, value in values.items()}


@pytest.mark.rule("KNG-05", "KNG-20")
def test_the_form_asks_what_the_policy_asks(page) -> None:
    names = {str(field.get("name")) for field in page.get(FORM).all("main form [name]")}
    assert names == {"csrf_token", "token", "slot", *ASKED}


@pytest.mark.rule("KNG-23")
def test_the_item_is_one_of_the_offices_list_and_the_content_is_free(app, page, clock) -> None:
    form = page.get(FORM)
    policy = offices.policy_in_force("kanagawa", clock.now().date())
    assert [str(choice["value"]) for choice in form.all("input[name=topic]")] == list(policy.topics)
    assert form.find("textarea[name=content]")
    done = pressed(page, confirmed(page, topic="賃金・退職金", content="残業代が出ません。\n二か月分です。"))
    number = done.find("#booking-number").get_text()
    holder = Page(app)
    holder.submit(holder.get("/enquiry"), status=303, number=number, password=bookings.password_of(number))
    detail = holder.get(f"/bookings/{number}").find("main").get_text()
    assert "賃金・退職金" in detail
    assert "残業代が出ません。\n二か月分です。" in detail


@pytest.mark.rule("KNG-20", "KNG-21", "KNG-24")
@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("blank", [None, "", " 　"])
def test_each_input_is_required(page, name: str, blank: str | None) -> None:
    document = page.submit(page.get(FORM), status=422, **{**bookings.SATO, name: blank})
    assert [str(link["href"]).split("-")[0] for link in document.all("#error-summary a")] == [f"#{name}"]
    assert bookings.count(Booking) == 0


@pytest.mark.parametrize(
    "name, typed, sentence",
    [
        ("email", "hanako@", "メールアドレスの形になっていません"),
        ("email", "a@example.jp, b@example.jp", "メールアドレスは、一つだけ入力してください。"),
        ("email", "hanako@例え.jp", "英数字のアドレスを入力してください"),
        ("phone", "12", "電話番号として使えません"),
        ("phone", "+1 212 555 0100", "日本の電話番号を入力してください"),
        ("name_kana", "佐藤花子", "ひらがなかカタカナで"),
        ("name", "佐藤\u202e花子", "文字の向きを変える"),
        ("content", "一行目\n二行\x07目", "使用できない文字が含まれています（2行目）"),
        ("content", "あ" * 1003, "あと3文字減らしてください"),
        ("name", "あ" * 61, "あと1文字減らしてください"),
        ("residence", "千代田", "一覧から選んでください"),
        ("topic", "その他の何か", "相談項目を選んでください"),
        ("applicant_type", "robot", "お申込みの方を選んでください"),
    ],
)
def test_what_cannot_be_taken_is_said_and_stays(page, name: str, typed: str, sentence: str) -> None:
    document = page.submit(page.get(FORM), status=422, **{**bookings.SATO, name: typed})
    assert sentence in document.text
    if name not in ("topic", "applicant_type", "residence"):
        assert kept(document)[name].strip() == typed.strip()
    assert unfolded(kept(document)).items() >= unfolded({k: v for k, v in TYPED.items() if k != name}).items()


@pytest.mark.rule("KNG-24")
@pytest.mark.parametrize(
    "email",
    ["a..b@docomo.ne.jp", "a.@ezweb.ne.jp", "Ｈａｎａｋｏ＠example.jp", " hanako@example.jp ", "a+b@example.jp"],
)
def test_addresses_people_really_have_are_taken(page, email: str) -> None:
    confirmed(page, email=email)


@pytest.mark.parametrize("name", ["髙﨑", "𠮷野", "葛󠄀城", "Ｊｏｈｎ　Ｓｍｉｔｈ", "岡", "O'Neil"])
def test_names_keep_their_letters(page, name: str) -> None:
    assert name.replace("　", " ") in confirmed(page, name=name).text


@pytest.mark.rule("KNG-04")
def test_who_is_from_outside_is_told_who_may_apply(page) -> None:
    document = page.submit(page.get(FORM), status=422, **{**bookings.SATO, "residence": "13", "workplace": "12"})
    assert "お住まいも事業所も神奈川県の外にあるため" in document.find("#refusal").get_text()
    assert unfolded(kept(document)).items() >= {"name": TYPED["name"], "email": TYPED["email"]}.items()


@pytest.mark.rule("KNG-05")
def test_an_employer_books_with_a_workplace_inside(page) -> None:
    done = pressed(page, confirmed(page, applicant_type="employer", residence="13", workplace="14100"))
    assert (done.status, bookings.count(Booking)) == (200, 1)


@pytest.mark.rule("KNG-03", "KNG-16")
def test_the_confirmation_shows_every_value_and_books_nothing(page) -> None:
    document = confirmed(page, email="hanako@gmial.com")
    for words in ("10時00分から10時50分まで", "佐藤 花子", "サトウ ハナコ", "神奈川県川崎市", "東京都", "ハラスメント"):
        assert words in document.text
    assert "相談員のWebカメラはオフです（利用者は任意）" in document.text
    assert "090-1234-5678" in document.text
    large = document.find(".is-large")
    assert large.get_text() == "hanako@gmial.com"
    assert "1文字ずつ確かめてください" in large.parent.get_text()
    assert "労働者・使用者の別" in document.text
    assert "gmail.com ではありませんか" in document.text
    assert bookings.count(Booking) == 0


def test_a_lost_time_speaks_of_what_was_typed_only_where_something_was(page, clock) -> None:
    confirmation = confirmed(page)
    bookings.book(clock, bookings.somebody(1))
    fresh, again = page.get(FORM, status=409), pressed(page, confirmation, status=409)
    assert "別の日時をお選びください。" in fresh.find("#refusal").get_text()
    assert "残っています" not in fresh.find("#refusal").get_text()
    assert "別の日時をお選びください。入力した内容は残っています。" in again.find("#refusal").get_text()


def test_a_missing_answer_is_named_once(page) -> None:
    document = page.submit(page.get(FORM), status=422, **{**bookings.SATO, "name": "", "agree_tool": None})
    said = [line.get_text(strip=True) for line in document.all("#error-summary li")]
    assert said == ["氏名を入力してください。", "相談に使うツールの利用規約に同意のうえ、印を付けてください。"]


@pytest.mark.rule("KNG-01")
def test_the_terms_have_one_name_from_form_to_confirmation(page) -> None:
    for document, part in ((page.get(FORM), "#consent"), (confirmed(page), "#confirmation-form")):
        said = document.find(part).get_text()
        assert "運用方針への同意" in said
        assert "決まり" not in said


def test_back_from_the_confirmation_everything_is_there(page) -> None:
    document = confirmed(page)
    fields = document.fields("form[action$=bookings]")
    form = page.post("/offices/kanagawa/bookings/new", fields, status=200)
    again = kept(form)
    assert unfolded(again) == unfolded(TYPED)
    assert form.fields("main form[action$=confirmation]")["token"] == fields["token"]


@pytest.mark.rule("KNG-18")
def test_only_the_press_books(page, clock) -> None:
    confirmed(page)
    assert bookings.count(Booking) == 0
    assert bookings.attempt(clock, bookings.somebody(9))
    assert bookings.count(Booking) == 1


@pytest.mark.rule("KNG-18", "KNG-25")
def test_the_done_page_gives_the_number_and_what_comes_next(page) -> None:
    done = pressed(page, confirmed(page))
    number = done.find("#booking-number").get_text()
    assert bookings.row_of(number).state == "confirmed"
    for words in ("令和8年5月13日", "2026年5月12日（火）", "045-633-6110", "取り下げるとき", "メールが届かないとき"):
        assert words in done.text
    assert page.get(f"/bookings/{number}").find("#booking-number").get_text() == number


def test_pressed_twice_it_is_one_booking_and_one_page(page) -> None:
    document = confirmed(page)
    first, second = pressed(page, document), pressed(page, document)
    numbers = {answer.find("#booking-number").get_text() for answer in (first, second)}
    assert (len(numbers), bookings.count(Booking), bookings.kinds()) == (1, 1, ["M-KNG-1", "M-KNG-2"])


def test_the_loser_keeps_every_word_and_gets_five_times(page, clock) -> None:
    document = confirmed(page)
    bookings.book(clock, bookings.somebody(1))
    lost = pressed(page, document, status=409)
    assert "先に予約が入りました" in lost.text
    assert unfolded(kept(lost)) == unfolded(TYPED)
    assert len(lost.all("input[name=slot][type=radio]")) == 5
    again = page.submit(lost, "main form[action$=confirmation]", status=200, slot="2026-05-13T11:00", agree_tool="yes")
    assert pressed(page, again).find("#booking-number")


@pytest.mark.rule("KNG-19")
def test_a_limit_that_passed_meanwhile_is_explained(page, clock) -> None:
    clock.set("2026-05-11T16:00:00+09:00")
    document = confirmed(page)
    clock.advance(seconds=1)
    late = pressed(page, document, status=409)
    assert "選んだ日時の受付は終わりました。" in late.text
    assert "受付は5月11日（月）16時00分で終わりました。" in late.find("#refusal").get_text()
    assert "2開庁日前に当たります" in late.text
    assert unfolded(kept(late)) == unfolded(TYPED)


@pytest.mark.rule("KNG-51")
def test_a_stop_that_began_meanwhile_is_told_in_the_words_of_the_office(page, clock) -> None:
    document = confirmed(page)
    stop = ServiceStop(office_id="kanagawa", ground="ア", notice="回線の点検のためです。", since=clock.now())
    stop.set_at, stop.set_by, stop.everything = clock.now(), enlist("suzuki")["suzuki"], False
    db.session.add(stop)
    db.session.commit()
    stopped = pressed(page, document, status=409)
    assert "いま、受付を停止しています。" in stopped.find("#refusal").get_text()
    assert "回線の点検のためです。" in stopped.find("#refusal").get_text()
    assert unfolded(kept(stopped)) == unfolded(TYPED)


def test_a_used_page_with_other_content_is_refused_with_the_text(page) -> None:
    document = confirmed(page)
    pressed(page, document)
    other = pressed(page, document, status=409, content="ちがう相談です。")
    assert "すでに完了しています" in other.text
    assert kept(other)["content"] == "ちがう相談です。"


@pytest.mark.rule("KNG-51")
def test_a_stop_refuses_and_shows_its_notice(page, clock) -> None:
    document = confirmed(page)
    staff = enlist("suzuki")["suzuki"]
    stop = {"office_id": "kanagawa", "ground": "ア", "notice": "設備の点検のため、受付を止めています。"}
    moment = clock.now() - timedelta(minutes=1)
    db.session.add(ServiceStop(**stop, since=moment, everything=True, set_at=moment, set_by=staff))
    db.session.commit()
    refused = pressed(page, document, status=409)
    assert "受付を停止しています" in refused.text
    assert unfolded(kept(refused)) == unfolded(TYPED)
    week = page.get("/offices/kanagawa/slots?week=2026-05-13")
    assert "設備の点検のため、受付を止めています。" in week.text
    wednesday = next(row for row in week.all("table.week tr") if "5月13日" in row.get_text())
    assert "受付を停止しています。" in wednesday.get_text()
    assert "まで" not in wednesday.get_text()


@pytest.mark.rule("KNG-17", "KNG-42")
def test_refusals_that_concern_a_person_read_the_same(app, clock) -> None:
    """The same bytes, whether mail, telephone with furigana, or a ban was the reason (SECURITY R2, T2)."""
    from tests.usecases.booking.test_refused_persons import ban

    first = bookings.book(clock, bookings.application("2026-05-13T09:00"))
    banned = bookings.book(clock, bookings.somebody(7, "2026-05-14T09:00"))
    ban(banned, clock)
    answers = set()
    for reason in (
        {"email": first.email, "phone": "080-1111-2222", "name_kana": "たなか"},
        {"email": "new@example.jp", "phone": "090-1234-5678", "name_kana": "さとうはなこ"},
        {"email": banned.email, "phone": "080-3333-4444", "name_kana": "たなか"},
    ):
        answer = pressed(page := Page(app), confirmed(page, **reason), status=409)
        assert unfolded(kept(answer)) == unfolded({**TYPED, **reason})
        answers.add(answer.find("#refusal").decode())
    assert len(answers) == 1
    assert "以前のお申込みがある場合は" in answers.pop()


def test_the_fourth_refusal_is_too_many(app, clock) -> None:
    bookings.book(clock, bookings.application("2026-05-13T09:00"))
    for status in (409, 409, 409, 429):
        answer = pressed(page := Page(app), confirmed(page), status=status)
    assert bookings.SATO["content"].split()[0] in answer.text


@pytest.mark.parametrize(
    "slot", ["", "x", "2026-02-30T10:00", "2026-05-13T10:30", "1999-01-01T10:00", "9999-12-31T10:00"]
)
def test_a_start_nobody_offers_keeps_the_text(page, slot: str) -> None:
    document = page.submit(page.get(FORM), status=409, **{**bookings.SATO, "slot": slot})
    assert unfolded(kept(document)) == unfolded(TYPED)
    assert len(document.all("input[name=slot][type=radio]")) == 5


def test_a_form_without_a_time_leads_to_the_picker(page) -> None:
    answer = page.get("/offices/kanagawa/bookings/new", status=303)
    assert answer.location == "/offices/kanagawa/slots"


def test_a_press_without_a_token_is_asked_again(page) -> None:
    document = confirmed(page)
    asked = pressed(page, document, status=422, token="x")
    assert asked.heading == "予約内容の確認"
    assert pressed(page, asked).find("#booking-number")


def test_an_expired_form_gives_the_text_back(page) -> None:
    answer = page.client.post(CONFIRMATION, data=bookings.SATO)
    assert answer.status_code == 400
    assert bookings.SATO["name"] in answer.get_data(as_text=True)
    assert "どうしたらよいでしょうか" in answer.get_data(as_text=True)


def test_an_office_booked_by_telephone_takes_no_press(page) -> None:
    answer = page.get("/offices/nagasaki_main/bookings/new?slot=2026-05-13T10:00", status=409)
    assert "このサイトでは受け付けていません" in answer.text
