"""What the form of an application begins with for somebody who is signed in: what the account tells anyway."""

from app.accounts.queries.people import get_person
from app.accounts.terms import PERSONAL_ROLES, Person
from app.booking.forms.application import ApplicationForm
from app.web.access import current_identity
from app.web.filters import phone


def fill_in(form: ApplicationForm) -> None:
    """Write what a seeker's or an employer's account tells into the fields that ask for it; all can be changed."""
    identity = current_identity()
    if identity.account_id is None or not identity.is_any(PERSONAL_ROLES):
        return
    for name, told in known(get_person(identity.account_id)).items():
        if told and name in form:
            form[name].data = told


def known(person: Person) -> dict[str, str | None]:
    """The answers an account gives, by the names of the fields (DESIGN 5)."""
    return {
        "name": person.name,
        "name_kana": person.name_kana,
        "email": person.mail,
        "phone": phone(person.phone) if person.phone else None,
        "seeker_number": person.seeker_number,
        "registration": person.registration.value if person.registration else None,
        "establishment": person.establishment,
    }
