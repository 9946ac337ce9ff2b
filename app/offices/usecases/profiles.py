"""What a person can do with offices: bring in the shipped profiles."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.effects.people import found_organisation
from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.audit.effects import record
from app.db import db
from app.offices.effects.offices import add_office, add_terms_set
from app.offices.models.offices import OfficeRow
from app.offices.models.terms import TermsSetRow
from app.offices.queries.offices import shipped_profiles, shipped_terms_sets, shipped_text
from app.offices.rules.profile_files import Profile


@db.write
def load_profiles(now: datetime) -> tuple[str, ...]:
    """Add every shipped terms set and office that is not there yet; answers the names of what was added.

    Each office is founded as an organisation too, so that people can be invited to it. What is there stays as officers
    have set it, so loading twice is loading once.
    """
    known = set(db.session.scalars(select(TermsSetRow.name)))
    new_sets = [facts for facts in shipped_terms_sets() if facts.name not in known]
    for facts in new_sets:
        add_terms_set(facts, shipped_text(facts.name))
    offices = set(db.session.scalars(select(OfficeRow.id)))
    new_offices = [profile for profile in shipped_profiles().values() if profile.slug not in offices]
    for profile in new_offices:
        add_office(profile, now=now)
    for profile in shipped_profiles().values():
        _found(profile)
    added = (*(facts.name for facts in new_sets), *(profile.slug for profile in new_offices))
    if added:
        record("offices.profiles_loaded", by=None, subject="offices:profiles", now=now)
    return added


def _found(profile: Profile) -> None:
    """The organisation behind an office, where nobody has founded it yet; a name somebody gave it stays."""
    kind = OrganisationKind(profile.kind)
    if find_organisation(kind, profile.slug) is None:
        found_organisation(kind, profile.slug, profile.policy.name)
