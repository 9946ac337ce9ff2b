"""Which mails an office's policy asks for, by their name in the mail catalogue (RULES (b))."""

from app.offices.terms import CompletionMail, MeetingInfoMail, Policy, Reminder

COMPLETION = "M-KNG-1"
PASSWORD = "M-KNG-2"
MEETING_INFO = "M-KNG-3"
REMINDER = "M-KNG-4"
PASSWORD_AGAIN = "M-KNG-5"
WITHDRAWAL = "M-KNG-6"
REFUSAL = "M-KNG-7"
SECOND_APPLICATION = "M-OWN-1"
NO_FURTHER_USE = "M-OWN-2"

BEFORE_THE_DAY = (REMINDER, PASSWORD_AGAIN)
"""What the day before brings."""

OF_NO_USE = (MEETING_INFO, *BEFORE_THE_DAY)
"""Void as soon as a booking will not take place."""

FILLED = frozenset({PASSWORD, PASSWORD_AGAIN})
"""The password is put in at sending, never before (SECURITY R1)."""


def mails_on_completion(policy: Policy) -> tuple[str, ...]:
    """The mails that a completed booking sends at once: guidance and, by itself, the password (KNG-26 to KNG-28)."""
    mails = [COMPLETION] if policy.completion_mail is CompletionMail.COMPLETION_NOTICE else []
    return (*mails, PASSWORD) if policy.password_mail else tuple(mails)


def mails_before_the_day(policy: Policy) -> tuple[str, ...]:
    """The mails of the day before: reminder and, by itself, the password again (KNG-32, KNG-33)."""
    if policy.reminder is Reminder.NONE:
        return ()
    return BEFORE_THE_DAY if policy.password_mail else (REMINDER,)


def mails_on_withdrawal(policy: Policy) -> tuple[str, ...]:
    """The mail that a completed withdrawal sends (KNG-39)."""
    return (WITHDRAWAL,) if policy.cancel_mail else ()


def mails_on_message(policy: Policy) -> tuple[str, ...]:
    """The mail that 伝達事項 with the way to join is there, where the office sends it by itself (KNG-30, KNG-31)."""
    return (MEETING_INFO,) if policy.meeting_info_mail is MeetingInfoMail.BY_PREVIOUS_OPEN_DAY else ()
