"""What an account of a seeker or an employer tells of its person, and changing it: /me/profile, /me/closing."""

from typing import Any

from flask import Response, request, url_for

from app.accounts.forms.personal import NewMailForm, PhoneForm, ProfileForm
from app.accounts.forms.signing_in import PasswordForm
from app.accounts.queries.checks import find_usable_check
from app.accounts.queries.people import is_phone_held
from app.accounts.rules.profiles import ContactRefusal
from app.accounts.terms import PERSONAL_ROLES, CheckPurpose, Person, SignedIn
from app.accounts.usecases.closing import close_account
from app.accounts.usecases.contacts import change_phone, change_profile, request_new_mail, take_new_mail
from app.accounts.views.authenticator import signed_in_person
from app.accounts.views.login import drop
from app.accounts.views.personal import blueprint, own_person, personal_page, tried
from app.accounts.views.registration import dead_link
from app.accounts.views.tries import count_new_mail
from app.web.access import open_to
from app.web.clock import now, real_now
from app.web.errors import too_many
from app.web.htmx import go, respond
from app.web.limiter import Exceeded


@blueprint.get("/me/profile")
@open_to(PERSONAL_ROLES)
def profile() -> Response:
    """Everything the account tells, and where to change it."""
    person = own_person()
    held = is_phone_held(person.account_id, now())
    done = request.args.get("done", "")
    return respond("accounts/profile.html", "accounts/_profile.html", person=person, phone_held=held, done=done)


@blueprint.get("/me/profile/facts")
@open_to(PERSONAL_ROLES)
def facts() -> Response:
    """The form of name and registration or establishment."""
    person = own_person()
    form = ProfileForm(formdata=None, data=told(person))
    form.ask(person.kind)
    return personal_page("facts", form, person=person)


@blueprint.post("/me/profile/facts")
@open_to(PERSONAL_ROLES)
def change_facts() -> Response:
    """Keep them."""
    person, form = own_person(), ProfileForm()
    form.ask(person.kind)
    if not form.validate():
        return personal_page("facts", form, 422, person=person)
    names = {"name": form.name.folded, "name_kana": form.name_kana.folded}
    refusal = change_profile(signed_in_person(), **names, facts=form.facts(), now=now())
    if refusal is not None:
        return personal_page("facts", form, 422, person=person, refusal=refusal)
    return go(home("facts"))


@blueprint.get("/me/profile/phone")
@open_to(PERSONAL_ROLES)
def phone() -> Response:
    """The form of a new telephone number; none while an instant request is open (NGS-46)."""
    return show_phone(PhoneForm(formdata=None))


@blueprint.post("/me/profile/phone")
@open_to(PERSONAL_ROLES)
def new_phone() -> Response:
    """Change it."""
    form = PhoneForm()
    if not form.validate():
        return show_phone(form, 422)
    answer = tried(lambda me: change_phone(me, form.password.data or "", form.phone.folded, now=now()))
    if isinstance(answer, Exceeded):
        return too_many(answer)
    return show_phone(form, status_of(answer), answer) if answer else go(home("phone"))


def show_phone(form: PhoneForm, status: int = 200, refusal: ContactRefusal | None = None) -> Response:
    """The page of the telephone number, or its form."""
    person = own_person()
    held = is_phone_held(person.account_id, now())
    return personal_page("phone", form, status, refusal=refusal, person=person, held=held)


@blueprint.get("/me/profile/mail")
@open_to(PERSONAL_ROLES)
def mail() -> Response:
    """The form of a new mail address."""
    return show_mail(NewMailForm(formdata=None))


@blueprint.post("/me/profile/mail")
@open_to(PERSONAL_ROLES)
def ask_for_new_mail() -> Response:
    """Send a link to the new address; the page says the same whether it is somebody's or not (SECURITY T2)."""
    form = NewMailForm()
    if not form.validate():
        return show_mail(form, 422)
    exceeded = count_new_mail(signed_in_person().account_id, form.email.folded)
    answer = exceeded if isinstance(exceeded, Exceeded) else tried(lambda me: ask_with(form, me))
    if isinstance(answer, Exceeded):
        return too_many(answer)
    return show_mail(form, 422, answer) if answer else show_mail(form, asked=True)


def ask_with(form: NewMailForm, signed_in: SignedIn) -> ContactRefusal | None:
    """Ask for the address of a valid form."""
    return request_new_mail(signed_in, form.password.data or "", form.email.folded, now=now())


def show_mail(
    form: NewMailForm, status: int = 200, refusal: ContactRefusal | None = None, *, asked: bool = False
) -> Response:
    """The page of the mail address, its form, or the sentence that a mail is on its way."""
    return personal_page("mail", form, status, refusal=refusal, person=own_person(), asked=asked)


@blueprint.get("/me/profile/mail/<token>")
@open_to(PERSONAL_ROLES)
def new_mail(token: str) -> Response:
    """What the link opens: the new address and a button; only for the account it was made for."""
    account_id = signed_in_person().account_id
    check = find_usable_check(CheckPurpose.CHANGE, token, now(), account_id=account_id)
    if check is None:
        return dead_link()
    facts = {"address": check.mail, "token": token}
    return respond("accounts/new_mail.html", "accounts/_new_mail_form.html", person=own_person(), **facts)


@blueprint.post("/me/profile/mail/<token>")
@open_to(PERSONAL_ROLES)
def take_mail(token: str) -> Response:
    """Change to it."""
    refusal = take_new_mail(signed_in_person(), token, at=real_now(), now=now())
    return dead_link() if refusal else go(home("mail"))


@blueprint.get("/me/closing")
@open_to(PERSONAL_ROLES)
def closing() -> Response:
    """The page that closes the account."""
    return personal_page("closing", PasswordForm(formdata=None))


@blueprint.post("/me/closing")
@open_to(PERSONAL_ROLES)
def close() -> Response:
    """Close it, and sign out."""
    form = PasswordForm()
    if not form.validate():
        return personal_page("closing", form, 422)
    answer = tried(lambda me: close_account(me, form.password.data or "", at=real_now(), now=now()))
    if isinstance(answer, Exceeded):
        return too_many(answer)
    if answer is not None:
        return personal_page("closing", form, status_of(answer), refusal=answer)
    return drop(go(url_for("accounts.login", closed="1")))


def status_of(refusal: ContactRefusal) -> int:
    """409 for what stands in the way now, 422 for what was typed wrong."""
    return 409 if refusal is ContactRefusal.PHONE_HELD else 422


def home(done: str) -> str:
    """The address of the page of the account, telling what was done."""
    return url_for("accounts_personal.profile", done=done)


def told(person: Person) -> dict[str, Any]:
    """What the form of facts begins with."""
    return {
        "name": person.name,
        "name_kana": person.name_kana or "",
        "registration": person.registration.value if person.registration else None,
        "seeker_number": person.seeker_number or "",
        "establishment": person.establishment or "",
        "establishment_number": person.establishment_number or "",
    }
