"""One URL, two answers: the page, or the partial that the page includes."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request
from werkzeug.exceptions import BadRequest

HEADER = "HX-Request"
POLL = "X-Poll"
"""Set by a list that asks for itself again and again while nobody does anything."""


def is_partial() -> bool:
    """Whether htmx asked, so that only the partial is wanted."""
    return HEADER in request.headers


def is_poll() -> bool:
    """Whether the page asked by itself: nobody is there for it, and no sign-in grows longer by it."""
    return POLL in request.headers


def respond(page: str, partial: str, *, status: int = 200, **context: Any) -> Response:
    """The partial for htmx, else the page that includes it; the same context for both."""
    response = make_response(render_template(partial if is_partial() else page, **context), status)
    response.vary.add(HEADER)
    return response


def go(url: str) -> Response:
    """Send the person on after something was done: 303, or HX-Redirect for htmx.

    An address with a line end would be a header of somebody else's: 400.
    """
    if not url.isprintable():
        raise BadRequest
    if not is_partial():
        return make_response(redirect(url, code=303))
    response = make_response("", 200)
    response.headers["HX-Redirect"] = url
    response.vary.add(HEADER)
    return response
