"""What a person can do with the terms of offices: bring in an official text, word for word."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from sqlalchemy import select

from app.audit.effects import record
from app.db import db
from app.kernel.moments import day_of
from app.offices.effects.drafts import CHANGED
from app.offices.effects.offices import add_version
from app.offices.models.terms import TermsSetRow, TermsVersionRow
from app.offices.queries.drafts import change_mode_of, ground_against_change, locked_draft, title_of
from app.offices.rules.documents import Document
from app.offices.rules.profile_files import Enacted
from app.offices.terms import TermsSource


class ImportRefusal(Enum):
    """Why an official text is not taken in."""

    UNKNOWN_SET = "unknown_set"
    NO_HEADINGS = "no_headings"
    OTHER_TEXT_HELD = "other_text_held"
    NOT_IN_TIME = "not_in_time"
    NO_GROUND = "no_ground"


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did: a version added, a text put under a known date, or nothing new."""

    added_version: bool
    changed: bool


@db.write
def import_terms(
    terms_set: str, effective_on: date, document: Document, now: datetime, ground: str | None = None
) -> Imported | ImportRefusal:
    """Keep the official text of a set, word for word, as the version of `effective_on` (KNG-02, KNG-57).

    It replaces our own wording of that version, or the missing text of a known date; an official text already held is
    never replaced by another one. A date that is not known is a change of the terms, and asks what every change asks.
    """
    locked_draft(terms_set)
    held = _version(terms_set, effective_on)
    refusal = _why_not_taken_in(terms_set, effective_on, document, held, ground, day_of(now))
    if refusal is not None:
        return refusal
    if held is not None and held.text == document.text and held.source == TermsSource.OFFICIAL:
        return Imported(added_version=False, changed=False)
    if held is None:
        _add_change(terms_set, effective_on, document.text, ground, now)
    else:
        held.text, held.source = document.text, str(TermsSource.OFFICIAL)
    record("offices.terms_imported", by=None, subject=f"terms:{terms_set}:{effective_on}", now=now)
    return Imported(added_version=held is None, changed=True)


def _add_change(terms_set: str, on: date, text: str, ground: str | None, now: datetime) -> None:
    add_version(
        terms_set,
        Enacted(on=on, act=CHANGED),
        title=title_of(terms_set),
        text=text,
        source=TermsSource.OFFICIAL,
        announced_at=now,
        ground=ground,
    )


def _why_not_taken_in(
    terms_set: str, on: date, document: Document, held: TermsVersionRow | None, ground: str | None, today: date
) -> ImportRefusal | None:
    if db.session.get(TermsSetRow, terms_set) is None:
        return ImportRefusal.UNKNOWN_SET
    if not document.labels:
        return ImportRefusal.NO_HEADINGS
    if held is not None:
        is_other = held.source == TermsSource.OFFICIAL and held.text != document.text
        return ImportRefusal.OTHER_TEXT_HELD if is_other else None
    why = ground_against_change(on, ground, (), change_mode_of(terms_set, today), today)
    return ImportRefusal(why.value) if why else None


def _version(terms_set: str, effective_on: date) -> TermsVersionRow | None:
    return db.session.scalar(
        select(TermsVersionRow).where(
            TermsVersionRow.terms_set == terms_set, TermsVersionRow.effective_on == effective_on
        )
    )
