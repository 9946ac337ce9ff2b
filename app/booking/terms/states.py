"""The states of a booking and the words around them (RULES (c))."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

BookingState = StrEnum(
    "BookingState",
    "REQUESTED AWAITING_REPLY CONFIRMED IN_SESSION HELD CANCELLED DEEMED_CANCELLED INVALID REFUSED STOPPED "
    "DECLINED_TERMS",
)
"""申込み, 返信待ち, 予約完了, 相談中, 実施済み, 取下げ, キャンセルとみなす, 無効, お断り, 取り止め, 不同意."""

RELEASED = frozenset({BookingState.CANCELLED, BookingState.REFUSED, BookingState.INVALID, BookingState.DECLINED_TERMS})
"""These hold no seat and do not count for the day (DESIGN 3.2, Q-04)."""

ENDED = RELEASED | {BookingState.HELD, BookingState.DEEMED_CANCELLED, BookingState.STOPPED}
"""Nothing goes on in these any more (RULES (c))."""

UNDECIDED = frozenset({BookingState.REQUESTED, BookingState.AWAITING_REPLY})
"""Waiting for a confirmation, which may come too late."""

WITHDRAWABLE = frozenset({BookingState.REQUESTED, BookingState.CONFIRMED})
"""What the applicant may take back on the site."""

MessageView = StrEnum("MessageView", "NOT_YET SHOWN GONE")
"""What the applicant sees of 伝達事項: not entered yet, the message, or nothing any more."""


@dataclass(frozen=True, kw_only=True)
class StateFacts:
    """What the state of a booking follows from at any moment.

    `lapses_from`: the first moment at which it is invalid while undecided; `missed_from`: at which it is deemed
    cancelled while confirmed. None: never. `contacted_at` is the moment of the contact, not of its entry (Q-53);
    `excused` means that staff undid the no-show.
    """

    state: BookingState
    starts_at: datetime
    lapses_from: datetime | None = None
    missed_from: datetime | None = None
    contacted_at: datetime | None = None
    excused: bool = False


@dataclass(frozen=True, kw_only=True)
class StateChange:
    """A state that time alone brought about, and the moment it became true."""

    state: BookingState
    at: datetime
