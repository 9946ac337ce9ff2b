"""Inviting for the first time, in the transaction of whoever sends one letter or the next part of many (DESIGN 3.6)."""

from dataclasses import replace
from datetime import datetime

from app.messages.effects.sending import Letter, end_threads, keep_text, open_threads, take_quota, write_messages
from app.messages.queries.grounds import ground_in, sending_facts
from app.messages.queries.sending import Addressee, addressees
from app.messages.rules.inviting import chosen
from app.messages.rules.quota import ground_against_sending, quota_day, remaining
from app.messages.terms.messages import Identifies, Invited, InviteeFacts, MessageKind, QuotaFacts, SendRefusal
from app.seekers.effects.acquisitions import acquire
from app.seekers.queries.invitees import Asked, hold_invitees

FIRST = MessageKind.FIRST_INVITATION
NO_TEXT_YET = 0


def ready(
    agency_id: int, stop_count: int, body: str, *, by: int, now: datetime
) -> tuple[Letter, QuotaFacts] | SendRefusal | Identifies:
    """What a letter needs, and the day's count; or why the agency may send nothing, or not this (AGY-056, AGY-061).

    The agency must be held; `stop_count` is its own.
    """
    facts = sending_facts(agency_id, now)
    if (ground := ground_in(facts, agency_id, body)) is not None:
        return ground
    same = {"agency_id": agency_id, "stop_count": stop_count, "info_id": facts.info_id, "by": by}
    return Letter(kind=FIRST, text_id=NO_TEXT_YET, **same), facts.quota


def invite(
    letter: Letter, quota: QuotaFacts, asked: Asked, body: str, now: datetime, *, listed_in: int | None = None
) -> Invited | SendRefusal:
    """Write to these as far as the day's thousand reach, in their order; who was left out, and why (AGY-060).

    Blocks, consent and the counter are read and written here, under the locks of the agency and of the records. On
    the list of a dispatch nobody is acquired anew: what was deleted since stays deleted (AGY-049, AGY-053).
    """
    if (refusal := ground_against_sending(quota, FIRST)) is not None:
        return refusal
    hold_invitees(asked)
    found = addressees(asked, letter.agency_id, letter.stop_count, body, now, listed_in=listed_in)
    people, room = {each.facts.record_id: each for each in found}, remaining(quota, FIRST)
    written_to, left_out = chosen([_facts(each, only_held=listed_in is not None) for each in found], room)
    if written_to and not take_quota(letter.agency_id, quota_day(now), len(written_to), now):
        return SendRefusal.CAP_REACHED
    threads = _write(letter, [people[each] for each in written_to], body, now)
    return Invited(threads=threads, left_out=left_out, remaining=room - len(written_to))


def _facts(somebody: Addressee, *, only_held: bool) -> InviteeFacts:
    gone = only_held and somebody.acquisition_id is None
    return replace(somebody.facts, is_offered=False) if gone else somebody.facts


def _write(letter: Letter, people: list[Addressee], body: str, now: datetime) -> dict[int, int]:
    if not people:
        return {}
    text_id = letter.text_id if letter.text_id != NO_TEXT_YET else keep_text(body, now)
    told = replace(letter, text_id=text_id)
    held = {each.facts.record_id: each.acquisition_id for each in people}
    if new := [record_id for record_id, acquisition_id in held.items() if acquisition_id is None]:
        held |= acquire(new, agency_id=told.agency_id, stop_count=told.stop_count, by=told.by or 0, now=now)
    end_threads(told.agency_id, [each.facts.record_id for each in people if each.has_ended_thread], now)
    threads = open_threads(told, held, now)
    write_messages(told, list(threads.values()), now)
    return threads
