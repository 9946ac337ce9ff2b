"""What /readyz and /metrics tell: mails and workers (SECURITY F14), suspicious series (T9), close searches (T7)."""

from datetime import timedelta

from flask import Flask

from app.desk.queries.series import alarms_so_far, offices_in_alarm
from app.kernel.moments import day_of
from app.notices.queries import count_by_state, oldest_unsent_age
from app.notices.terms import State
from app.routines.queries import last_effects, worker_silence
from app.seekers.queries.tracing import agencies_ringing
from app.web import clock
from app.web.health import gauge, ready_check

LATE = timedelta(minutes=10)
WATCHED = (State.WAITING, State.SENDING, State.REFUSED, State.NEEDS_HUMAN)


def init_watch(app: Flask) -> None:
    """Let the health pages ask for the outbox and the workers."""
    ready_check(app, "mails", mails_in_time)
    gauge(app, "oldest_unsent_mail_seconds", lambda: (oldest_unsent_age(clock.now()) or timedelta(0)).total_seconds())
    gauge(app, "worker_silence_seconds", silence_seconds)
    gauge(app, "offices_with_suspicious_series", lambda: float(len(offices_in_alarm())))
    gauge(app, "suspicious_series_alarms_total", lambda: float(alarms_so_far()))
    gauge(app, "agencies_with_close_searches", lambda: float(agencies_ringing(day_of(clock.now()))))
    gauge(app, "invariants_broken", invariants_broken)
    for state in WATCHED:
        gauge(app, f"mails_{state.value}", lambda state=state: float(count_by_state()[state]))


def mails_in_time() -> bool:
    """Whether no mail has been due for more than ten minutes."""
    return (oldest_unsent_age(clock.now()) or timedelta(0)) <= LATE


def silence_seconds() -> float:
    """Seconds since any worker showed itself; -1 where none ever did."""
    silence = worker_silence(clock.real_now())
    return -1.0 if silence is None else silence.total_seconds()


def invariants_broken() -> float:
    """How many invariants the last nightly check found broken; -1 where it has never run."""
    broken = last_effects("check_invariants")
    return -1.0 if broken is None else float(broken)
