"""The door of the information service: shut during its stops, with what was typed kept (AGY-119 to -121, R7)."""

from collections.abc import Iterable

from flask import Flask, Response, current_app, request
from flask_babel import gettext as _

from app.oversight.queries.stops import coming_stop, find_closing
from app.oversight.rules.stops import retry_after
from app.web.clock import now
from app.web.errors import failure
from app.web.filters import jdatetime
from app.web.mount import Mount
from app.web.steps import sentences


def init_stops(app: Flask, mounts: Iterable[Mount]) -> None:
    """Shut the door of every blueprint the stops cover; call before the gate that asks who may enter."""
    app.extensions["stopped"] = frozenset(mount.blueprint.name for mount in mounts if mount.stop)
    app.before_request(closed)
    app.context_processor(coming)


def closed() -> Response | None:
    """503 with the reason while the service, or this page of it, is closed."""
    if not is_covered():
        return None
    moment = now()
    closing = find_closing(request.path, moment)
    if closing is None:
        return None
    told = {"closing": closing, "why": sentences(closing.steps)}
    return failure(503, reason="closed", retry_after=retry_after(closing, moment), told=told)


def coming() -> dict[str, object]:
    """The words of the banner, a quarter of an hour before a regular stop."""
    stop = coming_stop(now()) if is_covered() else None
    if stop is None:
        return {}
    span = {"since": jdatetime(stop.since), "until": jdatetime(stop.until)}
    return {
        "maintenance": _("%(since)sから%(until)sまで使えません。入力中のものは、それまでに送ってください。", **span)
    }


def is_covered() -> bool:
    """Whether this request is for a page that the stops cover."""
    return request.blueprint in current_app.extensions["stopped"]
