"""The authenticator of an account: /account/second-factor, and its QR code."""

from typing import Any

from flask import Response, abort, make_response, url_for

from app.accounts.authenticator import address_of, picture_of, spaced
from app.accounts.forms.signing_in import CodeForm, PasswordForm
from app.accounts.queries.people import get_account
from app.accounts.queries.sign_ins import offered_secret
from app.accounts.rules.places import requires_second_factor
from app.accounts.terms import ACCOUNT_ROLES, Entered, SecondFactorRefusal, SignedIn
from app.accounts.usecases.second_factor import confirm_second_factor, offer_second_factor, remove_second_factor
from app.accounts.views.blueprint import blueprint
from app.accounts.views.login import browser, carry, current_sign_in
from app.accounts.views.tries import count_code, count_password, give_code_back, give_password_back
from app.kernel.roles import ANYONE
from app.web.access import open_to
from app.web.clock import now, real_now
from app.web.errors import too_many
from app.web.htmx import go, respond
from app.web.limiter import Exceeded


@blueprint.get("/account/second-factor/picture")
@open_to(ANYONE)
def picture() -> Response:
    """The QR code of the secret this sign-in is being shown; 404 where there is none."""
    signed_in = current_sign_in()
    secret = offered_secret(signed_in.sign_in_id) if signed_in else None
    if signed_in is None or secret is None:
        abort(404)
    response = make_response(picture_of(address_of(secret, get_account(signed_in.account_id).mail)))
    response.mimetype = "image/svg+xml"
    return response


@blueprint.get("/account/second-factor")
@open_to(ACCOUNT_ROLES)
def authenticator() -> Response:
    """Whether the authenticator is on, and setting it up or taking it off."""
    return show(signed_in_person())


@blueprint.post("/account/second-factor/secret")
@open_to(ACCOUNT_ROLES)
def offer() -> Response:
    """Begin to set it up, the password shown once more."""
    signed_in, form = signed_in_person(), PasswordForm()
    if not form.validate():
        return show(signed_in, 422, password_form=form)
    exceeded = count_password(signed_in.account_id)
    if isinstance(exceeded, Exceeded):
        return too_many(exceeded)
    refusal = offer_second_factor(signed_in, form.password.data, now=now())
    if refusal is not None:
        return show(signed_in, 422, password_form=form, refusal=refusal)
    give_password_back(signed_in.account_id)
    return go(url_for("accounts.authenticator"))


@blueprint.post("/account/second-factor")
@open_to(ACCOUNT_ROLES)
def confirm() -> Response:
    """Turn it on by its first code."""
    signed_in, form = signed_in_person(), CodeForm()
    if not form.validate():
        return show(signed_in, 422, code_form=form)
    exceeded = count_code(signed_in.account_id)
    if isinstance(exceeded, Exceeded):
        return too_many(exceeded)
    answer = confirm_second_factor(signed_in, form.digits(), browser(), at=real_now(), now=now())
    if not isinstance(answer, Entered):
        return show(signed_in, 422, code_form=form, refusal=answer)
    give_code_back(signed_in.account_id)
    return carry(go(url_for("accounts.account", done="second-factor")), answer.token)


@blueprint.post("/account/second-factor/removal")
@open_to(ACCOUNT_ROLES)
def remove() -> Response:
    """Take it off, where the account may live without."""
    signed_in, form = signed_in_person(), PasswordForm()
    if not form.validate():
        return show(signed_in, 422, password_form=form)
    exceeded = count_password(signed_in.account_id)
    if isinstance(exceeded, Exceeded):
        return too_many(exceeded)
    answer = remove_second_factor(signed_in, form.password.data or "", browser(), at=real_now(), now=now())
    if not isinstance(answer, Entered):
        return show(signed_in, 422, password_form=form, refusal=answer)
    give_password_back(signed_in.account_id)
    return carry(go(url_for("accounts.account", done="second-factor-off")), answer.token)


def signed_in_person() -> SignedIn:
    """The sign-in behind a page that only accounts may enter."""
    signed_in = current_sign_in()
    if signed_in is None:
        raise RuntimeError("the gate let in somebody who is not signed in")
    return signed_in


def show(
    signed_in: SignedIn,
    status: int = 200,
    *,
    code_form: CodeForm | None = None,
    password_form: PasswordForm | None = None,
    refusal: SecondFactorRefusal | None = None,
) -> Response:
    """The page or its part."""
    if code_form is not None:
        code_form.code.data = ""
    facts: dict[str, Any] = {
        "is_on": signed_in.has_second_factor,
        "is_required": requires_second_factor(signed_in.kind, browser().demo),
        "secret": spaced(offered_secret(signed_in.sign_in_id) or ""),
        "code_form": code_form or CodeForm(formdata=None),
        "password_form": password_form or PasswordForm(formdata=None),
        "refusal": refusal,
    }
    return respond("accounts/authenticator.html", "accounts/_authenticator.html", status=status, **facts)
