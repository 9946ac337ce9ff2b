"""The desk's day as a bare page: the templates of the desk, with constants for every row."""

from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any

from flask import render_template

from app.kernel.moments import at

BOOKINGS = 200
TODAY = date(2026, 5, 11)
HOURS = (time(11), time(13, 30), time(14, 30), time(15, 30))
"""Times of TODAY that lie ahead of the clock the bench begins at."""

STUBS = {
    "desk.booking": "/desk/<slug>/bookings/<number>",
    "desk.day_as_file": "/desk/<slug>/today.csv",
    "desk.day_on_paper": "/desk/<slug>/today/print",
    "desk.search": "/desk/<slug>/search",
    "desk.today": "/desk/<slug>/today",
}
MENU = [
    ("今日の予約", "/desk/kanagawa/today"),
    ("週の予約", "/desk/kanagawa/week"),
    ("やること", "/desk/kanagawa/worklists"),
    ("さがす", "/desk/kanagawa/search"),
    ("電話での申込み", "/desk/kanagawa/intake"),
    ("統計", "/desk/kanagawa/figures"),
]


def row(place: int) -> SimpleNamespace:
    """A booking that lacks its URL."""
    line = SimpleNamespace(
        number=f"{place:010}",
        revision=0,
        starts_at=at(TODAY, HOURS[place * len(HOURS) // BOOKINGS]),
        name_kana="シケン タロウ",
        topic="その他",
        state="confirmed",
        facts=SimpleNamespace(contacted_at=None),
    )
    return SimpleNamespace(
        line=line, is_marked=True, needs=False, waiting=None, overdue=True, outside=None, troubled=(), acts=["url"]
    )


def share(days: int) -> SimpleNamespace:
    """What is left of a day to come."""
    return SimpleNamespace(day=TODAY + timedelta(days=days), offered=5, free=5)


DAY: dict[str, Any] = {
    "office": SimpleNamespace(slug="kanagawa", name="神奈川県かながわ労働センター"),
    "policy": SimpleNamespace(video_tool="Webex"),
    "now": at(TODAY, time(10)),
    "identity": SimpleNamespace(account_id=1, name="鈴木 直子"),
    "answering": True,
    "desk_menu": MENU,
    "day": TODAY,
    "is_today": True,
    "here": "/desk/kanagawa/today?day=2026-05-11",
    "previous": "/desk/kanagawa/today?day=2026-05-10",
    "next": "/desk/kanagawa/today?day=2026-05-12",
    "lines": [row(place) for place in range(BOOKINGS)],
    "standing": BOOKINGS,
    "marked": BOOKINGS,
    "alarm": False,
    "closed": None,
    "shares": [share(days) for days in (2, 3, 4, 7, 8, 9, 10, 11)],
    "states": {"confirmed": ("予約完了", "good")},
    "row_acts": {"url": ("URLを入れる", "meeting-info")},
    "row_words": lambda _act, _policy: "URLを入れる",
    "kind_words": {},
    "at_once": (),
    "lack_words": lambda _row: "相談URL（5月8日（金）まで）",
}


def day() -> str:
    """The page made anew from constants every time."""
    return render_template("desk/today.html", **DAY)
