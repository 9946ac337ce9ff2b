"""The guest's cookie: one browser, one booking."""

from flask import Response, current_app, request

from app.booking.queries.guests import find_guest
from app.web.clock import now, real_now
from app.web.cookies import cookie_name, give_cookie, take_cookie

PURPOSE = "guest"


def guest_token() -> str:
    """What the browser's cookie holds; empty without one."""
    return request.cookies.get(cookie_name(current_app.extensions["settings"], PURPOSE), "")


def held_booking() -> tuple[str, bool] | None:
    """The number of the booking this browser holds, and whether its password was given."""
    token = guest_token()
    return find_guest(token, now=now(), real_now=real_now()) if token else None


def give_guest(response: Response, token: str) -> None:
    """Let the browser hold a booking until it is closed, or the row behind it ends."""
    give_cookie(response, PURPOSE, token)


def take_guest(response: Response) -> None:
    """Let the browser forget it."""
    take_cookie(response, PURPOSE)
