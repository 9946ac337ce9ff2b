"""Acts of the desk that only some offices' ways of booking ask for; `rules/session.py` decides with them."""

from collections.abc import Callable
from datetime import datetime

from app.booking.rules.eligibility import ground_of_type
from app.booking.rules.state import state_at
from app.booking.rules.ways import confirmation_of
from app.booking.terms.bookings import SessionKind
from app.booking.terms.sessions import ActFacts, ActRefusal, DeskAct, ProhibitedAct
from app.booking.terms.states import UNDECIDED, BookingState
from app.kernel.moments import day_of
from app.offices.terms import Channel, ConfirmationMode, Followup, Policy, RefusalGround

FROM_OF_OTHER_WAYS = {
    DeskAct.REPLY: frozenset({BookingState.AWAITING_REPLY, BookingState.INVALID}),
    DeskAct.ARRANGEMENT: frozenset({BookingState.REQUESTED}),
    DeskAct.FOLLOW_UP: frozenset({BookingState.IN_SESSION, BookingState.HELD}),
    DeskAct.CALL: frozenset({BookingState.CONFIRMED}),
    DeskAct.KIND: UNDECIDED | {BookingState.CONFIRMED, BookingState.IN_SESSION, BookingState.HELD},
    DeskAct.EXCEPTION: UNDECIDED | {BookingState.CONFIRMED},
    DeskAct.CALLING_OFF: UNDECIDED | {BookingState.CONFIRMED},
}
"""The states these start from; a reply that came in time is also taken in after the limit, once it is read (MYK-19)."""

LETTERS = tuple(act for act in ProhibitedAct if len(act.value) == 1)
STOP_GROUNDS = {
    RefusalGround.BY_CONTENT: LETTERS,
    RefusalGround.IMPROPER_USE: (ProhibitedAct.THREATS, ProhibitedAct.ABUSE, ProhibitedAct.OTHER_PURPOSE),
    RefusalGround.IMPROPER_USE_OR_NUISANCE: (
        ProhibitedAct.THREATS,
        ProhibitedAct.ABUSE,
        ProhibitedAct.NUISANCE,
        ProhibitedAct.OTHER_PURPOSE,
    ),
}
KINDS = {
    "職業相談": SessionKind.CONSULTATION,
    "職業紹介": SessionKind.PLACEMENT,
    "面接": SessionKind.INTERVIEW,
    "管理選考": SessionKind.SELECTION,
}
"""The kinds of service that a session can be given, by their name in the documents (MYK-02, NGS-32, KRS-21)."""


def stop_grounds(policy: Policy) -> tuple[ProhibitedAct, ...]:
    """For what the office's text lets a session be stopped: the letters of ４（８） (KNG-50), or 第12条(1) (MYK-37)."""
    return STOP_GROUNDS[policy.refusal]


def refusal_grounds(policy: Policy) -> tuple[ProhibitedAct, ...]:
    """For what a booking may be refused before it begins, of which one must be named (MYK-37, NGS-56, KRS-42).

    Empty where the office refuses by content, in its own words (KNG-43).
    """
    return () if policy.refusal is RefusalGround.BY_CONTENT else STOP_GROUNDS[policy.refusal]


def session_kinds(policy: Policy) -> tuple[SessionKind, ...]:
    """The kinds of session the office offers; none where it knows only one service."""
    return tuple(KINDS[name] for name in policy.service_kinds if name in KINDS)


def _of_message(facts: ActFacts, policy: Policy, now: datetime) -> ActRefusal | None:
    """Where a date is still to be arranged, the address comes with it (NGS-22)."""
    undecided = state_at(facts.state, now) is BookingState.REQUESTED
    return ActRefusal.NOT_OFFERED if undecided and _is_arranged(facts, policy) else None


def _of_reply(facts: ActFacts, _policy: Policy, now: datetime) -> ActRefusal | None:
    """Only where a mail asked for one, and before the consultation would begin (MYK-19, MYK-20)."""
    asked = facts.asked_for_reply or facts.state.state is BookingState.AWAITING_REPLY
    return None if asked and now < facts.state.starts_at else ActRefusal.RELEASED


def _of_arrangement(facts: ActFacts, policy: Policy, _now: datetime) -> ActRefusal | None:
    return None if _is_arranged(facts, policy) else ActRefusal.NOT_OFFERED


def _of_follow_up(facts: ActFacts, policy: Policy, now: datetime) -> ActRefusal | None:
    """At a session in progress or just held (MYK-17, NGS-24, KRS-29); users of a site book there again (MYK-24).

    Not for an employer where bookings are for seekers: the next use is at once again (NGS-40).
    """
    if policy.followup_at_session is Followup.NONE:
        return ActRefusal.NOT_OFFERED
    if policy.followup_at_session is Followup.AT_SESSION_OR_SITE and facts.channel is Channel.SITE:
        return ActRefusal.BOOKED_ON_SITE
    if ground_of_type(facts.applicant_type, policy) is not None:
        return ActRefusal.EMPLOYER_INSTANT_ONLY
    return None if day_of(now) == day_of(facts.state.starts_at) else ActRefusal.NOT_THAT_DAY


def _of_call(facts: ActFacts, _policy: Policy, _now: datetime) -> ActRefusal | None:
    return None if facts.call_waits else ActRefusal.NOT_NOW


def _of_kind(_facts: ActFacts, policy: Policy, _now: datetime) -> ActRefusal | None:
    return None if session_kinds(policy) else ActRefusal.NOT_OFFERED


def _of_outside(facts: ActFacts, _policy: Policy, now: datetime) -> ActRefusal | None:
    """Only of what a change has left outside what is set, and before it would begin (DESIGN 3.1)."""
    if now >= facts.state.starts_at:
        return ActRefusal.NOT_NOW
    return None if facts.outside else ActRefusal.NOT_OUTSIDE


def _is_arranged(facts: ActFacts, policy: Policy) -> bool:
    return confirmation_of(facts.channel, policy) is ConfirmationMode.ARRANGED_BY_STAFF


OWN_OF_OTHER_WAYS: dict[DeskAct, Callable[[ActFacts, Policy, datetime], ActRefusal | None]] = {
    DeskAct.MEETING_INFO: _of_message,
    DeskAct.REPLY: _of_reply,
    DeskAct.ARRANGEMENT: _of_arrangement,
    DeskAct.FOLLOW_UP: _of_follow_up,
    DeskAct.CALL: _of_call,
    DeskAct.KIND: _of_kind,
    DeskAct.EXCEPTION: _of_outside,
    DeskAct.CALLING_OFF: _of_outside,
}
