"""What a booking of the desk lacks at a moment, and how long its applicant may still be late."""

from datetime import date, datetime, timedelta

from app.booking.terms.lines import Line
from app.booking.terms.sessions import DeskAct
from app.booking.terms.states import BookingState
from app.desk.terms.day import Lack, Waiting
from app.kernel.moments import day_of
from app.offices.terms import Channel

MINUTE, SOON = timedelta(minutes=1), timedelta(minutes=15)
GOING_ON = frozenset({BookingState.CONFIRMED, BookingState.IN_SESSION})
INVITED = frozenset({Channel.PHONE, Channel.COUNTER, Channel.WEB_REQUEST})
"""Ways in whose requests wait for something from the office; one of the site waits for its mail alone (MYK-21)."""


def lack_of(line: Line, now: datetime) -> Lack | None:
    """What is missing: the URL while the consultation is still to be had (KNG-31), what came of it afterwards.

    Before that, what would confirm it: the invitation of the office (NGS-22, KRS-28), the person's reply (MYK-20), the
    answer to a request of instant use (NGS-42).
    """
    if now >= line.ends_at:
        return Lack.OUTCOME if line.state in GOING_ON else None
    if line.state is BookingState.AWAITING_REPLY:
        return Lack.REPLY
    if line.state is BookingState.REQUESTED and line.channel is Channel.INSTANT:
        return Lack.ANSWER
    if line.state is BookingState.REQUESTED and line.channel in INVITED:
        return None if line.has_message else Lack.INVITATION
    told = line.has_message or line.channel is Channel.INSTANT  # which has its access code (NGS-45)
    missing = line.state is BookingState.CONFIRMED and not told
    return Lack.MEETING_INFO if missing else None


def waiting_for(line: Line, now: datetime) -> Waiting | None:
    """The count of minutes from the booked time on; None before it, once somebody came or called, and after it.

    The applicant has until `missed_from`, which is the first moment too late: a part of a minute left is one (KNG-41).
    Nobody is waited for with instant use, which lasts to the end of its day.
    """
    missed_from = None if line.channel is Channel.INSTANT else line.facts.missed_from
    if line.state is not BookingState.CONFIRMED or missed_from is None or not line.starts_at <= now < missed_from:
        return None
    if line.facts.contacted_at is not None or line.facts.excused:
        return None
    return Waiting(since=(now - line.starts_at) // MINUTE, left=-((now - missed_from) // MINUTE))


def acts_in_row(line: Line, now: datetime) -> tuple[DeskAct, ...]:
    """The acts that are next for a booking, most urgent first, if it is open to them; the rest stands on its page.

    A reply that was read, a date to be fixed, a missing URL; from a quarter of an hour before the start the admission
    (KNG-35), from the start on a contact that nobody has recorded, after a no-show the way back (KNG-41); the end of a
    consultation.
    """
    wanted = (
        (DeskAct.REPLY, line.state is BookingState.AWAITING_REPLY),
        (DeskAct.ARRANGEMENT, line.state is BookingState.REQUESTED),
        (DeskAct.MEETING_INFO, lack_of(line, now) in (Lack.MEETING_INFO, Lack.INVITATION)),
        (DeskAct.ADMISSION, now >= line.starts_at - SOON),
        (DeskAct.CONTACT, now >= line.starts_at and line.facts.contacted_at is None),
        (DeskAct.REINSTATEMENT, line.state is BookingState.DEEMED_CANCELLED),
        (DeskAct.COMPLETION, line.state is BookingState.IN_SESSION),
    )
    return tuple(act for act, is_next in wanted if is_next)


def is_overdue(due: date, now: datetime) -> bool:
    """Whether the last day for something is over."""
    return day_of(now) > due
