"""The thousand messages a day (AGY-060, 7(2)①キ): every kind counts, by the licence, on a JST day (Q-30)."""

from datetime import date, datetime, time

from app.kernel.calendar import ONE_DAY
from app.kernel.moments import at, day_of
from app.messages.terms.messages import CAP, MessageKind, QuotaFacts, SendRefusal

WARNED_AT = 800
"""80 % of the thousand: the first notice to the agency."""


def remaining(facts: QuotaFacts, kind: MessageKind) -> int:
    """How many more messages of a kind may go out on this day.

    Answers may use what is kept for them; news of changed mandatory information go before both (AGY-058, Q-30).
    """
    kept = facts.kept_for_answers if kind is MessageKind.FIRST_INVITATION else 0
    owed = 0 if kind is MessageKind.CHANGE_NOTICE else facts.owed
    return max(CAP - facts.sent - kept - owed, 0)


def ground_against_sending(facts: QuotaFacts, kind: MessageKind) -> SendRefusal | None:
    """Why one more message of a kind may not go out: the thousand are sent, or kept for answers (AGY-060)."""
    if remaining(facts, kind) > 0:
        return None
    return SendRefusal.KEPT_FOR_ANSWERS if facts.sent + facts.owed < CAP else SendRefusal.CAP_REACHED


def resets_at(now: datetime) -> datetime:
    """When the count is nought again: the next 00:00 in Japan (AGY-060); the site itself opens at 06:00 (AGY-119)."""
    return at(day_of(now) + ONE_DAY, time.min)


def quota_day(now: datetime) -> date:
    """The JST day a message sent at `now` counts on, by the server's clock (SECURITY T8)."""
    return day_of(now)


def warning_due(before: int, after: int) -> int | None:
    """The mark that was just reached, 800 or 1,000, for the notice to the agency; None between."""
    return next((mark for mark in (CAP, WARNED_AT) if before < mark <= after), None)
