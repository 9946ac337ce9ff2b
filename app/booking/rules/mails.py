"""Which mails an office's policy asks for, by their name in the mail catalogue (RULES (b))."""

from app.offices.terms import CompletionMail, Policy, Reminder

COMPLETION = "M-KNG-1"
PASSWORD = "M-KNG-2"
MEETING_INFO = "M-KNG-3"
REMINDER = "M-KNG-4"
PASSWORD_AGAIN = "M-KNG-5"
WITHDRAWAL = "M-KNG-6"
REFUSAL = "M-KNG-7"
SECOND_APPLICATION = "M-OWN-1"
NO_FURTHER_USE = "M-OWN-2"
ENQUIRY_CODE = "M-OWN-4"
CALLED_OFF = "M-OWN-6"

ASKED_FOR_REPLY = "M-MYK-1"
CONFIRMED_BY_MAIL = "M-MYK-2"
FOLLOW_UP_MESSAGE = "M-MYK-3"
ARRANGED = "M-NGS-1"
FOLLOW_UP_MAIL = "M-NGS-2"
INVITATION = "M-KRS-1"
FOLLOW_UP_INVITATION = "M-KRS-2"

CONFIRMING = (CONFIRMED_BY_MAIL, INVITATION)
"""Their arrival confirms a booking, where the office's way of confirming says so (MYK-21, KRS-27)."""

BEFORE_THE_DAY = (REMINDER, PASSWORD_AGAIN)
"""What the day before brings."""

WAY_IN = "meeting_info"
"""The cause under which they are posted, with the revision of the booking behind it."""

WITH_THE_WAY_IN = (
    ASKED_FOR_REPLY,
    CONFIRMED_BY_MAIL,
    FOLLOW_UP_MESSAGE,
    ARRANGED,
    FOLLOW_UP_MAIL,
    INVITATION,
    FOLLOW_UP_INVITATION,
)
"""These state the address of the consultation itself."""

OF_NO_USE = (MEETING_INFO, *WITH_THE_WAY_IN, *BEFORE_THE_DAY)
"""Void as soon as a booking will not take place."""

FILLED = frozenset({PASSWORD, PASSWORD_AGAIN})
"""The password is put in at sending, never before (SECURITY R1)."""


def mails_on_completion(policy: Policy) -> tuple[str, ...]:
    """The mails that a completed application sends at once.

    Guidance and, by itself, the password (KNG-26 to KNG-28); or the one whose arrival confirms it (MYK-21).
    """
    mails = {CompletionMail.COMPLETION_NOTICE: (COMPLETION,), CompletionMail.CONFIRMATION_MAIL: (CONFIRMED_BY_MAIL,)}
    first = mails.get(policy.completion_mail, ())
    return (*first, PASSWORD) if policy.password_mail else first


def mails_before_the_day(policy: Policy) -> tuple[str, ...]:
    """The mails of the day before: reminder and, by itself, the password again (KNG-32, KNG-33)."""
    if policy.reminder is Reminder.NONE:
        return ()
    return BEFORE_THE_DAY if policy.password_mail else (REMINDER,)


def mails_on_withdrawal(policy: Policy) -> tuple[str, ...]:
    """The mail that a completed withdrawal sends (KNG-39)."""
    return (WITHDRAWAL,) if policy.cancel_mail else ()
