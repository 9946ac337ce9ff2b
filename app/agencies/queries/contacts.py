"""What a bureau has set for agencies that apply (AGY-100, AGY-140)."""

from app.agencies.terms.contacts import BureauContact
from app.offices.queries.bureaux import get_bureau


def contact_of(bureau_id: int) -> BureauContact:
    """The contact of a bureau, which must be one."""
    place = get_bureau(bureau_id)
    return BureauContact(mail=place.applications_mail, phone=place.phone)
