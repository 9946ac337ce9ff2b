"""The seats of a single day, on the page of the seats."""

import pytest

from tests import bookings

PAGE = "/desk/kanagawa/office/capacity"
FORM = "form[action$='/capacity/days']"
DAY = {"day": "2026-05-13", "day_capacity": "０", "day_public": "0", "day_reason": "相談員が休むため"}


def test_a_day_gets_its_own_seats_names_who_is_left_over_and_loses_them_again(kato, clock) -> None:
    number = bookings.book(clock).number
    done = kato.follow(kato.submit(kato.get(PAGE), FORM, **DAY))
    assert "入りきらない予約が1件あります。" in done.text
    assert number in done.text
    assert not kato.get("/offices/kanagawa/slots?week=2026-05-13").all("a[href*='2026-05-13']")
    back = kato.follow(kato.submit(done, "form[action$='/withdrawal']"))
    assert "ふだんの人数に戻しました。" in back.text
    assert kato.get("/offices/kanagawa/slots?week=2026-05-13").all("a[href*='2026-05-13T09:00']")


@pytest.mark.parametrize(
    "changes, status, said",
    [
        ({"day": "いつか"}, 422, "日付を"),
        ({"day_capacity": "たくさん"}, 422, "0から500までの数を入れてください。"),
        ({"day_capacity": "501"}, 422, "0から500までの数を入れてください。"),
        ({"day_reason": ""}, 422, "理由を100文字まで"),
        ({"day_public": "3"}, 409, "予約サイトの人数が"),
        ({"day": "2026-05-10"}, 409, "過ぎた日は"),
    ],
)
def test_what_cannot_be_is_told_and_kept(kato, changes, status: int, said: str) -> None:
    refused = kato.submit(kato.get(PAGE), FORM, status=status, **{**DAY, **changes})
    assert said in refused.text
    assert refused.fields(FORM)["day_reason"] == {**DAY, **changes}["day_reason"]
