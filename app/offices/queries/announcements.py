"""Reading terms that were announced and are still to come, and who is still to be told of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.queries.people import active_accounts
from app.db import db
from app.kernel.moments import day_of
from app.notices.queries import accounts_told
from app.offices.models import ConsentRow, OfficeRow, TermsSetRow
from app.offices.queries.offices import terms_versions
from app.offices.rules.announcements import is_told
from app.offices.rules.versions import TermsState, previous_of, state_at
from app.offices.terms import TermsVersion


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """A change that the users of a set are told of with a notice, and an office through which its text is read."""

    version: TermsVersion
    previous: TermsVersion | None
    notice: str
    slug: str

    @property
    def key(self) -> str:
        """What the notices of this change have in common; an account's number completes it."""
        return f"terms:{self.version.terms_set}:{self.version.effective_on.isoformat()}:"


def announced_terms(terms_set: str, now: datetime) -> tuple[TermsVersion, ...]:
    """The versions everybody may read that do not govern yet, the next one first (KNG-57)."""
    versions = terms_versions(terms_set)
    return tuple(each for each in reversed(versions) if state_at(each, versions, now) is TermsState.ANNOUNCED)


def announcements(now: datetime) -> list[Announcement]:
    """The changes that are told of at `now`, of every set whose terms name a notice for it."""
    sets = select(TermsSetRow.name, TermsSetRow.change_notice).where(TermsSetRow.change_notice.is_not(None))
    return [
        Announcement(
            version=version,
            previous=previous_of(version, versions),
            notice=notice,
            slug=slug,
        )
        for name, notice in db.session.execute(sets.order_by(TermsSetRow.name)).all()
        if (slug := _first_office(name)) is not None
        for versions in (terms_versions(name),)
        for version in versions
        if is_told(version, day_of(now))
    ]


def still_to_tell(told: Announcement, most: int) -> list[int]:
    """Accounts that agreed to another version of the set and have not been told of this one, at most so many."""
    ids = [version.id for version in terms_versions(told.version.terms_set)]
    agreed = select(ConsentRow.account_id).where(ConsentRow.terms_version_id.in_(ids)).distinct()
    knowing = select(ConsentRow.account_id).where(
        ConsentRow.terms_version_id == told.version.id, ConsentRow.account_id.is_not(None)
    )
    waiting = agreed.where(
        ConsentRow.account_id.in_(active_accounts()),
        ConsentRow.account_id.not_in(accounts_told(told.notice, told.key)),
        ConsentRow.account_id.not_in(knowing),
    )
    found = db.session.scalars(waiting.order_by(ConsentRow.account_id).limit(most))
    return [account_id for account_id in found if account_id is not None]


def _first_office(terms_set: str) -> str | None:
    first = select(OfficeRow.id).where(OfficeRow.terms_set == terms_set).order_by(OfficeRow.sort_order).limit(1)
    return db.session.scalar(first)
