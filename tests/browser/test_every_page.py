"""Every page of every role, at both widths: accessible with no rule off, nothing sideways, nothing foreign."""

import pytest

from app.kernel.roles import ANYONE, Role
from app.web.access import roles_of
from tests.browser.letters_made import sent
from tests.browser.walk import FILES, place_of, walk
from tests.harness.applications import build_app, settings_for
from tests.harness.clock import FrozenClock
from tests.harness.databases import one_at_a_time

GUEST = Role.GUEST.value
ROLES = [role.value for role in Role if role is not Role.ANONYMOUS]
OPEN_TO_ALL = ("/", "/enquiry", "/demo/mailbox", "/login", "/agencies", "/agency/registration")
ENTRANCES = (
    *OPEN_TO_ALL,
    "/account",
    "/me",
    "/desk",
    "/agency",
    "/bureau",
    "/bureau/oversight/agencies",
    "/operations",
)
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
    "agency.registration": "a link in a mail: test_links",
    "desk.act_calling_off_page": "needs a booking outside what is set: test_walkthrough",
    "desk.act_exception_page": "needs a booking outside what is set: test_walkthrough",
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
    "job_offers.explanation": "needs an offer that was taken up: test_offers",
    "messages_inbox.report": "needs a thread that nobody reported: test_letters",
    "messages_watch.complaint": "needs a report of a seeker: test_letters",
    "messages_watch.reported_thread": "needs a report of a seeker: test_letters",
    "oversight.new_lifting": "needs a stop of one's own bureau: test_oversight",
    "oversight.terms_posting": "needs a draft: test_oversight",
    "seekers_own.renewal": "needs a record whose days run out: test_offers",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The application with every surface, for its URL map and the marks on its views."""
    instance = tmp_path_factory.mktemp("routes")
    return build_app(settings_for(f"sqlite:///{instance}/none.db", instance), FrozenClock())


@pytest.fixture(scope="module")
def lived_in(demo):
    """The demo once Hikari holds seekers and wrote to them, and Yamada asked."""
    demo.flask("demo", "acquire", "hikari", "3")
    sent(demo)
    return demo


def player_of(demo, role: str) -> dict[str, str]:
    """Somebody of the cast with this role; a guest has no name."""
    return {} if role == GUEST else next(person for person in demo.cast.values() if person["role"] == role)


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


def reached_by_all(root, width: int, role: str, reached) -> set[str] | None:
    """Note which routes this role reached; those of every role, once the last of them has been here."""
    with one_at_a_time(root):
        (root / f"reached-{width}-{role}").write_text("\n".join(reached))
        notes = list(root.glob(f"reached-{width}-*"))
        return {route for note in notes for route in note.read_text().split()} if len(notes) == len(ROLES) else None


@pytest.mark.timeout(300)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_every_role_is_without_fault(window, lived_in, whole, ground, width, role):
    pages, public = pages_of(whole), open_to_everyone(whole)
    seen = window(lived_in.url, width)
    sign_in(seen, player_of(lived_in, role))
    mine = pages & public if role == GUEST else pages - public
    starts = [path for path in ENTRANCES if place_of(whole.url_map, path)[0] in mine and seen.go(path) == 200]
    found = walk(seen, whole.url_map, starts, role, among=mine)
    reached = reached_by_all(ground.root, width, role, found.seen)
    assert found.faults == {}
    assert reached is None or sorted(pages - reached) == []
