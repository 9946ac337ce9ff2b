"""Reading terms that were announced and are still to come, and who is still to be told of them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.queries.people import active_accounts
from app.db import db
from app.kernel.moments import day_of
from app.notices.queries import accounts_told
from app.offices.models.offices import OfficeRow
from app.offices.models.terms import ConsentRow, TermsSetRow
from app.offices.queries.offices import terms_versions
from app.offices.queries.withdrawals import withdrawn_before_their_day
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
        return key_of(self.version.terms_set, self.version.effective_on, self.version.announced_at)


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """A change that was announced and taken back before its day; `notice` is what told of it."""

    terms_set: str
    title: str
    effective_on: date
    key: str
    notice: str
    slug: str


def key_of(terms_set: str, effective_on: date, announced_at: datetime | None) -> str:
    """The beginning of the keys of one announcement's notices: another one for the same day is another."""
    moment = int(announced_at.timestamp()) if announced_at else 0
    return f"terms:{terms_set}:{effective_on.isoformat()}:{moment}:"


def announced_terms(terms_set: str, now: datetime) -> tuple[TermsVersion, ...]:
    """The versions everybody may read that do not govern yet, the next one first (KNG-57)."""
    return coming_among(terms_versions(terms_set), now)


def coming_among(versions: tuple[TermsVersion, ...], now: datetime) -> tuple[TermsVersion, ...]:
    """The same among the versions of a set, the newest first, that are read already."""
    return tuple(each for each in reversed(versions) if state_at(each, versions, now) is TermsState.ANNOUNCED)


def announcements(now: datetime) -> list[Announcement]:
    """The changes that are told of at `now`, of every set whose terms name a notice for it."""
    return [
        Announcement(version=version, previous=previous_of(version, versions), notice=row.change_notice, slug=slug)
        for row, slug in _noticed_sets()
        for versions in (terms_versions(row.name),)
        for version in versions
        if is_told(version, day_of(now))
    ]


def taken_back(now: datetime) -> list[TakenBack]:
    """The announced changes that will not come, while their day is still to come (KNG-57)."""
    return [
        TakenBack(
            terms_set=row.name,
            title=row.title,
            effective_on=each.effective_on,
            key=key_of(row.name, each.effective_on, each.announced_at),
            notice=row.change_notice,
            slug=slug,
        )
        for row, slug in _noticed_sets()
        for each in withdrawn_before_their_day(row.name, now)
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


def still_to_untell(gone: TakenBack, kind: str, most: int) -> list[int]:
    """Accounts that were told of a change and not yet, with a notice of `kind`, that it will not come."""
    told = accounts_told(gone.notice, gone.key).subquery()
    waiting = select(told.c.account_id).where(
        told.c.account_id.in_(active_accounts()), told.c.account_id.not_in(accounts_told(kind, gone.key))
    )
    return list(db.session.scalars(waiting.order_by(told.c.account_id).limit(most)))


def _noticed_sets() -> list[tuple[TermsSetRow, str]]:
    """The sets whose terms name a notice for changes, each with the first office it binds."""
    named = select(TermsSetRow).where(TermsSetRow.change_notice.is_not(None)).order_by(TermsSetRow.name)
    found = ((row, first_office(row.name)) for row in db.session.scalars(named).all())
    return [(row, slug) for row, slug in found if slug is not None]


def first_office(terms_set: str) -> str | None:
    """The first office, in their order, that a set of terms binds; None where it binds none."""
    first = select(OfficeRow.id).where(OfficeRow.terms_set == terms_set).order_by(OfficeRow.sort_order).limit(1)
    return db.session.scalar(first)
