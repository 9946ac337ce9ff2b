"""Reading who was terminated and may not come back yet, and whom an order follows (AGY-006, AGY-023, AGY-091)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select

from app.agencies.models.agencies import Agency, BusinessOrder
from app.agencies.models.participation import Participation
from app.agencies.rules.bans import is_same_organisation, matches
from app.agencies.terms.bans import Ban, Keys
from app.agencies.terms.participation import EndKind
from app.db import db

NOBODY = 0
KNOWN_BY = (Agency.id, Agency.name_key, Agency.licence_key, Agency.address_key)


def bans_against(keys: Keys, agency_id: int = NOBODY) -> tuple[Ban, ...]:
    """Every termination that an organisation is known from, over or not, whatever account it comes with."""
    return bans_of({agency_id: keys})[agency_id]


def bans_of(asked: Mapping[int, Keys]) -> dict[int, tuple[Ban, ...]]:
    """The same of several agencies by their ids, in one statement."""
    ended = (
        select(*KNOWN_BY, Participation.reapply_from)
        .join(Participation, Participation.agency_id == Agency.id)
        .where(Participation.end_kind == EndKind.TERMINATED.value, _alike(asked))
        .order_by(Participation.id)
    )
    known = [(row[0], _keys(row), row[4]) for row in db.session.execute(ended)]
    return {
        agency_id: tuple(
            Ban(matched=match, reapply_from=free)
            for ended_id, terminated, free in known
            for match in matches(keys, terminated, same_account=ended_id == agency_id)
        )
        for agency_id, keys in asked.items()
    }


def accounts_under_order(asked: Mapping[int, Keys]) -> dict[int, frozenset[int]]:
    """Of several agencies by their ids, the accounts of the same organisation that an order was entered for (AGY-006).

    An order follows its organisation to whatever account it comes with next.
    """
    ordered = select(*KNOWN_BY).where(Agency.id.in_(select(BusinessOrder.agency_id)), _alike(asked))
    known = [(row[0], _keys(row)) for row in db.session.execute(ordered)]
    return {
        agency_id: frozenset(
            other for other, theirs in known if is_same_organisation(keys, theirs, same_account=other == agency_id)
        )
        for agency_id, keys in asked.items()
    }


def _alike(asked: Mapping[int, Keys]) -> ColumnElement[bool]:
    return or_(
        Agency.id.in_(asked),
        Agency.name_key.in_({keys.name for keys in asked.values()}),
        Agency.licence_key.in_({keys.licence for keys in asked.values()}),
        Agency.address_key.in_({keys.address for keys in asked.values()}),
    )


def _keys(row: Row[Any]) -> Keys:
    return Keys(name=row.name_key, licence=row.licence_key, address=row.address_key)
