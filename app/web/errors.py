"""Every failure as a page or a fragment, in Japanese, with what was typed kept (SECURITY 6)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, MethodNotAllowed

from app.db import Busy, db
from app.web.api import is_api, json_failure
from app.web.htmx import HEADER, is_partial
from app.web.limiter import Exceeded
from app.web.logs import log_fault, request_id
from app.web.plain import plain_page
from app.web.typed import Typed, typed_text

PAGES = frozenset({400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503})
SEND_AGAIN = frozenset({400, 401, 409, 413, 422, 429, 500, 503})
TELL_PHONE = frozenset({429, 500, 503})
BUSY_SECONDS = 10
DATABASE_AWAY = (Busy, InterfaceError, OperationalError, PoolExhausted)


@dataclass(frozen=True)
class Contact:
    """A telephone and when it is answered; both as they are read."""

    phone: str
    hours: str


WhomToCall = Callable[[], Contact | None]


class Unreadable(BadRequest):
    """The request cannot be read as one of our forms; `reason` is `unreadable` or `encoding`."""

    def __init__(self, reason: str = "unreadable") -> None:
        super().__init__()
        self.reason = reason


class RightEnded(Forbidden):
    """The right by which somebody acts was taken away after the page was opened (SECURITY I14)."""

    reason = "right_ended"


class NotFromOurForm(BadRequest):
    """The post does not come from a form we gave this person (SECURITY T14)."""


def init_errors(app: Flask, contact: WhomToCall) -> None:
    """Answer every failure ourselves; `contact` tells whom to call about this request."""
    app.extensions["contact"] = contact
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(CSRFError, not_from_our_form)
    app.register_error_handler(NotFromOurForm, not_from_our_form)
    for fault in DATABASE_AWAY:
        app.register_error_handler(fault, database_away)


def too_many(exceeded: Exceeded) -> Response:
    """The answer to one try too many: how long to wait and whom to call, with the text kept."""
    return failure(429, reason="limit", retry_after=exceeded.seconds)


def refused(error: HTTPException) -> Response | HTTPException:
    """The page for an HTTP refusal; a redirection and a ready answer pass as they are."""
    code = error.code
    if error.response is not None or code is None or code < 400:
        return error
    headers = [("Allow", ", ".join(sorted(error.valid_methods or ())))] if isinstance(error, MethodNotAllowed) else []
    return failure(code, reason=getattr(error, "reason", None), headers=headers)


def not_from_our_form(_error: HTTPException) -> Response:
    """The same text with a new token, to be sent by the person, never by itself."""
    return failure(400, reason="expired", trusted=False)


def database_away(error: Exception) -> Response:
    """The database cannot be had, is full, or stayed busy: 503, and try again soon."""
    log_fault("database_away", error)
    db.session.rollback()
    return failure(503, reason="busy", retry_after=BUSY_SECONDS)


def failure(
    code: int,
    *,
    reason: str | None = None,
    retry_after: int | None = None,
    trusted: bool = True,
    headers: Iterable[tuple[str, str]] = (),
    told: Mapping[str, object] | None = None,
) -> Response:
    """A failure's answer. `retry_after` is in seconds; `trusted` as in `typed_text`; `told` is for the page alone."""
    if reason:
        g.refusal = reason
    response = json_failure(code, told) if is_api() else _page(code, reason, retry_after, told, trusted=trusted)
    response.headers.extend(headers)
    response.vary.add(HEADER)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _page(
    code: int, reason: str | None, retry_after: int | None, told: Mapping[str, object] | None, *, trusted: bool
) -> Response:
    typed = typed_text(trusted=trusted)
    return make_response(words(code, reason, retry_after, typed, told), code)


def words(
    code: int, reason: str | None, retry_after: int | None, typed: Typed, told: Mapping[str, object] | None = None
) -> str:
    """The page or fragment, or the page of last resort where even that cannot be drawn."""
    try:
        return render_template(
            f"_errors/{page_of(code)}.html",
            code=code,
            reason=reason,
            error_id=request_id(),
            retry_after=retry_after,
            typed=typed.shown,
            carried=typed.carried,
            secret=typed.secret,
            action=action_for(code),
            contact=contact_for(code),
            told=told,
            fragment=is_partial(),
        )
    except Exception as error:  # noqa: BLE001 (whatever it is, the person gets an answer and the text)
        log_fault("error_page", error)
        return plain_page(code, typed=typed.shown, error_id=request_id(), fragment=is_partial())


def page_of(code: int) -> int:
    """The page that speaks for a code."""
    if code in PAGES:
        return code
    return 400 if code < 500 else 500


def action_for(code: int) -> str | None:
    """Where the kept text may be sent once more; None where that cannot help."""
    return request.path if request.method == "POST" and code in SEND_AGAIN else None


def contact_for(code: int) -> Contact | None:
    """Whom to call; nobody where asking for it fails too."""
    if code not in TELL_PHONE:
        return None
    try:
        found: Contact | None = current_app.extensions["contact"]()
        return found
    except Exception as error:  # noqa: BLE001 (the database may be the very trouble)
        log_fault("contact", error)
        return None
