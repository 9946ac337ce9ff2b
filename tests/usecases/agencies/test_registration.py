"""An account of an agency is made by a checked address; its bureau tells it where to apply."""

import re
from datetime import date, datetime

import pytest

from app.accounts.effects.people import hold_address
from app.accounts.queries.people import find_account_by_mail, get_person
from app.accounts.rules.profiles import ProfileFacts
from app.accounts.terms import LinkRefusal, OrganisationKind
from app.accounts.usecases.registration import NewPerson, register, request_registration
from app.agencies.models.agencies import Agency
from app.agencies.queries.applications import find_draft
from app.agencies.queries.registration import find_address_wait, registered_at
from app.agencies.terms.kinds import ApplicationKind
from app.agencies.terms.registration import AddressRefusal, NewAgency, RegistrationRefusal
from app.agencies.usecases.registration import register_agency, send_bureau_address
from app.db import db
from app.kernel.roles import Identity, Role
from app.offices.models.bureaux import BureauRow
from app.web.links import link
from tests import applicants, mails
from tests.factories import PASSWORD, enlist

MAIL = "tantou@sora.example"


@pytest.fixture(autouse=True)
def _bureaux(app, offices) -> None:
    """The bureaux of the cast."""
    enlist("mori", "ono")


def nagasaki() -> int:
    """The bureau of Nagasaki."""
    return applicants.place_of(OrganisationKind.BUREAU, "nagasaki")


def new(**other) -> NewAgency:
    """What Sora tells."""
    given = {
        "name": "そら紹介（架空）",
        "bureau_id": nagasaki(),
        "contact_name": "空 一",
        "contact_mail": "hajime@sora.example",
    }
    return NewAgency(**{**given, "password": PASSWORD, **other})


def link_to(clock, outbox, mail=MAIL) -> str:
    """The token of a link that was asked for."""
    request_registration(mail, Role.AGENCY, "ja", now=clock.now())
    [sent] = outbox.posted("M-ACC-12")
    return re.search(r"/agency/registration/(\S+)", sent.body or "").group(1)


@pytest.mark.rule("AGY-015")
def test_an_account_is_an_address_and_a_password_with_its_agency(clock, outbox) -> None:
    token = link_to(clock, outbox)
    assert register_agency(token, new(), now=clock.now()) is None
    account = find_account_by_mail(MAIL)
    assert (account.kind, account.status, bool(account.password_hash)) == ("agency", "active", True)
    [row] = db.session.scalars(db.select(Agency))
    assert (row.name, row.bureau_id, row.contact_mail) == ("そら紹介（架空）", nagasaki(), "hajime@sora.example")
    assert register_agency(token, new(), now=clock.now()) is RegistrationRefusal.DEAD_LINK


@pytest.mark.rule("AGY-095")
def test_who_set_it_up_for_the_agency_stands_in_the_application_begun(clock, outbox) -> None:
    told = new(contractor="そら設定（架空）", contracted_on=date(2026, 4, 1))
    register_agency(link_to(clock, outbox), told, now=clock.now())
    [row] = db.session.scalars(db.select(Agency))
    draft = find_draft(row.id, ApplicationKind.USE)
    assert draft["contractor"] == ["そら設定（架空）"]
    assert draft["contracted_on"] == ["2026-04-01"]


@pytest.mark.rule("AGY-014")
@pytest.mark.parametrize(
    "moment, held",
    [("2031-03-31T23:59", True), ("2031-04-01T00:00", False)],
)
def test_an_address_is_held_for_five_years_and_a_different_one_never(clock, outbox, moment, held) -> None:
    db.write(lambda: hold_address(MAIL, date(2031, 4, 1)))()
    clock.set(moment)
    request_registration(MAIL, Role.AGENCY, "ja", now=clock.now())
    assert [len(outbox.posted(kind)) for kind in ("M-ACC-12", "M-ACC-13")] == ([0, 1] if held else [1, 0])
    request_registration("other@sora.example", Role.AGENCY, "ja", now=clock.now())
    assert [mail.recipient for mail in outbox.posted("M-ACC-12")][-1] == "other@sora.example"


@pytest.mark.rule("AGY-014")
def test_an_address_that_came_to_be_held_since_the_link_is_refused(clock, outbox) -> None:
    token = link_to(clock, outbox)
    db.write(lambda: hold_address(MAIL, date(2031, 4, 1)))()
    assert register_agency(token, new(), now=clock.now()) is RegistrationRefusal.ADDRESS_HELD
    assert find_account_by_mail(MAIL) is None


def test_the_link_of_an_agency_makes_no_personal_account(clock, outbox) -> None:
    token = link_to(clock, outbox)
    person = NewPerson(
        name="空 一", name_kana="ソラ ハジメ", phone="+819012345678", facts=ProfileFacts(), password=PASSWORD
    )
    assert register(token, person, now=clock.now()) is LinkRefusal.UNUSABLE
    assert register_agency(token, new(), now=clock.now()) is None


def officer() -> Identity:
    """Mori of the bureau of Nagasaki."""
    account_id = enlist("mori")["mori"]
    return Identity(roles=frozenset({Role.BUREAU}), account_id=account_id, bureau_id=nagasaki())


@db.write
def set_address(mail: str | None) -> None:
    """Let the bureau of Nagasaki take applications at an address."""
    row = db.session.get_one(BureauRow, nagasaki())
    row.applications_mail, row.phone = mail, "095-801-0000"


@pytest.mark.rule("AGY-100")
def test_the_bureau_s_address_goes_to_the_contact_officer_once_a_day(clock, outbox) -> None:
    hikari = applicants.register("hikari")
    set_address(None)
    assert send_bureau_address(officer(), hikari, now=clock.now()) is AddressRefusal.NOT_SET
    set_address("shinsei@nagasaki.example")
    assert [each.sent_at for each in registered_at(nagasaki())] == [None]
    assert send_bureau_address(officer(), hikari, now=clock.now()) is None
    assert send_bureau_address(officer(), hikari, now=clock.now()) is AddressRefusal.SENT_TODAY
    [mail] = outbox.posted("M-AGY-1")
    assert mail.recipient == "contact@hikari.example"
    assert "shinsei@nagasaki.example" in mail.body
    assert [each.sent_at for each in registered_at(nagasaki())] == [clock.now()]


@pytest.mark.rule("AGY-101")
@pytest.mark.parametrize(
    "registered, last_quiet, first_overdue",
    [
        ("2026-04-30", "2026-05-08", "2026-05-09"),
        ("2026-06-01", "2026-06-04", "2026-06-05"),
        ("2026-12-25", "2027-01-05", "2027-01-06"),
    ],
)
def test_after_three_counted_days_the_agency_is_told_to_ask(clock, registered, last_quiet, first_overdue) -> None:
    hikari = applicants.register("hikari", now=datetime.fromisoformat(f"{registered}T10:00+09:00"))

    def overdue(day: str) -> bool:
        return find_address_wait(hikari, datetime.fromisoformat(f"{day}T12:00+09:00")).is_overdue

    assert [overdue(last_quiet), overdue(first_overdue)] == [False, True]


def test_a_person_is_known_by_the_name_of_the_contact_officer(clock, outbox) -> None:
    register_agency(link_to(clock, outbox), new(), now=clock.now())
    assert get_person(find_account_by_mail(MAIL).id).name == "空 一"


@pytest.mark.rule("AGY-100")
def test_the_mail_with_the_bureau_s_address_word_for_word(app) -> None:
    told = {"bureau": "長崎労働局", "applications_mail": "shinsei@nagasaki.example", "phone": "095-801-0000"}
    text = mails.check(app, "M-AGY-1", {**told, "address": link("agency.applications")}, neutral=False)
    assert "14日以内" in text
    silent = {**told, "phone": None, "address": link("agency.applications")}
    mails.check(app, "M-AGY-1", silent, neutral=False, golden="M-AGY-1-no-phone")
