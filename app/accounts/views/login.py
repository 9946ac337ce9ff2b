"""Who is signed in: Flask-Login behind this one module, its user made anew from the database at every request.

Flask-Login gives the request loader and its cache. Its own session, its "remember me" cookie and its
template variable are not used; the tests of this module hold that they stay without effect.
"""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask, Request, Response, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user

from app.accounts.queries.sign_ins import find_signed_in
from app.accounts.rules.agents import agent_kind
from app.accounts.terms import Browser, SignedIn, SignInStage
from app.accounts.usecases.signing_in import note_seen
from app.config import Settings
from app.db import Busy
from app.kernel.roles import ANONYMOUS, Identity, Surface
from app.web.clock import now, real_now
from app.web.cookies import cookie_name, give_cookie, take_cookie
from app.web.htmx import is_poll

COOKIE = "sign-in"
LONGEST_TOKEN = 100
SEEN_EVERY = timedelta(seconds=60)
KEPT_IN_SESSION = ("language",)

Guest = Callable[[], Identity | None]


class SignedInUser(UserMixin):  # type: ignore[misc]
    """What Flask-Login keeps for the length of a request."""

    def __init__(self, signed_in: SignedIn) -> None:
        self.signed_in = signed_in

    def get_id(self) -> str:
        """The account's id; Flask-Login asks for it by this name."""
        return str(self.signed_in.account_id)


def init_login(app: Flask, guest: Guest = lambda: None) -> None:
    """Bind Flask-Login. `guest` reads the identity of a request whose browser has no account signed in."""
    app.config["REMEMBER_COOKIE_NAME"] = "madoguchi-unused"  # another site's remember_token would sign people out
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app, add_context_processor=False)
    manager.request_loader(load_from_request)
    app.extensions["guest_identity"] = guest
    app.context_processor(lambda: {"identity": g.identity} if "identity" in g else {})


def identify() -> Identity:
    """The identity of this request: an account that is fully signed in, else a guest, else nobody."""
    signed_in = current_sign_in()
    if signed_in is not None and signed_in.stage is SignInStage.COMPLETE:
        return signed_in.identity
    guest: Guest = current_app.extensions["guest_identity"]
    return guest() or ANONYMOUS


def current_sign_in() -> SignedIn | None:
    """The sign-in of this browser, also one that still waits for the second factor."""
    return current_user.signed_in if current_user.is_authenticated else None


def load_from_request(asked: Request) -> SignedInUser | None:
    """The signed-in user of a request's cookie, with the roles held at this moment."""
    settings: Settings = current_app.extensions["settings"]
    token = asked.cookies.get(cookie_name(settings, COOKIE), "")
    if not token or len(token) > LONGEST_TOKEN:
        return None
    at = real_now()
    signed_in = find_signed_in(token, settings.surfaces, place_of(settings), at=at, now=now())
    if signed_in is None:
        return None
    if at - signed_in.last_seen_at >= SEEN_EVERY and not is_poll():
        _note_seen(signed_in)
    return SignedInUser(signed_in)


def _note_seen(signed_in: SignedIn) -> None:
    try:
        note_seen(signed_in.sign_in_id, real_now())
    except Busy:
        return  # the next request will note it


def place_of(settings: Settings) -> str:
    """The name of a listener's set of surfaces; a token of one listener is nothing at another."""
    return "-".join(surface.value for surface in Surface if surface in settings.surfaces)


def browser() -> Browser:
    """Where this request comes from, as the use-cases need it."""
    settings: Settings = current_app.extensions["settings"]
    agent = agent_kind(request.user_agent.string)
    return Browser(surfaces=settings.surfaces, place=place_of(settings), agent=agent, demo=settings.demo)


def carry(response: Response, token: str) -> Response:
    """Give the browser its new token, and nothing of the form session from before (SECURITY T22)."""
    forget_forms()
    give_cookie(response, COOKIE, token)
    return response


def drop(response: Response) -> Response:
    """Take the token away, and tell the browser to keep nothing of the pages it has seen."""
    forget_forms()
    take_cookie(response, COOKIE)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def forget_forms() -> None:
    """Start Flask's session anew, so that a CSRF token from before is worth nothing; the language stays."""
    kept = {name: session[name] for name in KEPT_IN_SESSION if name in session}
    session.clear()
    session.update(kept)
    g.pop("csrf_token", None)


def carries_token() -> bool:
    """Whether the browser brought a token at all, good or not."""
    settings: Settings = current_app.extensions["settings"]
    return cookie_name(settings, COOKIE) in request.cookies
