"""Closures, openings and stops on their pages, and what the public sees of them."""

import pytest

from tests import bookings

CLOSURES = "/desk/kanagawa/office/closures"
STOPS = "/desk/kanagawa/office/stops"
PREVIEW = "form[action$='/closures/preview']"
CONFIRM = "form[action$='/office/closures']"
STOP = "form[action$='/office/stops']"
HOURS = {"starts": "9:00", "ends": "12:00"}


def test_a_closure_over_three_bookings_from_the_form_to_the_mails(kato, clock) -> None:
    slots = ("2026-05-13T09:00", "2026-05-13T10:00", "2026-05-13T11:00")
    numbers = [bookings.book(clock, bookings.somebody(number, slot)).number for number, slot in enumerate(slots)]
    seen = kato.submit(kato.get(CLOSURES), PREVIEW, first="2026-05-13", reason="庁舎の停電のため", **HOURS)
    assert "予約 3件" in seen.text
    assert all(seen.all(f"a[href='/desk/kanagawa/bookings/{number}']") for number in numbers)
    done = kato.follow(kato.submit(seen, CONFIRM))
    assert "メールは3通です。" in done.text
    assert bookings.kinds().count("M-OWN-3") == 3
    guide = kato.get("/offices/kanagawa")
    assert "庁舎の停電のため" in guide.find("#opening").get_text()


def test_a_closure_can_be_taken_back_once(kato) -> None:
    seen = kato.submit(kato.get(CLOSURES), PREVIEW, first="2026-05-13", reason="研修")
    listed = kato.follow(kato.submit(seen, CONFIRM, tell=None))
    path = str(listed.find("form[action$='/withdrawal']")["action"])
    assert "取り消しました。" in kato.follow(kato.post(path)).text
    assert "すでに取り消されています。" in kato.post(path, status=409).text
    assert "研修" not in kato.get("/offices/kanagawa").text


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"first": ""}, "始まりの日を選んでください。"),
        ({"first": "2026-05-10"}, "過ぎた日は"),
        ({"first": "2026-05-20", "last": "2026-05-19"}, "終わりの日が、始まりの日より前です。"),
        ({"reason": ""}, "お知らせに出る理由を入れてください。"),
        ({"starts": "12:00", "ends": "9:00"}, "始まりの時刻より後"),
        ({"starts": "9:00"}, "時刻を「12:00」のように"),
        ({"kind": "extra_open", "first": "2026-05-16"}, "臨時の相談には、時間が要ります。"),
        (
            {"kind": "extra_open", "first": "2026-05-16", "starts": "12:00", "ends": "13:00"},
            "収まる予約枠がありません。",
        ),
        ({"kind": "party"}, "選んでください。"),
    ],
)
def test_what_cannot_be_shut_is_told_and_nothing_typed_is_lost(kato, changes, said: str) -> None:
    typed = {"first": "2026-05-20", "reason": "研修のため", **changes}
    refused = kato.submit(kato.get(CLOSURES), PREVIEW, status=422, **typed)
    assert said in refused.text
    assert refused.fields(PREVIEW)["reason"] == typed["reason"]


def test_from_the_preview_one_comes_back_with_every_word(kato) -> None:
    seen = kato.submit(kato.get(CLOSURES), PREVIEW, first="2026-05-13", reason="研修のため")
    back = kato.post(f"{CLOSURES}/new", {name: seen.fields(CONFIRM)[name] for name in ("first", "reason", "kind")})
    assert back.fields(PREVIEW)["reason"] == "研修のため"


def test_an_extra_opening_shows_its_times_and_opens_them(kato) -> None:
    changes = {"kind": "extra_open", "first": "2026-05-23", "reason": "休日相談", **HOURS}
    seen = kato.submit(kato.get(CLOSURES), PREVIEW, **changes)
    assert "9:00、10:00、11:00" in seen.text
    assert "臨時の相談日を決めました。" in kato.follow(kato.submit(seen, CONFIRM)).text
    assert kato.get("/offices/kanagawa/slots?week=2026-05-18").all("a[href*='2026-05-23T10:00']")


@pytest.mark.rule("KNG-51")
def test_a_stop_is_on_the_public_pages_at_once_and_gone_when_it_is_lifted(kato, clock) -> None:
    booked = bookings.book(clock, bookings.somebody(1))
    done = kato.follow(kato.submit(kato.get(STOPS), STOP, ground="ア", notice="点検のため、受付を止めています。"))
    assert booked.number in done.text
    assert "加藤 誠" in done.text
    for path in ("/offices/kanagawa", "/offices/kanagawa/bookings/new?slot=2026-05-14T10:00"):
        public = kato.get(path, status=409 if "new" in path else 200)
        assert "点検のため、受付を止めています。" in public.find(".banner-stop").get_text()
    assert "点検のため、受付を止めています。" in kato.get("/offices/kanagawa/slots").text
    assert not kato.get("/offices/kanagawa/slots?week=2026-05-18").all("a.slot")
    lifting = str(done.find("form[action$='/lifting']")["action"])
    assert "再開しました。" in kato.follow(kato.post(lifting)).text
    assert kato.get("/offices/kanagawa/slots?week=2026-05-18").all("a.slot")
    assert not kato.get("/offices/kanagawa").all(".banner-stop")
    kato.post(lifting, status=409)


@pytest.mark.rule("KNG-51")
def test_a_stop_of_chosen_hours_shuts_them_only(kato) -> None:
    hours = {"since_day": "2026-05-18", "since_hour": "9:00", "until_day": "2026-05-18", "until_hour": "12:00"}
    kato.submit(kato.get(STOPS), STOP, status=303, ground="エ", scope="chosen", notice="回線の工事です。", **hours)
    week = kato.get("/offices/kanagawa/slots?week=2026-05-18")
    assert not week.all("a[href*='2026-05-18T10:00']")
    assert week.all("a[href*='2026-05-18T13:30']")


@pytest.mark.parametrize(
    "changes, status, said",
    [
        ({"ground": None}, 422, "理由を選んでください。"),
        ({"notice": ""}, 422, "お知らせを"),
        ({"scope": "chosen"}, 409, "止める日時の始まりと終わりが要ります。"),
        ({"until_day": "2026-05-20"}, 422, "時刻を"),
        ({"until_day": "2026-05-10", "until_hour": "9:00"}, 409, "終わりが、始まりより前です。"),
    ],
)
def test_a_stop_that_cannot_be_set_is_told(kato, changes, status: int, said: str) -> None:
    typed = {"ground": "ア", "notice": "点検です。", **changes}
    refused = kato.submit(kato.get(STOPS), STOP, status=status, **typed)
    assert said in refused.text
    assert refused.find("#notice").get_text().strip() == typed["notice"]


@pytest.mark.parametrize("path", ["closures?done=closed&told=", "capacity?done=day&left="])
def test_an_address_puts_no_words_into_our_mouth(kato, path: str) -> None:
    page = kato.get(f"/desk/kanagawa/office/{path}0120-000-000")
    assert "0120" not in page.text
    assert page.all("[role=status]")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30"])
def test_a_week_of_no_office_is_this_week(kato, day: str) -> None:
    assert kato.get(f"/desk/kanagawa/office/counselors?week={day}").status == 200
