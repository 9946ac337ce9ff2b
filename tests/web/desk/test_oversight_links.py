"""Whoever serves at Hello Work finds the oversight of agencies from the desk; the staff of a centre never."""

import pytest

from app.accounts.effects.people import add_account, add_grant, set_password
from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind, Scope
from app.accounts.views.login import COOKIE
from app.db import db
from app.kernel.roles import Role
from app.web.cookies import cookie_name
from app.web.links import link
from tests import factories
from tests.page import Page
from tests.people import begin

WATCH = "/bureau/oversight"


@db.write
def hired(role: Role, *codes: str) -> int:
    """Somebody with a role at each of these Hello Work offices: the account's id."""
    account = add_account(role, name="山田", mail="yamada@office.example", now=factories.OPENING)
    assert account
    set_password(account, factories.password_hash(), factories.OPENING)
    for code in codes:
        place = find_organisation(OrganisationKind.HELLO_WORK, code)
        assert place, code
        add_grant(account.id, Scope(role=role, organisation_id=place.id), by=None, why="tests", now=factories.OPENING)
    return account.id


def browser(app, account_id: int) -> Page:
    """A browser signed in with an account."""
    page, settings = Page(app), app.extensions["settings"]
    domain = settings.public_base_url.partition("//")[2].partition(":")[0]
    page.client.set_cookie(cookie_name(settings, COOKIE), begin(app, account_id), domain=domain, path="/")
    return page


def hrefs(document) -> list[str]:
    """Where the links of a page lead."""
    return [str(each["href"]) for each in document.all("a")]


@pytest.mark.rule("AGY-072", "AGY-021")
@pytest.mark.parametrize("role", [Role.COUNSELOR, Role.STAFF, Role.MANAGER])
def test_who_serves_at_two_offices_finds_oversight_and_list_where_the_office_is_chosen(app, offices, role) -> None:
    page = browser(app, hired(role, "nagasaki_main", "nagasaki_young"))
    chosen = page.get("/desk")
    assert {WATCH, link("lists.participants")} <= set(hrefs(chosen))
    assert page.get(WATCH).heading == "事業者の監督"


def test_a_manager_finds_both_on_the_page_of_the_office(app, offices) -> None:
    page = browser(app, hired(Role.MANAGER, "nagasaki_main"))
    section = page.get("/desk/nagasaki_main/office").find("#watching")
    assert [str(each["href"]) for each in section.find_all("a")] == [WATCH, link("lists.participants")]


def test_the_staff_of_a_centre_are_shown_no_way_and_are_sent_away(kato, suzuki) -> None:
    for page in (kato, suzuki):
        page.get("/desk", status=303)
        page.get(WATCH, status=403)
    assert kato.get("/desk/kanagawa/office").all("#watching") == []
