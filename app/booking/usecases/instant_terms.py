"""Answering to terms that have changed since the consent (NGS-43, NGS-44)."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects.instant import agree_to_newest, decline_terms, take_up_request
from app.booking.rules.instant import ground_against_agreement
from app.booking.terms.instant import AgreementRefusal
from app.db import db
from app.kernel.roles import Identity


@db.write
def answer_terms(number: str, version: int, by: Identity, now: datetime, *, agrees: bool) -> AgreementRefusal | None:
    """同意する or 同意しない to the newest terms: the request goes on, or ends as declined (NGS-43, NGS-44).

    `version` is what the person read. None where the answer is taken; whose request it is is asked by the view.
    """
    taken = take_up_request(number, now)
    if taken is None:
        return AgreementRefusal.NOTHING_OPEN
    ground = ground_against_agreement(taken.facts, version, taken.newest, now)
    if ground is not None:
        return ground
    if agrees:
        agree_to_newest(taken)
    else:
        decline_terms(taken)
    act = "booking.terms_agreed" if agrees else "booking.terms_declined"
    detail: dict[str, object] = {"version": version}
    office_id = taken.row.office_id
    audit.record(act, by=by, subject=f"booking:{number}", now=now, office_id=office_id, detail=detail)
    return None
