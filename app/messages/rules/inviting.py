"""Whom an agency may write to for the first time, and what else it may send (AGY-047, AGY-051, AGY-052, AGY-056)."""

from collections.abc import Iterable

from app.agencies.terms.kinds import Service
from app.messages.terms.messages import InviteeFacts, LeftOut, SendRefusal

MOST_PEOPLE = 5_000
"""So many people of one letter: five days of the thousand (AGY-060)."""


def ground_against_list(people: int) -> SendRefusal | None:
    """Why a letter has no list it could go to: nobody on it, or more than one letter is written to at once."""
    if people == 0:
        return SendRefusal.NOBODY
    return SendRefusal.TOO_MANY_PEOPLE if people > MOST_PEOPLE else None


def ground_against_agency(open_services: frozenset[Service], *, has_mandatory_info: bool) -> SendRefusal | None:
    """Why an agency may send nothing at all: its seeker service is closed (AGY-004, AGY-010), or what it must tell is
    missing (AGY-056)."""
    if Service.SEEKER_INFO not in open_services:
        return SendRefusal.SERVICE_CLOSED
    return None if has_mandatory_info else SendRefusal.NO_MANDATORY_INFO


def ground_for_leaving_out(invitee: InviteeFacts) -> LeftOut | None:
    """Why somebody is not written to: a block above all (AGY-052), no consent any more, or invited already."""
    if invitee.is_blocked:
        return LeftOut.BLOCKED
    if not invitee.is_offered:
        return LeftOut.NOT_OFFERED
    if invitee.is_invited:
        return LeftOut.ALREADY_INVITED
    return LeftOut.IDENTIFIES if invitee.is_named else None


def chosen(invitees: Iterable[InviteeFacts], room: int) -> tuple[tuple[int, ...], dict[int, LeftOut]]:
    """Who is written to, in the order given, and who is left out why; past `room` it is the cap (AGY-060)."""
    grounds = {each.record_id: ground_for_leaving_out(each) for each in invitees}
    free = [record_id for record_id, ground in grounds.items() if ground is None]
    left_out = {record_id: ground for record_id, ground in grounds.items() if ground is not None}
    return tuple(free[:room]), left_out | dict.fromkeys(free[room:], LeftOut.OVER_CAP)


def ground_against_answer(*, is_open: bool, is_blocked: bool, was_asked: bool) -> SendRefusal | None:
    """Why an answer is not sent: the seeker blocked it (AGY-052), the thread is over, or nobody asked (AGY-051)."""
    if is_blocked:
        return SendRefusal.BLOCKED
    if not is_open:
        return SendRefusal.THREAD_CLOSED
    return None if was_asked else SendRefusal.NOTHING_ASKED
