"""Reading offices: what is set, when it is open, which terms hold, and the profiles we ship."""

import json
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

from flask import abort
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Exists,
    ScalarSelect,
    Select,
    and_,
    exists,
    literal_column,
    or_,
    select,
)

from app.db import db
from app.kernel.dated import NothingInForce
from app.offices.models.offices import OfficeRow, PolicyRow
from app.offices.models.terms import TermsSetRow, TermsVersionRow
from app.offices.queries.days import calendar_of, closures_between, national_calendar
from app.offices.rules.contact import answers_at, last_answered
from app.offices.rules.headings import label_about
from app.offices.rules.policies import missing_to_open, policy_from
from app.offices.rules.shipped import (
    ProfileBroken,
    read_profiles,
    shipped_profiles,
    shipped_terms_sets,
    shipped_text,
)
from app.offices.rules.versions import version_in_force
from app.offices.terms import Office, Policy, TermsSource, TermsVersion

A_PAGE = 50
__all__ = [
    "ProfileBroken",
    "answers_at",
    "calendar_of",
    "closures_between",
    "last_answered",
    "national_calendar",
    "read_profiles",
    "shipped_profiles",
    "shipped_terms_sets",
    "shipped_text",
]


def find_office(office_id: str) -> Office | None:
    """The office of a slug, as its newest policy has it; None for an unknown slug."""
    row = db.session.execute(offices_select().where(OfficeRow.id == office_id)).first()
    return office_of(*row) if row else None


def get_office(office_id: str) -> Office:
    """The office of a slug; 404 for an unknown one."""
    return find_office(office_id) or abort(404)


def list_offices() -> tuple[Office, ...]:
    """Every office in its order."""
    return tuple(office_of(*row) for row in db.session.execute(offices_select().order_by(OfficeRow.sort_order)))


def offices_among(office_ids: Collection[str]) -> tuple[Office, ...]:
    """The offices of these slugs, in their order."""
    some = offices_select().where(OfficeRow.id.in_(office_ids)).order_by(OfficeRow.sort_order)
    return tuple(office_of(*row) for row in db.session.execute(some))


def offices_on_page(page: int) -> tuple[list[Office], bool]:
    """Some offices in their order; and whether there is another page."""
    some = offices_select().order_by(OfficeRow.sort_order, OfficeRow.id).limit(A_PAGE + 1).offset((page - 1) * A_PAGE)
    found = [office_of(*row) for row in db.session.execute(some)]
    return found[:A_PAGE], len(found) > A_PAGE


def policy_in_force(office_id: str, on: date) -> Policy:
    """What the office has set for the day `on`; raises `NothingInForce` where no row holds."""
    settings = db.session.scalar(select(PolicyRow.settings).where(PolicyRow.office_id == office_id, _in_force(on)))
    if settings is None:
        raise NothingInForce(f"{office_id}: no policy is in force on {on}")
    return policy_of(settings)


def policies_in_force(on: date, office_ids: Collection[str] | None = None) -> dict[str, Policy]:
    """What every office, or each of these, has set for the day `on`, by its id, in one statement."""
    rows = select(PolicyRow.office_id, PolicyRow.settings).where(_in_force(on))
    rows = rows if office_ids is None else rows.where(PolicyRow.office_id.in_(office_ids))
    return {office_id: policy_of(settings) for office_id, settings in db.session.execute(rows)}


def _in_force(on: date) -> ColumnElement[bool]:
    last = or_(PolicyRow.in_force_until.is_(None), PolicyRow.in_force_until >= on)
    return and_(PolicyRow.replaced_at.is_(None), PolicyRow.in_force_from <= on, last)


@lru_cache(maxsize=2048)  # the 550 offices of the country, each with what it has set now and next
def policy_of(settings: str) -> Policy:
    """The policy stored as `settings`, read by the strict reader of the profiles."""
    policy = policy_from(json.loads(settings))
    if isinstance(policy, tuple):
        raise ProfileBroken("; ".join(problem.key for problem in policy))
    return policy


def terms_set_names() -> tuple[str, ...]:
    """The name of every set of terms there is, in alphabetical order."""
    return tuple(db.session.scalars(select(TermsSetRow.name).order_by(TermsSetRow.name)))


def terms_versions(terms_set: str) -> tuple[TermsVersion, ...]:
    """Every version of a set, newest first."""
    rows = db.session.scalars(
        select(TermsVersionRow)
        .where(TermsVersionRow.terms_set == terms_set)
        .order_by(TermsVersionRow.effective_on.desc())
    )
    return tuple(version_of(row) for row in rows)


def terms_in_force(terms_set: str, on: date) -> TermsVersion:
    """The version that governs the day `on`; raises `NothingInForce` before the first."""
    version = version_in_force(terms_versions(terms_set), on)
    if version is None:
        raise NothingInForce(f"{terms_set}: no terms are in force on {on}")
    return version


def terms_issuer(terms_set: str) -> str:
    """Who issues the terms of a set; 404 for an unknown set."""
    return db.session.scalar(select(TermsSetRow.issuer).where(TermsSetRow.name == terms_set)) or abort(404)


def label_of_liability(version: TermsVersion) -> str:
    """The label of the section on liability, for a link to it (KRS-18); empty where the text is not kept."""
    return label_about(version.text or "", "責任を負わ")


def offices_select() -> Select[Any]:
    """Offices with their newest settings and whether their terms are worded: what `office_of` takes."""
    open_ended = and_(PolicyRow.in_force_until.is_(None), PolicyRow.replaced_at.is_(None))
    newest = and_(PolicyRow.office_id == OfficeRow.id, open_ended)
    return select(OfficeRow, PolicyRow.settings, worded()).join(PolicyRow, newest)


def worded() -> Exists:
    """Whether a version of the office's terms has its text."""
    return exists().where(TermsVersionRow.terms_set == OfficeRow.terms_set, TermsVersionRow.text.is_not(None))


def terms_on(day: BindParameter[date]) -> ScalarSelect[int]:
    """The id of the version of the office's terms that governs a day."""
    versions = select(TermsVersionRow.id).order_by(TermsVersionRow.effective_on.desc()).limit(literal_column("1"))
    of_office = versions.where(TermsVersionRow.terms_set == OfficeRow.terms_set, TermsVersionRow.effective_on <= day)
    return of_office.scalar_subquery()


def office_of(row: Any, settings: str, has_terms: bool) -> Office:
    """The office of a row with the columns of `OfficeRow`, as its newest settings have it."""
    return _office(row.id, row.terms_set, row.prefecture, row.sites, settings, has_terms)


@lru_cache(maxsize=2048)
def _office(office_id: str, terms_set: str, prefecture: str, sites: str, settings: str, has_terms: bool) -> Office:
    policy = policy_of(settings)
    return Office(
        id=office_id,
        name=policy.name,
        terms_set=terms_set,
        prefecture=prefecture,
        sites=tuple(json.loads(sites)),
        missing=missing_to_open(policy, has_terms=has_terms),
    )


def version_of(row: TermsVersionRow) -> TermsVersion:
    """The row as a value."""
    return TermsVersion(
        id=row.id,
        terms_set=row.terms_set,
        effective_on=row.effective_on,
        act=row.act,
        announced_at=row.announced_at,
        title=row.title,
        text=row.text,
        source=TermsSource(row.source),
        ground=row.ground,
    )
