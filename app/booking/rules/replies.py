"""A reply that counts as consent and confirms a booking (MYK-19, MYK-20)."""

from datetime import datetime

from app.booking.terms.sessions import ActRefusal
from app.booking.terms.states import StateFacts


def ground_against_reply(
    facts: StateFacts, asked_at: datetime, received_at: datetime, now: datetime
) -> ActRefusal | None:
    """Why a reply received then does not confirm: it is to come, older than the mail, or the limit was over.

    What counts is when it was received, not when somebody enters it: one of 23:50 is in time, read next morning or not
    (MYK-12, Q-12, Q-14).
    """
    if received_at > now:
        return ActRefusal.REPLY_TO_COME
    if received_at < asked_at:
        return ActRefusal.REPLY_BEFORE_MAIL
    late = facts.lapses_from is not None and received_at >= facts.lapses_from
    return ActRefusal.REPLY_TOO_LATE if late else None
