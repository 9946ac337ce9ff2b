"""A week of free times in the words of the picker."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from app.kernel.calendar import ClosedBy
from app.kernel.moments import hour_of
from app.kernel.slots import DayTimes, Mark, SlotTime, Why, WhyClosed
from app.web.clock import jst
from app.web.filters import jday, jtime

SLOT_FORMAT = "%Y-%m-%dT%H:%M"
STATES = {Mark.FREE: "open", Mark.FEW: "few", Mark.FULL: "full", Mark.CLOSED: "closed"}
Cell = dict[str, str | None]


def slot_text(starts_at: datetime) -> str:
    """A start as URLs and forms write it: `2026-05-13T10:00`, Japanese time."""
    return jst(starts_at).strftime(SLOT_FORMAT)


def columns_of(days: Sequence[DayTimes]) -> list[str]:
    """The times of the week's columns, in order."""
    hours = sorted({hour_of(time.starts_at) for day in days for time in day.times})
    return [jtime(hour) for hour in hours]


def rows_of(days: Sequence[DayTimes], slug: str, *, bookable: bool) -> list[dict[str, object]]:
    """The rows of the week, one a day; a day without an open hour has a reason instead of times."""
    columns = columns_of(days)
    return [_row(day, columns, slug, bookable=bookable) for day in days]


def _row(day: DayTimes, columns: list[str], slug: str, *, bookable: bool) -> dict[str, object]:
    cells = {jtime(time.starts_at): _cell(time, slug, day, bookable=bookable) for time in day.times}
    shut = day.why is not None or not day.times
    return {
        "label": jday(day.day),
        "holiday": _holiday(day.why),
        "note": why_day(day),
        "slots": [] if shut else [cells.get(column) for column in columns],
    }


def _cell(time: SlotTime, slug: str, day: DayTimes, *, bookable: bool) -> Cell:
    open_here = time.is_free and bookable
    href = url_for("booking.new_application", slug=slug, slot=slot_text(time.starts_at)) if open_here else None
    return {
        "time": jtime(time.starts_at),
        "state": STATES[time.mark],
        "href": href,
        "why": why_time(time.why, day) if time.why else None,
    }


def _holiday(why: Why | None) -> str | None:
    is_holiday = why is not None and why.closed is not None and why.closed.by is ClosedBy.HOLIDAY
    return why.closed.name if is_holiday else None


def why_day(day: DayTimes) -> str:
    """Why a day is shut, or until when it can be booked (KNG-13, KNG-19)."""
    if day.why is not None:
        return why_time(day.why, day)
    if not day.times:
        return _("この日に相談の時間はありません。")
    return (
        _("受付は%(day)s%(time)sまで", day=jday(day.closes.value), time=jtime(day.closes.value)) if day.closes else ""
    )


def why_time(why: Why, day: DayTimes) -> str:
    """The reason of one time, as a sentence."""
    if why.closed is not None:
        return _closed(why)
    if why.kind is WhyClosed.DEADLINE_OVER and day.closes is not None:
        return _("受付は%(day)s%(time)sで終わりました。", day=jday(day.closes.value), time=jtime(day.closes.value))
    sentences = {
        WhyClosed.PAST: _("過ぎた日時です。"),
        WhyClosed.BEYOND_WINDOW: _("まだ予約を受け付けていません。"),
        WhyClosed.NOT_OFFICIAL: _("祝日が正式に決まるまで、予約を受け付けていません。"),
        WhyClosed.NOT_A_WEEKDAY_OF_THE_OFFICE: _("相談を行わない曜日です。"),
        WhyClosed.CLOSED_BY_OFFICE: why.text or _("窓口の都合により休みです。"),
        WhyClosed.DEADLINE_OVER: _("受付は終わりました。"),
        WhyClosed.STOPPED: why.text or _("受付を停止しています。"),
        WhyClosed.NO_SEATS: _("受け付けていない時間です。"),
        WhyClosed.TAKEN: _("満席です。"),
    }
    return sentences[why.kind]


def _closed(why: Why) -> str:
    words = {
        ClosedBy.HOLIDAY: _("祝日のため休みです。"),
        ClosedBy.YEAR_END: _("年末年始のため休みです。"),
        ClosedBy.SATURDAY: _("土曜日のため休みです。"),
        ClosedBy.SUNDAY: _("日曜日のため休みです。"),
    }
    return words[why.closed.by]


def span_of(week: Sequence[date]) -> str:
    """The week as a title."""
    return _("%(first)sから%(last)sまで", first=jday(week[0]), last=jday(week[-1]))
