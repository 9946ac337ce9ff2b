"""Which mails a policy asks for."""

from dataclasses import replace

import pytest

from app.booking.rules.mails import mails_before_the_day, mails_on_completion, mails_on_withdrawal
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import CompletionMail, Reminder

KANAGAWA = shipped_profiles()["kanagawa"].policy


@pytest.mark.rule("KNG-26")
def test_a_completed_booking_sends_guidance_and_password_apart() -> None:
    assert mails_on_completion(KANAGAWA) == ("M-KNG-1", "M-KNG-2")
    assert mails_on_completion(replace(KANAGAWA, password_mail=False)) == ("M-KNG-1",)
    assert mails_on_completion(replace(KANAGAWA, completion_mail=CompletionMail.NONE, password_mail=False)) == ()


@pytest.mark.rule("KNG-32", "KNG-33")
def test_the_day_before_sends_reminder_and_password_apart() -> None:
    assert mails_before_the_day(KANAGAWA) == ("M-KNG-4", "M-KNG-5")
    assert mails_before_the_day(replace(KANAGAWA, password_mail=False)) == ("M-KNG-4",)
    assert mails_before_the_day(replace(KANAGAWA, reminder=Reminder.NONE)) == ()


@pytest.mark.rule("KNG-39")
def test_a_withdrawal_sends_its_notice() -> None:
    assert mails_on_withdrawal(KANAGAWA) == ("M-KNG-6",)
    assert mails_on_withdrawal(replace(KANAGAWA, cancel_mail=False)) == ()
