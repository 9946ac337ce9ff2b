"""The demonstration: its clock, which runs on from where it was set, and the words that say so on every page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import click
from flask import Flask, current_app
from flask_babel import gettext as _

from app.config import Settings
from app.environment import moment_of
from app.web import clock
from app.web.commands import CommandsOnDemand
from app.web.filters import jdate, jtime, spoken

OPENING_HOUR = 10
IN_STOP = "in-stop"
StopAt = Callable[[datetime], Any]

demo = CommandsOnDemand("demo", help="体験版のデータと時計を扱います（本番では使えません）。")


def init_demo(app: Flask, settings: Settings) -> None:
    """Give every page of the demo its banner; production has none."""
    if settings.demo:
        app.context_processor(lambda: {"demo_clock": banner()})


def start_clock(settings: Settings, stop_at: StopAt) -> clock.DemoClock:
    """The demo's clock, set at the first start with this CLOCK and left to run by every later process (DESIGN 4).

    Without CLOCK, a demo started inside a stop of the information service (`stop_at`) begins at 10:00.
    """
    found = clock.DemoClock(settings.instance)
    if settings.clock is not None:
        text = settings.clock.isoformat()
        if found.note() != text:
            found.set(settings.clock, text)
        return found
    real = clock.real_now()
    if not found.path.exists() and stop_at(real):
        found.set(after_stop(real), f"{IN_STOP} {clock.jst(real).date()}")
    elif found.note().startswith(IN_STOP) and found.note() != f"{IN_STOP} {clock.jst(real).date()}":
        found.reset()
    return found


def after_stop(real: datetime) -> datetime:
    """10:00 in Japan, of the day itself or, late in the evening of a month's end, of the next."""
    ten = clock.jst(real).replace(hour=OPENING_HOUR, minute=0, second=0, microsecond=0)
    return ten if ten > real else ten + timedelta(days=1)


def banner() -> str:
    """What the demo says of itself on top of every page."""
    found = current_app.extensions["clock"]
    offset, note = found.setting() if isinstance(found, clock.DemoClock) else (0.0, "")
    minute = found.now().replace(second=0, microsecond=0) if offset else None
    return said_at(minute, note.startswith(IN_STOP), spoken())


@lru_cache(maxsize=16)
def said_at(minute: datetime | None, in_stop: bool, _language: str) -> str:
    """The same for a minute of a clock that was moved, in the language of the page."""
    words = [_("架空のデータで動いています。実在の窓口とは関係ありません。")]
    if minute is not None:
        words.append(_("時計を動かしています（いまは%(day)s%(time)s）。", day=jdate(minute), time=jtime(minute)))
        if in_stop:
            words.append(_("情報提供サービスの休止時間に始めたため、10時から始めました。"))
    return "".join(words)


@demo.command("clock")
@click.argument("moment", metavar="DATETIME")
def set_clock(moment: str) -> None:
    """体験版の時計を DATETIME にします（例 2026-05-11T15:59:00+09:00、now で実際の時刻に戻します）。"""
    found = clock.DemoClock(current_app.extensions["settings"].instance)
    if moment == "now":
        found.reset()
    else:
        found.set(parsed(moment), found.note())
    now = clock.jst(found.now())
    click.echo(f"体験版の時計は {now:%Y-%m-%dT%H:%M:%S%z} です。")


def parsed(moment: str) -> datetime:
    """The instant a person named; one clear line where it is none."""
    try:
        return moment_of(moment)
    except ValueError as error:
        raise click.UsageError(f"DATETIME: {error}") from None
