"""Every date of a booking, from an office's policy and the calendar. No office has a name here.

Each answer cites the catalogue's rule whose wording the policy follows: an hour on open days KNG-19,
open days alone MYK-12, the calendar day before with 原則として NGS-15, without it KRS-24.
"""

from datetime import date, datetime, time, timedelta

from app.kernel import counting
from app.kernel.calendar import ONE_DAY, Calendar
from app.kernel.moments import END_OF_DAY, at, day_of
from app.kernel.steps import Computed, Step, StepKind, Steps
from app.offices.terms import LeadException, LeadKind, MeetingInfoMail, Policy, Reminder


def booking_close(session_day: date, policy: Policy, calendar: Calendar) -> Computed[datetime]:
    """The last moment at which a booking for `session_day` is in time; its second still counts (Q-07).

    KNG-19 ４（５）ア, MYK-12 第6条(1), NGS-15 and KRS-24 第6条(1): no move for closed days, since days
    are counted as open days or, for 前日, as calendar days (Q-08).
    """
    day, steps = _lead_day(session_day, policy, calendar)
    moment = at(day, policy.lead_cutoff)
    kind = StepKind.UNTIL_END_OF_DAY if policy.lead_cutoff == END_OF_DAY else StepKind.UNTIL_HOUR
    return Computed(moment, _lead_rule(policy), (*steps, Step(kind=kind, moment=moment)))


def unconfirmed_from(session_day: date, policy: Policy, calendar: Calendar) -> Computed[datetime]:
    """The first moment at which what is not confirmed is invalid: 00:00 after the day of the limit.

    MYK-20 第6条(4) with Q-14; NGS-15 and KRS-24 lapse in the same way.
    """
    day, steps = _lead_day(session_day, policy, calendar)
    lapsed_on = day + ONE_DAY
    rule = "MYK-20" if policy.lead_kind is LeadKind.OPEN_DAYS else _lead_rule(policy)
    lapsed = Step(kind=StepKind.FROM_NEXT_DAY, day=lapsed_on)
    return Computed(at(lapsed_on, time.min), rule, (*steps, lapsed))


def confirmation_day(session_day: date, policy: Policy, calendar: Calendar) -> Computed[date]:
    """The last day on which a booking for `session_day` can be confirmed (MYK-12, NGS-15, KRS-24)."""
    day, steps = _lead_day(session_day, policy, calendar)
    return Computed(day, _lead_rule(policy), steps)


def exception_until(starts_at: datetime) -> Computed[date]:
    """The last day for confirming what staff took after the limit of its day: while it has not begun (MYK-20, Q-02)."""
    day = day_of(starts_at)
    begins = Step(kind=StepKind.BEFORE_THE_START, moment=starts_at)
    return Computed(day, "MYK-20", (Step(kind=StepKind.SESSION_DAY, day=day), begins))


def meeting_info_due(session_day: date, policy: Policy, calendar: Calendar) -> Computed[date]:
    """The last day on which the office tells how to join.

    KNG-30 ４（５）ウ: the open day before (前開庁日). KRS-28: the calendar day before. Elsewhere the way
    to join comes with the confirmation and has its limit (MYK-21, NGS-22).
    """
    if policy.meeting_info_mail is MeetingInfoMail.BY_PREVIOUS_OPEN_DAY:
        day, steps = counting.open_days_before(calendar, session_day, 1)
        return Computed(day, "KNG-30", (*_session(session_day, calendar), *steps))
    if policy.meeting_info_mail is MeetingInfoMail.BY_NEXT_OPEN_DAY_AND_DAY_BEFORE:
        day, steps = counting.calendar_days_before(calendar, session_day, 1)
        return Computed(day, "KRS-28", (*_session(session_day, calendar), *steps))
    return confirmation_day(session_day, policy, calendar)


def reminder_day(session_day: date, policy: Policy, calendar: Calendar) -> Computed[date | None]:
    """The day of the reminder and the re-sent password: the calendar day before (KNG-32, KNG-33 ４（５）エ, Q-08).

    None where the office sends none.
    """
    if policy.reminder is Reminder.NONE:
        return Computed(None, "KNG-32", (Step(kind=StepKind.NONE_SET),))
    day, steps = counting.calendar_days_before(calendar, session_day, 1)
    return Computed(day, "KNG-32", (*_session(session_day, calendar), *steps))


def still_ahead(day: date | None, today: date) -> date | None:
    """A day as far as it may still be promised: None once it is over (KNG-30, KNG-32)."""
    return day if day is not None and day >= today else None


def invitation_expected(applied_on: date, calendar: Calendar) -> Computed[date]:
    """The last day on which an applicant may still wait for the invitation: 翌稼働日 (KRS-12 案内 1)."""
    day, steps = counting.open_days_after(calendar, applied_on, 1)
    return Computed(day, "KRS-12", (Step(kind=StepKind.APPLICATION_DAY, day=applied_on), *steps))


def invitation_due(session_day: date, applied_on: date, policy: Policy, calendar: Calendar) -> Computed[date | None]:
    """The last day on which the office sends the invitation; None where it sends none.

    KRS-28 第6条(1)(3): the open day after the application (KRS-12), and in any case the day before
    the session. Where invitations go out once arranged, the limit of the booking stands (NGS-15, NGS-22).
    """
    match policy.meeting_info_mail:
        case MeetingInfoMail.BY_NEXT_OPEN_DAY_AND_DAY_BEFORE:
            expected = invitation_expected(applied_on, calendar)
            before = meeting_info_due(session_day, policy, calendar)
            earlier = Step(kind=StepKind.EARLIER_OF, day=expected.value, until=before.value)
            return Computed(min(expected.value, before.value), "KRS-28", (*expected.steps, *before.steps, earlier))
        case MeetingInfoMail.WHEN_ARRANGED:
            return meeting_info_due(session_day, policy, calendar)
        case _:
            return Computed(None, "KRS-28", (Step(kind=StepKind.NONE_SET),))


def deemed_cancelled_at(starts_at: datetime, policy: Policy) -> datetime:
    """The moment from which a session nobody came to counts as cancelled (KNG-41, MYK-26, NGS-38, KRS-32)."""
    return starts_at + timedelta(minutes=policy.noshow_minutes)


def day_over_at(starts_at: datetime) -> datetime:
    """The moment from which a session of instant use that never began is over: the first after its day (NGS-46)."""
    return at(day_of(starts_at) + ONE_DAY, time.min)


def booking_window_end(today: date, policy: Policy, calendar: Calendar) -> date:
    """The last session day that may be booked: the office's horizon, never past official holidays (DESIGN 4)."""
    return min(today + timedelta(days=policy.horizon_days), calendar.official_until)


def _lead_day(session_day: date, policy: Policy, calendar: Calendar) -> counting.Counted:
    count = counting.open_days_before if policy.lead_kind is LeadKind.OPEN_DAYS else counting.calendar_days_before
    day, steps = count(calendar, session_day, policy.lead_days)
    return day, (*_session(session_day, calendar), *steps)


def _lead_rule(policy: Policy) -> str:
    if policy.lead_kind is LeadKind.OPEN_DAYS:
        return "MYK-12" if policy.lead_cutoff == END_OF_DAY else "KNG-19"
    return "KRS-24" if policy.lead_exception is LeadException.NONE else "NGS-15"


def _session(session_day: date, calendar: Calendar) -> Steps:
    return (
        Step(kind=StepKind.SESSION_DAY, day=session_day),
        *counting.closed_reasons(calendar, session_day),
    )
