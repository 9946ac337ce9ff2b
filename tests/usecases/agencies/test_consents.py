"""What an agency agreed to is kept: by applying, and by going on under a version in force (AGY-138, AGY-145)."""

from datetime import date, datetime

import pytest

from app.accounts.effects.sign_ins import let_in
from app.agencies.models.participation import ParticipationConsent
from app.agencies.queries.participation import find_standing
from app.agencies.queries.site_terms import consents_of, terms_applied
from app.agencies.terms.site_terms import AppliesBy
from app.db import db
from app.kernel.moments import JST
from app.kernel.roles import Role
from app.offices.effects.offices import add_version
from app.offices.rules.profile_files import Enacted
from app.offices.terms import TermsSource
from tests import factories, participants
from tests.page import Page

SECOND = date(2026, 6, 1)
USE, GOING_ON = AppliesBy.APPLICATION, AppliesBy.CONTINUED_USE


@db.write
def post_second(day: date = SECOND) -> None:
    """A second version of the service's terms."""
    told = {"title": "利用規約", "text": "１ 目的\n変わりました。", "source": TermsSource.OFFICIAL}
    add_version("info_service", Enacted(on=day, act="改正"), **told, announced_at=datetime(2026, 5, 1, tzinfo=JST))


def kept(agency_id: int) -> list[tuple[AppliesBy, date]]:
    """What is kept of an agency, in the order of the versions."""
    db.session.rollback()
    return [(each.by, each.on) for each in consents_of(participants.participation_of(agency_id)).values()]


@pytest.mark.rule("AGY-145")
def test_who_began_before_the_terms_agrees_on_the_day_of_the_first_sign_in_after(app, clock) -> None:
    agency_id = participants.join("hikari", since=date(2020, 4, 1))
    assert kept(agency_id) == []
    for moment, key in (("2026-05-11T10:00:00", "hikari2"), ("2026-05-12T10:00:00", "hikari")):
        clock.set(moment)
        factories.sign_in_as(Page(app), key)
    assert kept(agency_id) == [(GOING_ON, date(2026, 5, 11))]


@pytest.mark.rule("AGY-138", "AGY-145")
def test_a_new_version_is_agreed_to_once_by_going_on_and_applies_without_it(app, clock) -> None:
    agency_id = participants.join("hikari")
    post_second()
    clock.set("2026-05-31T23:59:00")
    factories.sign_in_as(Page(app), "hikari")
    assert kept(agency_id) == [(USE, date(2025, 4, 1))]
    clock.set("2026-06-01T00:00:00")
    applied, agreed = terms_applied(find_standing(agency_id, clock.now()), SECOND)[0]
    assert (applied.version.effective_on, applied.since, agreed) == (SECOND, SECOND, None)
    for moment, key in (("2026-06-01T07:00:00", "hikari"), ("2026-06-02T07:00:00", "hikari2")):
        clock.set(moment)
        factories.sign_in_as(Page(app), key)
    assert kept(agency_id) == [(USE, date(2025, 4, 1)), (GOING_ON, SECOND)]


@pytest.mark.rule("AGY-145")
def test_who_applied_under_a_version_agrees_to_it_by_that(app, clock) -> None:
    factories.open_offices()
    post_second(date(2026, 5, 1))
    agency_id = participants.join("hikari", since=date(2026, 5, 11))
    clock.set("2026-05-12T10:00:00")
    factories.sign_in_as(Page(app), "hikari")
    assert kept(agency_id) == [(USE, date(2026, 5, 11))]


@pytest.mark.rule("AGY-145")
def test_the_sign_in_form_keeps_it_and_reading_does_not(app, clock) -> None:
    agency_id = participants.join("hikari")
    browser = Page(app)
    factories.sign_in_as(browser, "hikari")
    post_second()
    clock.set("2026-06-03T10:00:00")
    assert "次にログインした日に「継続利用」として残ります" in browser.get("/agency").text
    assert len(kept(agency_id)) == 1
    fresh = Page(app)
    factories.enlist("hikari2")
    fields = {"email": factories.address_of("hikari2"), "password": factories.PASSWORD}
    fresh.get("/login")
    fresh.post("/login", fields, status=303)
    assert kept(agency_id)[1:] == [(GOING_ON, date(2026, 6, 3))]
    assert "継続利用 2026年6月3日（水）" in fresh.get("/agency").text


def test_nobody_else_and_nobody_who_left_agrees(app, clock) -> None:
    agency_id = participants.join("hikari")
    post_second()
    clock.set("2026-05-20T10:00:00")
    participants.leave(agency_id, clock.now())
    clock.set("2026-06-03T10:00:00")
    for key in ("hikari", "mori"):
        account_id = factories.enlist(key)[key]
        tell(Role.AGENCY if key == "hikari" else Role.BUREAU, account_id, clock.now())
    assert kept(agency_id) == [(USE, date(2025, 4, 1))]
    assert db.session.scalar(db.select(db.func.count()).select_from(ParticipationConsent)) == 1


@db.write
def tell(role: Role, account_id: int, now: datetime) -> None:
    """Let an account in, in a transaction."""
    let_in.send(role, account_id=account_id, now=now)
