"""Every page of every role, at both widths: accessible with no rule off, nothing sideways, nothing foreign."""

import pytest

from app.kernel.roles import ANYONE
from app.web.access import roles_of
from tests.browser.walk import FILES, place_of, walk
from tests.harness.applications import build_app, settings_for
from tests.harness.clock import FrozenClock

GUEST = "guest"
OPEN_TO_ALL = ("/", "/enquiry", "/demo/mailbox", "/login")
ENTRANCES = (*OPEN_TO_ALL, "/account", "/me", "/desk", "/agency", "/bureau", "/operations")
NO_PAGES = {
    "static": "files",
    "health.healthz": "a word for machines",
    "health.readyz": "a word for machines",
    "health.metrics": "figures for machines",
    "accounts.picture": "a picture",
}
LOOKED_AT_ELSEWHERE = {
    "booking.show": "needs a booking of one's own: test_booking",
    "booking.withdrawal": "needs a booking of one's own: test_booking",
    "booking.entry": "needs a booking of one's own: test_booking_by_mail",
    "accounts.invitation": "a link in a mail: test_links",
    "accounts.password_reset": "a link in a mail: test_links",
    "accounts_personal.new_mail": "a link in a mail: test_mypage",
    "accounts_personal.registration": "a link in a mail: test_mypage",
    "booking_inbox.notice": "needs a notice on one's own page: test_mypage",
    "booking.instant_use": "needs an office that has it and somebody free: test_instant",
    "desk.instant_request": "needs a request: test_instant",
    "accounts.second_factor": "on the way in of who has one: test_links",
    "booking.reply": "a link in a mail: test_desk_elsewhere",
    "desk.act_arrangement_page": "needs a request of another office: test_desk_elsewhere",
    "desk.act_call_page": "pressed at once, linked nowhere: test_desk_elsewhere",
    "desk.act_follow_up_page": "needs a session of another office: test_desk_elsewhere",
    "desk.act_kind_page": "needs a booking of another office: test_desk_elsewhere",
    "desk.act_reply_page": "needs an application of another office: test_desk_elsewhere",
    "desk.act_admission_page": "pressed at once, linked nowhere: test_desk_acts",
    "desk.act_ban_end_page": "pressed at once, linked nowhere: test_desk_acts",
    "desk.act_ban_page": "needs a booking in the state for it: test_desk_acts",
    "desk.act_referral_page": "needs a booking in the state for it: test_desk_acts",
    "desk.act_reinstatement_page": "needs a booking in the state for it: test_desk_acts",
    "desk.act_telephone_page": "pressed at once, linked nowhere: test_desk_acts",
    "desk.terms_announcement": "needs a draft: test_desk_office",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The application with every surface, for its URL map and the marks on its views."""
    instance = tmp_path_factory.mktemp("routes")
    return build_app(settings_for(f"sqlite:///{instance}/none.db", instance), FrozenClock())


def cast_of(demo) -> list[dict[str, str]]:
    """A guest, then everyone who can sign in to the demo."""
    return [{"role": GUEST}, *demo.cast.values()]


def sign_in(seen, person: dict[str, str]) -> None:
    """Sign a person of the cast in; the guest stays as he is."""
    if "password" not in person:
        return
    seen.go("/login")
    seen.page.locator("#email").fill(person["mail"])
    seen.page.locator("#password").fill(person["password"])
    with seen.page.expect_navigation():
        seen.page.locator("main .button-primary").click()


def pages_of(whole) -> set[str]:
    """The routes of the URL map that are pages one can walk to."""
    gets = [rule for rule in whole.url_map.iter_rules() if "GET" in rule.methods and not rule.rule.endswith(FILES)]
    return {rule.endpoint for rule in gets} - NO_PAGES.keys() - LOOKED_AT_ELSEWHERE.keys()


def open_to_everyone(whole) -> set[str]:
    """The routes that need nobody signed in: the guest looks at them for all."""
    return {endpoint for endpoint, view in whole.view_functions.items() if roles_of(view) == ANYONE}


@pytest.mark.timeout(600)
def test_every_page_of_every_role_is_without_fault(window, demo, whole, width):
    pages, public = pages_of(whole), open_to_everyone(whole)
    faults, reached, roles = {}, set(), set()
    for person in cast_of(demo):
        if person["role"] in roles:
            continue
        roles.add(person["role"])
        seen = window(demo.url, width)
        sign_in(seen, person)
        mine = pages & public if person["role"] == GUEST else pages - public
        starts = [path for path in ENTRANCES if place_of(whole.url_map, path)[0] in mine and seen.go(path) == 200]
        found = walk(seen, whole.url_map, starts, person["role"], among=mine)
        faults |= {f"{person['role']} {path}": wrong for path, wrong in found.faults.items()}
        reached |= found.seen.keys()
    assert faults == {}
    assert sorted(pages - reached) == []
