"""`flask holidays import`."""

from datetime import datetime, time, timedelta
from pathlib import Path

import click
from flask.cli import AppGroup

from app.booking.queries.holidays import bookings_on
from app.kernel.holidays import Holiday, HolidayFileRefused, HolidayPlan
from app.kernel.moments import at
from app.offices.usecases.holidays import import_holidays
from app.web.clock import now

holidays = AppGroup("holidays", help="国民の祝日の表を新しくします。")


@holidays.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="変わることを示すだけで、書き込みません。")
def import_(file: Path, dry_run: bool) -> None:
    """内閣府の syukujitsu.csv を取り込みます。載っている年の祝日は公表済みになり、見込みの行は置き換わります。"""
    moment = now()
    try:
        plan = import_holidays(file.read_bytes(), now=moment, dry_run=dry_run)
    except HolidayFileRefused as refused:
        raise click.ClickException(f"{file.name}: {refused}") from None
    told(plan)
    tell_bookings(plan.added, moment)
    click.echo("書き込んでいません（--dry-run）。" if dry_run else "書き込みました。")


def told(plan: HolidayPlan) -> None:
    """Say what changes."""
    for word, days in (("加わる", plan.added), ("なくなる", plan.removed), ("名前が変わる", plan.renamed)):
        for each in days:
            click.echo(f"{word}: {each.day} {each.name}")
    click.echo(f"見込みから公表済みになる日 {len(plan.confirmed)}、公表済みの終わり {plan.official_until}")


def tell_bookings(days: tuple[Holiday, ...], moment: datetime) -> None:
    """Name the bookings of days that are holidays now; the desk finds them among those outside what is set."""
    for each in days:
        begins = at(each.day, time.min)
        for office_id, number, _at in bookings_on(begins, begins + timedelta(days=1)) if begins > moment else ():
            click.echo(f"祝日になった日の予約: {each.day} {office_id} {number}（窓口の「やること」にも出ます）")
