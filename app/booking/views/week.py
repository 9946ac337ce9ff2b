"""A week of free times in the words of the picker."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.kernel.calendar import ClosedBy
from app.kernel.moments import hour_of
from app.kernel.slots import DayTimes, Mark, SlotTime, Why, WhyClosed
from app.web.clock import jst
from app.web.filters import jday, jtime

SLOT_FORMAT = "%Y-%m-%dT%H:%M"
STATES = {Mark.FREE: "open", Mark.FEW: "few", Mark.FULL: "full", Mark.CLOSED: "closed"}
SENTENCES = {
    WhyClosed.PAST: _l("過ぎた日時です。"),
    WhyClosed.BEYOND_WINDOW: _l("まだ予約を受け付けていません。"),
    WhyClosed.NOT_OFFICIAL: _l("祝日が正式に決まるまで、予約を受け付けていません。"),
    WhyClosed.NOT_A_WEEKDAY_OF_THE_OFFICE: _l("相談を行わない曜日です。"),
    WhyClosed.CLOSED_BY_OFFICE: _l("窓口の都合により休みです。"),
    WhyClosed.DEADLINE_OVER: _l("受付は終わりました。"),
    WhyClosed.STOPPED: _l("受付を停止しています。"),
    WhyClosed.NO_SEATS: _l("受け付けていない時間です。"),
    WhyClosed.TAKEN: _l("満席です。"),
}
IN_THEIR_WORDS = frozenset({WhyClosed.CLOSED_BY_OFFICE, WhyClosed.STOPPED})
CLOSED = {
    ClosedBy.HOLIDAY: _l("祝日のため休みです。"),
    ClosedBy.YEAR_END: _l("年末年始のため休みです。"),
    ClosedBy.SATURDAY: _l("土曜日のため休みです。"),
    ClosedBy.SUNDAY: _l("日曜日のため休みです。"),
}
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
    form = url_for("booking.new_application", slug=slug) if bookable else None
    return [_row(day, columns, form) for day in days]


def _row(day: DayTimes, columns: list[str], form: str | None) -> dict[str, object]:
    shut = day.why is not None or not day.times
    return {
        "label": jday(day.day),
        "holiday": _holiday(day.why),
        "note": why_day(day),
        "slots": [] if shut else _cells(day, columns, form),
    }


def _cells(day: DayTimes, columns: list[str], form: str | None) -> list[Cell | None]:
    cells = {str(cell["time"]): cell for cell in (_cell(time, day, form) for time in day.times)}
    return [cells.get(column) for column in columns]


def _cell(time: SlotTime, day: DayTimes, form: str | None) -> Cell:
    open_here = time.is_free and form is not None
    return {
        "time": jtime(time.starts_at),
        "state": STATES[time.mark],
        "href": f"{form}?slot={slot_text(time.starts_at)}" if open_here else None,
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
    if _is_stopped(day):
        return str(SENTENCES[WhyClosed.STOPPED])
    return (
        _("受付は%(day)s%(time)sまで", day=jday(day.closes.value), time=jtime(day.closes.value)) if day.closes else ""
    )


def _is_stopped(day: DayTimes) -> bool:
    """Whether a stop alone keeps every time still to come shut; what was stopped and why is told above (KNG-51)."""
    whys = {time.why.kind if time.why else None for time in day.times}
    return WhyClosed.STOPPED in whys and whys <= {WhyClosed.STOPPED, WhyClosed.PAST}


def why_time(why: Why, day: DayTimes) -> str:
    """The reason of one time, as a sentence."""
    if why.closed is not None:
        return _closed(why)
    if why.kind is WhyClosed.DEADLINE_OVER and day.closes is not None:
        return _("受付は%(day)s%(time)sで終わりました。", day=jday(day.closes.value), time=jtime(day.closes.value))
    return str((why.text if why.kind in IN_THEIR_WORDS else "") or SENTENCES[why.kind])


def _closed(why: Why) -> str:
    return str(CLOSED[why.closed.by])


def span_of(week: Sequence[date]) -> str:
    """The week as a title."""
    return _("%(first)sから%(last)sまで", first=jday(week[0]), last=jday(week[-1]))
