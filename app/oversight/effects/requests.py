"""Asking an agency, in the transaction of whoever asks: the row, and the mail to the officer who answers."""

import secrets
from datetime import date, datetime

from sqlalchemy import update

from app.accounts.queries.people import organisation_names
from app.agencies.queries.lookup import addressees_of
from app.db import db
from app.kernel.languages import DEFAULT
from app.kernel.numbers import BODY_BITS, public_number
from app.notices.effects import post
from app.oversight.models.cases import AgencyRequest
from app.oversight.rules.grounds import GROUNDS
from app.oversight.terms.asking import NewRequest
from app.oversight.terms.requests import Addressee, RequestKind
from app.web.links import link

MAILS = {
    RequestKind.CORRECTION: "M-AGY-4",
    RequestKind.FACT_CHECK: "M-AGY-5",
    RequestKind.COMPLAINT: "M-AGY-6",
    RequestKind.RECORD: "M-AGY-7",
    RequestKind.MEASURE: "M-AGY-8",
    RequestKind.REPORT: "M-AGY-10",
    RequestKind.SURVEY: "M-AGY-10",
}
"""The mail of each kind in the catalogue."""


def new_number() -> str:
    """A number without order (SECURITY T13)."""
    return public_number(secrets.randbits(BODY_BITS))


def ask(
    agency_id: int, new: NewRequest, *, by: int, organisation_id: int, now: datetime, case_id: int | None = None
) -> AgencyRequest:
    """Ask, and write to the officer who answers; the request's row."""
    row = AgencyRequest(
        number=new_number(),
        agency_id=agency_id,
        case_id=case_id,
        kind=new.kind.value,
        ground=new.ground.value if new.ground else None,
        addressee=new.addressee.value,
        text=new.text,
        limit_on=new.limit_on,
        sent_at=now,
        sent_by=by,
        organisation_id=organisation_id,
        declined=False,
    )
    db.session.add(row)
    db.session.flush()
    _mail(row, new, now)
    return row


def close_complied(case_id: int | None, confirmed_on: date | None, *, by: int, now: datetime) -> None:
    """Close the measures of a case that ended: one day serves the stop and what was asked (AGY-113, AGY-114)."""
    measures = update(AgencyRequest).where(
        AgencyRequest.case_id == case_id,
        AgencyRequest.kind == RequestKind.MEASURE.value,
        AgencyRequest.closed_at.is_(None),
    )
    db.session.execute(measures.values(confirmed_on=confirmed_on, closed_at=now, closed_by=by))


def _mail(row: AgencyRequest, new: NewRequest, now: datetime) -> None:
    people = addressees_of(row.agency_id)
    to = people.privacy_mail if new.addressee is Addressee.PRIVACY_OFFICER else people.contact_mail
    post(
        MAILS[new.kind],
        key=f"agency_request:{row.number}",
        to=to,
        template=MAILS[new.kind],
        context={
            "number": row.number,
            "organisation": organisation_names([row.organisation_id])[row.organisation_id],
            "clause": GROUNDS[new.ground].clause if new.ground else None,
            "lines": new.text.splitlines(),
            "limit_on": new.limit_on,
            "received_on": new.received_on,
            "survey": new.kind is RequestKind.SURVEY,
            "address": link("oversight_agency.request_page", number=row.number),
        },
        language=DEFAULT,
        now=now,
    )
