"""Reading whom to write to at agencies: the contact officers (連絡責任者) of those that take part (12)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import String, cast, literal, or_, select

from app.agencies.models.agencies import Agency
from app.agencies.models.participation import Participation
from app.db import db
from app.notices.queries import causes_told


@dataclass(frozen=True, kw_only=True)
class Reached:
    """An agency with the mail address of its contact officer."""

    agency_id: int
    name: str
    mail: str


def agencies_to_tell(
    kind: str, key_prefix: str, now: datetime, most: int, *, started_by: date | None = None
) -> tuple[Reached, ...]:
    """Agencies that take part and for which no mail of this kind and cause was written yet, at most so many.

    The key of such a mail is `key_prefix` and the agency's id; only who took part by the day `started_by` where given.
    """
    lasting = or_(Participation.ended_at.is_(None), Participation.ended_at > now)
    members = select(Participation.agency_id).where(lasting)
    if started_by is not None:
        members = members.where(Participation.started_on <= started_by)
    key = literal(key_prefix) + cast(Agency.id, String)
    untold = select(Agency).where(Agency.id.in_(members), key.not_in(causes_told(kind, key_prefix)))
    return tuple(map(_reached, db.session.scalars(untold.order_by(Agency.id).limit(most))))


def get_reached(agency_id: int) -> Reached:
    """An agency, which must exist, with the address of its contact officer."""
    return _reached(db.session.get_one(Agency, agency_id))


def _reached(agency: Agency) -> Reached:
    return Reached(agency_id=agency.id, name=agency.name, mail=agency.contact_mail)
