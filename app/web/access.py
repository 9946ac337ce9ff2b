"""Who may enter which route: a mark on every view, and a gate that lets nothing unmarked through."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, request

from app.kernel.roles import ANYONE, Identity, Role
from app.web.typed import typed_text

View = TypeVar("View", bound=Callable[..., Any])
MARK = "open_to"
BY_TOKEN = "by_token"
STRANGERS = frozenset({Role.ANONYMOUS, Role.GUEST})


def open_to(*roles: Role | frozenset[Role]) -> Callable[[View], View]:
    """Mark a view with the roles that may enter it; `open_to(ANYONE)` for everyone."""
    allowed = frozenset().union(*(role if isinstance(role, frozenset) else {role} for role in roles))

    def mark(view: View) -> View:
        setattr(view, MARK, allowed)
        return view

    return mark


def by_token(view: View) -> View:
    """Mark a view that no cookie opens, only the token of a program: nobody who is signed in enters by that."""
    setattr(view, BY_TOKEN, True)
    return open_to(ANYONE)(view)


def roles_of(view: Callable[..., Any] | None) -> frozenset[Role]:
    """The roles a view is open to; none for one without a mark."""
    allowed: frozenset[Role] = getattr(view, MARK, frozenset())
    return allowed


def current_identity() -> Identity:
    """Who is asking, read once per request from the database by the installed reader."""
    if "identity" not in g:
        g.identity = current_app.extensions["identify"]()
    identity: Identity = g.identity
    return identity


def init_access(app: Flask, identify: Callable[[], Identity], sign_in: Callable[[], Any]) -> None:
    """Put the gate before every request.

    `identify` reads the identity of the request; `sign_in` answers a signed-out person at a closed door.
    """
    app.extensions["identify"] = identify
    app.extensions["closed_door"] = sign_in
    app.before_request(gate)


def gate() -> Any:
    """Nothing for the allowed; the sign-in page for a stranger; 403 for a role that may not enter."""
    if request.endpoint is None:
        return None
    if request.endpoint.rpartition(".")[2] == "static":
        return None
    allowed = roles_of(current_app.view_functions[request.endpoint])
    if allowed == ANYONE or current_identity().is_any(allowed):
        return None
    if not allowed or not current_identity().is_any(STRANGERS):
        abort(403)
    if typed_text().shown:
        abort(401)  # the sign-in ran out over a form: this page keeps what was typed
    return current_app.extensions["closed_door"]()
