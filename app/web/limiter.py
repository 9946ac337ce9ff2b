"""Counting tries in the database, so that several processes and restarts share one count (SECURITY 1.4)."""

import ipaddress
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, request
from sqlalchemy import CheckConstraint, Index, String, and_, case, delete, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from app.config import Settings
from app.db import Busy, Model, UtcDateTime, blind_index, db, insert_into
from app.web.clock import jst
from app.web.limits import EVERYONE, Limit, Rate

__all__ = [
    "EVERYONE",
    "Allowed",
    "Exceeded",
    "Limit",
    "allow",
    "client_network",
    "give_back",
    "purge_before",
    "spend",
    "spend_together",
]

IPV6_PREFIX = 64
Weighed = tuple[Rate, dict[str, object], int]


class LimitCounter(Model):
    """How often one subject tried one thing in one window; the subject only as an HMAC of the day."""

    __tablename__ = "limit_counter"
    __table_args__ = (
        CheckConstraint("n >= 0", name="n_not_negative"),
        Index("ix_limit_counter_window_start", "window_start"),
    )

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    seconds: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    window_start: Mapped[datetime] = mapped_column(UtcDateTime(), primary_key=True)
    n: Mapped[int]


@dataclass(frozen=True)
class Allowed:
    """The try is counted and may go on."""


@dataclass(frozen=True)
class Exceeded:
    """The limit is used up; `seconds` until its window ends."""

    seconds: int

    @property
    def retry_after_minutes(self) -> int:
        """Whole minutes to wait, at least one, as the page says them."""
        return max(1, math.ceil(self.seconds / 60))


def allow(kind: Limit, subject: str, now: datetime) -> Allowed | Exceeded:
    """Count one try in a short transaction of its own; a GET may do this too.

    Raises `Busy` where the counter cannot be written: a broken limiter lets nobody through.
    """
    try:
        return _allow(kind, subject, now)
    except SQLAlchemyError as error:
        raise Busy(kind.kept_as) from error


def spend(kind: Limit, subject: str, now: datetime) -> Allowed | Exceeded:
    """Count one try in the caller's transaction, so that it counts only if that commits.

    A try past the limit is not counted, so that trying on does not lengthen the wait.
    """
    return spend_together([(kind, subject)], now)


def spend_together(
    tries: Iterable[tuple[Limit, str]], now: datetime, *, within: Iterable[tuple[Limit, str]] = ()
) -> Allowed | Exceeded:
    """Count what several limits see in one try, in one statement: either all of them count it or none.

    `within` are limits that do not count this try, and still stop it once they are used up; they come first.
    """
    if not limits_on():
        return Allowed()
    rows = [*_rows(within, 0, now), *_rows(tries, 1, now)]
    counted = _count(rows)
    exceeded = [(rate, row) for rate, row, _ in rows if _name(row) not in counted]
    if not exceeded:
        return Allowed()
    _uncount([row for _, row, weight in rows if weight and _name(row) in counted])
    rate, row = exceeded[0]
    return Exceeded(_seconds_left(rate, row["window_start"], now))


def give_back(kind: Limit, subject: str, now: datetime) -> None:
    """Take a counted try back, in a transaction of its own: it turned out to be no failure."""
    if limits_on():
        _give_back([_row(kind, rate, subject, now) for rate in kind.rates])


@db.write
def purge_before(moment: datetime) -> int:
    """Forget the counters of windows begun before `moment`; how many went."""
    return db.session.execute(delete(LimitCounter).where(LimitCounter.window_start < moment)).rowcount


def client_network() -> str:
    """Whom to count the request to: the IPv4 address, or the 64-bit prefix of an IPv6 one."""
    return network_of(request.remote_addr or "")


def network_of(address: str) -> str:
    """The network of an address; a text that is no address counts as itself."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if parsed.version == 6 and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed.ipv4_mapped if parsed.version == 6 else parsed)


def limits_on() -> bool:
    """Whether limits count; only the demo may switch them off."""
    settings: Settings = current_app.extensions["settings"]
    return settings.limits or not settings.demo


_allow = db.write(spend)


def _row(kind: Limit, rate: Rate, subject: str, now: datetime) -> dict[str, object]:
    day = jst(now).date().isoformat()
    return {
        "kind": kind.kept_as,
        "subject": blind_index(f"limit {kind.kept_as} {day}", subject),
        "seconds": rate.seconds,
        "window_start": window_start(rate, now),
    }


def window_start(rate: Rate, now: datetime) -> datetime:
    """When the window of `now` began: whole windows since midnight in Japan."""
    midnight = jst(now).replace(hour=0, minute=0, second=0, microsecond=0)
    whole = (now - midnight) // timedelta(seconds=rate.seconds)
    return midnight + timedelta(seconds=whole * rate.seconds)


def _rows(tries: Iterable[tuple[Limit, str]], weight: int, now: datetime) -> list[Weighed]:
    """Each counter of these limits, and what the try adds to it."""
    return [(rate, _row(kind, rate, subject, now), weight) for kind, subject in tries for rate in kind.rates]


def _count(rows: Sequence[Weighed]) -> set[tuple[object, object]]:
    """Raise every counter that is below its rate by its weight; which were below."""
    most = case(
        *(
            (and_(LimitCounter.kind == row["kind"], LimitCounter.seconds == row["seconds"]), rate.times)
            for rate, row, _ in rows
        )
    )
    statement = insert_into(LimitCounter).values([{**row, "n": weight} for _, row, weight in rows])
    raised = statement.on_conflict_do_update(
        index_elements=list(rows[0][1]), set_={"n": LimitCounter.n + statement.excluded.n}, where=LimitCounter.n < most
    )
    return {tuple(found) for found in db.session.execute(raised.returning(LimitCounter.kind, LimitCounter.seconds))}


def _name(row: dict[str, object]) -> tuple[object, object]:
    return row["kind"], row["seconds"]


def _uncount(rows: list[dict[str, object]]) -> None:
    for row in rows:
        statement = update(LimitCounter).filter_by(**row).where(LimitCounter.n > 0)
        db.session.execute(statement.values(n=LimitCounter.n - 1).execution_options(synchronize_session=False))


_give_back = db.write(_uncount)


def _seconds_left(rate: Rate, start: datetime, now: datetime) -> int:
    return math.ceil((start + timedelta(seconds=rate.seconds) - now).total_seconds())
