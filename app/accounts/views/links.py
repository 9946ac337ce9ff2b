"""What mailed links open: /invitations/<token>, /password-resets, /password-resets/<token>.

Opening a link changes nothing, so that a mail scanner cannot use it up; the button does (SECURITY T12).
"""

from typing import Any

from flask import Response, current_app, url_for

from app.accounts.forms.signing_in import NewPasswordForm, ResetForm
from app.accounts.queries.links import find_usable_link
from app.accounts.rules.passwords import shortest
from app.accounts.rules.places import requires_second_factor
from app.accounts.terms import LinkPurpose, LinkRefusal
from app.accounts.usecases.passwords import request_reset, set_password_by_link
from app.accounts.views.blueprint import blueprint
from app.accounts.views.login import browser
from app.accounts.views.tries import count_reset
from app.kernel.roles import ANYONE
from app.web.access import open_to
from app.web.clock import now, real_now
from app.web.errors import too_many
from app.web.htmx import go, respond
from app.web.limiter import Exceeded

ENDPOINTS = {LinkPurpose.INVITATION: "accounts.invitation", LinkPurpose.RESET: "accounts.password_reset"}


@blueprint.get("/invitations/<token>")
@open_to(ANYONE)
def invitation(token: str) -> Response:
    """The page of an invitation: choose a password."""
    return show_link(LinkPurpose.INVITATION, token, NewPasswordForm(formdata=None))


@blueprint.post("/invitations/<token>")
@open_to(ANYONE)
def accept(token: str) -> Response:
    """Accept the invitation."""
    return use(LinkPurpose.INVITATION, token)


@blueprint.get("/password-resets/<token>")
@open_to(ANYONE)
def password_reset(token: str) -> Response:
    """The page of a reset link: choose a new password."""
    return show_link(LinkPurpose.RESET, token, NewPasswordForm(formdata=None))


@blueprint.post("/password-resets/<token>")
@open_to(ANYONE)
def reset(token: str) -> Response:
    """Set the new password."""
    return use(LinkPurpose.RESET, token)


@blueprint.get("/password-resets")
@open_to(ANYONE)
def forgotten() -> Response:
    """The page that asks for the address."""
    return show_reset(ResetForm(formdata=None))


@blueprint.post("/password-resets")
@open_to(ANYONE)
def ask_for_reset() -> Response:
    """Send a link to the address if it is somebody's; the page says the same in every case."""
    form = ResetForm()
    if not form.validate():
        return show_reset(form, 422)
    exceeded = count_reset(form.folded_mail())
    if isinstance(exceeded, Exceeded):
        return too_many(exceeded)
    request_reset(form.folded_mail(), browser(), now=now())
    return show_reset(form, asked=True)


def show_reset(form: ResetForm, status: int = 200, asked: bool = False) -> Response:
    """The page that asks for the address, or the sentence that a mail is on its way."""
    return respond("accounts/forgotten.html", "accounts/_forgotten_form.html", status=status, form=form, asked=asked)


def use(purpose: LinkPurpose, token: str) -> Response:
    """Set a password by a link and lead to the sign-in page."""
    form = NewPasswordForm()
    if not form.validate():
        return show_link(purpose, token, form, 422)
    password = form.new_password.data or ""
    refusal = set_password_by_link(purpose, token, password, browser(), at=real_now(), now=now())
    if refusal is LinkRefusal.UNUSABLE or refusal is None:
        return show_link(purpose, token, form) if refusal else go(url_for("accounts.login", set="1"))
    return show_link(purpose, token, form, 422, refusal)


def show_link(
    purpose: LinkPurpose, token: str, form: NewPasswordForm, status: int = 200, refusal: Any = None
) -> Response:
    """The page of a link that may be used; one page, 404, for every link that may not."""
    found = find_usable_link(purpose, token, current_app.extensions["settings"].surfaces, now())
    if found is None:
        return respond("accounts/dead_link.html", "accounts/_dead_link.html", status=404)
    account = found[1]
    strong = account.totp_secret is not None or requires_second_factor(account.role, demo=False)
    facts = {
        "form": form,
        "refusal": refusal,
        "shortest": shortest(strong),
        "address": account.mail,
        "purpose": purpose,
        "action": url_for(ENDPOINTS[purpose], token=token),
    }
    return respond("accounts/new_password.html", "accounts/_new_password_form.html", status=status, **facts)
