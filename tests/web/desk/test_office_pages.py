"""The pages of managing an office: who enters, and that each tells how things stand."""

import re

from tests.factories import enlist

PAGES = (
    "",
    "/policy",
    "/policy/new",
    "/capacity",
    "/closures",
    "/counselors",
    "/terms",
    "/terms/draft",
    "/terms/announcement",
    "/stops",
    "/retention",
    "/staff",
    "/views",
    "/use",
    "/use/extracts",
)
PRESSES = (
    "/policy/new",
    "/policy/preview",
    "/policy",
    "/policy/2026-06-01/withdrawal",
    "/capacity",
    "/capacity/days",
    "/capacity/days/1/withdrawal",
    "/closures/new",
    "/closures/preview",
    "/closures",
    "/closures/1/withdrawal",
    "/counselors",
    "/terms/draft",
    "/terms/draft/removal",
    "/terms/announcement",
    "/stops",
    "/stops/1/lifting",
    "/retention",
    "/retention/1/approval",
    "/retention/1/withdrawal",
    "/terms/2026-06-01/withdrawal",
    "/staff",
    "/staff/1/ending",
    "/use/extracts",
    "/use/extracts/1/approval",
    "/use/extracts/1/withdrawal",
    "/use/extracts/1/file",
)

GONE = (
    "/capacity/days/77/withdrawal",
    "/retention/77/approval",
    "/use/extracts/77/file",
    "/terms/2026-06-01/withdrawal",
)


def test_a_manager_opens_every_page_of_his_office(kato) -> None:
    enlist("suzuki")
    for page in PAGES:
        document = kato.get(f"/desk/kanagawa/office{page}")
        assert document.heading
        assert "神奈川県かながわ労働センター" in document.text


def without_error_number(html: str) -> str:
    """The page byte for byte, but for the number by which it is found in the log."""
    return re.sub(r"[0-9a-f]{10}", "", html)


def test_no_other_role_and_nobody_of_another_office_opens_one(suzuki, kato, tanaka) -> None:
    for page in PAGES:
        suzuki.get(f"/desk/kanagawa/office{page}", status=403)
        tanaka.get(f"/desk/kanagawa/office{page}", status=403)
        foreign = kato.get(f"/desk/nagasaki_main/office{page}", status=404)
        missing = kato.get(f"/desk/atlantis/office{page}", status=404)
        assert without_error_number(foreign.html) == without_error_number(missing.html)


def test_no_other_role_and_nobody_of_another_office_presses_anything(suzuki, kato) -> None:
    for press in PRESSES:
        suzuki.post(f"/desk/kanagawa/office{press}", status=403)
        kato.post(f"/desk/nagasaki_main/office{press}", status=404)


def test_what_is_not_there_is_not_there(kato) -> None:
    for press in ("/policy/2026-06-01x/withdrawal", "/closures/77/withdrawal", "/stops/77/lifting", *GONE):
        kato.post(f"/desk/kanagawa/office{press}", status=404)


def test_the_summary_leads_to_what_must_still_be_decided(kato) -> None:
    home = kato.get("/desk/kanagawa/office")
    assert "予約の情報をいつまで残すか" in home.text
    assert home.all("a[href$='/office/retention']")
