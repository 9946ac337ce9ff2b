"""Keeping that an agency agreed to a version of the service's terms (20, 24)."""

from datetime import date, datetime

from sqlalchemy import update

from app.accounts.effects.sign_ins import let_in
from app.accounts.queries.members import places_held
from app.accounts.terms import OrganisationKind
from app.agencies.models.participation import Participation, ParticipationConsent
from app.agencies.queries.participation import find_running_participation
from app.agencies.queries.site_terms import consents_of, versions
from app.agencies.rules.site_terms import agreed_by_going_on
from app.agencies.terms.site_terms import AppliesBy
from app.db import claim, db
from app.kernel.moments import day_of
from app.kernel.roles import Role
from app.offices.queries.drafts import previous_of


def keep_consent(
    participation_id: int, terms_version_id: int, kind: AppliesBy, *, on: date, by: int | None, now: datetime
) -> bool:
    """Keep a consent; False where this version was agreed to already (the first day counts)."""
    key = {"participation_id": participation_id, "terms_version_id": terms_version_id}
    return claim(ParticipationConsent, **key, kind=kind.value, given_on=on, given_by=by, kept_at=now)


def agree_at_start(row: Participation, *, by: int | None, now: datetime) -> None:
    """Keep that a use that starts was applied for under the terms of its first day; none where they came later."""
    began_under = next((each for each in versions() if each.id == row.terms_version_id), None)
    if began_under is not None and began_under.effective_on <= row.started_on:
        keep_consent(row.id, began_under.id, AppliesBy.APPLICATION, on=row.started_on, by=by, now=now)


@let_in.connect
def agree_by_coming_in(role: Role, *, account_id: int, now: datetime) -> None:
    """Keep that an agency goes on under the terms in force, when somebody of it signs in (AGY-145, 24: 継続利用)."""
    if role is not Role.AGENCY:
        return
    held = places_held(account_id, now)
    for agency_id in (each.id for each in held if each.kind is OrganisationKind.AGENCY):
        row = find_running_participation(agency_id)
        if row is not None:
            go_on(row, by=account_id, now=now)


def go_on(row: Participation, *, by: int, now: datetime) -> None:
    """Keep the consents of a participation that is used on today, each version once."""
    today, kept = day_of(now), consents_of(row.id)
    for version in agreed_by_going_on(row.started_on, versions(), kept, today):
        keep_consent(row.id, version.id, AppliesBy.CONTINUED_USE, on=today, by=by, now=now)


def rebind(terms_version_id: int) -> None:
    """Let uses that are to start under a version that is taken back start under the one before it (AGY-138)."""
    known = versions()
    gone = next(each for each in known if each.id == terms_version_id)
    before = previous_of(gone, known)
    if before is not None:
        for model in (Participation, ParticipationConsent):
            bound = update(model).where(model.terms_version_id == gone.id)
            db.session.execute(bound.values(terms_version_id=before.id))
