"""`flask worker`, `flask routines run`, `flask invariants check`."""

import click
from flask.cli import AppGroup, with_appcontext

from app.routines.delivery import tell
from app.routines.invariants import check_all
from app.routines.registry import ROUTINES
from app.routines.usecases import run_due
from app.routines.worker import Worker
from app.web import clock
from app.web.canary import WrongKeys
from app.web.logs import log

routines = AppGroup("routines", help="定時処理を動かします。")
invariants = AppGroup("invariants", help="不変条件（いつも成り立つべきこと）を確かめます。")
BY_NAME = {routine.name: routine for routine in ROUTINES}


@click.command("worker")
@with_appcontext
def worker() -> None:
    """メールの送信と定時処理を、止められるまで続けます。いくつ動かしてもかまいません。"""
    try:
        Worker().work()
    except WrongKeys:
        log.error("wrong_keys")
        raise click.ClickException("秘密鍵が、このデータベースのものではありません。何も送らずに終わります。") from None


@routines.command("run")
@click.option("--only", type=click.Choice(list(BY_NAME)), help="これだけを、期限にかかわらず今すぐ動かします。")
@click.option("--dry-run", is_flag=True, help="動かさずに、期限の来ている処理を並べます。")
def run(only: str | None, dry_run: bool) -> None:
    """期限の来た定時処理を動かします。済んだ分は動かしません。"""
    now, real = tell()
    if dry_run:
        for routine in ROUTINES:
            click.echo(f"{routine.name}: {routine.title}（{clock.jst(routine.last_due(now)):%Y-%m-%d %H:%M}）")
        return
    if only is not None:
        click.echo(f"{only}: {BY_NAME[only].run(now)} 件")
        return
    for done in run_due(ROUTINES, now, real):
        click.echo(f"{done.name}: {'失敗しました' if done.effects is None else f'{done.effects} 件'}")


@invariants.command("check")
def check() -> None:
    """不変条件をすべて確かめます。破れていれば名指しし、終了コード 1 で終わります。"""
    found = check_all(clock.now())
    for invariant, violations in found.items():
        click.echo(f"{invariant.name} {invariant.title}: {'守られています' if not violations else '破れています'}")
        for violation in violations:
            click.echo(f"  {violation}", err=True)
    if any(found.values()):
        raise SystemExit(1)
