"""What a person can do with offices: bring in the shipped profiles, bring in an official text."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from sqlalchemy import select

from app.accounts.effects.people import found_organisation
from app.accounts.queries.people import find_organisation, language_of
from app.accounts.terms import OrganisationKind
from app.audit.effects import record
from app.db import db
from app.kernel.holidays import ANNOUNCED, Holiday, HolidayPlan
from app.notices.effects import notice, post_together
from app.notices.terms import Channel
from app.offices.effects.holidays import carry_out, lock_holidays
from app.offices.effects.offices import add_office, add_terms_set, add_version
from app.offices.models.offices import OfficeRow
from app.offices.models.terms import TermsSetRow, TermsVersionRow
from app.offices.queries.announcements import (
    Announcement,
    TakenBack,
    announcements,
    still_to_tell,
    still_to_untell,
    taken_back,
)
from app.offices.queries.days import holiday_rows
from app.offices.queries.offices import shipped_profiles, shipped_terms_sets, shipped_text
from app.offices.rules.announcements import new_content
from app.offices.rules.documents import Document
from app.offices.rules.holiday_files import plan_of, read_holidays
from app.offices.rules.profile_files import Enacted, Profile
from app.offices.terms import TermsSource
from app.web.links import link

TOLD_AT_ONCE = 200
NO_CHANGE = "M-OWN-5"
"""The notice that an announced change will not come."""


class ImportRefusal(Enum):
    """Why an official text is not taken in."""

    UNKNOWN_SET = "unknown_set"
    NO_HEADINGS = "no_headings"
    OTHER_TEXT_HELD = "other_text_held"


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did: a version added, a text put under a known date, or nothing new."""

    added_version: bool
    changed: bool


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


@db.write
def import_terms(terms_set: str, effective_on: date, document: Document, now: datetime) -> Imported | ImportRefusal:
    """Keep the official text of a set, word for word, as the version of `effective_on` (KNG-02, KNG-57).

    It replaces our own wording of that version, or the missing text of a known date; an official text
    already held is never replaced by another one.
    """
    known_set = db.session.get(TermsSetRow, terms_set)
    if known_set is None:
        return ImportRefusal.UNKNOWN_SET
    if not document.labels:
        return ImportRefusal.NO_HEADINGS
    held = _version(terms_set, effective_on)
    if held is not None and held.source == TermsSource.OFFICIAL:
        return _again(held, document)
    if held is None:
        enacted = Enacted(on=effective_on, act="改正")
        add_version(
            terms_set,
            enacted,
            title=known_set.title,
            text=document.text,
            source=TermsSource.OFFICIAL,
            announced_at=now,
        )
    else:
        held.text, held.source = document.text, str(TermsSource.OFFICIAL)
    record("offices.terms_imported", by=None, subject=f"terms:{terms_set}:{effective_on}", now=now)
    return Imported(added_version=held is None, changed=True)


@db.write
def tell_changes(now: datetime) -> int:
    """Put a change of terms on the pages of who agreed to them before (MYK-45, NGS-63, KRS-48); how many were told.

    Who was told of a change that was taken back is told that as well. Some at a time: 0 says that everybody knows.
    """
    for told in announcements(now):
        accounts = still_to_tell(told, TOLD_AT_ONCE)
        if accounts:
            words = _words_of_change(told)
            return post_together(*(_notice(told.notice, told.key, each, words, now) for each in accounts))
    for gone in taken_back(now):
        accounts = still_to_untell(gone, NO_CHANGE, TOLD_AT_ONCE)
        if accounts:
            words = _words_of_no_change(gone)
            return post_together(*(_notice(NO_CHANGE, gone.key, each, words, now) for each in accounts))
    return 0


def _words_of_change(told: Announcement) -> dict[str, object]:
    day = told.version.effective_on
    return {
        "title": told.version.title,
        "effective_on": day,
        "changes": new_content(told.previous.text if told.previous else None, told.version.text),
        "address": link("offices.terms_of_day", slug=told.slug, day=day.isoformat()),
    }


def _words_of_no_change(gone: TakenBack) -> dict[str, object]:
    address = link("offices.terms_now", slug=gone.slug)
    return {"title": gone.title, "effective_on": gone.effective_on, "address": address}


def _notice(kind: str, key: str, account_id: int, words: dict[str, object], now: datetime) -> dict[str, object]:
    return notice(
        kind,
        key=f"{key}{account_id}",
        channel=Channel.MYPAGE,
        account_id=account_id,
        template=kind,
        context=words,
        language=language_of(account_id),
        now=now,
    )


def _version(terms_set: str, effective_on: date) -> TermsVersionRow | None:
    return db.session.scalar(
        select(TermsVersionRow).where(
            TermsVersionRow.terms_set == terms_set, TermsVersionRow.effective_on == effective_on
        )
    )


def _again(held: TermsVersionRow, document: Document) -> Imported | ImportRefusal:
    same = held.text == document.text
    return Imported(added_version=False, changed=False) if same else ImportRefusal.OTHER_TEXT_HELD


def import_holidays(contents: bytes, *, now: datetime, dry_run: bool = False) -> HolidayPlan:
    """Take the announced holidays of a file into the table, or only tell what would change (DESIGN 4)."""
    announced = read_holidays(contents)
    return plan_of(holiday_rows(), announced) if dry_run else _take_in(announced, now)


@db.write
def _take_in(announced: tuple[Holiday, ...], now: datetime) -> HolidayPlan:
    lock_holidays()
    plan = plan_of(holiday_rows(), announced)
    carry_out(plan, by=None, reason=ANNOUNCED, now=now)
    told: dict[str, object] = {"official_until": str(plan.official_until), "days": len(plan.days)}
    record("offices.holidays_imported", by=None, subject="holidays:national", now=now, detail=told)
    return plan
