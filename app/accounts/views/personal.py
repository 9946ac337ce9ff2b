"""The blueprint of seekers and employers: /me/registration, /me/profile, /me/closing; on the public site only."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response

from app.accounts.queries.people import get_person
from app.accounts.rules.profiles import ContactRefusal
from app.accounts.terms import Person, SignedIn
from app.accounts.views.authenticator import signed_in_person
from app.accounts.views.tries import count_password, give_password_back
from app.web.htmx import respond
from app.web.limiter import Exceeded

blueprint = Blueprint("accounts_personal", __name__)


def personal_page(name: str, form: Any, status: int = 200, **context: Any) -> Response:
    """A page under /me, or its form."""
    page, part = f"accounts/{name}.html", f"accounts/_{name}_form.html"
    return respond(page, part, status=status, form=form, **{"refusal": None, **context})


def tried(change: Callable[[SignedIn], ContactRefusal | None]) -> Exceeded | ContactRefusal | None:
    """Do what needs the password again; a wrong one is counted, as at the door."""
    signed_in = signed_in_person()
    exceeded = count_password(signed_in.account_id)
    if isinstance(exceeded, Exceeded):
        return exceeded
    answer = change(signed_in)
    if answer is not ContactRefusal.PASSWORD_WRONG:
        give_password_back(signed_in.account_id)
    return answer


def own_person() -> Person:
    """Who is signed in, with what the account told of registration or establishment."""
    return get_person(signed_in_person().account_id)
