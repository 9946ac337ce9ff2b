"""The bare pages: Flask and Jinja alone, with the templates of slot page and desk and constants for what they show."""

from types import SimpleNamespace
from typing import Any

from flask import Flask, get_template_attribute, render_template
from flask_babel import Babel

from app.kernel.languages import DEFAULT, LANGUAGES
from app.web.filters import FILTERS
from bench import bare_day, bare_done
from bench.servers import ROOT

HOURS = ("9時00分", "10時00分", "11時00分", "13時30分", "14時30分", "15時30分")
LINK = "/offices/kanagawa/bookings/new?slot=2026-05-13T10:00"
TOKEN = "IjA2N2Y3ZjU4OTkzZDI2NjBhYzU5YWRmMWE0NzM0ZjU2OTRkMzM3MzQi.agFPoA.xLi3KMh2cvdCJh1nbM1JcrBkU5Q"
STUBS = ("booking.home", "booking.slots", "booking_guide.show")
BANNER = (
    "架空のデータで動いています。実在の窓口とは関係ありません。"
    "時計を動かしています（いまは2026年5月11日（月）10時00分）。"
)


def open_day(label: str) -> dict[str, Any]:
    """A row of free times."""
    cells = [{"time": hour, "state": "open", "href": LINK, "why": None} for hour in HOURS]
    return {"label": label, "holiday": None, "note": "受付は5月11日（月）16時00分まで", "slots": cells}


def shut_day(label: str, note: str) -> dict[str, Any]:
    """A row without times."""
    return {"label": label, "holiday": None, "note": note, "slots": []}


SITE: dict[str, Any] = {
    "ground": None,
    "stop": None,
    "demo_clock": BANNER,
    "languages": tuple(LANGUAGES.values()),
    "page_language": LANGUAGES[DEFAULT],
}
WEEK: dict[str, Any] = {
    "office": SimpleNamespace(slug="kanagawa", name="神奈川県かながわ労働センター"),
    "policy": SimpleNamespace(
        name="神奈川県かながわ労働センター", service_name="オンライン労働相談", session_minutes=50
    ),
    "title": "5月11日（月）から5月17日（日）まで",
    "previous": None,
    "next": "/offices/kanagawa/slots?week=2026-05-18",
    "empty": False,
    "earliest": None,
    "others": (),
}
DAYS = [
    shut_day("5月11日（月）", "受付は5月7日（木）16時00分で終わりました。"),
    shut_day("5月12日（火）", "受付は5月8日（金）16時00分で終わりました。"),
    *(open_day(label) for label in ("5月13日（水）", "5月14日（木）", "5月15日（金）")),
    shut_day("5月16日（土）", "土曜日のため休みです。"),
    shut_day("5月17日（日）", "日曜日のため休みです。"),
]


def week() -> str:
    """The page with its table made anew from constants every time."""
    week_table = get_template_attribute("_macros/calendar.html", "week_table")
    table = week_table(f"{WEEK['title']}の空き時間", list(HOURS), DAYS)
    return render_template("booking/slots.html", table=table, **SITE, **WEEK)


def create_app() -> Flask:
    """`/hello`, the smallest page; `/week` and `/day`, slot page and desk without anything behind them."""
    app = Flask("bare", template_folder=str(ROOT / "templates"), static_folder=None)
    Babel(app, default_locale=DEFAULT)  # the filters ask for the reader's language; words have no catalogue here
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["asset"] = lambda path: f"/static/{path}?v=0123456789"
    app.jinja_env.globals["csrf_token"] = lambda: TOKEN
    app.jinja_env.globals["said"] = str
    for endpoint in STUBS:
        app.add_url_rule(f"/{endpoint}/<slug>", endpoint)
        app.add_url_rule(f"/{endpoint}", endpoint)
    for endpoint, path in (bare_day.STUBS | bare_done.STUBS).items():
        app.add_url_rule(path, endpoint)
    app.add_url_rule("/hello", "hello", lambda: "<!doctype html><title>hello</title><h1>hello</h1>")
    app.add_url_rule("/week", "week", week)
    app.add_url_rule("/day", "day", bare_day.day)
    return app


app = create_app()
