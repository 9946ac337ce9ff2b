"""Setting the office on its page: what was typed is read as meant, previewed, kept through every refusal."""

import pytest

from app.offices.queries.offices import policy_in_force, shipped_profiles
from tests import bookings

POLICY = "/desk/kanagawa/office/policy"
PREVIEW = "form[action$='/policy/preview']"
ASKED = [field.value for field in shipped_profiles()["kanagawa"].policy.counter_required_fields]
CONFIRM = "form[action$='/office/policy']"


@pytest.mark.rule("KNG-15", "KNG-16", "KNG-23")
def test_a_change_is_previewed_and_then_in_force(kato, clock, app) -> None:
    booked = bookings.book(clock)
    form = kato.get(f"{POLICY}/new")
    changes = {
        "since": "2026-05-12",
        "slot_starts": "９：００\n11時\n13:30",
        "topics": "賃金\n解雇",
        "session_minutes": "４５",
    }
    seen = kato.submit(form, PREVIEW, **changes)
    assert "09:00・11:00・13:30" in seen.text
    assert booked.number in seen.text
    assert "この時刻の枠がなくなります" in seen.text
    done = kato.follow(kato.submit(seen, CONFIRM))
    assert "設定を決めました。" in done.text
    policy = policy_in_force("kanagawa", booked.starts_at.date())
    assert (policy.session_minutes, policy.topics) == (45, ("賃金", "解雇"))
    public = kato.get("/offices/kanagawa/slots?week=2026-05-18")
    assert "11時00分" in public.text
    assert "10時00分" not in public.text


def test_from_the_preview_one_comes_back_with_every_word(kato) -> None:
    form = kato.get(f"{POLICY}/new")
    seen = kato.submit(form, PREVIEW, notes="窓口は2階です。")
    back = kato.post(
        f"{POLICY}/new", {name: value for name, value in seen.fields(CONFIRM).items() if name != "csrf_token"}
    )
    assert back.find("#notes").get_text().strip() == "窓口は2階です。"


@pytest.mark.rule("KNG-22", "KNG-36")
@pytest.mark.parametrize("typed", ["厚木：県央支所", "厚木市：県央支所\nアツギシ：県央支所", "鎌倉：本所"])
def test_a_branch_of_a_place_that_no_municipality_is_called_is_refused_with_the_names(kato, typed: str) -> None:
    refused = kato.submit(kato.get(f"{POLICY}/new"), PREVIEW, status=422, since="2026-05-11", branches=typed)
    said = refused.find("#branches-error").get_text()
    assert "という市区町村はありません。" in said
    assert "厚木市・" in said
    assert refused.find("#branches").get_text().strip() == typed
    assert (
        kato.submit(kato.get(f"{POLICY}/new"), PREVIEW, since="2026-05-11", branches="厚木市：県央支所").status == 200
    )


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"session_minutes": "五十"}, "5から240までの整数にしてください。"),
        ({"slot_starts": "9:00\n9:30"}, "互いに50分以上離れた時刻にしてください。"),
        ({"slot_starts": "16:00"}, "の一つに収まるようにしてください。"),
        ({"topics": ""}, "入力してください。"),
        (
            {"counter_required_fields": [each for each in ASKED if each != "email"]},
            "申込みを終えた人にメールを送るため、「メールアドレス」を含むようにしてください。",
        ),
        (
            {"counter_required_fields": [each for each in ASKED if each not in ("name_kana", "phone")]},
            "1日の回数を数えるため、「電話番号」と「フリガナ」を含むようにしてください。",
        ),
        (
            {"counter_required_fields": [each for each in ASKED if each != "residence"]},
            "対象の地域の人か確かめるため、「在住地」を含むようにしてください。",
        ),
        ({"counter_required_fields": []}, "「在住地」と「事業所の所在地」を含むようにしてください。"),
        ({"since": "5月"}, "今日か、今日より後の日を"),
        ({"since": "2026-05-10", "notes": "あ"}, "始まる日が過ぎています。"),
        ({}, "変わるところがありません。"),
        ({"name": "窓\x0b口"}, "使用できない文字が含まれています。"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field_and_nothing_is_lost(kato, changes, said: str) -> None:
    form = kato.get(f"{POLICY}/new")
    refused = kato.submit(form, PREVIEW, status=422, **changes)
    assert said in refused.text
    assert refused.fields(PREVIEW)["jurisdiction_court"] == "横浜地方裁判所"


def test_of_two_tabs_the_second_press_is_refused_and_keeps_what_was_typed(kato) -> None:
    first = kato.submit(kato.get(f"{POLICY}/new"), PREVIEW, notes="一つめ")
    second = kato.submit(kato.get(f"{POLICY}/new"), PREVIEW, notes="二つめ")
    kato.submit(first, CONFIRM, status=303)
    refused = kato.submit(second, CONFIRM, status=409)
    assert "ほかの人が変更しました" in refused.text
    assert refused.find("#notes").get_text().strip() == "二つめ"


def test_a_plan_stands_in_the_list_and_can_be_taken_back(kato) -> None:
    seen = kato.submit(kato.get(f"{POLICY}/new"), PREVIEW, since="2026-06-01", horizon_days="90")
    listed = kato.follow(kato.submit(seen, CONFIRM))
    assert "予定" in listed.text
    done = kato.follow(kato.submit(listed, "form[action$='/policy/2026-06-01/withdrawal']"))
    assert "予定していた設定を取り消しました。" in done.text
    kato.post(f"{POLICY}/2026-06-01/withdrawal", status=409)


def test_fewer_seats_than_booked_are_refused_with_a_way_to_each_booking(kato, clock) -> None:
    capacity = "/desk/kanagawa/office/capacity"
    form = "form[action$='/capacity']"
    done = kato.follow(kato.submit(kato.get(capacity), form, capacity="2", public_capacity="2"))
    assert "人数を変えました。" in done.text
    numbers = [bookings.book(clock, bookings.somebody(number)).number for number in (1, 2)]
    refused = kato.submit(kato.get(capacity), form, status=409, capacity="1", public_capacity="1")
    assert "入りきらない時間があります" in refused.text
    assert all(refused.all(f"a[href='/desk/kanagawa/bookings/{number}']") for number in numbers)
    wrong = kato.submit(kato.get(capacity), form, status=422, capacity="1", public_capacity="2")
    assert "「同じ時刻に受けられる人数」（1）以下" in wrong.text
