"""Entering that the document of an application came to the bureau (10)."""

from datetime import datetime

from app.accounts.effects.acting import by_right
from app.agencies.effects.applications import lock_application, put_receipt
from app.agencies.queries.applications import application_facts
from app.agencies.rules.processing import ground_against_receipt
from app.agencies.terms.processing import Receipt, ReceiptRefusal
from app.audit.effects import record
from app.db import db
from app.kernel.roles import Identity


@db.write
@by_right
def receive_document(number: str, receipt: Receipt, *, by: Identity, now: datetime) -> ReceiptRefusal | None:
    """Enter the receipt of a document (AGY-104, AGY-105): the registration is no longer deleted by itself.

    Only at the bureau of the agency (AGY-072); none of this number there is a fault.
    """
    held = lock_application(number, by.bureau_id or 0)
    if held is None:
        raise LookupError(number)
    application, agency = held
    against = ground_against_receipt(application_facts(application), receipt, now)
    if against is not None:
        return against
    put_receipt(application, receipt, by.account_id)
    detail: dict[str, object] = {"agency": agency.id, "day": receipt.day.isoformat(), "way": receipt.way.value}
    record("agencies.document_received", by=by, subject=f"application:{number}", now=now, detail=detail)
    return None
