"""Instant use (即時利用): when it can be had, for whom, and how a request goes on (NGS-40 to NGS-47)."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.booking.rules.dates import day_over_at
from app.booking.rules.slots import closings_in, openings_in, public_grid
from app.booking.rules.state import state_at
from app.booking.terms.application import ApplicantType
from app.booking.terms.instant import (
    ANSWERED_WITHIN,
    STILL_OPEN,
    AgreementRefusal,
    AnswerRefusal,
    CodeWay,
    InstantFacts,
    InstantRefusal,
    OpenHours,
    RequestFacts,
    Stage,
)
from app.booking.terms.people import Device
from app.booking.terms.slots import Situation
from app.booking.terms.states import BookingState
from app.kernel.free_times import free_times
from app.kernel.moments import day_of, hour_of
from app.kernel.slots import DayFacts, DayTimes
from app.offices.terms import Eligibility, EmployerUse, Policy

ACCESS_CODE = "M-NGS-3"
"""アクセスコード連絡, by its name in the mail catalogue (RULES (b))."""

A_SECOND = timedelta(seconds=1)
STAGES = {
    BookingState.IN_SESSION: Stage.IN_SESSION,
    BookingState.REFUSED: Stage.DECLINED,
    BookingState.DECLINED_TERMS: Stage.DECLINED_TERMS,
    BookingState.INVALID: Stage.LAPSED,
}


def minute_of(now: datetime) -> datetime:
    """The minute that runs at `now`, by its first second: from then on an instant session counts."""
    return now.replace(second=0, microsecond=0)


def open_hours(situation: Situation, now: datetime) -> OpenHours:
    """Whether a session may be held at `now`, to the second, and for how many minutes (NGS-03, Q-44).

    From the first second of a session window to its last; one begun near its end is only as long as the window. The
    office's closures, openings and stops count as they do for its times. `situation` must know the day.
    """
    policy = situation.policy_on(day_of(now))
    if policy is None:
        return OpenHours(minutes=0)
    closed = _begun_now(1, situation, policy, now)
    if not _is_open(closed):
        why = closed.times[0].why if closed.times else closed.why
        return OpenHours(minutes=0, why=why)
    lasts = (minutes for minutes in range(policy.session_minutes, 0, -1))
    return OpenHours(minutes=next(each for each in lasts if _is_open(_begun_now(each, situation, policy, now))))


def lapses_at(now: datetime, hours: OpenHours) -> datetime:
    """The first moment at which a request of `now` that nobody has answered is over."""
    return min(now + ANSWERED_WITHIN, minute_of(now) + timedelta(minutes=hours.minutes))


def ground_against_request(facts: InstantFacts, policy: Policy) -> InstantRefusal | None:
    """Why a request is not taken; None where it is, also while a change of the terms still asks for an answer.

    Seekers and employers alike (NGS-40). Consent must have been recorded before (NGS-41); the telephone is the
    registered one (NGS-46); both sides must have time (NGS-42).
    """
    if not facts.office_ready:
        return InstantRefusal.NOT_OPEN_YET
    if facts.has_open_request:
        return InstantRefusal.OPEN_ALREADY
    if facts.hours.minutes == 0:
        return InstantRefusal.OUTSIDE_HOURS
    if facts.applicant_type is ApplicantType.EMPLOYER and policy.employer_users is EmployerUse.NO:
        return InstantRefusal.EMPLOYER_NOT_SERVED
    if facts.agreed is None:
        return InstantRefusal.NO_CONSENT
    return _ground_of_phone(facts, policy) or _ground_of_means(facts, policy) or _ground_of_people(facts)


def asks_for_agreement(agreed: int | None, newest: int, policy: Policy) -> bool:
    """Whether the newest terms must be agreed to before the session: they have changed since the consent (NGS-43)."""
    return policy.instant_reconsent and agreed != newest


def ground_against_agreement(facts: RequestFacts, version: int, newest: int, now: datetime) -> AgreementRefusal | None:
    """Why 同意する or 同意しない for `version` is not taken: no request waits for it, or it is not the newest one."""
    if stage_of(facts, now) is not Stage.AGREEMENT:
        return AgreementRefusal.NOTHING_OPEN
    return None if version == newest else AgreementRefusal.OTHER_VERSION


def ground_against_acceptance(
    facts: RequestFacts, agreed: int | None, newest: int, policy: Policy, now: datetime
) -> AnswerRefusal | None:
    """Why a request is not accepted: over or answered already, or the newest terms are not agreed to (NGS-44)."""
    stage = stage_of(facts, now)
    if stage is Stage.AGREEMENT or (stage is Stage.WAITING and asks_for_agreement(agreed, newest, policy)):
        return AnswerRefusal.TERMS_NOT_AGREED
    return _ground_of_stage(stage)


def ground_against_declining(facts: RequestFacts, now: datetime) -> AnswerRefusal | None:
    """Why a request is not declined; one that waits for the person's agreement may be (NGS-42)."""
    stage = stage_of(facts, now)
    return None if stage is Stage.AGREEMENT else _ground_of_stage(stage)


def ground_against_call(facts: RequestFacts, given: str | None, now: datetime) -> AnswerRefusal | None:
    """Why a call is not noted: the code goes another way, or there is nothing to call about any more (NGS-45)."""
    if stage_of(facts, now) not in (Stage.ACCEPTED, Stage.IN_SESSION):
        return AnswerRefusal.OVER
    return None if given == CodeWay.CALL else AnswerRefusal.NOT_BY_CALL


def ground_against_ending(facts: RequestFacts, now: datetime) -> AnswerRefusal | None:
    """Why a request is not ended: its session has begun, or it is over. Its person called, or never came in."""
    stage = stage_of(facts, now)
    if stage is Stage.IN_SESSION:
        return AnswerRefusal.IN_SESSION
    return None if is_open_at(facts, now) else AnswerRefusal.OVER


def is_open_at(facts: RequestFacts, now: datetime) -> bool:
    """Whether a request goes on at `now`, with the number held (NGS-46); at the latest to the end of its day."""
    return stage_of(facts, now) in STILL_OPEN and now < day_over_at(facts.state.starts_at)


def stage_of(facts: RequestFacts, now: datetime) -> Stage:
    """Where a request stands at `now`, written down or not (DESIGN 3.8)."""
    state = state_at(facts.state, now)
    if state is BookingState.REQUESTED:
        return Stage.AGREEMENT if facts.agreed_at is None else Stage.WAITING
    if state is BookingState.CONFIRMED:
        return Stage.ACCEPTED
    return STAGES.get(state, Stage.OVER)


def code_ends_at(answered_at: datetime, minutes: int) -> datetime:
    """The first moment at which an access code given at `answered_at` is shown to nobody any more (T12)."""
    return minute_of(answered_at) + timedelta(minutes=minutes)


def _ground_of_phone(facts: InstantFacts, policy: Policy) -> InstantRefusal | None:
    if facts.registered_phone is None:
        return InstantRefusal.NO_PHONE
    differs = facts.typed_phone != facts.registered_phone
    return InstantRefusal.PHONE_DIFFERS if policy.phone_change_blocked and differs else None


def _ground_of_means(facts: InstantFacts, policy: Policy) -> InstantRefusal | None:
    """A device with a camera (NGS-08); for an employer the establishment (NGS-07)."""
    if Eligibility.DEVICE in policy.eligibility and facts.device in (None, Device.NONE):
        return InstantRefusal.NO_DEVICE
    nameless = facts.applicant_type is ApplicantType.EMPLOYER and not facts.establishment
    return InstantRefusal.NO_ESTABLISHMENT if nameless else None


def _ground_of_people(facts: InstantFacts) -> InstantRefusal | None:
    if facts.banned:
        return InstantRefusal.BANNED
    return None if facts.someone_free else InstantRefusal.NOBODY_FREE


def _ground_of_stage(stage: Stage) -> AnswerRefusal | None:
    if stage is Stage.WAITING:
        return None
    answered = stage in (Stage.ACCEPTED, Stage.IN_SESSION)
    return AnswerRefusal.ANSWERED_ALREADY if answered else AnswerRefusal.OVER


def _is_open(times: DayTimes) -> bool:
    return bool(times.times) and times.times[0].why is None


def _begun_now(minutes: int, situation: Situation, policy: Policy, now: datetime) -> DayTimes:
    """A session of so many minutes begun at this minute, as the office's day has it; nobody's booking counts."""
    begins, day = minute_of(now), day_of(now)
    known = situation.on(day)
    return free_times(
        day,
        grid=replace(public_grid(policy), session_minutes=minutes, starts=(hour_of(begins),), seats=1, offered=1),
        facts=DayFacts(
            last_day=day,
            closings=closings_in(known.closures),
            openings=openings_in(known.closures),
            stops=tuple(stop for stop in known.stops if stop.until is None or now < stop.until),
        ),
        calendar=situation.calendar,
        now=begins - A_SECOND,
    )
