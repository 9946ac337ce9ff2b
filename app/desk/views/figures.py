"""統計: how much an office was asked for, as tables with a chart over each, and as a file for Excel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for

from app.booking.queries.figures import counted
from app.booking.terms.states import BookingState
from app.desk.rules.figures import LEAD_STEPS, figures_of, ground_against_span
from app.desk.terms.figures import Figures, FiguresRefusal
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, day_asked, office_of
from app.desk.views.words import STATES
from app.kernel.moments import day_of
from app.kernel.spreadsheets import csv_bytes
from app.offices.queries.policies import policy_versions
from app.offices.terms import Channel, Office
from app.web.access import open_to
from app.web.clock import now
from app.web.filters import jclock

CHANNELS = {
    Channel.SITE: "予約サイト",
    Channel.PHONE: "電話",
    Channel.COUNTER: "窓口",
    Channel.AT_SESSION: "相談のとき",
    Channel.INSTANT: "その場での利用",
    Channel.WEB_REQUEST: "ウェブでの申込み",
}
NOT_SET = "（未設定）"


@dataclass(frozen=True)
class Table:
    """One table: its title, what its lines name, the lines with their counts."""

    title: str
    head: str
    rows: tuple[tuple[str, int], ...]


@blueprint.get("/<slug>/figures")
@open_to(AT_THE_DESK)
def figures(slug: str) -> Response:
    """The figures of a span of days; without one, of this month so far."""
    office, first, last, moment = _asked(slug)
    ground = ground_against_span(first, last)
    found = None if ground else _figures(office, first, last, moment)
    page = render_template(
        "desk/figures.html",
        office=office,
        first=first,
        last=last,
        refusal=ground,
        figures=found,
        missed=found.by_state.get(BookingState.DEEMED_CANCELLED, 0) if found else 0,
        refused=found.by_state.get(BookingState.REFUSED, 0) if found else 0,
        tables=tables_of(found) if found else (),
        file=url_for("desk.figures_as_file", slug=slug, until=last.isoformat(), **{"from": first.isoformat()}),
    )
    return make_response(page, 422 if ground else 200)


@blueprint.get("/<slug>/figures.csv")
@open_to(AT_THE_DESK)
def figures_as_file(slug: str) -> Response:
    """The same tables as one CSV; no cell is a formula (SECURITY T23)."""
    office, first, last, moment = _asked(slug)
    if isinstance(ground_against_span(first, last), FiguresRefusal):
        abort(404)
    tables = tables_of(_figures(office, first, last, moment))
    rows = [(table.title, words, count) for table in tables for words, count in table.rows]
    response = make_response(csv_bytes(("統計", "区分", "件数"), rows))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    name = f"{slug}-{first.isoformat()}-{last.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def tables_of(found: Figures) -> tuple[Table, ...]:
    """The figures in words, table by table."""
    return (
        Table(
            "予約の状態", "状態", _worded(found.by_state, {state: words for state, (words, _kind) in STATES.items()})
        ),
        Table("申込みの方法", "方法", _worded(found.by_channel, CHANNELS)),
        Table("申込みから相談日までの日数", "日数", tuple((lead_words(at), n) for at, n in found.lead_days.items())),
        Table("時間ごとの相談", "開始", tuple((jclock(hour), n) for hour, n in found.by_hour.items())),
        Table("相談項目ごとの相談", "相談項目", tuple(found.by_topic.items())),
        Table("ツールごとの相談", "ツール", tuple(found.by_tool.items())),
    )


def lead_words(step: int) -> str:
    """A step of the lead time in words."""
    place = LEAD_STEPS.index(step)
    return f"{step}日から{LEAD_STEPS[place + 1] - 1}日" if place + 1 < len(LEAD_STEPS) else f"{step}日以上"


def _worded(counts: Mapping[Any, int], words: Mapping[Any, str]) -> tuple[tuple[str, int], ...]:
    return tuple((told, counts[key]) for key, told in words.items() if counts.get(key))


def _asked(slug: str) -> tuple[Office, date, date, datetime]:
    office, moment = office_of(slug), now()
    last = day_asked(request.args.get("until", ""), day_of(moment))
    return office, day_asked(request.args.get("from", ""), last.replace(day=1)), last, moment


def _figures(office: Office, first: date, last: date, moment: datetime) -> Figures:
    versions = [version for version in policy_versions(office.id) if version.replaced_at is None]

    def tool_on(day: date) -> str:
        return next((version.policy.video_tool for version in versions if version.since <= day), NOT_SET)

    return figures_of(counted(office.id, first, last, moment), tool_on)
