"""The service's terms under attack: double presses, a grant that ended, sign-ins at once (SECURITY T6, AGY-138)."""

from datetime import date, datetime

import pytest

from app.accounts.effects.sign_ins import let_in
from app.agencies.queries.site_terms import consents_of
from app.agencies.terms.site_terms import AppliesBy
from app.db import db
from app.kernel.roles import Role
from app.offices.queries.drafts import Draft
from app.oversight.models.records import MinistryNotice
from app.oversight.terms.site_terms import SiteTermsRefusal
from app.oversight.usecases.site_terms import keep_site_draft, post_site_terms, take_site_terms_back
from tests import factories, participants, watched
from tests.together import together

DAY = date(2026, 6, 1)
DRAFT = Draft(text="１ 目的\n新しい決まりです。", effective_on=DAY)


@db.write
def come_in(account_id: int, now: datetime) -> None:
    """Let an account of an agency in."""
    let_in.send(Role.AGENCY, account_id=account_id, now=now)


@pytest.mark.rule("AGY-138")
def test_a_text_is_posted_once_and_told_once_whoever_presses_at_once(app, clock) -> None:
    factories.open_offices()
    oda, now = watched.oda(), clock.now()
    assert keep_site_draft(DRAFT, by=oda, now=now) is None
    answers = together(app, *([lambda: post_site_terms(1, by=oda, now=now)] * 3))
    assert sorted(map(str, answers)) == sorted(map(str, [DAY, *([SiteTermsRefusal.NO_DRAFT] * 2)]))
    assert db.session.scalar(db.select(db.func.count()).select_from(MinistryNotice)) == 1
    taken = together(app, *([lambda: take_site_terms_back(DAY, by=oda, now=now)] * 2))
    assert set(taken) == {None, SiteTermsRefusal.NOT_ANNOUNCED}


def test_who_is_the_ministry_no_more_changes_nothing(app, clock) -> None:
    factories.open_offices()
    for other in (watched.mori(), watched.ueda(), watched.nishi()):
        assert keep_site_draft(DRAFT, by=other, now=clock.now()) is SiteTermsRefusal.GRANT_ENDED
        assert post_site_terms(1, by=other, now=clock.now()) is SiteTermsRefusal.GRANT_ENDED
        assert take_site_terms_back(DAY, by=other, now=clock.now()) is SiteTermsRefusal.GRANT_ENDED


@pytest.mark.rule("AGY-145")
def test_people_of_one_agency_who_come_in_at_once_leave_one_consent(app, clock) -> None:
    agency_id = participants.join("hikari")
    ids = factories.enlist("hikari", "hikari2", "hikari3")
    oda = watched.oda()
    keep_site_draft(DRAFT, by=oda, now=clock.now())
    post_site_terms(1, by=oda, now=clock.now())
    clock.set("2026-06-01T09:00:00+09:00")
    now = clock.now()
    together(app, *(lambda account_id=each: come_in(account_id, now) for each in ids.values()))
    kept = list(consents_of(participants.participation_of(agency_id)).values())
    assert [(each.by, each.on) for each in kept][1:] == [(AppliesBy.CONTINUED_USE, DAY)]
