"""Where a post may lead back to: pages of ours, and nothing else (SECURITY T18)."""

from collections.abc import Set
from urllib.parse import urlsplit

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException

from app.web.access import roles_of


def path_of_ours(aim: str, *, never: Set[str] = frozenset()) -> str | None:
    """The path, made anew by us, of the page of ours that `aim` names; None for anything else and for `never`."""
    if not aim.startswith("/") or aim.startswith("//") or not aim.isascii() or not aim.isprintable() or "\\" in aim:
        return None
    try:
        parts = urlsplit(aim)
        endpoint, values = current_app.url_map.bind("").match(parts.path, method="GET")
    except (ValueError, HTTPException):
        return None
    if endpoint in never or not roles_of(current_app.view_functions[endpoint]):
        return None
    return url_for(endpoint, **values) + (f"?{parts.query}" if parts.query else "")
