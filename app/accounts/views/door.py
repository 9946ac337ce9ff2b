"""Coming in and going out: /login, /login/second-factor, /logout."""

from typing import Any

from flask import Response, current_app, request, url_for

from app.accounts.authenticator import spaced
from app.accounts.forms.signing_in import CodeForm, SignInForm
from app.accounts.queries.sign_ins import offered_secret
from app.accounts.terms import Entered, SecondFactorRefusal, SignedIn, SignInRefusal, SignInStage
from app.accounts.usecases.second_factor import confirm_second_factor, offer_second_factor
from app.accounts.usecases.signing_in import sign_in, sign_out, verify_second_factor
from app.accounts.views.blueprint import blueprint
from app.accounts.views.login import browser, carry, current_sign_in, drop
from app.accounts.views.tries import count_code, count_sign_in, give_code_back, give_sign_in_back
from app.accounts.views.ways import closed_door, home_of, local_path
from app.kernel.helpdesk import HELPDESK
from app.kernel.roles import ANYONE, Role, Surface
from app.web.access import open_to
from app.web.clock import now, real_now
from app.web.errors import too_many
from app.web.htmx import go, respond
from app.web.limiter import Exceeded


@blueprint.get("/login")
@open_to(ANYONE)
def login() -> Response:
    """The sign-in page; whoever is signed in goes on at once."""
    signed_in = current_sign_in()
    if signed_in is not None and signed_in.stage is SignInStage.COMPLETE:
        return go(aim_or_home(request.args.get("next", ""), signed_in.kind))
    form = SignInForm(formdata=None, next=local_path(request.args.get("next", "")) or "")
    return show_login(form, 200, ended="ended" in request.args)


@blueprint.post("/login")
@open_to(ANYONE)
def begin() -> Response:
    """Check address and password; on to the second factor or to where the person was going."""
    form = SignInForm()
    if not form.validate():
        return show_login(form, 422)
    exceeded = count_sign_in(form.folded_mail())
    if isinstance(exceeded, Exceeded):
        return too_many(exceeded)
    answer = sign_in(form.folded_mail(), form.password.data or "", browser(), at=real_now(), now=now())
    if isinstance(answer, SignInRefusal):
        return show_login(form, 422, refusal=answer)
    give_sign_in_back(form.folded_mail())
    aim = form.next.data or ""
    if answer.stage is SignInStage.PASSWORD:
        return carry(go(url_for("accounts.second_factor", next=local_path(aim))), answer.token)
    return entered(answer, aim)


def show_login(form: SignInForm, status: int, **context: Any) -> Response:
    """The sign-in page or its form."""
    surfaces = current_app.extensions["settings"].surfaces
    places = {"may_register": Surface.PUBLIC in surfaces, "may_apply": Surface.AGENCY in surfaces}
    facts = {"refusal": None, "ended": False, **places, **context}
    facts["helpdesk"] = HELPDESK if Surface.AGENCY in surfaces else None
    return respond("accounts/login.html", "accounts/_login_form.html", status=status, form=form, **facts)


def entered(answer: Entered, aim: str) -> Response:
    """On with the new token to where the person was going."""
    return carry(go(aim_or_home(aim, answer.kind)), answer.token)


def aim_or_home(aim: str, kind: Role) -> str:
    """The page the person was going to if it is one of ours, else the first page of the account's kind."""
    return local_path(aim) or home_of(kind)


def pending() -> SignedIn | None:
    """The sign-in of this browser that still waits for its second factor."""
    signed_in = current_sign_in()
    return signed_in if signed_in is not None and signed_in.stage is SignInStage.PASSWORD else None


@blueprint.get("/login/second-factor")
@open_to(ANYONE)
def second_factor() -> Response:
    """The page that asks for the code, or sets the authenticator up where one must be."""
    waiting = pending()
    if waiting is None:
        return closed_door()
    return show_second_factor(CodeForm(formdata=None, next=local_path(request.args.get("next", "")) or ""), waiting)


@blueprint.post("/login/second-factor")
@open_to(ANYONE)
def verify() -> Response:
    """Check the code: of the authenticator in use, or the first one of an offered authenticator."""
    waiting, form = pending(), CodeForm()
    if waiting is None:
        return closed_door()
    if not form.validate():
        return show_second_factor(form, waiting, 422)
    exceeded = count_code(waiting.account_id)
    if isinstance(exceeded, Exceeded):
        return too_many(exceeded)
    check = verify_second_factor if waiting.has_second_factor else confirm_second_factor
    answer = check(waiting, form.digits(), browser(), at=real_now(), now=now())
    if not isinstance(answer, Entered):
        return show_second_factor(form, waiting, 422, refusal=answer)
    give_code_back(waiting.account_id)
    return entered(answer, form.next.data or "")


@blueprint.post("/login/second-factor/secret")
@open_to(ANYONE)
def offer_at_the_door() -> Response:
    """Begin to set the authenticator up on the way in."""
    waiting = pending()
    if waiting is None:
        return closed_door()
    refusal = offer_second_factor(waiting, None, now=now())
    if refusal is SecondFactorRefusal.NO_OFFER:
        return show_second_factor(CodeForm(formdata=None), waiting, 409)
    return go(url_for("accounts.second_factor", next=local_path(request.form.get("next", ""))))


def show_second_factor(form: CodeForm, waiting: SignedIn, status: int = 200, refusal: Any = None) -> Response:
    """The page of the second factor or its form; a code is never filled in again."""
    form.code.data = ""
    return respond(
        "accounts/second_factor.html",
        "accounts/_second_factor_form.html",
        status=status,
        form=form,
        waiting=waiting,
        secret=spaced(offered_secret(waiting.sign_in_id) or ""),
        refusal=refusal,
    )


@blueprint.post("/logout")
@open_to(ANYONE)
def logout() -> Response:
    """End this browser's sign-in; pressing it twice is no fault."""
    signed_in = current_sign_in()
    if signed_in is not None:
        sign_out(signed_in, at=real_now(), now=now())
    return drop(go(url_for("accounts.login", out="1")))
