"""A person's own account: /account, its sign-ins and its password."""

from flask import Response, abort, request, url_for

from app.accounts.forms.signing_in import ChangePasswordForm
from app.accounts.queries.grants import grants_of
from app.accounts.queries.people import get_person
from app.accounts.queries.sign_ins import open_sign_ins
from app.accounts.rules.passwords import shortest
from app.accounts.rules.places import requires_second_factor
from app.accounts.terms import ACCOUNT_ROLES, PasswordRefusal, SignedIn
from app.accounts.usecases.passwords import change_password
from app.accounts.usecases.signing_in import end_other_sign_ins, end_own_sign_in
from app.accounts.views.authenticator import signed_in_person
from app.accounts.views.blueprint import blueprint
from app.accounts.views.login import browser, carry
from app.accounts.views.tries import count_password, give_password_back
from app.accounts.views.ways import home_of
from app.web.access import current_identity, open_to
from app.web.clock import now, real_now
from app.web.errors import too_many
from app.web.htmx import go, respond
from app.web.limiter import Exceeded


@blueprint.get("/account")
@open_to(ACCOUNT_ROLES)
def account() -> Response:
    """Who one is here, what one may do, and where one is signed in."""
    signed_in = signed_in_person()
    return respond(
        "accounts/account.html",
        "accounts/_sign_ins.html",
        person=get_person(signed_in.account_id),
        grants=grants_of(signed_in.account_id, now()),
        home=home_of(signed_in.kind),
        signed_in=signed_in,
        sign_ins=open_sign_ins(signed_in.account_id, real_now()),
        done=request.args.get("done", ""),
    )


@blueprint.post("/account/sign-ins/<ref>/ending")
@open_to(ACCOUNT_ROLES)
def end_one(ref: str) -> Response:
    """End one of one's own sign-ins; another's is 404 like a missing one."""
    if not end_own_sign_in(current_identity(), ref, at=real_now(), now=now()):
        abort(404)
    return go(url_for("accounts.account", done="ended"))


@blueprint.post("/account/sign-ins/ending")
@open_to(ACCOUNT_ROLES)
def end_others() -> Response:
    """End every sign-in but this one."""
    end_other_sign_ins(current_identity(), at=real_now(), now=now())
    return go(url_for("accounts.account", done="ended"))


@blueprint.get("/account/password")
@open_to(ACCOUNT_ROLES)
def password() -> Response:
    """The page that changes the password."""
    return show_password(signed_in_person(), ChangePasswordForm(formdata=None))


@blueprint.post("/account/password")
@open_to(ACCOUNT_ROLES)
def change() -> Response:
    """Change it; this browser stays signed in under a new token, every other one is out."""
    signed_in, form = signed_in_person(), ChangePasswordForm()
    if not form.validate():
        return show_password(signed_in, form, 422)
    exceeded = count_password(signed_in.account_id)
    if isinstance(exceeded, Exceeded):
        return too_many(exceeded)
    current, new = form.password.data or "", form.new_password.data or ""
    answer = change_password(signed_in, current, new, browser(), at=real_now(), now=now())
    if answer is not PasswordRefusal.CURRENT_WRONG:
        give_password_back(signed_in.account_id)
    if isinstance(answer, PasswordRefusal):
        return show_password(signed_in, form, 422, answer)
    return carry(go(url_for("accounts.account", done="password")), answer.token)


def show_password(
    signed_in: SignedIn, form: ChangePasswordForm, status: int = 200, refusal: PasswordRefusal | None = None
) -> Response:
    """The page that changes the password, or its form."""
    strong = signed_in.has_second_factor or requires_second_factor(signed_in.kind, demo=False)
    page, part = "accounts/password.html", "accounts/_password_form.html"
    return respond(page, part, status=status, form=form, shortest=shortest(strong), refusal=refusal)
