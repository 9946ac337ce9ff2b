"""How people learn the way into their consultation, and by which mail of the catalogue (RULES (b))."""

from app.booking.rules.mails import (
    ARRANGED,
    ASKED_FOR_REPLY,
    CONFIRMED_BY_MAIL,
    FOLLOW_UP_INVITATION,
    FOLLOW_UP_MAIL,
    FOLLOW_UP_MESSAGE,
    INVITATION,
    MEETING_INFO,
)
from app.booking.terms.bookings import ToldBy
from app.booking.terms.states import BookingState
from app.offices.terms import Channel, MeetingInfoMail, Policy

OF_A_FOLLOW_UP = {
    MeetingInfoMail.IN_CONFIRMATION_MAIL: FOLLOW_UP_MESSAGE,
    MeetingInfoMail.WHEN_ARRANGED: FOLLOW_UP_MAIL,
    MeetingInfoMail.BY_NEXT_OPEN_DAY_AND_DAY_BEFORE: FOLLOW_UP_INVITATION,
}
OF_A_BOOKING = {
    MeetingInfoMail.BY_PREVIOUS_OPEN_DAY: MEETING_INFO,
    MeetingInfoMail.IN_CONFIRMATION_MAIL: CONFIRMED_BY_MAIL,
    MeetingInfoMail.WHEN_ARRANGED: ARRANGED,
    MeetingInfoMail.BY_NEXT_OPEN_DAY_AND_DAY_BEFORE: INVITATION,
}


def mail_on_message(channel: Channel, state: BookingState, policy: Policy) -> str:
    """The mail that tells of 伝達事項 (KNG-31, MYK-22, NGS-23, KRS-26).

    Of a next booking it is a mail of its own (MYK-23, NGS-25, KRS-30); one that still asks for a reply does so again
    (MYK-18).
    """
    if state is BookingState.AWAITING_REPLY:
        return ASKED_FOR_REPLY
    way = policy.meeting_info_mail
    if channel is Channel.AT_SESSION and way in OF_A_FOLLOW_UP:
        return OF_A_FOLLOW_UP[way]
    return OF_A_BOOKING[way]


def ways_of_telling(policy: Policy, *, has_account: bool) -> tuple[ToldBy, ...]:
    """How a person may be told of a next booking, the usual way first.

    On MyPage where the office writes there, and to its address where the person has no account with us (MYK-23); by
    mail or by telephone where dates are arranged (NGS-25); else by the invitation (KRS-30).
    """
    match policy.meeting_info_mail:
        case MeetingInfoMail.IN_CONFIRMATION_MAIL:
            return (ToldBy.MYPAGE,) if has_account else (ToldBy.MAIL,)
        case MeetingInfoMail.WHEN_ARRANGED:
            return (ToldBy.MAIL, ToldBy.TELEPHONE)
        case _:
            return (ToldBy.MAIL,)
