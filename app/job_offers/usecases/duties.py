"""What an agency does with a job offer: gives it, learns of it, adds to it, accepts it, tells the employer (7(1)).

And whom the employer hired, for the yearly report (19(1)①).
"""

from datetime import date, datetime

from sqlalchemy import delete, select

from app.accounts.effects.acting import by_right
from app.agencies.effects.participation import lock_agency
from app.audit.effects import record
from app.db import db
from app.job_offers.models.uses import OfferAcceptance, OfferAddition, OfferHire, OfferLearned, OfferProvision
from app.job_offers.queries.access import receiver
from app.job_offers.queries.offers import OfferRecord, find_offer
from app.job_offers.queries.uses import added_to, facts_of, hires_of, learned_of
from app.job_offers.rules.duties import (
    ground_against_acceptance,
    ground_against_added,
    ground_against_asking,
    ground_against_hire,
    ground_against_learned,
    ground_against_telling,
)
from app.job_offers.rules.providing import ground_against_export
from app.job_offers.terms.acts import Acceptance, AccessRefusal, Added, DutyRefusal, Hire, Learned, ToldWay
from app.kernel.moments import day_of
from app.kernel.roles import Identity

Refusal = AccessRefusal | DutyRefusal | None


@db.write
@by_right
def give_to_seeker(agency_id: int, number: str, *, by: Identity, now: datetime) -> Refusal:
    """Keep that the newest version goes to a seeker of the agency (AGY-026, AGY-030, AGY-032)."""
    offer, refusal = _entering(agency_id, number, now)
    known = receiver(agency_id, now)
    refusal = refusal or ground_against_export(known.procedure if known else "")
    if refusal is not None:
        return refusal
    if not offer.is_provided_at(now):
        return DutyRefusal.WITHDRAWN
    kept = OfferProvision(agency_id=agency_id, offer_id=offer.id, version=offer.version, provided_on=day_of(now))
    kept.provided_at, kept.by = now, _own_id(by)
    db.session.add(kept)
    _noted("provided", offer, by, now)
    return None


@db.write
@by_right
def keep_learned(agency_id: int, number: str, learned: Learned, *, by: Identity, now: datetime) -> Refusal:
    """Keep what an agency learned of an offer, and when it asked the employer; the offer stays as it is (AGY-029)."""
    offer, refusal = _entering(agency_id, number, now)
    refusal = refusal or ground_against_learned(learned, day_of(now))
    if refusal is not None:
        return refusal
    kept = OfferLearned(agency_id=agency_id, offer_id=offer.id, at=now, by=_own_id(by), kind=learned.kind.value)
    kept.learned_on, kept.content, kept.asked_on = learned.learned_on, learned.content, learned.asked_on
    db.session.add(kept)
    _noted("learned", offer, by, now)
    return None


@db.write
@by_right
def keep_asked(agency_id: int, number: str, day: date, *, by: Identity, now: datetime) -> Refusal:
    """Keep on which day the employer was asked about everything of the offer that was learned by then (AGY-029)."""
    offer, refusal = _entering(agency_id, number, now)
    own = select(OfferLearned).where(OfferLearned.agency_id == agency_id, OfferLearned.offer_id == offer.id)
    rows = db.session.scalars(own.where(OfferLearned.asked_on.is_(None))).all()
    refusal = refusal or ground_against_asking([learned_of(row) for row in rows], day, day_of(now))
    if refusal is not None:
        return refusal
    for row in (each for each in rows if each.learned_on <= day):
        row.asked_on = day
    _noted("asked", offer, by, now)
    return None


@db.write
@by_right
def add_information(agency_id: int, number: str, added: Added, *, by: Identity, now: datetime) -> Refusal:
    """Let the agency's own information stand beside the offer, or take it away (AGY-034)."""
    offer, refusal = _entering(agency_id, number, now)
    has_some = added_to(agency_id, offer.id) is not None
    refusal = refusal or ground_against_added(added, has_some, day_of(now))
    if refusal is not None:
        return refusal
    told = {"text": added.text, "consented_on": added.consented_on} if added.text else {}
    db.session.add(OfferAddition(agency_id=agency_id, offer_id=offer.id, at=now, by=_own_id(by), **told))
    _noted("added_to", offer, by, now)
    return None


@db.write
@by_right
def accept_offer(agency_id: int, number: str, new: Acceptance, *, by: Identity, now: datetime) -> Refusal:
    """求人受理, after the employer stated the conditions (AGY-035, AGY-036, AGY-040)."""
    offer, refusal = _entering(agency_id, number, now)
    known = receiver(agency_id, now)
    row = db.session.get(OfferAcceptance, (agency_id, offer.id))
    kind = known.kind if known else None
    refusal = refusal or ground_against_acceptance(new, facts_of(row), kind, day_of(now))
    if refusal is not None:
        return refusal
    if not offer.is_provided_at(now):
        return DutyRefusal.WITHDRAWN
    days = {name: getattr(new, name) for name in Acceptance.__dataclass_fields__}
    db.session.add(OfferAcceptance(agency_id=agency_id, offer_id=offer.id, accepted_by=_own_id(by), **days))
    _noted("accepted", offer, by, now)
    return None


@db.write
@by_right
def keep_items_told(agency_id: int, number: str, day: date, way: ToldWay, *, by: Identity, now: datetime) -> Refusal:
    """Keep on which day and in which way the employer was told the five items (AGY-037)."""
    offer, refusal = _entering(agency_id, number, now)
    row = db.session.get(OfferAcceptance, (agency_id, offer.id))
    refusal = refusal or ground_against_telling(facts_of(row), day, way, day_of(now))
    if refusal is None and row is not None:
        row.told_on, row.told_way, row.told_by = day, way.value, _own_id(by)
        _noted("items_told", offer, by, now)
    return refusal


@db.write
@by_right
def keep_hire(agency_id: int, number: str, hire: Hire, *, by: Identity, now: datetime) -> Refusal:
    """Keep how many were hired on a day for an accepted offer, and the fees for them (AGY-124, AGY-125)."""
    offer, refusal = _entering(agency_id, number, now)
    known = receiver(agency_id, now)
    use = facts_of(db.session.get(OfferAcceptance, (agency_id, offer.id)))
    kept = [each.decided_on for _, each in hires_of(agency_id, offer.id)]
    kind = known.kind if known else None
    refusal = refusal or ground_against_hire(hire, use, kept, kind=kind, today=day_of(now))
    if refusal is not None:
        return refusal
    told = {"decided_on": hire.decided_on, "people": hire.people, "fee": hire.fee}
    db.session.add(OfferHire(agency_id=agency_id, offer_id=offer.id, at=now, by=_own_id(by), **told))
    _noted("hire_kept", offer, by, now)
    return None


@db.write
@by_right
def take_hire_back(agency_id: int, number: str, hire_id: int, *, by: Identity, now: datetime) -> Refusal:
    """Take away an entry about hires that was wrong; the audit keeps that it was there."""
    offer, refusal = _entering(agency_id, number, now)
    if refusal is not None:
        return refusal
    own = delete(OfferHire).where(OfferHire.agency_id == agency_id, OfferHire.offer_id == offer.id)
    if db.session.scalar(own.where(OfferHire.id == hire_id).returning(OfferHire.id)) is None:
        return DutyRefusal.HIRE_NOT_KEPT
    _noted("hire_taken_back", offer, by, now)
    return None


def _entering(agency_id: int, number: str, now: datetime) -> tuple[OfferRecord, Refusal]:
    """The offer under the agency's lock, and why the agency gets none at this moment."""
    lock_agency(agency_id)
    offer, known = find_offer(number), receiver(agency_id, now)
    if offer is None or known is None:
        raise LookupError(number)
    return offer, known.refusal


def _noted(act: str, offer: OfferRecord, by: Identity, now: datetime) -> None:
    record(f"job_offers.{act}", by=by, subject=f"job_offer:{offer.number}", now=now, detail={"version": offer.version})


def _own_id(by: Identity) -> int:
    if by.account_id is None:
        raise ValueError("only somebody signed in uses an offer")
    return by.account_id
