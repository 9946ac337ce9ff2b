"""Reading what an agency did with an offer; nobody else's (7(1)①②)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from app.db import db
from app.job_offers.models.offers import JobOffer
from app.job_offers.models.uses import OfferAcceptance, OfferAddition, OfferHire, OfferLearned, OfferProvision
from app.job_offers.terms.acts import Acceptance, Added, Hire, Learned, LearnedKind, ToldWay, UseFacts
from app.kernel.moments import day_of

MOST_SHOWN = 100


@dataclass(frozen=True, kw_only=True)
class OfferUse:
    """Everything an agency did with an offer."""

    facts: UseFacts
    acceptance: Acceptance | None
    added: Added | None
    learned: tuple[Learned, ...]
    provided: tuple[date, ...]
    hires: tuple[tuple[int, Hire], ...]


def use_of(agency_id: int, offer_id: int) -> OfferUse:
    """What an agency did with an offer."""
    row = db.session.get(OfferAcceptance, (agency_id, offer_id), populate_existing=True)
    return OfferUse(
        facts=facts_of(row),
        acceptance=_acceptance(row) if row else None,
        added=added_to(agency_id, offer_id),
        learned=_learned(agency_id, offer_id),
        provided=_provided(agency_id, offer_id),
        hires=hires_of(agency_id, offer_id) if row else (),
    )


def facts_of(row: OfferAcceptance | None) -> UseFacts:
    """Where an agency stands with an offer."""
    if row is None:
        return UseFacts()
    way = ToldWay(row.told_way) if row.told_way else None
    return UseFacts(accepted_on=row.accepted_on, told_on=row.told_on, told_way=way)


def learned_of(row: OfferLearned) -> Learned:
    """What an agency learned of an offer."""
    kind = LearnedKind(row.kind)
    return Learned(kind=kind, learned_on=row.learned_on, content=row.content, asked_on=row.asked_on)


def added_to(agency_id: int, offer_id: int) -> Added | None:
    """What the agency adds to the offer now; None for nothing."""
    own = select(OfferAddition).where(OfferAddition.agency_id == agency_id, OfferAddition.offer_id == offer_id)
    newest = db.session.scalars(own.order_by(OfferAddition.id.desc()).limit(1)).first()
    if newest is None or newest.text is None:
        return None
    return Added(text=newest.text, consented=True, consented_on=newest.consented_on)


def untold(agency_id: int) -> list[tuple[str, date]]:
    """The numbers of accepted offers whose five items are still to be told, and since when (AGY-037)."""
    open_ones = (
        select(JobOffer.number, OfferAcceptance.accepted_on)
        .join(OfferAcceptance, OfferAcceptance.offer_id == JobOffer.id)
        .where(OfferAcceptance.agency_id == agency_id, OfferAcceptance.told_on.is_(None))
    )
    found = db.session.execute(open_ones.order_by(OfferAcceptance.accepted_on, JobOffer.id).limit(MOST_SHOWN))
    return [(number, day) for number, day in found]


def unasked(agency_id: int, now: datetime) -> list[tuple[str, date]]:
    """The numbers of provided offers whose employer is still to be asked, and since when something is known (AGY-029).

    The same as `owes_request` says of each finding.
    """
    since = func.min(OfferLearned.learned_on)
    open_ones = (
        select(JobOffer.number, since)
        .join(OfferLearned, OfferLearned.offer_id == JobOffer.id)
        .where(OfferLearned.agency_id == agency_id, OfferLearned.asked_on.is_(None))
        .where(JobOffer.withdrawn_at.is_(None), JobOffer.expires_on >= day_of(now))
        .group_by(JobOffer.id, JobOffer.number)
    )
    found = db.session.execute(open_ones.order_by(since, JobOffer.id).limit(MOST_SHOWN))
    return [(number, day) for number, day in found]


def hires_of(agency_id: int, offer_id: int) -> tuple[tuple[int, Hire], ...]:
    """Who was hired for an offer an agency accepted, the newest day first, each entry with its id."""
    own = select(OfferHire).where(OfferHire.agency_id == agency_id, OfferHire.offer_id == offer_id)
    rows = db.session.scalars(own.order_by(OfferHire.decided_on.desc()))
    return tuple((row.id, Hire(decided_on=row.decided_on, people=row.people, fee=row.fee)) for row in rows)


def hired_sums(agency_id: int, first: date, last: date) -> tuple[int, int]:
    """How many people were hired for an agency's offers from a day to a day, and the fees for it in yen."""
    sums = select(func.coalesce(func.sum(OfferHire.people), 0), func.coalesce(func.sum(OfferHire.fee), 0))
    own = sums.where(OfferHire.agency_id == agency_id, OfferHire.decided_on.between(first, last))
    people, fees = db.session.execute(own).one()
    return int(people), int(fees)


def accepted_count(agency_id: int, first: date, last: date) -> int:
    """How many offers an agency accepted from a day to a day."""
    between = OfferAcceptance.accepted_on.between(first, last)
    counted = select(func.count()).select_from(OfferAcceptance).where(OfferAcceptance.agency_id == agency_id, between)
    return db.session.scalar(counted) or 0


def provided_counts(agency_id: int, first: date, last: date) -> tuple[int, int]:
    """How many different offers an agency gave to seekers from a day to a day, and how often in all."""
    counted = select(func.count(OfferProvision.offer_id.distinct()), func.count())
    own = counted.where(OfferProvision.agency_id == agency_id, OfferProvision.provided_on.between(first, last))
    offers, times = db.session.execute(own).one()
    return offers, times


def _acceptance(row: OfferAcceptance) -> Acceptance:
    return Acceptance(
        accepted_on=row.accepted_on,
        contacted_on=row.contacted_on,
        conditions_on=row.conditions_on,
        fee_explained_on=row.fee_explained_on,
        subsidies_explained_on=row.subsidies_explained_on,
    )


def _learned(agency_id: int, offer_id: int) -> tuple[Learned, ...]:
    own = select(OfferLearned).where(OfferLearned.agency_id == agency_id, OfferLearned.offer_id == offer_id)
    rows = db.session.scalars(own.order_by(OfferLearned.id.desc()).limit(MOST_SHOWN))
    return tuple(map(learned_of, rows))


def _provided(agency_id: int, offer_id: int) -> tuple[date, ...]:
    own = select(OfferProvision.provided_on).where(
        OfferProvision.agency_id == agency_id, OfferProvision.offer_id == offer_id
    )
    return tuple(db.session.scalars(own.order_by(OfferProvision.id.desc()).limit(MOST_SHOWN)))
