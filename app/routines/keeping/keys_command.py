"""`flask keys rotate`."""

import click
from flask.cli import AppGroup

from app.kernel.sealing import SealBroken
from app.routines.keeping.places import Refused, drafts
from app.routines.keeping.rotating import Rotated, finish, rotate
from app.web import clock

keys = AppGroup("keys", help="秘密鍵を替えます。")
NAMES = {"seal": "データを封じる鍵", "password": "照会パスワードの鍵", "cookie": "クッキーの鍵"}


@keys.command("rotate")
@click.option("--seal", "which", flag_value="seal", help="データを封じる鍵。動かしたまま、すべてを封じ直します。")
@click.option(
    "--password", "which", flag_value="password", help="照会パスワードの鍵。前の鍵は、その予約が終わるまで残ります。"
)
@click.option("--cookie", "which", flag_value="cookie", help="クッキーの鍵。")
@click.option("--finish", "finishes", is_flag=True, help="もう要らない前の鍵を外します。")
def rotate_command(which: str | None, finishes: bool) -> None:
    """鍵を一つ選んで替えます。途中で止まっても、もう一度実行すれば続きから進みます。index の鍵は替えられません。"""
    if which is None:
        raise click.UsageError("--seal・--password・--cookie のどれかを書いてください。")
    try:
        with drafts():
            told(finish(which, clock.now()) if finishes else rotate(which, clock.now()))
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    except SealBroken as broken:
        raise click.ClickException(
            f"開かない値があります（{broken}）。前の鍵を secrets.toml に戻してください。"
        ) from None


def told(done: Rotated) -> None:
    """Say what was done; a key is shown only where somebody has to put it in place."""
    click.echo(f"{NAMES[done.ring]}: 今の鍵は {done.current}、封じ直した値 {done.resealed} 件")
    if done.dropped and not done.lines:
        click.echo(f"外した鍵: {'・'.join(done.dropped)}")
    if done.kept:
        click.echo(f"まだ使われているので残した鍵: {'・'.join(done.kept)}")
    for line in done.lines:
        click.echo(line)
