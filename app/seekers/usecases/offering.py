"""A seeker offers a record by consent, lets it be offered longer, takes the consent back (AGY-002, AGY-044)."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app.accounts.effects.mails import take_back_news
from app.accounts.queries.people import get_person, own_names
from app.audit import effects as audit
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.seekers.effects.blocks import lock_record
from app.seekers.effects.records import add_record, put_record, seeker_index, take_back
from app.seekers.models.records import SeekerRecord
from app.seekers.queries.invitees import offer_facts
from app.seekers.queries.own import find_own, find_unclaimed, is_number_free
from app.seekers.queries.records import profiles_of
from app.seekers.rules.offering import (
    ground_against_offer,
    ground_against_profile,
    ground_against_renewal,
    ground_against_withdrawal,
    offered_until,
)
from app.seekers.terms.records import OfferRefusal, ProfileRefusal, SeekerProfile

Taken = OfferRefusal | ProfileRefusal | None


def offer_record(profile: SeekerProfile, *, agreed: bool, by: Identity, now: datetime) -> ProfileRefusal | None:
    """Offer this from now on, in place of what the account offered before (AGY-002, AGY-044).

    A record that was imported under the account's number is taken over: one seeker has one record.
    """
    try:
        return _offer(profile, agreed, by, now)
    except IntegrityError:  # the same press or the same number, a moment earlier: it is there now
        return _offer(profile, agreed, by, now)


@db.write
def _offer(profile: SeekerProfile, agreed: bool, by: Identity, now: datetime) -> ProfileRefusal | None:
    account_id = account_of(by)
    names = own_names([account_id])[account_id]
    refusal = ground_against_offer(profile, names, agreed=agreed)
    if refusal is not None:
        return refusal
    last = offered_until(day_of(now))
    number = get_person(account_id).seeker_number
    index = seeker_index(number) if number else None
    record_id = find_own(account_id) or find_unclaimed(index)
    if record_id is None:
        free = index if index and is_number_free(index) else None
        record = add_record(profile, account_id=account_id, index=free, valid_until=last, now=now)
    else:
        record = lock_record(record_id)
        record.account_id = account_id
        put_record(record, profile, valid_until=last, now=now)
    audit.record(
        "seekers.offered", by=by, subject=f"seeker_record:{record.id}", now=now, detail={"until": last.isoformat()}
    )
    return None


@db.write
def renew_record(*, by: Identity, now: datetime) -> OfferRefusal | None:
    """Let the record be offered to the end of the month after next, counted from today."""
    record = _held(by)
    if record is None:
        return OfferRefusal.NO_RECORD
    refusal = ground_against_renewal(offer_facts(record), now)
    if refusal is not None:
        return refusal
    record.valid_until = offered_until(day_of(now))
    detail: dict[str, object] = {"until": record.valid_until.isoformat()}
    audit.record("seekers.renewed", by=by, subject=f"seeker_record:{record.id}", now=now, detail=detail)
    return None


@db.write
def withdraw_record(*, by: Identity, now: datetime) -> OfferRefusal | None:
    """Take the consent back: from this moment no agency finds the record, and every thread of it is over (AGY-002).

    What agencies acquired before stays theirs under its own dates (AGY-053, AGY-054); each can be asked to delete it
    (AGY-049) or be blocked (AGY-050).
    """
    record = _held(by)
    if record is None:
        return OfferRefusal.NO_RECORD
    refusal = ground_against_withdrawal(offer_facts(record), now)
    if refusal is not None:
        return refusal
    take_back([record.id], now)
    take_back_news(account_of(by), now)
    audit.record("seekers.withdrawn", by=by, subject=f"seeker_record:{record.id}", now=now)
    return None


@db.write
def take_over_record(*, by: Identity, now: datetime) -> Taken:
    """Let the record that was imported under the account's number be its seeker's own.

    Only one that nobody has, and only for an account without a record; what it says stays as it is. Nobody knew the
    seeker's names when it was imported: a text that holds them is the seeker's too, but from now on nobody sees it
    until it is corrected and offered by a new consent; the answer then says why (AGY-044).
    """
    account_id = account_of(by)
    if find_own(account_id) is not None:
        return OfferRefusal.HAS_RECORD
    number = get_person(account_id).seeker_number
    record_id = find_unclaimed(seeker_index(number)) if number else None
    record = lock_record(record_id) if record_id is not None else None
    if record is None or record.account_id is not None:
        return OfferRefusal.NO_RECORD
    record.account_id = account_id
    ground = _ground_against_keeping(record, account_id, now)
    if ground is not None:
        take_back([record.id], now)
    detail: dict[str, object] = {"withdrawn": ground.value} if ground else {}
    audit.record("seekers.taken_over", by=by, subject=f"seeker_record:{record.id}", now=now, detail=detail)
    return ground


def account_of(by: Identity) -> int:
    """The account of a seeker who acts."""
    if by.account_id is None:
        raise LookupError("Only somebody with an account has a record.")
    return by.account_id


def _ground_against_keeping(record: SeekerRecord, account_id: int, now: datetime) -> ProfileRefusal | None:
    """Why a record is not offered any more, now that its seeker's names are known; one withdrawn is not asked."""
    if ground_against_withdrawal(offer_facts(record), now) is not None:
        return None
    return ground_against_profile(profiles_of([record.id])[record.id], own_names([account_id])[account_id])


def _held(by: Identity) -> SeekerRecord | None:
    record_id = find_own(account_of(by))
    return lock_record(record_id) if record_id is not None else None
