"""What a bureau sets itself: the address it takes applications at, and its telephone (AGY-100, AGY-140)."""

from datetime import datetime

from app.accounts.effects.acting import by_right
from app.audit.effects import record
from app.db import db
from app.kernel.roles import Identity
from app.offices.effects.bureaux import put_contact


@db.write
@by_right
def set_bureau_contact(mail: str | None, phone: str | None, *, by: Identity, now: datetime) -> None:
    """Set the address for applications and the telephone of the officer's own bureau."""
    if by.bureau_id is None:
        raise LookupError("no bureau")
    put_contact(by.bureau_id, mail, phone)
    detail: dict[str, object] = {"mail": mail is not None, "phone": phone is not None}
    record("agencies.bureau_contact_set", by=by, subject=f"bureau:{by.bureau_id}", now=now, detail=detail)
