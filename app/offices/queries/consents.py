"""Reading what an account agreed to: which version of which terms, how and when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from app.db import db
from app.offices.models.terms import ConsentRow, TermsVersionRow
from app.offices.queries.offices import version_of
from app.offices.terms import ConsentKind, TermsVersion


@dataclass(frozen=True, kw_only=True)
class Consent:
    """That an account agreed to a version, by saying so or by applying."""

    version: TermsVersion
    kind: ConsentKind
    given_at: datetime
    booking_number: str | None


def consent_of(account_id: int, terms_set: str) -> TermsVersion | None:
    """The version of a set that an account agreed to last; None where it has agreed to none (NGS-41, NGS-43)."""
    last = _consents(account_id).where(TermsVersionRow.terms_set == terms_set).limit(1)
    row = db.session.execute(last).first()
    return version_of(row[1]) if row else None


def consents_of(account_id: int) -> tuple[Consent, ...]:
    """Everything an account agreed to, the last first."""
    return tuple(
        Consent(
            version=version_of(version),
            kind=ConsentKind(consent.kind),
            given_at=consent.given_at,
            booking_number=consent.booking_number,
        )
        for consent, version in db.session.execute(_consents(account_id))
    )


def consent_versions(*, booking_number: str | None = None, account_id: int | None = None) -> tuple[int, ...]:
    """The ids of the versions agreed to with a booking or by an account, oldest consent first."""
    whose = ConsentRow.booking_number == booking_number if booking_number else ConsentRow.account_id == account_id
    return tuple(db.session.scalars(select(ConsentRow.terms_version_id).where(whose).order_by(ConsentRow.id)))


def _consents(account_id: int) -> Select[Any]:
    newest = (ConsentRow.given_at.desc(), ConsentRow.id.desc())
    version = TermsVersionRow.id == ConsentRow.terms_version_id
    return (
        select(ConsentRow, TermsVersionRow)
        .join(TermsVersionRow, version)
        .where(ConsentRow.account_id == account_id)
        .order_by(*newest)
    )


def day_of_terms(version_id: int) -> date:
    """From which day the version of an id holds; it must exist."""
    return db.session.get_one(TermsVersionRow, version_id).effective_on
