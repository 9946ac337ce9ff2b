"""利用の記録: how much pages of bookings, sessions and MyPage were used, in counts (MYK-28, NGS-48, KRS-34)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, abort, make_response, request, url_for

from app.desk.queries.use_report import LEAST, next_month, use_report
from app.desk.terms.use_report import Told, UseReport
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import office_page
from app.desk.views.scope import office_of
from app.desk.views.words import STATES
from app.kernel.calendar import ONE_DAY
from app.kernel.roles import Role
from app.kernel.spreadsheets import csv_bytes
from app.offices.queries.offices import policy_in_force
from app.offices.queries.retention import use_kept_since
from app.offices.terms import UseLogItem
from app.web.access import open_to
from app.web.clock import today
from app.web.filters import jday

MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")
FEW_WORDS = "少数"
ITEMS = {
    UseLogItem.TIMES: "利用した時間帯",
    UseLogItem.ACCESS: "開いた画面",
    UseLogItem.DEVICE: "利用した端末の識別",
    UseLogItem.BOOKING_STATUS: "予約の状況",
}


@dataclass(frozen=True)
class UseTable:
    """One table: its title, what its lines name, the lines with their counts (None: too few to be told)."""

    title: str
    head: str
    rows: tuple[tuple[str, Told], ...]


@blueprint.get("/<slug>/office/use")
@open_to(Role.MANAGER)
def office_use(slug: str) -> Response:
    """The report of a month; without one, of this month so far."""
    office, now_day = office_of(slug), today()
    found = use_report(office.id, month_asked(now_day), now_day)
    return office_page(
        "use",
        office,
        items=[ITEMS[item] for item in policy_in_force(office.id, now_day).use_log],
        report=found,
        tables=tables_of(found),
        before=found.first - ONE_DAY if found.first > use_kept_since(office.id, now_day) else None,
        after=next_month(found.first) if found.last < now_day else None,
        least=LEAST,
        few=FEW_WORDS,
        file=url_for("desk.use_as_file", slug=slug, month=found.first.isoformat()[:7]),
    )


@blueprint.get("/<slug>/office/use.csv")
@open_to(Role.MANAGER)
def use_as_file(slug: str) -> Response:
    """The same counts as one CSV: nothing else of the log ever leaves by a file but a statutory extract (MYK-29)."""
    office, now_day = office_of(slug), today()
    found = use_report(office.id, month_asked(now_day), now_day)
    rows = [(table.title, words, count_words(count)) for table in tables_of(found) for words, count in table.rows]
    response = make_response(csv_bytes(("利用の記録", "区分", "件数"), rows))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    name = f"{slug}-use-{found.first.isoformat()[:7]}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def month_asked(now_day: date) -> date:
    """The first day of the month of the address (`2026-05`), of this one without; 404 for what is none or to come."""
    typed = request.args.get("month", "")
    if not typed:
        return now_day.replace(day=1)
    asked = date.fromisoformat(f"{typed}-01") if MONTH.fullmatch(typed) else abort(404)
    return asked if asked <= now_day else abort(404)


def tables_of(found: UseReport) -> tuple[UseTable, ...]:
    """The report in words, table by table; those with nothing in them left out."""
    tables = (
        UseTable("時間帯ごとの画面の利用", "時間帯", _hours(found.by_hour)),
        UseTable("日ごとの画面の利用", "日", tuple((jday(day), count) for day, count in found.by_day.items())),
        UseTable("相談の始まった時間帯", "時間帯", _hours(found.begun)),
        UseTable("相談の終わった時間帯", "時間帯", _hours(found.ended)),
        UseTable(
            "予約の状態ごとの画面の利用",
            "状態",
            tuple((STATES[state][0], count) for state, count in found.by_state.items()),
        ),
    )
    return tuple(table for table in tables if table.rows)


def count_words(count: Told) -> Any:
    """A count, or the words for one that is not told."""
    return FEW_WORDS if count is None else count


def _hours(counts: Mapping[int, Told]) -> tuple[tuple[str, Told], ...]:
    return tuple((f"{hour}時台", count) for hour, count in counts.items())
