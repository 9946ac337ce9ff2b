"""Where somebody goes after signing in, and where a closed door sends to."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, request, url_for
from flask_babel import lazy_gettext as _l

from app.accounts.views.login import carries_token
from app.kernel.roles import Role
from app.web.access import current_identity
from app.web.aims import path_of_ours
from app.web.htmx import go, is_partial

HOMES = {
    Role.SEEKER: "/me",
    Role.EMPLOYER: "/me",
    Role.COUNSELOR: "/desk",
    Role.STAFF: "/desk",
    Role.MANAGER: "/desk",
    Role.AGENCY: "/agency",
    Role.BUREAU: "/bureau",
    Role.MINISTRY: "/bureau",
    Role.OPERATIONS: "/operations",
}
PLACES = {
    "/me": _l("マイページ"),
    "/desk": _l("職員用"),
    "/agency": _l("求人・求職情報提供"),
    "/bureau": _l("労働局・運用"),
    "/operations": _l("労働局・運用"),
}
"""What stands under the name of the site on the pages below each of the homes."""
NO_AIM = {"accounts.login", "accounts.second_factor", "accounts.picture"}


def local_path(aim: str) -> str | None:
    """The path of a page somebody may be sent to after signing in; None for anything else (SECURITY T18)."""
    return path_of_ours(aim, never=NO_AIM)


def home_of(kind: Role) -> str:
    """The first page of an account's kind on this listener; its own account page where that is not served."""
    return local_path(HOMES[kind]) or url_for("accounts.account")


@dataclass(frozen=True)
class OwnPlace:
    """The first page of the person at hand and what its part of the site is called; no name for a stranger."""

    home: str
    words: str


def own_place() -> OwnPlace:
    """Where somebody belongs who has met a failure: by the role held, else the first page of this listener."""
    known = "identity" in g or request.endpoint is None  # before an address that is none stands no gate
    kind = next((role for role in HOMES if known and role in current_identity().roles), None)
    if kind is None:
        return OwnPlace(local_path("/") or url_for("accounts.login"), "")
    return OwnPlace(home_of(kind), str(PLACES[HOMES[kind]]))


def init_ways(app: Flask) -> None:
    """Let the pages of failures lead back to where a person belongs."""
    app.jinja_env.globals["own_place"] = own_place


def closed_door() -> Any:
    """Send a signed-out person to the sign-in page and from there back; htmx by HX-Redirect, never into a fragment."""
    aim = local_path(where_the_person_is())
    ended = "1" if carries_token() else None
    return go(url_for("accounts.login", next=aim, ended=ended))


def where_the_person_is() -> str:
    """The page in the address bar, as path and query; empty where that is none."""
    if not is_partial():
        return request.full_path if request.method == "GET" else ""
    try:
        parts = urlsplit(request.headers.get("HX-Current-URL", ""))
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}"
