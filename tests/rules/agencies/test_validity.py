"""A limit's last day counts; from the next day on something is to be done."""

from datetime import date

import pytest

from app.agencies.rules.validity import limit_state, tasks_of
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import ServiceFacts
from app.agencies.terms.validity import LimitState, Task

LICENCE = date(2026, 6, 30)
FAR = date(2030, 3, 31)


def taken(service=Service.SEEKER_INFO, until=FAR, ended_on=None):
    """A service taken part in."""
    return ServiceFacts(service=service, from_on=date(2025, 4, 1), valid_until=until, ended_on=ended_on)


@pytest.mark.rule("AGY-010", "AGY-011")
@pytest.mark.parametrize(
    "today, state",
    [
        (date(2026, 5, 1), LimitState.FAR),
        (date(2026, 5, 2), LimitState.SOON),
        (date(2026, 6, 29), LimitState.SOON),
        (date(2026, 6, 30), LimitState.SOON),
        (date(2026, 7, 1), LimitState.PASSED),
    ],
)
def test_a_limit_has_passed_on_the_day_after_it(today, state):
    assert limit_state(LICENCE, today) is state
    assert limit_state(None, today) is LimitState.NONE


@pytest.mark.rule("AGY-011")
@pytest.mark.parametrize(
    "today, tasks",
    [
        (date(2026, 6, 30), (Task.CHANGE_LICENCE_SOON,)),
        (date(2026, 7, 1), (Task.CHANGE_LICENCE,)),
        (date(2026, 7, 2), (Task.CHANGE_LICENCE,)),
    ],
)
def test_a_change_application_is_needed_from_the_day_after_the_licence_ended(today, tasks):
    assert tasks_of(LICENCE, (taken(),), today, renewal_not_admitted=False) == tasks


@pytest.mark.rule("AGY-010", "AGY-013")
@pytest.mark.parametrize(
    "today, refused, tasks",
    [
        (date(2026, 6, 30), False, (Task.RENEW_SERVICE_SOON,)),
        (date(2026, 6, 30), True, (Task.RENEW_SERVICE_SOON,)),
        (date(2026, 7, 1), False, (Task.RENEW_SERVICE,)),
        (date(2026, 7, 1), True, (Task.WITHDRAW_SERVICE,)),
        (date(2026, 7, 2), True, (Task.WITHDRAW_SERVICE,)),
    ],
)
def test_past_the_term_without_the_requirements_only_the_withdrawal_is_left(today, refused, tasks):
    assert tasks_of(FAR, (taken(until=LICENCE),), today, renewal_not_admitted=refused) == tasks


@pytest.mark.rule("AGY-013")
def test_a_passed_licence_asks_for_nothing_more_where_only_the_withdrawal_is_left():
    today = date(2026, 7, 1)
    assert tasks_of(LICENCE, (taken(until=LICENCE),), today, renewal_not_admitted=True) == (Task.WITHDRAW_SERVICE,)


def test_a_service_given_up_asks_for_nothing():
    given_up = taken(until=LICENCE, ended_on=date(2026, 5, 1))
    other = taken(Service.JOB_INFO, until=None)
    assert tasks_of(FAR, (given_up, other), date(2026, 7, 1), renewal_not_admitted=True) == ()
