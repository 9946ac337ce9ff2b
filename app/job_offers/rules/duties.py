"""The order of what an agency owes an employer when it uses a job offer (7(1)①ウ、ク, ②)."""

from collections.abc import Collection
from datetime import date

from app.agencies.terms.kinds import AgencyKind
from app.job_offers.terms.acts import Acceptance, Added, DutyRefusal, Hire, Learned, ToldWay, UseFacts

FIVE_ITEMS = ("occupations", "fees", "complaints", "employer_information", "seeker_data")
"""(ア)-(オ) of 7(1)②イ; (イ) is owed by fee-charging agencies alone."""
MOST_TOKENS = 5


def ground_against_acceptance(
    new: Acceptance, use: UseFacts, kind: AgencyKind | None, today: date
) -> DutyRefusal | None:
    """Why an offer is not accepted: contact, then conditions, fee and subsidies, each by its day (AGY-035, -036, -040).

    Only a fee-charging agency explains a fee, since the employer had wished free placement (AGY-036).
    """
    if use.accepted_on is not None:
        return DutyRefusal.ALREADY_ACCEPTED
    if new.contacted_on is None:
        return DutyRefusal.NOT_CONTACTED
    if new.conditions_on is None:
        return DutyRefusal.CONDITIONS_NOT_STATED
    if kind is AgencyKind.FEE and new.fee_explained_on is None:
        return DutyRefusal.FEE_NOT_EXPLAINED
    if new.subsidies_explained_on is None:
        return DutyRefusal.SUBSIDIES_NOT_EXPLAINED
    return _ground_in_days(new, kind, today)


def _ground_in_days(new: Acceptance, kind: AgencyKind | None, today: date) -> DutyRefusal | None:
    if new.accepted_on > today:
        return DutyRefusal.FUTURE
    explained = [new.subsidies_explained_on, *([new.fee_explained_on] if kind is AgencyKind.FEE else [])]
    contacted, conditions = new.contacted_on, new.conditions_on
    if contacted is None or conditions is None:
        return DutyRefusal.OUT_OF_ORDER
    in_order = contacted <= conditions <= new.accepted_on
    before = all(day is not None and contacted <= day <= new.accepted_on for day in explained)
    return None if in_order and before else DutyRefusal.OUT_OF_ORDER


def owes_items(use: UseFacts) -> bool:
    """Whether the five items are still to be told: from the acceptance until the day and way are kept (AGY-037)."""
    return use.accepted_on is not None and use.told_on is None


def ground_against_telling(use: UseFacts, day: date, way: ToldWay, today: date) -> DutyRefusal | None:
    """Why it is not kept that the five items were told on paper or by mail (AGY-037; 7(1)②イ)."""
    if use.accepted_on is None:
        return DutyRefusal.NOT_ACCEPTED
    if use.told_on is not None:
        return DutyRefusal.ALREADY_TOLD
    if day > today:
        return DutyRefusal.FUTURE
    return DutyRefusal.TOLD_BEFORE if day < use.accepted_on or way not in ToldWay else None


def items_told(kind: AgencyKind | None) -> tuple[str, ...]:
    """Which of the five items an agency tells: fees only where it charges any (AGY-037)."""
    return tuple(each for each in FIVE_ITEMS if each != "fees" or kind is AgencyKind.FEE)


def ground_against_added(added: Added, has_some: bool, today: date) -> DutyRefusal | None:
    """Why information is not added: the employer must have consented, on a day (AGY-034; 7(1)①ク).

    An empty text takes what was added away, and needs nobody's consent.
    """
    if not added.text:
        return None if has_some else DutyRefusal.NOTHING_ADDED
    if not added.consented or added.consented_on is None:
        return DutyRefusal.NO_CONSENT
    return DutyRefusal.FUTURE if added.consented_on > today else None


def ground_against_learned(learned: Learned, today: date) -> DutyRefusal | None:
    """Why it is not kept what an agency learned: days that have come, the asking after the learning (AGY-029)."""
    if learned.learned_on > today or (learned.asked_on is not None and learned.asked_on > today):
        return DutyRefusal.FUTURE
    too_early = learned.asked_on is not None and learned.asked_on < learned.learned_on
    return DutyRefusal.ASKED_BEFORE if too_early else None


def owes_request(learned: Learned, *, is_provided: bool) -> bool:
    """Whether the employer is still to be asked to tell the office (AGY-029; 7(1)①ウ).

    "Promptly" is all the terms say: there is no day. What the office provides no more, it has been told of.
    """
    return is_provided and learned.asked_on is None


def ground_against_asking(open_ones: Collection[Learned], day: date, today: date) -> DutyRefusal | None:
    """Why a day of asking is not kept: it answers every open finding of an offer that was learned by then (AGY-029)."""
    if not open_ones:
        return DutyRefusal.NOTHING_TO_ASK
    if day > today:
        return DutyRefusal.FUTURE
    return DutyRefusal.ASKED_BEFORE if all(day < each.learned_on for each in open_ones) else None


def ground_against_hire(
    hire: Hire, use: UseFacts, kept: Collection[date], *, kind: AgencyKind | None, today: date
) -> DutyRefusal | None:
    """Why a hire is not kept for the yearly report: an offer accepted before it, and the fee of who takes one.

    A fee of 0 is a fee that is told (AGY-124, AGY-125; 19(1)①). A day has one entry: `kept` are those that have theirs.
    """
    if use.accepted_on is None:
        return DutyRefusal.NOT_ACCEPTED
    if hire.decided_on > today:
        return DutyRefusal.FUTURE
    if hire.decided_on < use.accepted_on:
        return DutyRefusal.HIRED_BEFORE
    if kind is AgencyKind.FEE and hire.fee is None:
        return DutyRefusal.FEE_NOT_TOLD
    return DutyRefusal.HIRE_KEPT if hire.decided_on in kept else None
