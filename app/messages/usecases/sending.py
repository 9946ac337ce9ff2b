"""An agency writes: first invitations to one or many, answers to questions (AGY-051 to -061)."""

from collections.abc import Iterable
from datetime import datetime

from app.agencies.effects.participation import lock_agency
from app.agencies.queries.mandatory_info import newest_info_id, registered_contact
from app.agencies.queries.participation import find_standing
from app.audit import effects as audit
from app.db import db
from app.kernel.personal_data import findings
from app.kernel.roles import Identity
from app.messages.effects.sending import Letter, keep_text, open_threads, take_quota, write_messages
from app.messages.queries.sending import guard_patterns, invitee_facts, quota_facts
from app.messages.rules.inviting import chosen, ground_against_agency
from app.messages.rules.quota import ground_against_sending, quota_day, remaining
from app.messages.terms.messages import Identifies, MessageKind, SendRefusal, Sent
from app.seekers.effects.acquisitions import acquire
from app.seekers.queries.invitees import Invitee, held_invitees

FIRST = MessageKind.FIRST_INVITATION


@db.write
def send_first_invitations(
    agency_id: int, record_ids: Iterable[int], body: str, *, by: Identity, now: datetime
) -> Sent | SendRefusal | Identifies:
    """Write to these seekers for the first time, as far as the day's thousand reach; who was left out, and why.

    Participation, blocks, consent and the counter are read and written in this one transaction (DESIGN 3.3, 3.6).
    """
    ready = _ready(agency_id, body, by, now)
    if not isinstance(ready, Letter):
        return ready
    quota, day = quota_facts(agency_id, quota_day(now)), quota_day(now)
    if (refusal := ground_against_sending(quota, FIRST)) is not None:
        return refusal
    invitees = held_invitees(record_ids, agency_id, ready.stop_count, now)
    facts = invitee_facts(invitees, agency_id, ready.stop_count, body)
    written_to, left_out = chosen(facts, remaining(quota, FIRST))
    if written_to and not take_quota(agency_id, day, len(written_to)):
        return SendRefusal.CAP_REACHED
    _write(ready, [each for each in invitees if each.record_id in set(written_to)], body, now)
    _record(by, agency_id, len(written_to), now)
    return Sent(record_ids=written_to, left_out=left_out, remaining=remaining(quota, FIRST) - len(written_to))


def _ready(agency_id: int, body: str, by: Identity, now: datetime) -> Letter | SendRefusal | Identifies:
    """The agency held, and what its letter needs; or why it may send nothing, or not this (AGY-056, AGY-061)."""
    agency = lock_agency(agency_id)
    standing, info_id = find_standing(agency_id, now), newest_info_id(agency_id, now)
    services = standing.open_services if standing else frozenset()
    ground = ground_against_agency(services, has_mandatory_info=info_id is not None)
    if ground is not None:
        return ground
    found = findings(body, allowed=registered_contact(agency_id), patterns=guard_patterns())
    if found:
        return Identifies(found=found)
    count = agency.stop_count
    return Letter(agency_id=agency_id, kind=FIRST, text_id=0, stop_count=count, by=by.account_id, info_id=info_id)


def _write(letter: Letter, invitees: list[Invitee], body: str, now: datetime) -> None:
    if not invitees:
        return
    told = Letter(**{**vars(letter), "text_id": keep_text(body, now)})
    held = {each.record_id: each.acquisition_id for each in invitees if each.acquisition_id is not None}
    new = [each.record_id for each in invitees if each.acquisition_id is None]
    by = letter.by or 0
    made = acquire(new, agency_id=letter.agency_id, stop_count=letter.stop_count, by=by, now=now)
    threads = open_threads(told, {**held, **made}, now)
    write_messages(told, list(threads.values()), now)


def _record(by: Identity, agency_id: int, count: int, now: datetime) -> None:
    audit.record("messages.invited", by=by, subject=f"agency:{agency_id}", now=now, detail={"count": count})
