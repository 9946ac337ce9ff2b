"""Reading consultations: what is on record, where the person was guided, what stands against them."""

from datetime import datetime, timedelta

from app.booking.models.bookings import Booking, StaffMessage
from app.booking.models.desk_records import CallTask
from app.booking.models.guards import Ban
from app.booking.models.sessions import ReferralRow, SessionRow
from app.booking.queries.bookings import facts_of
from app.booking.queries.replies import was_asked
from app.booking.rules.meeting import holds_url, url_in
from app.booking.terms.application import ApplicantType
from app.booking.terms.sessions import (
    ActFacts,
    Ending,
    Outcome,
    OutcomeReason,
    ProhibitedAct,
    Referral,
    ReferralKind,
    SessionRecord,
    StandingBan,
)
from app.booking.terms.states import StateFacts
from app.db import db
from app.offices.terms import Channel

LOOKS_BACK = timedelta(days=2)
"""Longer than any address is of use to its applicant."""


def act_facts(
    booking_id: int, state: StateFacts, channel: Channel, applicant_type: ApplicantType, *, outside: bool
) -> ActFacts:
    """What an act with the booking is decided on, besides its state and fit, which the caller read under lock."""
    session = session_of(booking_id)
    return ActFacts(
        state=state,
        has_message=db.session.get(StaffMessage, booking_id) is not None,
        by_phone=session is not None and session.switched_to_phone_at is not None,
        banned=standing_ban(booking_id) is not None,
        outcome=session.ending.outcome if session and session.ending else None,
        channel=channel,
        applicant_type=applicant_type,
        asked_for_reply=was_asked(booking_id),
        call_waits=call_waits(booking_id),
        outside=outside,
    )


def session_of(booking_id: int) -> SessionRecord | None:
    """What is on record of the consultation; None where nobody was admitted."""
    row = db.session.scalar(db.select(SessionRow).where(SessionRow.booking_id == booking_id))
    return _record(row) if row else None


def referral_of(booking_id: int) -> Referral | None:
    """The guidance that holds: the newest; None where there is none (KNG-36)."""
    newest = db.select(ReferralRow).where(ReferralRow.booking_id == booking_id).order_by(ReferralRow.id.desc()).limit(1)
    row = db.session.scalar(newest)
    if row is None:
        return None
    return Referral(branch=row.branch, kind=ReferralKind(row.kind), note=row.note, referred_at=row.referred_at)


def standing_ban(booking_id: int) -> StandingBan | None:
    """The refusal of future use that came of the booking and is not lifted; None where there is none (KNG-42)."""
    asked = db.select(Ban).where(Ban.booking_id == booking_id, Ban.lifted_at.is_(None)).order_by(Ban.id).limit(1)
    row = db.session.scalar(asked)
    return StandingBan(ground=row.ground, reason=row.reason, since=row.since, set_by=row.set_by) if row else None


def call_waits(booking_id: int) -> bool:
    """Whether somebody is to be told of the booking by telephone and was not yet (NGS-25)."""
    asked = db.select(CallTask.booking_id).where(CallTask.booking_id == booking_id, CallTask.done_at.is_(None))
    return db.session.scalar(asked) is not None


def urls_in_use(office_id: str, now: datetime, *, beside: int | None) -> frozenset[str]:
    """The addresses of an office's other bookings that somebody may still open; `beside` is left out (KNG-31).

    What they say is sealed, so each is opened: as many as the office has booked ahead.
    """
    rows = db.session.execute(
        db.select(Booking, StaffMessage.text)
        .join(StaffMessage, StaffMessage.booking_id == Booking.id)
        .where(Booking.office_id == office_id, Booking.id != (beside or 0), Booking.starts_at > now - LOOKS_BACK)
        .order_by(Booking.id)
    )
    return frozenset(url_in(text) for row, text in rows if holds_url(facts_of(row), now))


def _record(row: SessionRow) -> SessionRecord:
    reason = OutcomeReason(row.reason) if row.reason else None
    return SessionRecord(
        admitted_at=row.admitted_at,
        switched_to_phone_at=row.switched_to_phone_at,
        ended_at=row.ended_at,
        ending=Ending(outcome=Outcome(row.outcome), reason=reason) if row.outcome else None,
        stopped_for=ProhibitedAct(row.stopped_for) if row.stopped_for else None,
    )
