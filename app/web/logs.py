"""Structured logs: one JSON line an event, only fields on the list, never a personal value (SECURITY T19)."""

import logging
import secrets
import sys
import time
import traceback
from typing import Any

import structlog
from flask import Flask, Response, g, has_request_context, request

from app.config import PROJECT_ROOT, Settings

FIELDS = frozenset(
    {
        "at", "attempt", "count", "endpoint", "error", "event", "head", "kind", "level", "logger", "method", "ms",
        "number_of_rows", "place", "reason", "request", "routine", "seconds", "setting", "state", "status",
    }
)  # fmt: skip
"""Every field a line may have. None of them can hold what a person typed; anything else is dropped."""
LONGEST = 200
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})

log = structlog.get_logger()


class StandardError:
    """Writes to the standard error of the moment, so that commands keep their output to themselves."""

    def __call__(self, *_names: Any) -> "StandardError":
        return self

    def msg(self, line: str) -> None:
        """Write one line at once."""
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    debug = info = warning = error = critical = msg


class Foreign(logging.Handler):
    """Turns what libraries log into a line that says where, and with what error, but not what they wrote."""

    def emit(self, record: logging.LogRecord) -> None:
        """Libraries quote values (a statement's parameters, an address): their words stay out."""
        fields = {"logger": record.name, "place": f"{record.module}:{record.lineno}"}
        error = record.exc_info[1] if record.exc_info else None
        level = "error" if record.levelno >= logging.ERROR else "warning"
        getattr(log, level)("library", **(fields | (fault_of(error) if error else {})))


def init_logs(app: Flask, settings: Settings) -> None:
    """Configure the process's logging and write a line for every answered request."""
    level = logging.getLevelNamesMapping()[settings.log_level]
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            add_request,
            keep_listed_fields,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=StandardError(),
        cache_logger_on_first_use=False,
    )
    adopt_libraries()
    app.log_exception = log_exception  # type: ignore[method-assign]
    app.before_request(begin_request)
    app.after_request(end_request)


def adopt_libraries() -> None:
    """Let the root logger speak through us alone."""
    root = logging.getLogger()
    if not any(isinstance(handler, Foreign) for handler in root.handlers):
        root.addHandler(Foreign(logging.WARNING))
    logging.getLogger("app").setLevel(logging.WARNING)


def keep_listed_fields(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop every field that is not on the list, and cut what is long."""
    kept = {name: value for name, value in event.items() if name in FIELDS}
    return {name: value[:LONGEST] if isinstance(value, str) else value for name, value in kept.items()}


def add_request(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Name the request a line belongs to."""
    if has_request_context():
        event["request"] = request_id()
    return event


def request_id() -> str:
    """The id of this request: in its log lines, and on the page when something failed."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(5)
    found: str = g.request_id
    return found


def begin_request() -> None:
    """Start the clock of the request."""
    g.began = time.perf_counter()


def end_request(response: Response) -> Response:
    """One line for the answer: the route's pattern, never the path, which may hold a token."""
    rule = request.url_rule.rule if request.url_rule else "-"
    spent = seconds_spent()
    reason = {"reason": g.refusal} if "refusal" in g else {}
    log.info("request", method=method_of_request(), endpoint=rule, status=response.status_code,
             ms=round(spent * 1000, 1), **reason)  # fmt: skip
    return response


def seconds_spent() -> float:
    """Seconds since the request began."""
    return time.perf_counter() - float(g.get("began", time.perf_counter()))


def method_of_request() -> str:
    """The method if it is a usual one: a made-up one could carry anything, and each would be a figure of its own."""
    return request.method if request.method in METHODS else "-"


def log_exception(exc_info: Any) -> None:
    """What Flask does with an exception nobody handled."""
    log_fault("fault", exc_info[1])


def log_fault(event: str, error: BaseException, **fields: Any) -> None:
    """Log an exception by type and place; its words may quote values and stay out."""
    log.error(event, **fields, **fault_of(error))


def fault_of(error: BaseException) -> dict[str, str]:
    """The types of an exception and of what caused it, and where in our code it was raised."""
    types, cause = [], error
    while cause is not None and len(types) < 5:
        types.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    return {"error": " < ".join(types), "place": place_of(error)}


def place_of(error: BaseException) -> str:
    """File, line and function of the innermost frame of ours; of the innermost at all where none is ours."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(str(PROJECT_ROOT / "app"))]
    if not frames:
        return "-"
    frame = (ours or frames)[-1]
    return f"{frame.filename.removeprefix(f'{PROJECT_ROOT}/')}:{frame.lineno} {frame.name}"
