"""Reading who gets job offers: the agency's standing, its procedure for seekers, its tokens (AGY-005, AGY-030)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.agencies.queries.applications import registered_particulars
from app.agencies.queries.participation import Standing, find_standing
from app.agencies.terms.kinds import AgencyKind
from app.agencies.terms.particulars import Particulars
from app.db import blind_index, db
from app.job_offers.models.offers import JobOfferToken
from app.job_offers.rules.providing import ground_against_access
from app.job_offers.terms.acts import AccessRefusal, ApiToken

LONGEST_TOKEN = 100


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """An agency as job offers are given to it; `refusal` says why it gets none."""

    agency_id: int
    name: str
    kind: AgencyKind | None
    told: Particulars | None
    refusal: AccessRefusal | None

    @property
    def procedure(self) -> str:
        """How a seeker proceeds, as the agency registered it."""
        return self.told.procedure if self.told else ""


def receiver(agency_id: int, now: datetime) -> Receiver | None:
    """The agency of an organisation at `now`; None for an organisation that registered none."""
    standing = find_standing(agency_id, now)
    return _receiver(standing) if standing else None


def _receiver(standing: Standing) -> Receiver:
    return Receiver(
        agency_id=standing.agency_id,
        name=standing.name,
        kind=standing.kind,
        told=registered_particulars(standing.agency_id),
        refusal=ground_against_access(standing.kind, standing.open_services),
    )


def token_key(token: str) -> str:
    """What is kept of a token."""
    return blind_index("job_offer_token", token)


def agency_of_token(token: str) -> int | None:
    """Whose token it is; None for one that was ended and for none."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    live = select(JobOfferToken.agency_id).where(JobOfferToken.ended_at.is_(None))
    return db.session.scalar(live.where(JobOfferToken.token_hash == token_key(token)))


def tokens_of(agency_id: int) -> list[ApiToken]:
    """An agency's tokens, the newest first."""
    rows = select(JobOfferToken).where(JobOfferToken.agency_id == agency_id).order_by(JobOfferToken.id.desc()).limit(50)
    return [
        ApiToken(ref=row.ref, name=row.name, made_at=row.made_at, ended_at=row.ended_at)
        for row in db.session.scalars(rows.execution_options(populate_existing=True))
    ]
