"""Instant use as the desk sees it: who is free, who waits, whom to call (NGS-42, NGS-45)."""

from datetime import datetime

from app.accounts.queries.people import get_person, names_of
from app.booking.queries.instant import free_now, open_hours, requests_of_today, situation_now
from app.booking.terms.instant import STILL_OPEN, CodeWay, InstantRecord, Stage
from app.desk.terms.instant import Queue, QueueLine

TO_CALL = frozenset({Stage.ACCEPTED, Stage.IN_SESSION})


def queue_of(office_id: str, account_id: int | None, now: datetime) -> Queue:
    """The requests of today at the office, as whoever has the account sees them."""
    lines = tuple(_line(record, stage) for record, stage in requests_of_today(office_id, now))
    free = free_people(office_id, now)
    return Queue(
        going_on=tuple(line for line in lines if line.stage in STILL_OPEN),
        over=tuple(line for line in reversed(lines) if line.stage not in STILL_OPEN),
        free=free,
        i_am_free=account_id in free,
        is_open=open_hours(situation_now(office_id, now), now).minutes > 0,
    )


def free_people(office_id: str, now: datetime) -> dict[int, str]:
    """The accounts that are free now with their names, in the order they said so."""
    accounts = free_now(office_id, now)
    names = names_of(accounts)
    return {account: names[account] for account in accounts}


def _line(record: InstantRecord, stage: Stage) -> QueueLine:
    """The registered number, not one that was typed, and only while it is to be called."""
    waits = record.given is CodeWay.CALL and record.called_at is None and stage in TO_CALL
    return QueueLine(record=record, stage=stage, phone=get_person(record.account_id).phone if waits else None)
