"""`flask demo load`: offices, cast and a month at Kanagawa, made by the same presses as on the pages."""

from datetime import datetime

import click

from app.accounts.usecases.cast import load_cast
from app.booking.queries.bookings import has_bookings
from app.booking.usecases.routines import forget_origins
from app.kernel.moments import day_of
from app.notices.usecases.outbox import purge_texts
from app.offices.queries.offices import calendar_of
from app.offices.usecases.profiles import load_profiles
from app.routines.demo.agencies import load_agencies
from app.routines.demo.consents import agree_as_told
from app.routines.demo.job_offers import load_job_offers
from app.routines.demo.openings import open_for_trial
from app.routines.demo.oversight import load_oversight
from app.routines.demo.replay import Told, replay
from app.routines.demo.seekers import load_seekers
from app.routines.demo.story import OFFICE, read_story
from app.web import idempotency
from app.web.clock import now
from app.web.demo import demo


@demo.command("load")
def load() -> None:
    """窓口・登場人物・ひと月の予約を入れます。すでにあるものには触れません。"""
    moment = now()
    added = load_profiles(moment)
    open_for_trial(moment)
    people = load_cast(moment)
    agree_as_told(moment)
    agencies = load_agencies(moment)
    load_oversight(moment)
    offers, records = load_job_offers(moment), load_seekers(moment)
    told = load_month(moment)
    made = f"窓口と規約 {len(added)} 件、登場人物 {people} 人、事業者 {agencies} 件、求人 {offers} 件"
    made += f"、求職情報 {records} 件、予約 {told.bookings} 件"
    click.echo(f"{made}を入れました。")


def load_month(moment: datetime) -> Told:
    """Replay the month up to `moment` where there is no booking at all yet."""
    if has_bookings():
        return Told(0, ())
    told = replay(read_story(calendar_of(OFFICE), day_of(moment)), moment)
    forget_past(moment)
    return told


def forget_past(moment: datetime) -> None:
    """What the nights of that month would have forgotten."""
    purge_texts(moment)
    forget_origins(moment)
    idempotency.purge_before(moment - idempotency.KEPT)
