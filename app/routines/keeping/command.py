"""`flask backup`, `flask restore`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.routines.checks.past_date import KEPT_DATA
from app.routines.invariants import check_all
from app.routines.keeping.backing_up import back_up
from app.routines.keeping.places import KEPT, Refused, backups_folder
from app.routines.keeping.restoring import Restored, read_backup, restore
from app.routines.keeping.snapshots import is_sqlite
from app.routines.registry import ROUTINES
from app.web import clock

WORD = "置き換える"


@click.command("backup")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--keep", type=click.IntRange(1, 1000), default=KEPT, show_default=True, help="残す数。古いものから消します。"
)
@with_appcontext
def backup(folder: Path | None, keep: int) -> None:
    """動かしたまま、ある一瞬のデータベース全体を封じて保存します。鍵（secrets.toml）は入りません。"""
    try:
        path, head = back_up(folder or backups_folder(), clock.now(), clock.real_now(), keep=keep)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    rows = sum(head["rows"].values())
    click.echo(f"{path}: {rows} 行、移行 {head['revision']}、{path.stat().st_size} バイト、SHA-256 {head['sha256']}")
    click.echo("鍵は入っていません。secrets.toml は別の場所に、二人で保管してください。")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="今あるデータベースを置き換えます。")
@click.option("--confirm", help=f"確認の言葉。書かなければ尋ねます（「{WORD}」）。")
@with_appcontext
def restore_command(file: Path, replace: bool, confirm: str | None) -> None:
    """バックアップから復元します。その後に消したもの・拒否・停止・退会は、戻しません。"""
    try:
        head = read_backup(file)
        click.echo(f"{file.name}: {head['made_at']} 現在、{sum(head['rows'].values())} 行、移行 {head['revision']}")
        if (
            replace
            and (confirm or click.prompt(f"今のデータは失われます。続けるには「{WORD}」と入力してください")) != WORD
        ):
            raise Refused("確認の言葉が違います。何も変えていません。")
        done = restore(file, clock.now(), replaces=replace)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    told(done)
    forget_past()
    check()


def told(done: Restored) -> None:
    """Say what was done, and what a human has to look at."""
    click.echo(f"{done.as_of:%Y-%m-%dT%H:%M:%SZ} のとおりに {done.rows} 行を復元しました。")
    click.echo(f"職員の確認を待つメール {done.held_mails} 通、無効にしたログイン・コード・リンク {done.voided} 件")
    for words, counted in (("その後の記録を戻した", done.replayed.put), ("あらためて消した", done.replayed.deleted)):
        for name, count in sorted(counted.items()):
            click.echo(f"{words} {name}: {count}")
    for name, count in sorted(done.replayed.left.items()):
        click.echo(f"戻す相手がバックアップにない {name}: {count}", err=True)
    if not is_sqlite():
        click.echo("権限は戻りません。画面とworkerを動かす前に、所有者で deploy/sql/grants.sql を実行してください。")
    if not done.read_old:
        click.echo(
            "今までのデータベースを読めませんでした。最後の数分の削除・停止は、控えにないかもしれません。", err=True
        )


def forget_past() -> None:
    """Take away at once what has come past its date since the backup, as every night would have (SECURITY I12)."""
    wanted = {kept.routine for kept in KEPT_DATA}
    gone = sum(routine.run(clock.now()) for routine in ROUTINES if routine.name in wanted)
    click.echo(f"その後に期限を過ぎたもの {gone} 件を消しました。")


def check() -> None:
    """Check every invariant; exit 1 where one is broken."""
    broken = {invariant.name: found for invariant, found in check_all(clock.now()).items() if found}
    for name, found in broken.items():
        click.echo(f"{name}: {found[0]} ほか {len(found)} 件", err=True)
    if broken:
        raise SystemExit(1)
    click.echo("不変条件はすべて守られています。")
