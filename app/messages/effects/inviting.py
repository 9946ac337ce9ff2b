"""Inviting for the first time, in the transaction of whoever sends one letter or the next part of many (DESIGN 3.6)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from app.agencies.effects.participation import lock_agency
from app.agencies.queries.mandatory_info import newest_info_id
from app.messages.effects.sending import Letter, keep_text, open_threads, take_quota, write_messages
from app.messages.queries.grounds import ground_against_letter
from app.messages.queries.sending import invitee_facts, quota_facts
from app.messages.rules.inviting import chosen
from app.messages.rules.quota import ground_against_sending, quota_day, remaining
from app.messages.terms.messages import Identifies, Invited, MessageKind, SendRefusal
from app.seekers.effects.acquisitions import acquire
from app.seekers.queries.invitees import Invitee, held_invitees

FIRST = MessageKind.FIRST_INVITATION
NO_TEXT_YET = 0


def ready(
    agency_id: int, body: str, *, by: int, now: datetime, stop_count: int | None = None
) -> Letter | SendRefusal | Identifies:
    """The agency held, and what its letter needs; or why it may send nothing, or not this (AGY-056, AGY-061).

    A letter that was begun under another `stop_count` is over for good (AGY-055).
    """
    agency = lock_agency(agency_id)
    if stop_count not in (None, agency.stop_count):
        return SendRefusal.STOPPED_SINCE
    if (ground := ground_against_letter(agency_id, body, now)) is not None:
        return ground
    info_id, stops = newest_info_id(agency_id, now), agency.stop_count
    return Letter(agency_id=agency_id, kind=FIRST, text_id=NO_TEXT_YET, stop_count=stops, by=by, info_id=info_id)


def invite(
    letter: Letter, record_ids: Iterable[int], body: str, now: datetime, *, only_held: bool = False
) -> Invited | SendRefusal:
    """Write to these as far as the day's thousand reach, in their order; who was left out, and why (AGY-060).

    Blocks, consent and the counter are read and written here, under the locks of `ready` and of the records. With
    `only_held` nobody is acquired anew: what was deleted since the list was made stays deleted (AGY-049, AGY-053).
    """
    asked, day = list(dict.fromkeys(record_ids)), quota_day(now)
    quota = quota_facts(letter.agency_id, day)
    if (refusal := ground_against_sending(quota, FIRST)) is not None:
        return refusal
    held = {each.record_id: each for each in held_invitees(asked, letter.agency_id, letter.stop_count, now)}
    invitees = [held[each] for each in asked if each in held]
    gone = {each.record_id for each in invitees if only_held and each.acquisition_id is None}
    told = invitee_facts(invitees, letter.agency_id, body, now)
    facts = [replace(each, is_offered=False) if each.record_id in gone else each for each in told]
    room = remaining(quota, FIRST)
    written_to, left_out = chosen(facts, room)
    if written_to and not take_quota(letter.agency_id, day, len(written_to), now):
        return SendRefusal.CAP_REACHED
    threads = _write(letter, [held[each] for each in written_to], body, now)
    return Invited(threads=threads, left_out=left_out, remaining=room - len(written_to))


def _write(letter: Letter, invitees: list[Invitee], body: str, now: datetime) -> dict[int, int]:
    if not invitees:
        return {}
    text_id = letter.text_id if letter.text_id != NO_TEXT_YET else keep_text(body, now)
    told = replace(letter, text_id=text_id)
    held = {each.record_id: each.acquisition_id for each in invitees if each.acquisition_id is not None}
    new = [each.record_id for each in invitees if each.acquisition_id is None]
    made = acquire(new, agency_id=told.agency_id, stop_count=told.stop_count, by=told.by or 0, now=now)
    threads = open_threads(told, {**held, **made}, now)
    write_messages(told, list(threads.values()), now)
    return threads
