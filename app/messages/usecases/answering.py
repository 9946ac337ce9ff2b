"""Writing in a thread: the seeker asks, the agency answers (AGY-051, AGY-052, AGY-060, AGY-061)."""

from datetime import datetime

from app.accounts.effects.acting import by_right
from app.agencies.effects.participation import lock_agency
from app.agencies.queries.mandatory_info import registered_contact
from app.audit import effects as audit
from app.db import db
from app.kernel.personal_data import Finding, FindingKind, RegisteredContact, findings, names_in
from app.kernel.roles import Identity
from app.messages.effects.sending import Letter, keep_text, take_quota, write_messages
from app.messages.queries.grounds import sending_facts
from app.messages.queries.sending import guard_patterns, names_of_record, was_asked
from app.messages.queries.threads import ThreadFacts, find_thread, record_behind
from app.messages.rules.answering import ground_against_question
from app.messages.rules.inviting import ground_against_agency, ground_against_answer
from app.messages.rules.quota import ground_against_sending, quota_day
from app.messages.terms.messages import Identifies, MessageKind, SendRefusal
from app.seekers.effects.blocks import lock_record
from app.seekers.queries.invitees import hold_invitees
from app.web.limiter import Exceeded, Limit, spend, spend_together

ANSWER = MessageKind.ANSWER
Outcome = SendRefusal | Identifies | None


class NoThread(LookupError):
    """No thread of this side has the number."""


@db.write
@by_right
def send_answer(agency_id: int, number: str, body: str, *, by: Identity, now: datetime) -> Outcome:
    """Answer in one of the agency's threads; None where it went out. Raises `NoThread` for another's and for none."""
    agency, record_id = lock_agency(agency_id), record_behind(number, agency_id)
    hold_invitees([record_id] if record_id is not None else [])
    thread = _own(number, now, agency_id=agency.id)
    refusal = _ground(thread, body, now)
    if refusal is not None:
        return refusal
    if not take_quota(agency_id, quota_day(now), 1, now):
        return SendRefusal.CAP_REACHED
    _write(thread, ANSWER, body, by, now)
    audit.record("messages.answered", by=by, subject=f"thread:{thread.number}", now=now)
    return None


@db.write
@by_right
def ask(record_id: int, number: str, body: str, *, by: Identity, now: datetime) -> Outcome:
    """A seeker's question in one of the own threads; not counted, read by the same guard (AGY-061).

    A block or a demand to delete at the same moment is before it, so that it is refused, or after it.
    """
    lock_record(record_id)
    thread = _own(number, now, record_id=record_id)
    ground = ground_against_question(is_open=thread.is_open, is_blocked=thread.is_blocked)
    if ground is not None:
        return ground
    names = names_of_record(record_id)
    found = findings(body, allowed=RegisteredContact(), names=names, patterns=guard_patterns())
    if found:
        return Identifies(found=found)
    _write(thread, MessageKind.QUESTION, body, by, now)
    audit.record("messages.asked", by=by, subject=f"thread:{thread.number}", now=now)
    return None


def _ground(thread: ThreadFacts, body: str, now: datetime) -> Outcome:
    facts, asked = sending_facts(thread.agency_id, now), was_asked(thread.id)
    ground = ground_against_agency(facts.services, has_mandatory_info=facts.info_id is not None)
    ground = ground or ground_against_answer(is_open=thread.is_open, is_blocked=thread.is_blocked, was_asked=asked)
    ground = ground or ground_against_sending(facts.quota, ANSWER)
    if ground is not None:
        return ground
    found = findings(body, allowed=registered_contact(thread.agency_id), patterns=facts.patterns)
    return Identifies(found=found) if found else _ground_in_name(thread, body, now)


def _ground_in_name(thread: ThreadFacts, body: str, now: datetime) -> Outcome:
    """Why an answer that names its reader is not sent; neither which word does, nor any name tried on and on (AGY-044).

    Once the tries of a day are used up nothing is answered in this thread until the next, named or not.
    """
    number = f"thread {thread.number}"
    if isinstance(spend_together([], now, within=[(Limit.NAMED_BY_THREAD, number)]), Exceeded):
        return SendRefusal.NAMED_TOO_OFTEN
    if not any(names_in(body, names_of_record(thread.record_id))):
        return None
    spend(Limit.NAMED_BY_THREAD, number, now)
    return Identifies(found=(Finding(kind=FindingKind.NAME, words=""),))


def _write(thread: ThreadFacts, kind: MessageKind, body: str, by: Identity, now: datetime) -> None:
    text_id = keep_text(body, now)
    letter = Letter(
        agency_id=thread.agency_id, kind=kind, text_id=text_id, stop_count=thread.stop_count, by=by.account_id
    )
    write_messages(letter, [thread.id], now)


def _own(number: str, now: datetime, *, agency_id: int | None = None, record_id: int | None = None) -> ThreadFacts:
    thread = find_thread(number, now, agency_id=agency_id, record_id=record_id)
    if thread is None:
        raise NoThread(number)
    return thread
