"""Registering as a seeker or an employer: an address first, its link, then the account (SECURITY T2, T12)."""

from flask import Response, url_for

from app.accounts.forms.personal import RegistrationForm, RegistrationRequestForm
from app.accounts.models.profiles import AddressCheck
from app.accounts.queries.checks import find_registration
from app.accounts.rules.passwords import shortest
from app.accounts.rules.profiles import ProfileRefusal
from app.accounts.terms import PERSONAL_ROLES, LinkRefusal, PasswordRefusal
from app.accounts.usecases.registration import NewPerson, register, request_registration
from app.accounts.views.personal import blueprint, personal_page
from app.accounts.views.tries import count_registration
from app.kernel.roles import ANYONE, Role
from app.web.access import open_to
from app.web.clock import now
from app.web.errors import too_many
from app.web.htmx import go, respond
from app.web.languages import language_of_request
from app.web.limiter import Exceeded


@blueprint.get("/me/registration")
@open_to(ANYONE)
def registering() -> Response:
    """The page that asks who registers and for the address."""
    return personal_page("registering", RegistrationRequestForm(formdata=None), asked=False)


@blueprint.post("/me/registration")
@open_to(ANYONE)
def ask_for_registration() -> Response:
    """Send a link to the address; the page says the same whether it is known or not."""
    form = RegistrationRequestForm()
    if not form.validate():
        return personal_page("registering", form, 422, asked=False)
    exceeded = count_registration(form.email.folded)
    if isinstance(exceeded, Exceeded):
        return too_many(exceeded)
    request_registration(form.email.folded, Role(form.kind.data), language_of_request().code, now=now())
    return personal_page("registering", form, asked=True)


@blueprint.get("/me/registration/<token>")
@open_to(ANYONE)
def registration(token: str) -> Response:
    """What the mailed link opens: the form of a new account; one page, 404, for every link that may not be used."""
    check = find_registration(token, PERSONAL_ROLES, now())
    return show(check, token, RegistrationForm(formdata=None)) if check else dead_link()


@blueprint.post("/me/registration/<token>")
@open_to(ANYONE)
def complete(token: str) -> Response:
    """Make the account and lead to the sign-in page."""
    check = find_registration(token, PERSONAL_ROLES, now())
    if check is None:
        return dead_link()
    form = RegistrationForm()
    form.ask(Role(check.kind))
    if not form.validate():
        return show(check, token, form, 422)
    answer = register(token, person_of(form), now=now())
    if answer is LinkRefusal.UNUSABLE:
        return dead_link()
    return show(check, token, form, 422, answer) if answer else go(url_for("accounts.login", registered="1"))


def person_of(form: RegistrationForm) -> NewPerson:
    """The person a valid form tells of."""
    return NewPerson(
        name=form.name.folded,
        name_kana=form.name_kana.folded,
        phone=form.phone.folded,
        facts=form.facts(),
        password=form.new_password.data or "",
    )


def show(
    check: AddressCheck,
    token: str,
    form: RegistrationForm,
    status: int = 200,
    refusal: LinkRefusal | PasswordRefusal | ProfileRefusal | None = None,
) -> Response:
    """The form of a new account for a checked address."""
    kind = Role(check.kind)
    if "registration" in form._fields and "establishment" in form._fields:
        form.ask(kind)
    facts = {"address": check.mail, "kind": kind.value, "token": token, "shortest": shortest(False)}
    return personal_page("registration", form, status, refusal=refusal, **facts)


def dead_link() -> Response:
    """The one answer to every link that may not be used."""
    return respond("accounts/dead_check.html", "accounts/_dead_check.html", status=404)
