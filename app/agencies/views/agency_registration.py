"""Registering an agency's account on the agencies' site: an address first, its link, then the account (AGY-015)."""

from flask import Response, url_for

from app.accounts.effects.joining import shortest_password
from app.accounts.queries.checks import find_registration
from app.accounts.terms import PasswordRefusal
from app.accounts.usecases.registration import request_registration
from app.agencies.forms.registration import AddressForm, RegistrationForm
from app.agencies.terms.registration import NewAgency, RegistrationRefusal
from app.agencies.usecases.registration import AGENCIES, register_agency
from app.agencies.views.blueprints import agency
from app.kernel.folding import mail_key
from app.kernel.languages import DEFAULT
from app.kernel.roles import ANYONE, Role
from app.offices.queries.bureaux import list_bureaux
from app.web.access import open_to
from app.web.clock import now
from app.web.errors import too_many
from app.web.htmx import go, respond
from app.web.limiter import Exceeded, Limit, allow, client_network

Refusal = RegistrationRefusal | PasswordRefusal | None


@agency.get("/registration")
@open_to(ANYONE)
def registering() -> Response:
    """The page that asks for the address, with how long it is kept and how an account is kept (AGY-014, AGY-093)."""
    return show_asking(AddressForm(formdata=None))


@agency.post("/registration")
@open_to(ANYONE)
def ask_for_registration() -> Response:
    """Send a link to the address; the page says the same whether it is known or not."""
    form = AddressForm()
    if not form.validate():
        return show_asking(form, 422)
    exceeded = count_try(form.email.folded)
    if exceeded is not None:
        return too_many(exceeded)
    request_registration(form.email.folded, Role.AGENCY, DEFAULT, now=now())
    return show_asking(form, asked=True)


@agency.get("/registration/<token>")
@open_to(ANYONE)
def registration(token: str) -> Response:
    """What the mailed link opens; one page, 404, for every link that may not be used."""
    form = RegistrationForm(formdata=None)
    check = find_registration(token, AGENCIES, now())
    if check is not None:
        form.contact_mail.data = check.mail
    return show_form(token, form)


@agency.post("/registration/<token>")
@open_to(ANYONE)
def complete(token: str) -> Response:
    """Make the account and lead to the sign-in page."""
    form = RegistrationForm()
    form.offer(list_bureaux())
    if not form.validate():
        return show_form(token, form, 422)
    refusal = register_agency(token, told_in(form), now=now())
    return show_form(token, form, 422, refusal) if refusal else go(url_for("accounts.login", registered="1"))


def count_try(mail: str) -> Exceeded | None:
    """One link to register with, asked for an address: by network, then as for any link by address."""
    box = mail_key(mail)
    tries = (
        (Limit.REGISTRATION_BY_NETWORK, client_network()),
        (Limit.RESEND_BY_ADDRESS, box),
        (Limit.RESEND_BY_ACCOUNT, f"registration {box}"),
    )
    answers = (allow(kind, about, now()) for kind, about in tries)
    return next((answer for answer in answers if isinstance(answer, Exceeded)), None)


def told_in(form: RegistrationForm) -> NewAgency:
    """The agency a valid form tells of."""
    return NewAgency(
        name=form.name.folded,
        bureau_id=next(each.id for each in list_bureaux() if each.code == form.bureau.data),
        contact_name=form.contact_name.folded,
        contact_mail=form.contact_mail.folded,
        contractor=form.contractor.folded,
        contracted_on=form.contracted_on.day,
        password=form.new_password.data or "",
    )


def show_asking(form: AddressForm, status: int = 200, *, asked: bool = False) -> Response:
    """The page that asks for the address, or says that a mail is on its way."""
    page, part = "agencies/registering.html", "agencies/_registering_form.html"
    return respond(page, part, status=status, form=form, asked=asked)


def show_form(token: str, form: RegistrationForm, status: int = 200, refusal: Refusal = None) -> Response:
    """The form of a new account for a checked address."""
    check = find_registration(token, AGENCIES, now())
    if check is None:
        return respond("agencies/dead_registration.html", "agencies/_dead_registration.html", status=404)
    form.offer(list_bureaux())
    told = {
        "form": form,
        "token": token,
        "address": check.mail,
        "refusal": refusal,
        "shortest": shortest_password(Role.AGENCY),
    }
    return respond("agencies/registration.html", "agencies/_registration_form.html", status=status, **told)
