"""Holding a consultation, inside somebody's transaction: its start, the telephone, its end, the guidance after it."""

from app.booking.effects.acts import Taken
from app.booking.effects.bans import add_ban
from app.booking.effects.bookings import change_state
from app.booking.models.sessions import ReferralRow, SessionRow
from app.booking.queries.bookings import record_of
from app.booking.rules.other_ways import session_kinds
from app.booking.rules.session import branch_of, ground_against_ending, ground_against_stop
from app.booking.terms.bookings import SessionKind
from app.booking.terms.changes import ByWhom, Change
from app.booking.terms.sessions import ActRefusal, Direction, Ending, ProhibitedAct
from app.booking.terms.states import BookingState
from app.db import db
from app.offices.terms import BanGround


def begin_session(taken: Taken) -> None:
    """The counselor permits entry: the consultation starts now (KNG-35)."""
    _change(taken, BookingState.IN_SESSION)
    db.session.add(SessionRow(booking_id=taken.row.id, admitted_at=taken.now, admitted_by=taken.by))


def switch_to_phone(taken: Taken) -> None:
    """The consultation goes on by telephone (KNG-37)."""
    session = _session(taken)
    session.switched_to_phone_at, session.switched_by = taken.now, taken.by
    taken.row.revision += 1


def end_session(taken: Taken, ending: Ending, direction: Direction | None) -> ActRefusal | None:
    """The consultation was held, with what came of it and where it goes on (KNG-36); why not, where it lacks that."""
    ground = ground_against_ending(ending, direction, taken.policy)
    if ground is not None:
        return ground
    session = _session(taken)
    session.ended_at, session.ended_by = taken.now, taken.by
    session.outcome, session.reason = ending.outcome, ending.reason
    _change(taken, BookingState.HELD)
    if direction is not None:
        add_referral(taken, direction)
    return None


def stop_session(taken: Taken, found: ProhibitedAct, reason: str, *, ban: bool) -> ActRefusal | None:
    """The consultation is broken off for a prohibited act, future use refused with `ban` (KNG-50); or why not."""
    ground = ground_against_stop(found, taken.policy, reason, ban=ban)
    if ground is not None:
        return ground
    session = _session(taken)
    session.ended_at, session.ended_by, session.stopped_for = taken.now, taken.by, found.value
    _change(taken, BookingState.STOPPED, reason or None)
    if ban:
        add_ban(taken, BanGround.PROHIBITED_ACT, reason)
    return None


def set_kind(taken: Taken, kind: SessionKind) -> ActRefusal | None:
    """Give the session a kind of the office's (MYK-02, NGS-32, KRS-21); not one that it does not offer."""
    if kind not in session_kinds(taken.policy):
        return ActRefusal.NOT_OFFERED
    taken.row.session_kind = kind
    taken.row.revision += 1
    return None


def add_referral(taken: Taken, direction: Direction) -> None:
    """Guide the person to the branch for the workplace, or the main centre; what was said before stays (KNG-36)."""
    branch = branch_of(record_of(taken.row).workplace, taken.policy)
    db.session.add(
        ReferralRow(
            booking_id=taken.row.id,
            branch=branch,
            kind=direction.kind,
            note=direction.note,
            referred_at=taken.now,
            referred_by=taken.by,
        )
    )
    taken.row.revision += 1


def _change(taken: Taken, to: BookingState, reason: str | None = None) -> None:
    change = Change(to=to, at=taken.now, by_whom=ByWhom.STAFF, by_account_id=taken.by, reason=reason)
    change_state(taken.row, change, taken.now)


def _session(taken: Taken) -> SessionRow:
    return db.session.scalars(db.select(SessionRow).where(SessionRow.booking_id == taken.row.id)).one()
