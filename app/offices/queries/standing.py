"""An office with all that its times follow from, as texts that one statement brings, alone or among other rows."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache, reduce
from typing import NamedTuple

from flask import abort
from sqlalchemy import String, and_, bindparam, case, cast, func, or_, select, union_all

from app.db import db
from app.kernel.calendar import Calendar
from app.offices.models.offices import OfficeRow, PolicyRow
from app.offices.queries.days import EMPTY, HOLIDAYS, TAB, calendar_from, holiday_years, word
from app.offices.queries.offices import office_of, policy_of, terms_on, worded
from app.offices.terms import Office, Policy

POLICY, HOLIDAY = "policy", "holiday"
Dated = tuple[date, date | None, Policy]
Standing = tuple[Office, tuple[Dated, ...], int | None, Calendar]


class _Line(NamedTuple):
    """A policy of an office with what else is known of the office, as its text has it."""

    since: str
    until: str
    worded: str
    terms_id: str
    id: str
    terms_set: str
    prefecture: str
    sites: str
    settings: str


def office_on(office_id: str, since: date, terms_day: date, around: tuple[date, ...] = ()) -> Standing:
    """The office of a slug, its policies of `since` or later with their first and last days, the id of the terms of
    `terms_day`, and its calendar (of the years `around` some days), in one statement; 404 for an unknown slug.
    """
    rows = db.rows(STANDING, asked_of(office_id, since, terms_day, around))
    return standing_from((row.what, row.text) for row in rows)


def asked_of(office_id: str, since: date, terms_day: date, around: tuple[date, ...]) -> dict[str, object]:
    """The values that `STANDING` asks for."""
    return {"office": office_id, "policies_since": since, "terms_day": terms_day, **holiday_years(*around)}


def standing_from(
    rows: Iterable[tuple[str, str]],
) -> Standing:
    """What rows of `STANDING` say, in whatever order and among whatever others; 404 where no office is among them."""
    texts = [(what, text) for what, text in rows if what in (POLICY, HOLIDAY)]
    policies = tuple(text for what, text in texts if what == POLICY)
    holidays = next((text for what, text in texts if what == HOLIDAY), None)
    office, dated, terms_id = _office_from(policies) if policies else abort(404)
    return office, dated, terms_id, calendar_from(holidays)


@lru_cache(maxsize=64)
def _office_from(texts: tuple[str, ...]) -> tuple[Office, tuple[Dated, ...], int | None]:
    """The office of the texts of its policies; equal texts, one office: they are long and change rarely."""
    lines = sorted(_Line(*text.split("\t")) for text in texts)
    newest = lines[-1]
    policies = tuple(
        (
            date.fromisoformat(line.since),
            date.fromisoformat(line.until) if line.until else None,
            policy_of(line.settings),
        )
        for line in lines
    )
    office = office_of(newest, newest.settings, newest.worded == "1")
    return office, policies, int(newest.terms_id) if newest.terms_id else None


# A tab stands between the parts: slugs and days have none, and JSON writes one as two other characters.
_PARTS = (
    cast(PolicyRow.in_force_from, String),
    func.coalesce(cast(PolicyRow.in_force_until, String), EMPTY),
    case((worded(), word("1")), else_=word("0")),
    func.coalesce(cast(terms_on(bindparam("terms_day", type_=PolicyRow.in_force_from.type)), String), EMPTY),
    OfficeRow.id,
    OfficeRow.terms_set,
    OfficeRow.prefecture,
    OfficeRow.sites,
    PolicyRow.settings,
)
_POLICIES = (
    select(
        word(POLICY).label("what"),
        reduce(lambda text, part: text + TAB + part, _PARTS).label("text"),
    )
    .join_from(OfficeRow, PolicyRow, and_(PolicyRow.office_id == OfficeRow.id, PolicyRow.replaced_at.is_(None)))
    .where(OfficeRow.id == bindparam("office"))
    .where(or_(PolicyRow.in_force_until.is_(None), PolicyRow.in_force_until >= bindparam("policies_since")))
)
_HOLIDAYS = select(word(HOLIDAY).label("what"), HOLIDAYS.scalar_subquery().label("text"))
STANDING = union_all(_POLICIES, _HOLIDAYS)
"""Built once: it stands behind every page of times, and building it takes longer than running it."""
