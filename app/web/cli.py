"""`flask config check`: is this installation safe to serve?"""

import stat
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import AppGroup

from app.config import PREFIX, Settings
from app.web.database_log import quoting_settings
from app.web.health import failed_checks
from app.web.hosts import base_hosts

config = AppGroup("config", help="設定を確かめます。")
CHECKS = {
    "migrations": "データベースにつながらないか、移行が済んでいません（flask db upgrade を実行してください）。",
    "keys": "secrets.toml の鍵が、データを封じた鍵と違います。",
}
SECRET = frozenset({"keys", "database_url", "smtp_url", "testing"})


@config.command("check")
def check() -> None:
    """設定・権限・鍵・データベースを確かめます。直すものがあれば名指しし、終了コード 1 で終わります。"""
    settings: Settings = current_app.extensions["settings"]
    for line in told(settings):
        click.echo(line)
    refused = list(not_ready())
    found = [*problems(settings), *refused, *([] if settings.demo or refused else quoting())]
    for problem in found:
        click.echo(f"要修正 {problem}", err=True)
    if found:
        raise SystemExit(1)
    click.echo("問題は見つかりませんでした。")


def told(settings: Settings) -> Iterator[str]:
    """Every setting that is no secret, as it is read."""
    for field in fields(settings):
        if field.name not in SECRET:
            yield f"{PREFIX}{field.name.upper()} = {words(getattr(settings, field.name))}"
    yield f"{PREFIX}DATABASE_URL = {settings.database_url.partition('://')[0]}://…"
    yield f"{PREFIX}SMTP_URL = {(settings.smtp_url or 'なし').partition('://')[0]}"


def words(value: object) -> str:
    """A setting's value for reading."""
    if isinstance(value, frozenset | tuple):
        return ",".join(sorted(str(getattr(item, "value", item)) for item in value)) or "なし"
    if isinstance(value, bool):
        return "on" if value else "off"
    return "なし" if value is None else str(getattr(value, "value", value))


def problems(settings: Settings) -> Iterator[str]:
    """What the settings themselves let through and should not be served: named, in Japanese."""
    if not private(settings.instance):
        yield f"{PREFIX}INSTANCE: {settings.instance} を所有者以外が読めます（0700 にしてください）。"
    if settings.demo:
        return
    for host in sorted(base_hosts(settings) - {name.lower() for name in settings.trusted_hosts}):
        yield f"{PREFIX}TRUSTED_HOSTS: BASE_URL の {host} がありません。"
    if not settings.proxy_hops:
        yield f"{PREFIX}PROXY_HOPS: 0 のままでは、回数の制限が前段のサーバーひとつに数えられます。"
    for surface in sorted(settings.surfaces, key=lambda each: each.value):
        if urlsplit(settings.base_urls[surface]).hostname in ("localhost", "127.0.0.1"):
            yield f"{PREFIX}{surface.name}_BASE_URL: この機械だけのアドレスです。"


def not_ready() -> Iterator[str]:
    """What /readyz would refuse for and a setting can cure, in words."""
    yield from (f"{name}: {CHECKS[name]}" for name in failed_checks() if name in CHECKS)


def quoting() -> Iterator[str]:
    """Under which of its settings the database's own log would quote what people type."""
    for name, value in quoting_settings().items():
        yield f"PostgreSQL の {name}: {value} では、打たれたものが記録に残ります（deploy/sql/logging.sql）。"


def private(folder: Path) -> bool:
    """Whether only the owner can look into a folder."""
    return folder.is_dir() and not folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
