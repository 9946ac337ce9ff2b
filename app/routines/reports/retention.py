"""`flask retention report`: what is kept how long, what is past its date, when it is purged next (DESIGN 3.11)."""

from datetime import datetime, timedelta

import click
from flask.cli import AppGroup

from app.kernel.moments import day_of
from app.offices.queries.offices import list_offices
from app.offices.queries.retention import periods_on, use_log_months
from app.routines.checks.past_date import KEPT_DATA, Kept
from app.routines.registry import ROUTINES
from app.routines.terms import Routine
from app.web import clock

BY_NAME = {routine.name: routine for routine in ROUTINES}
STEPS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(hours=1), timedelta(days=1))
"""How far apart routines run at most, the shortest first."""
WITHOUT_END = (
    "監査の記録と封印",
    "消した記録の控え（仮の名）",
    "規約・方針・祝日の版と変更",
    "事業者の届出と処分の記録",
)

retention = AppGroup("retention", help="保存期間を調べます。")


@retention.command("report")
def report() -> None:
    """何をいつまで残すか、期限を過ぎて残るもの、次に消す時刻を示します。過ぎて残れば、終了コード 1 で終わります。"""
    now = clock.now()
    tell_periods(now)
    counted = [(kept, kept.past(now), kept.past(now - timedelta(hours=25))) for kept in KEPT_DATA]
    for kept, waiting, late in counted:
        click.echo(line(kept, waiting, late, now))
    click.echo(f"期限なく残すもの: {'、'.join(WITHOUT_END)}")
    if any(late for _kept, _waiting, late in counted):
        raise SystemExit(1)


def tell_periods(now: datetime) -> None:
    """What each office has chosen."""
    for office in list_offices():
        periods = periods_on(office.id, day_of(now))
        uses = f"利用の記録 {use_log_months(periods)}か月"
        if periods is None:
            click.echo(f"{office.id}: まだ選んでいません（予約は消しません）、{uses}")
            continue
        chosen = f"連絡先 {periods.contact_months}か月、記録 {periods.record_months}か月"
        click.echo(f"{office.id}: {chosen}、{uses}")


def line(kept: Kept, waiting: int, late: int, now: datetime) -> str:
    """A kind of data in one line."""
    told = f"{kept.what}: {kept.period}、期限を過ぎたもの {waiting} 件"
    told += f"（うち一日より長く残るもの {late} 件）" if late else ""
    if kept.routine is None:
        return f"{told}、次のバックアップで消えます"
    return f"{told}、次は {clock.jst(next_due(BY_NAME[kept.routine], now)):%Y-%m-%d %H:%M}"


def next_due(routine: Routine, now: datetime) -> datetime:
    """When a routine is due next."""
    last = routine.last_due(now)
    return next(due for step in STEPS if (due := routine.last_due(last + step)) > last)
