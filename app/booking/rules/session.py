"""Which acts of the desk a booking is open to at a moment; the page and the press ask the same (DESIGN 1)."""

from collections.abc import Callable
from datetime import datetime

from app.booking.rules.other_ways import FROM_OF_OTHER_WAYS, OWN_OF_OTHER_WAYS, stop_grounds
from app.booking.rules.state import state_at
from app.booking.terms.application import Place
from app.booking.terms.sessions import (
    REASONS_OF,
    ActFacts,
    ActRefusal,
    DeskAct,
    Direction,
    Ending,
    Outcome,
    ProhibitedAct,
)
from app.booking.terms.states import RELEASED, UNDECIDED, BookingState
from app.kernel.moments import day_of
from app.kernel.municipalities import MUNICIPALITIES
from app.offices.terms import BanGround, Channel, JoinEarly, Policy
from app.offices.terms import Referral as ReferralRule

FROM = {
    DeskAct.MEETING_INFO: UNDECIDED | {BookingState.CONFIRMED, BookingState.IN_SESSION},
    DeskAct.ADMISSION: frozenset({BookingState.CONFIRMED}),
    DeskAct.TELEPHONE: frozenset({BookingState.IN_SESSION}),
    DeskAct.COMPLETION: frozenset({BookingState.IN_SESSION}),
    DeskAct.STOP: frozenset({BookingState.IN_SESSION}),
    DeskAct.REFERRAL: frozenset({BookingState.HELD}),
    DeskAct.CONTACT: frozenset({BookingState.CONFIRMED, BookingState.DEEMED_CANCELLED}),
    DeskAct.REINSTATEMENT: frozenset({BookingState.DEEMED_CANCELLED}),
    DeskAct.REFUSAL: frozenset({BookingState.REQUESTED, BookingState.CONFIRMED}),
    DeskAct.BAN: frozenset({BookingState.DEEMED_CANCELLED, BookingState.STOPPED}),
    DeskAct.BAN_END: frozenset(BookingState),
    DeskAct.WITHDRAWAL: UNDECIDED | {BookingState.CONFIRMED},
    DeskAct.ADDRESS: UNDECIDED | {BookingState.CONFIRMED},
    **FROM_OF_OTHER_WAYS,
}
"""The states an act starts from (RULES (c)): a session by admission alone (KNG-35), a refusal until it begins (KNG-43),
a ban only where nobody came or a prohibited act was found (KNG-42, KNG-50). A call cancels whatever waits or stands,
after its time as well, so that what never began has an end (MYK-25, NGS-37, KRS-31)."""

OF_INSTANT_USE = frozenset(
    {
        DeskAct.ADMISSION,
        DeskAct.TELEPHONE,
        DeskAct.COMPLETION,
        DeskAct.STOP,
        DeskAct.REFERRAL,
        DeskAct.FOLLOW_UP,
        DeskAct.KIND,
        DeskAct.BAN,
        DeskAct.BAN_END,
    }
)
"""What is done with a session of instant use as with any other. Before it there is the answer to its request alone, and
the way in is told by its access code alone (NGS-45)."""

FINISHED = frozenset({BookingState.HELD, BookingState.STOPPED, BookingState.DEEMED_CANCELLED})
BAN_GROUNDS = {
    BookingState.DEEMED_CANCELLED: BanGround.NO_CONTACT,
    BookingState.STOPPED: BanGround.PROHIBITED_ACT,
}


def open_acts(facts: ActFacts, policy: Policy, now: datetime) -> frozenset[DeskAct]:
    """The acts that a press at `now` would do."""
    return frozenset(act for act in DeskAct if ground_against_act(act, facts, policy, now) is None)


def ground_against_act(act: DeskAct, facts: ActFacts, policy: Policy, now: datetime) -> ActRefusal | None:
    """Why `act` may not be done with the booking at `now`, its contents aside; None where it may.

    First the state it stands in at `now`, written down or not (DESIGN 3.8), then what the act asks for itself.
    """
    state = state_at(facts.state, now)
    if state not in FROM[act]:
        return _ground_of_state(state)
    if facts.channel is Channel.INSTANT and act not in OF_INSTANT_USE:
        return ActRefusal.NOT_OFFERED
    return _OWN[act](facts, policy, now) if act in _OWN else None


def ground_against_ending(ending: Ending, direction: Direction | None, policy: Policy) -> ActRefusal | None:
    """What an ending lacks: the reason its outcome asks for; a direction for what is to go on (KNG-36).

    Where the office refers to no branch, going on here needs no reason. A direction to a branch is given with
    継続対応要 only, and only where the office refers to branches.
    """
    reasons = REASONS_OF[ending.outcome]
    goes_on = ending.outcome is Outcome.CONTINUED
    refers = policy.referral is ReferralRule.BRANCH_OF_WORKPLACE and goes_on
    if reasons and ending.reason is None and (refers or not goes_on):
        return ActRefusal.REASON_NEEDED
    if ending.reason is not None and ending.reason not in reasons:
        return ActRefusal.REASON_UNFITTING
    if refers and direction is None:
        return ActRefusal.DIRECTION_NEEDED
    return ActRefusal.DIRECTION_UNFITTING if direction is not None and not refers else None


def ground_against_stop(found: ProhibitedAct, policy: Policy, reason: str, *, ban: bool) -> ActRefusal | None:
    """A stop asks for what its office's text names alone (KNG-50, MYK-37, NGS-56).

    With a ban it asks for a reason and for an office that bans on it.
    """
    if found not in stop_grounds(policy):
        return ActRefusal.NOT_OFFERED
    if not ban:
        return None
    if BanGround.PROHIBITED_ACT not in policy.ban_possible:
        return ActRefusal.NOT_OFFERED
    return None if reason else ActRefusal.REASON_NEEDED


def branch_of(workplace: Place, policy: Policy) -> str | None:
    """The branch for the municipality of the workplace (KNG-22, KNG-36); None means the main centre (Q-10)."""
    return policy.branches.get(MUNICIPALITIES.get(workplace.municipality, ""))


def ban_ground(state: BookingState) -> BanGround | None:
    """On what ground a booking in this state may lead to a refusal of future use; None on none."""
    return BAN_GROUNDS.get(state)


def _ground_of_state(state: BookingState) -> ActRefusal:
    if state in RELEASED:
        return ActRefusal.RELEASED
    return ActRefusal.FINISHED if state in FINISHED else ActRefusal.NOT_NOW


def _of_admission(facts: ActFacts, policy: Policy, now: datetime) -> ActRefusal | None:
    starts_at = facts.state.starts_at
    if policy.join_early is JoinEarly.FORBIDDEN and now < starts_at:
        return ActRefusal.NOT_YET
    return _of_that_day(facts, policy, now)


def _of_that_day(facts: ActFacts, _policy: Policy, now: datetime) -> ActRefusal | None:
    return None if day_of(now) == day_of(facts.state.starts_at) else ActRefusal.NOT_THAT_DAY


def _of_contact(facts: ActFacts, _policy: Policy, now: datetime) -> ActRefusal | None:
    return None if day_of(now) >= day_of(facts.state.starts_at) else ActRefusal.NOT_THAT_DAY


def _of_telephone(facts: ActFacts, policy: Policy, _now: datetime) -> ActRefusal | None:
    if not policy.switch_to_phone:
        return ActRefusal.NOT_OFFERED
    return ActRefusal.ALREADY_BY_PHONE if facts.by_phone else None


def _of_referral(facts: ActFacts, policy: Policy, _now: datetime) -> ActRefusal | None:
    refers = policy.referral is ReferralRule.BRANCH_OF_WORKPLACE
    return None if refers and facts.outcome is Outcome.CONTINUED else ActRefusal.NOT_OFFERED


def _of_ban(facts: ActFacts, policy: Policy, now: datetime) -> ActRefusal | None:
    """A missed session of instant use is no ground: its article knows no cancellation without contact (NGS-39)."""
    if facts.banned:
        return ActRefusal.ALREADY_BANNED
    ground = ban_ground(state_at(facts.state, now))
    missed_at_once = ground is BanGround.NO_CONTACT and facts.channel is Channel.INSTANT
    return None if ground in policy.ban_possible and not missed_at_once else ActRefusal.NOT_OFFERED


def _of_ban_end(facts: ActFacts, _policy: Policy, _now: datetime) -> ActRefusal | None:
    return None if facts.banned else ActRefusal.NOT_NOW


_OWN: dict[DeskAct, Callable[[ActFacts, Policy, datetime], ActRefusal | None]] = {
    **OWN_OF_OTHER_WAYS,
    DeskAct.ADMISSION: _of_admission,
    DeskAct.TELEPHONE: _of_telephone,
    DeskAct.REFERRAL: _of_referral,
    DeskAct.CONTACT: _of_contact,
    DeskAct.REINSTATEMENT: _of_that_day,
    DeskAct.BAN: _of_ban,
    DeskAct.BAN_END: _of_ban_end,
}
