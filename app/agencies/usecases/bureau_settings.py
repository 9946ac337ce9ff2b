"""What a bureau sets itself: the address it takes applications at, and its telephone (AGY-100, AGY-140)."""

from datetime import datetime

from app.accounts.effects.acting import by_right
from app.agencies.queries.contacts import contact_of
from app.agencies.terms.contacts import BureauContact, ContactRefusal
from app.audit.effects import record
from app.db import db
from app.kernel.overtaking import is_overtaken
from app.kernel.roles import Identity
from app.offices.effects.bureaux import lock_bureau, put_contact


@db.write
@by_right
def set_bureau_contact(contact: BureauContact, *, seen: str, by: Identity, now: datetime) -> ContactRefusal | None:
    """Set the address for applications and the telephone of the officer's own bureau, whose page showed `seen`."""
    if by.bureau_id is None:
        raise LookupError("no bureau")
    lock_bureau(by.bureau_id)
    if is_overtaken(contact_of(by.bureau_id).mark, seen=seen, wanted=contact.mark):
        return ContactRefusal.CHANGED_MEANWHILE
    put_contact(by.bureau_id, contact.mail, contact.phone)
    detail: dict[str, object] = {"mail": contact.mail is not None, "phone": contact.phone is not None}
    record("agencies.bureau_contact_set", by=by, subject=f"bureau:{by.bureau_id}", now=now, detail=detail)
    return None
