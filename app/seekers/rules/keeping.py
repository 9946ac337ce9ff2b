"""How long an agency keeps a seeker's record (求人・求職情報提供サービス利用規約 7(2)①オ(ウ))."""

from datetime import date

from app.kernel import counting, periods
from app.kernel.calendar import ONE_DAY, Calendar
from app.kernel.steps import Computed, Step, StepKind, Steps

MONTHS_AFTER_ACQUISITION = 2


def kept_until(acquired_on: date, accepted_on: date | None, calendar: Calendar) -> Computed[date]:
    """The last day on which an acquired record is kept; gone at the next 00:00 (Q-52), no holiday move (Q-28).

    Not accepted, or only after that day: the end of the month after next (AGY-053). Accepted in time:
    one year from the first day of the fiscal year after the acceptance (AGY-054). Refuses an acceptance
    before the acquisition.
    """
    if accepted_on is not None and accepted_on < acquired_on:
        raise ValueError("A record cannot be accepted before it was acquired.")
    unaccepted = end_of_second_month_after(acquired_on)
    acquired = Step(kind=StepKind.ACQUISITION_DAY, day=acquired_on)
    if accepted_on is not None and accepted_on <= unaccepted:
        return _kept_after_acceptance(acquired, accepted_on, calendar)
    late = (Step(kind=StepKind.ACCEPTED_TOO_LATE, day=accepted_on),) if accepted_on else ()
    month_end = Step(kind=StepKind.SECOND_MONTH_END, day=unaccepted)
    return Computed(unaccepted, "AGY-053", (acquired, month_end, *late, *_gone_after(unaccepted, calendar)))


def _kept_after_acceptance(acquired: Step, accepted_on: date, calendar: Calendar) -> Computed[date]:
    year = periods.fiscal_year(accepted_on)
    first = date(year + 1, 4, 1)
    last, counted = counting.years_from(first, 1)
    steps = (
        acquired,
        Step(kind=StepKind.ACCEPTANCE_DAY, day=accepted_on),
        Step(kind=StepKind.NEXT_FISCAL_YEAR, day=first, number=year),
    )
    return Computed(last, "AGY-054", (*steps, *counted, *_gone_after(last, calendar)))


def end_of_second_month_after(day: date) -> date:
    """翌々月の末日: the last day of the second month after the month of `day`."""
    years, month = divmod(day.month - 1 + MONTHS_AFTER_ACQUISITION, 12)
    return periods.end_of_month(day.year + years, month + 1)


def _gone_after(last: date, calendar: Calendar) -> Steps:
    return (
        Step(kind=StepKind.NOT_MOVED),
        Step(kind=StepKind.FROM_NEXT_DAY, day=last + ONE_DAY),
        *counting.forecast_without_effect(calendar, last),
    )
