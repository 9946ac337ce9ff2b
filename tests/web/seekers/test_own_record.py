"""The pages of one's own record: what agencies see is shown first, consent is its own, nothing typed is lost."""

import json

import pytest

from app.accounts.effects.profiles import put_profile
from app.accounts.rules.profiles import ProfileFacts
from app.db import db
from app.kernel.registration import Registration
from app.messages.usecases.sending import send_first_invitations
from app.seekers.queries.own import find_own
from tests import letters
from tests.factories import sign_in_as
from tests.usecases.seekers.test_offering import NUMBER, imported

TYPED = {
    "occupations": ["care", "sales"],
    "area": "42",
    "employments": ["regular"],
    "hours": ["full"],
    "wage": "２０００００",
    "wage_unit": "month",
    "experience": "介護施設で5年",
    "qualifications": "介護福祉士",
    "wishes": "日曜日に休める仕事",
}
CONTENTS, CONFIRMATION, PAGE = "/me/record/contents", "/me/record/confirmation", "/me/record"


@pytest.fixture
def yamada(page, offices, clock):
    """The seeker, signed in on 13 May."""
    clock.set("2026-05-13T10:00:00+09:00")
    return sign_in_as(page, "yamada")


@pytest.fixture
def offered(page, yamada):
    """The seeker's record, offered by the pages."""
    confirmation = page.submit(page.get(CONTENTS), "#own-contents form", **TYPED)
    page.submit(confirmation, "#own-confirmation form", agreed="y")
    return yamada


def checked(document) -> list[str]:
    """What is ticked."""
    return [each["value"] for each in document.all("input[checked]")]


@pytest.mark.rule("AGY-002", "AGY-044")
def test_what_agencies_will_see_is_shown_before_anybody_sees_it(page, yamada) -> None:
    form = page.get(CONTENTS)
    assert checked(form) == []
    confirmation = page.submit(form, "#own-contents form", **TYPED)
    assert confirmation.status == 200
    assert "事業者にはこのとおり見えます" in confirmation.text
    shown = ("販売・営業の職業、福祉・介護の職業", "長崎県", "月給 200,000円以上", "介護施設で5年", "2026年7月31日")
    assert not [words for words in shown if words not in confirmation.text]
    assert "年代" not in confirmation.find("#own-confirmation dl").text
    assert checked(confirmation) == []
    assert find_own(yamada) is None
    refused = page.submit(confirmation, "#own-confirmation form")
    assert refused.status == 422
    assert "まだ公開していません。" in refused.text
    assert find_own(yamada) is None
    done = page.submit(refused, "#own-confirmation form", agreed="y")
    assert done.location == "/me/record?done=offered"
    offered = page.get(done.location)
    assert "求職情報を公開しました。" in offered.text
    assert offered.find("#own-record dl.summary").text == confirmation.find("#own-confirmation dl").text


def test_what_identifies_a_person_is_named_and_everything_typed_stays(page, yamada) -> None:
    told = {**TYPED, "wishes": "連絡は〇九〇の1234の5678へ、山田 花子まで"}
    refused = page.submit(page.get(CONTENTS), "#own-contents form", **told)
    assert refused.status == 422
    alert = refused.find("#refusal").text
    assert "電話番号：「09012345678」" in alert
    assert "あなたの名前：「山田 花子」" in alert
    assert refused.find("#wishes").text.strip() == told["wishes"]
    assert checked(refused) == ["sales", "care", "regular", "full"]
    assert refused.find("#area option[selected]")["value"] == "42"


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"occupations": []}, "希望する職種が選ばれていません。"),
        ({"occupations": ["care", "sales", "service", "clerical"]}, "選んだ職種が多すぎます。"),
        ({"area": ""}, "通える都道府県が選ばれていません。"),
        ({"area": "99"}, "都道府県が正しくありません。"),
        ({"wage": "0"}, "金額を確かめてください。"),
        ({"wage": "9" * 5000}, "金額を確かめてください。"),
        ({"wage_unit": ""}, "月給か時給かを選んでください。"),
        ({"wishes": "あ" * 401}, "400文字までです。"),
    ],
)
def test_a_form_that_does_not_do_says_what_to_do_and_keeps_the_text(page, yamada, other, words) -> None:
    token = page.get(CONTENTS).find("#own-contents input[name=csrf_token]")["value"]
    refused = page.post(CONFIRMATION, {"csrf_token": token, **TYPED, **other}, status=422)
    assert refused.status == 422
    assert words in refused.text
    assert refused.find("#experience").text.strip() == TYPED["experience"]


def test_the_way_back_from_the_confirmation_keeps_what_was_typed(page, yamada) -> None:
    confirmation = page.submit(page.get(CONTENTS), "#own-contents form", **TYPED)
    fields = confirmation.fields("#own-confirmation form")
    back = page.post(CONTENTS, fields)
    assert back.find("#experience").text.strip() == TYPED["experience"]
    assert checked(back) == ["sales", "care", "regular", "full"]


@pytest.mark.rule("AGY-002")
def test_a_record_is_withdrawn_by_a_press_of_its_own_and_can_be_offered_again(page, offered) -> None:
    asked = page.get("/me/record/withdrawal")
    assert "決められた最後の日まで残ります" in asked.text
    assert page.submit(asked, "#own-withdrawal form").location == "/me/record?done=withdrawn"
    again = page.get(PAGE)
    assert "公開していません" in again.text
    assert page.submit(asked, "#own-withdrawal form").status == 409
    assert page.get(CONTENTS).find("#experience").text.strip() == TYPED["experience"]


def test_a_record_is_prolonged_when_the_month_has_turned(page, offered, clock) -> None:
    assert "公開の期限を延ばす" not in page.get(PAGE).text
    clock.set("2026-06-01T10:00:00+09:00")
    asked = page.get("/me/record/renewal")
    assert "2026年8月31日（月）" in asked.text
    assert page.submit(asked, "#own-renewal form").location == "/me/record?done=renewed"
    assert page.submit(asked, "#own-renewal form").status == 409


def test_past_its_last_day_a_record_says_so_and_what_to_do(page, offered, clock) -> None:
    clock.set("2026-08-01T10:00:00+09:00")
    assert "最後の日が過ぎたため、事業者の検索には出ません。" in page.get(PAGE).text


def test_the_seeker_sees_which_agencies_hold_the_record(page, offered, clock) -> None:
    assert "持っている事業者はありません" in page.get(PAGE).text
    hikari = letters.open_agency()[0]
    send_first_invitations(hikari.agency_id, [find_own(offered)], letters.LETTER, by=hikari, now=clock.now())
    shown = page.get(PAGE)
    assert shown.find("#own-record section h3").text in page.get("/me/export.json").response.get_data(as_text=True)
    assert "2026年5月13日（水）" in shown.find("#own-record section").text
    clock.set("2026-08-01T10:00:00+09:00")
    assert "持っている事業者はありません" in page.get(PAGE).text


def test_the_file_of_everything_kept_holds_the_record(page, yamada, clock) -> None:
    assert json.loads(page.client.get("/me/export.json").data)["seeker_record"] is None
    confirmation = page.submit(page.get(CONTENTS), "#own-contents form", **TYPED)
    page.submit(confirmation, "#own-confirmation form", agreed="y")
    kept = json.loads(page.client.get("/me/export.json").data)["seeker_record"]
    assert kept["shown_to_agencies"]["experience"] == TYPED["experience"]
    assert kept["valid_until"] == "2026-07-31"


def test_only_a_seeker_has_these_pages_and_only_one_s_own_record(page, offices, clock) -> None:
    sign_in_as(page, "maruyama")
    assert page.client.get(PAGE).status_code == 403
    assert "求職情報の公開" not in page.get("/me").text
    sign_in_as(page, "yamada")
    assert "求職情報の公開" in page.get("/me").text


def test_without_a_record_the_acts_lead_to_its_page(page, yamada) -> None:
    for act in ("renewal", "withdrawal"):
        assert page.client.get(f"/me/record/{act}").headers["Location"].endswith("/me/record")


@db.write
def tell_number(account_id: int) -> None:
    """The account's number."""
    put_profile(account_id, ProfileFacts(seeker_number=NUMBER, registration=Registration.HELLOWORK))


def test_an_imported_record_is_taken_over_by_a_press_and_guesses_are_counted(page, yamada, clock) -> None:
    tell_number(yamada)
    refused = page.submit(page.get(PAGE), "#own-record form")
    assert refused.status == 409
    assert "引き継げる求職情報が見つかりません。" in refused.text
    imported(NUMBER, clock)
    assert page.submit(page.get(PAGE), "#own-record form").location == "/me/record?done=taken-over"
    assert "介護施設で5年" in page.get(PAGE).text


@pytest.mark.parametrize("language", ["en", "ja@easy"])
def test_the_pages_speak_the_reader_s_language(page, offered, language) -> None:
    page.client.post("/language", data={"language": language})
    for path in (PAGE, CONTENTS, "/me/record/withdrawal", "/me/record/renewal"):
        page.get(path)


@pytest.mark.rule("AGY-044")
def test_nothing_that_names_the_person_reaches_what_agencies_see(page, offered) -> None:
    shown = page.get(PAGE).find("#own-record dl.summary").text
    profile = page.client.get("/me/profile").get_data(as_text=True)
    for known in ("山田 花子", "ヤマダ ハナコ", "yamada@"):
        assert known in profile or known == "yamada@"
        assert known not in shown
