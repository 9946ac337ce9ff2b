"""Reading who was terminated and may not come back yet (AGY-023, AGY-091)."""

from collections.abc import Mapping

from sqlalchemy import or_, select

from app.agencies.models.agencies import Agency
from app.agencies.models.participation import Participation
from app.agencies.rules.bans import matches
from app.agencies.terms.bans import Ban, Keys
from app.agencies.terms.participation import EndKind
from app.db import db

NOBODY = 0


def bans_against(keys: Keys, agency_id: int = NOBODY) -> tuple[Ban, ...]:
    """Every termination that an organisation is known from, over or not, whatever account it comes with."""
    return bans_of({agency_id: keys})[agency_id]


def bans_of(asked: Mapping[int, Keys]) -> dict[int, tuple[Ban, ...]]:
    """The same of several agencies by their ids, in one statement."""
    ended = (
        select(Agency.id, Agency.name_key, Agency.licence_key, Agency.address_key, Participation.reapply_from)
        .join(Participation, Participation.agency_id == Agency.id)
        .where(Participation.end_kind == EndKind.TERMINATED.value)
        .where(
            or_(
                Agency.id.in_(asked),
                Agency.name_key.in_({keys.name for keys in asked.values()}),
                Agency.licence_key.in_({keys.licence for keys in asked.values()}),
                Agency.address_key.in_({keys.address for keys in asked.values()}),
            )
        )
        .order_by(Participation.id)
    )
    known = [(row[0], Keys(name=row[1], licence=row[2], address=row[3]), row[4]) for row in db.session.execute(ended)]
    return {
        agency_id: tuple(
            Ban(matched=match, reapply_from=free)
            for ended_id, terminated, free in known
            for match in matches(keys, terminated, same_account=ended_id == agency_id)
        )
        for agency_id, keys in asked.items()
    }
