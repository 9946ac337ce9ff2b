"""What the form says already for somebody who is signed in: what they have registered, to be changed as they like."""

from app.accounts.queries.people import get_person
from app.booking.forms.application import ApplicationForm
from app.booking.terms.application import ApplicantType
from app.kernel.roles import Identity, Role
from app.web.filters import phone

KIND = {Role.SEEKER: ApplicantType.SEEKER, Role.EMPLOYER: ApplicantType.EMPLOYER}


def fill_in_known(form: ApplicationForm, by: Identity) -> None:
    """Put into a fresh form what a job seeker or an employer has told on MyPage; the address is the registered one."""
    if by.account_id is None or not by.is_any(frozenset(KIND)):
        return
    person = get_person(by.account_id)
    known = {
        "applicant_type": KIND[person.kind].value,
        "name": person.name,
        "name_kana": person.name_kana,
        "email": person.mail,
        "phone": phone(person.phone) if person.phone else None,
        "seeker_number": person.seeker_number,
        "registration": person.registration,
        "establishment": person.establishment or person.establishment_number,
    }
    for name in form._fields.keys() & {name for name, value in known.items() if value}:
        form[name].data = known[name]
