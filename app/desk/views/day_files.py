"""A day on paper and as a file for Excel. Both carry personal data, and both are recorded."""

from datetime import date, datetime

from flask import Response, make_response, render_template, request

from app.audit.usecases import note_view
from app.booking.queries.lines import people_of_days
from app.booking.queries.situation import with_days
from app.booking.terms.lines import PersonLine
from app.booking.terms.slots import Situation
from app.desk.queries.day import day_lines
from app.desk.terms.day import DayLine
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, actor, day_asked, office_of, situation_around
from app.desk.views.today import day_context
from app.desk.views.words import lack_words, state_words
from app.kernel.moments import day_of
from app.kernel.spreadsheets import csv_bytes
from app.web.access import open_to
from app.web.clock import now
from app.web.filters import jclock, phone

HEADS = (
    "日付",
    "開始",
    "終了",
    "予約番号",
    "氏名",
    "フリガナ",
    "電話番号",
    "在住地",
    "事業所の所在地",
    "相談項目",
    "ツール",
    "状態",
    "足りないもの",
)


@blueprint.get("/<slug>/today/print")
@open_to(AT_THE_DESK)
def day_on_paper(slug: str) -> str:
    """The day on A4, for whoever works without a screen beside them."""
    known, day, moment = _noted(slug, "desk.day_printed")
    people = people_of_days(known.office.id, day, day, moment)
    return render_template("desk/today_print.html", people=people, **day_context(known, day, moment))


@blueprint.get("/<slug>/today.csv")
@open_to(AT_THE_DESK)
def day_as_file(slug: str) -> Response:
    """The day as CSV: UTF-8 with its mark, no cell a formula (SECURITY T23)."""
    known, day, moment = _noted(slug, "desk.day_exported")
    people = people_of_days(known.office.id, day, day, moment)
    policy = known.policy_on(day)
    tool = policy.video_tool if policy else ""
    rows = [_row(each, people[each.line.number], tool) for each in day_lines(known, day, day, moment)]
    response = make_response(csv_bytes(HEADS, rows))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{day.isoformat()}.csv"'
    return response


def _noted(slug: str, act: str) -> tuple[Situation, date, datetime]:
    """The day asked for, after it was noted that somebody took it along."""
    moment = now()
    office = office_of(slug)
    day = day_asked(request.args.get("day", ""), day_of(moment))
    detail: dict[str, object] = {"day": day.isoformat()}
    note_view(act, by=actor(), subject=f"office:{office.id}", now=moment, office_id=office.id, detail=detail)
    return with_days(situation_around(slug, day, day, day_of(moment)), day, day), day, moment


def _row(each: DayLine, person: PersonLine, tool: str) -> tuple[str, ...]:
    line = each.line
    return (
        day_of(line.starts_at).isoformat(),
        jclock(line.starts_at),
        jclock(line.ends_at),
        line.number,
        person.name,
        line.name_kana,
        phone(person.phone),
        person.residence,
        person.workplace,
        line.topic,
        tool,
        state_words(line.state),
        lack_words(each),
    )
