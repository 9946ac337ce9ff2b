"""What the pages of managing an office share: their frame, and the names of who did what."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask import Response, make_response, render_template, request

from app.accounts.queries.people import names_of
from app.booking.terms.outside import DayChange
from app.desk.forms.office_typed import day
from app.offices.terms import Office
from app.web.clock import now
from app.web.fields import sent
from app.web.filters import jclock

PROFILE = "初めの設定"


def office_page(name: str, office: Office, *, status: int = 200, **context: Any) -> Response:
    """A page of `templates/desk/office_<name>.html`, with what was just done told where the address says it."""
    done = request.args.get("done", "")
    page = render_template(f"desk/office_{name}.html", office=office, done=done, moment=now(), **context)
    return make_response(page, status)


def makers(marks: Iterable[str | None]) -> dict[str, str]:
    """For marks such as "account:7" the person's name; for a profile the words for it."""
    ids = {int(number): mark for mark in marks if mark and (number := mark.partition("account:")[2]).isdigit()}
    names = names_of(ids)
    return {"profile": PROFILE, **{mark: names.get(number, "") for number, mark in ids.items()}}


def alike(changes: Iterable[DayChange]) -> list[tuple[list[date], str, str]]:
    """Days whose times change in the same way together: the days, the starts that come, those that go."""
    groups: dict[tuple[str, str], list[date]] = {}
    for change in changes:
        groups.setdefault((clocks(change.appearing), clocks(change.vanishing)), []).append(change.day)
    return [(days, *words) for words, days in groups.items()]


def clocks(starts: Iterable[datetime]) -> str:
    """Starts in words; a dash for none."""
    return "、".join(jclock(start) for start in starts) or "－"


def day_in(name: str) -> date | None:
    """A day of the address or of the form; None where it is none."""
    return day(sent(name))


def count_in(name: str) -> str:
    """A count of the address, which a page tells; empty where it is none, so that no link puts words into our mouth."""
    text = request.args.get(name, "")
    return text if text.isascii() and text.isdigit() and len(text) < 5 else ""


def typed_pairs() -> list[tuple[str, str]]:
    """Everything the form sent, to be carried on a page that asks once more."""
    return [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
