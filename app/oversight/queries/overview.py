"""The ministry's overview: of each bureau how many take part, are stopped, and owe the last yearly report."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.agencies.queries.counts import counts_by_bureau
from app.agencies.queries.limits import taking_part
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries.bureaux import Bureau, list_bureaux
from app.oversight.queries.reports import owing_reports


@dataclass(frozen=True, kw_only=True)
class BureauCount:
    """What a bureau watches over."""

    bureau: Bureau
    taking_part: int
    stopped: int
    short: int


def overview(fiscal_year: int, now: datetime) -> tuple[BureauCount, ...]:
    """Every bureau with somebody to watch over, from north to south; `short` counts reports of a year still missing."""
    members, stopped = counts_by_bureau(now)
    short = _short_by_bureau(fiscal_year, now)
    return tuple(
        BureauCount(
            bureau=each,
            taking_part=members[each.id],
            stopped=stopped.get(each.id, 0),
            short=short.get(each.id, 0),
        )
        for each in list_bureaux()
        if members.get(each.id)
    )


def _short_by_bureau(fiscal_year: int, now: datetime) -> dict[int, int]:
    agencies = taking_part(None, day_of(now)).subquery()
    short = select(agencies.c.bureau_id, func.count()).where(agencies.c.id.in_(owing_reports((fiscal_year,))))
    return dict(db.session.execute(short.group_by(agencies.c.bureau_id)).all())
