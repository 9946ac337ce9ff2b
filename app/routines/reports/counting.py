"""Counting what the record, the outbox and the log of deletions know of a time; nothing that names a person."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.terms import SYSTEM
from app.db import db
from app.routines.reports.terms import GUESTS, NOBODY, SIGN_IN_ACTS, VIEWS


@dataclass(frozen=True, kw_only=True)
class Acts:
    """One act of one actor: how often, and to which things."""

    act: str
    who: str
    events: int
    subjects: frozenset[str]

    @property
    def is_view(self) -> bool:
        """Whether something was looked at and not changed."""
        return self.act in VIEWS


def acts_between(begins: datetime, ends: datetime) -> list[Acts]:
    """Every act from a moment to before another but those of signing in, by act and actor."""
    event = db.metadata.tables["audit_event"]
    wanted = sa.select(event.c.act, event.c.actor, event.c.subject, sa.func.count().label("events"))
    within = wanted.where(event.c.at >= begins, event.c.at < ends, event.c.act.not_in(SIGN_IN_ACTS))
    events: dict[tuple[str, str], int] = defaultdict(int)
    subjects: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in db.session.execute(within.group_by(event.c.act, event.c.actor, event.c.subject)):
        key = (row.act, known_as(row.actor))
        events[key] += row.events
        subjects[key].add(row.subject)
    return [
        Acts(act=act, who=who, events=events[act, who], subjects=frozenset(subjects[act, who]))
        for act, who in sorted(events)
    ]


def known_as(actor: str) -> str:
    """An account by its number; guests, and whoever is unknown, together."""
    if actor == SYSTEM or actor.startswith("account:"):
        return actor
    return GUESTS if actor.startswith("guest:") else NOBODY


def sign_ins_between(begins: datetime, ends: datetime) -> dict[tuple[str, ...], int]:
    """How often people signed in, were refused, signed out."""
    event = db.metadata.tables["audit_event"]
    return _counted((event.c.act,), event.c.at, begins, ends, event.c.act.in_(SIGN_IN_ACTS))


def mails_between(begins: datetime, ends: datetime) -> dict[tuple[str, ...], int]:
    """The notices posted in a time: kind, channel, what became of them."""
    mail = db.metadata.tables["outbox"]
    return _counted((mail.c.kind, mail.c.channel, mail.c.state), mail.c.posted_at, begins, ends)


def deletions_between(begins: datetime, ends: datetime) -> dict[tuple[str, ...], int]:
    """What was deleted in a time, and why."""
    log = db.metadata.tables["deletion_log"]
    return _counted((log.c.what, log.c.reason), log.c.at, begins, ends)


def _counted(
    by: tuple[sa.Column[Any], ...],
    moment: sa.Column[Any],
    begins: datetime,
    ends: datetime,
    *more: sa.ColumnElement[bool],
) -> dict[tuple[str, ...], int]:
    wanted = sa.select(*by, sa.func.count()).where(moment >= begins, moment < ends, *more).group_by(*by)
    return {tuple(row[:-1]): row[-1] for row in db.session.execute(wanted)}
