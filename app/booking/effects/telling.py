"""Telling people the way into their consultation, inside somebody's transaction (MYK-22, NGS-23, KRS-26)."""

import secrets
from datetime import datetime, timedelta

from app.booking.effects.mails import post_mails
from app.booking.models.bookings import Booking
from app.booking.models.desk_records import ReplyLink
from app.booking.queries.bookings import appointment_of, message_of
from app.booking.queries.replies import token_key
from app.booking.rules.mails import MEETING_INFO, WAY_IN, WITH_THE_WAY_IN
from app.booking.rules.meeting import url_in, words_in
from app.booking.rules.telling import mail_on_message
from app.booking.terms.bookings import ToldBy
from app.booking.terms.changes import Occasion
from app.booking.terms.states import UNDECIDED, BookingState
from app.db import db
from app.notices import effects as notices
from app.offices.queries import offices
from app.offices.queries.consents import day_of_terms
from app.offices.terms import Channel, Policy
from app.web.links import link

VOIDED = (MEETING_INFO, *WITH_THE_WAY_IN)


def tell_way_in(row: Booking, policy: Policy, now: datetime) -> None:
    """One mail for each content of 伝達事項; one that has not gone out yet gives way to the new one.

    Nobody is mailed who is told by telephone (NGS-25). What still waits for a reply asks for it again (MYK-18).
    """
    if row.told_by == ToldBy.TELEPHONE:
        return
    notices.void(booking_number=row.number, kinds=VOIDED, now=now)
    kind = mail_on_message(Channel(row.channel), BookingState(row.state), policy)
    appointment = appointment_of(row)
    occasion = Occasion(
        cause=f"{WAY_IN}:{row.revision}",
        now=now,
        not_after=_useful_until(row),
        words=_words(row, now),
        on_page_of=row.account_id if row.told_by == ToldBy.MYPAGE else None,
    )
    post_mails((kind,), appointment, offices.get_office(row.office_id), policy, occasion)


def _useful_until(row: Booking) -> datetime:
    """To the end of the consultation; while it waits, to the last moment that would confirm it (Q-14)."""
    if row.state in UNDECIDED and row.lapses_from is not None:
        return row.lapses_from - timedelta(microseconds=1)
    return row.starts_at + timedelta(minutes=row.minutes)


def withdraw_links(row: Booking, now: datetime) -> None:
    """Let no link that asked for a reply count any more: it went to a wrong address (SECURITY T30)."""
    standing = db.update(ReplyLink).where(ReplyLink.booking_id == row.id, ReplyLink.used_at.is_(None))
    db.session.execute(standing.where(ReplyLink.ends_at > now).values(ends_at=now))


def _words(row: Booking, now: datetime) -> dict[str, object]:
    """What these mails tell besides the appointment: the address once it is known, the link where a reply is asked."""
    message = message_of(row.id) or ""
    asked = row.state == BookingState.AWAITING_REPLY
    return {
        "meeting_url": url_in(message),
        "meeting_words": words_in(message),
        "reply_url": _new_link(row, now) if asked else "",
        "reply_until": row.lapses_from,
        **({"terms_url": _terms_of(row)} if asked else {}),
    }


def _terms_of(row: Booking) -> str:
    """Where the version stands that the reply agrees to (MYK-19), whatever is in force when it is read."""
    return link("offices.terms_of_day", slug=row.office_id, day=day_of_terms(row.terms_version_id).isoformat())


def _new_link(row: Booking, now: datetime) -> str:
    """A link that counts as the reply until the application lapses; of its token we keep an HMAC."""
    token = secrets.token_urlsafe(32)
    ends_at = row.lapses_from or row.starts_at
    db.session.add(ReplyLink(token=token_key(token), booking_id=row.id, issued_at=now, ends_at=ends_at))
    return link("booking.reply", token=token)
