"""Our cookies: one name per set of surfaces, and as narrow as a browser can hold them (SECURITY V3.3)."""

from flask import Flask, Request, Response, current_app
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from app.config import Settings
from app.kernel.roles import Surface

OPEN_SURFACES = frozenset({Surface.PUBLIC, Surface.AGENCY})


class FormCookie(SecureCookieSessionInterface):
    """Flask's own way, which gets the keys ready only for a request that brings the cookie."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds; nothing without one."""
        came = request.cookies.get(self.get_cookie_name(app))
        return super().open_session(app, request) if came else self.session_class()


def init_cookies(app: Flask, settings: Settings) -> None:
    """Flask's own cookie, which holds CSRF and language only."""
    app.session_interface = FormCookie()
    app.config.update(
        SESSION_COOKIE_NAME=cookie_name(settings, "form"),
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_SECURE=not settings.demo,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE=same_site(settings),
        MAX_COOKIE_SIZE=1024,
    )


def cookie_name(settings: Settings, purpose: str) -> str:
    """The name of a cookie; listeners of other surfaces on the same host have other names."""
    served = [surface.value for surface in Surface if surface in settings.surfaces]
    place = "" if len(served) == len(Surface) else "-".join(["", *served])
    return f"{'' if settings.demo else '__Host-'}madoguchi{place}-{purpose}"


def same_site(settings: Settings) -> str:
    """Whether a link from elsewhere brings the cookie along: from a mail to public pages, never to the intranet."""
    return "Lax" if settings.surfaces & OPEN_SURFACES else "Strict"


def give_cookie(response: Response, purpose: str, value: str, *, seconds: int | None = None) -> None:
    """Give the browser a cookie; without `seconds` it goes when the browser is closed."""
    settings: Settings = current_app.extensions["settings"]
    response.set_cookie(
        cookie_name(settings, purpose),
        value,
        max_age=seconds,
        path="/",
        secure=not settings.demo,
        httponly=True,
        samesite=same_site(settings),
    )


def take_cookie(response: Response, purpose: str) -> None:
    """Let the browser forget a cookie."""
    settings: Settings = current_app.extensions["settings"]
    response.delete_cookie(
        cookie_name(settings, purpose), path="/", secure=not settings.demo, httponly=True, samesite=same_site(settings)
    )
