"""What the sample pages show: one made-up week, one list of refusals."""

from typing import Any

PAGES = {name: name for name in ("guide", "slots", "slots-many", "form", "errors", "confirmation", "done", "desk")}
ERRORS = {code: code for code in (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503)}
WITH_TEXT = {400, 401, 409, 503}
CLOSED = "受付は5月11日（月）16時00分で終わりました。"


def week() -> dict[str, Any]:
    """A week with every kind of day: closed for bookings, a holiday, few, full, free, a weekend."""
    times = ["9時00分", "10時00分", "11時00分", "13時30分", "14時30分", "15時30分"]
    return {
        "times": times,
        "days": [
            day("5月11日（月）", times, "xxxxxx", note="受付は5月7日（木）16時00分で終わりました。"),
            day("5月12日（火）", times, "xxxxxx", note="受付は5月8日（金）16時00分で終わりました。"),
            day("5月13日（水）", times, "foffoo", note="受付は5月11日（月）16時00分まで"),
            day("5月14日（木）", times, "ooof-o", note="受付は5月12日（火）16時00分まで"),
            day("5月15日（金）", times, "", note="憲法記念日の振替のため、お休みです。", holiday="休日"),
            day("5月16日（土）", times, "", note="土曜日のため、お休みです。"),
            day("5月17日（日）", times, "", note="日曜日のため、お休みです。"),
        ],
    }


def day(label: str, times: list[str], states: str, *, note: str, holiday: str | None = None) -> dict[str, Any]:
    """One row: o open, f few, x closed, - full."""
    names = {"o": "open", "f": "few", "-": "full", "x": "closed"}
    return {
        "label": label,
        "holiday": holiday,
        "note": note,
        "slots": [cell(time, names[state]) for time, state in zip(times, states, strict=False)],
    }


def cell(time: str, state: str) -> dict[str, Any]:
    """One time of one day."""
    free = state in ("open", "few")
    return {"time": time, "state": state, "href": "/form" if free else None, "why": None if free else CLOSED}


def error_context(code: int) -> dict[str, Any]:
    """What the application hands to an error page."""
    typed = [("name", "佐藤 花子"), ("email", "hanako@example.jp"), ("content", "残業代について\n相談したいです。")]
    return {
        "code": code,
        "reason": "expired" if code == 400 else None,
        "error_id": "20260511-7F3A",
        "retry_after": 240 if code == 429 else 5,
        "typed": typed if code in WITH_TEXT else [],
        "carried": [("slot", "2026-05-13T10:00")],
        "secret": [],
        "action": "/form" if code in WITH_TEXT else None,
        "contact": {"phone": "045-000-0000", "hours": "平日8時30分から17時15分まで"},
        "fragment": False,
    }
