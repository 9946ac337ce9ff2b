"""A consultation that is held: what the desk does with it, what came of it, and why an act is refused."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

from app.booking.terms.application import ApplicantType
from app.booking.terms.states import StateFacts
from app.offices.terms import Channel

DeskAct = StrEnum(
    "DeskAct",
    "MEETING_INFO ADMISSION TELEPHONE COMPLETION REFERRAL STOP CONTACT REINSTATEMENT REFUSAL BAN BAN_END "
    "WITHDRAWAL ADDRESS REPLY ARRANGEMENT FOLLOW_UP CALL KIND EXCEPTION CALLING_OFF",
)
"""情報通知・招待, 入室許可, 電話切替, 終了, 本所の案内, 取り止め, 連絡あり, 予約に戻す, お断り, 今後のお断り, その解除,
電話での取下げ, メールアドレスの訂正, 返信受領, 日時の調整, 次回予約, 電話で知らせた, 相談の種類, 例外として残す,
窓口からの取消し."""

Outcome = StrEnum("Outcome", "ADVISED CONTINUED ELSEWHERE BROKEN_OFF")
"""助言・情報提供, 継続対応要, 他機関を案内, 途中で終了."""

OutcomeReason = StrEnum("OutcomeReason", "FACTS DOCUMENTS HANDLING CONNECTION APPLICANT OFFICE")
"""Why it goes on elsewhere (詳細な事実確認, 資料の確認, 継続した対応), or why it broke off (接続, 相談者, 窓口)."""

REASONS_OF = {
    Outcome.ADVISED: frozenset[OutcomeReason](),
    Outcome.CONTINUED: frozenset({OutcomeReason.FACTS, OutcomeReason.DOCUMENTS, OutcomeReason.HANDLING}),
    Outcome.ELSEWHERE: frozenset[OutcomeReason](),
    Outcome.BROKEN_OFF: frozenset({OutcomeReason.CONNECTION, OutcomeReason.APPLICANT, OutcomeReason.OFFICE}),
}
"""The reasons of which an outcome needs one; an outcome without any takes none."""

ReferralKind = StrEnum("ReferralKind", "VISIT TELEPHONE")
"""来所, 電話 (KNG-36)."""


class ProhibitedAct(Enum):
    """For what a consultation is stopped: a letter of ４（８） (KNG-48, KNG-50), or what 第12条(1) names.

    Of the latter 迷惑行為 stands in the text of Miyakonojo only (MYK-37; NGS-56, KRS-42).
    """

    GIVING_THE_URL = "ア"
    RECORDING = "イ"
    INFRINGING = "ウ"
    AGAINST_THE_LAW = "エ"
    OVERLOADING = "オ"
    IMPROPER = "カ"
    THREATS = "脅迫"
    ABUSE = "暴言"
    NUISANCE = "迷惑行為"
    OTHER_PURPOSE = "目的外"


@dataclass(frozen=True, kw_only=True)
class ActFacts:
    """What an act of the desk is decided on, read under the booking's lock.

    `has_message`: 伝達事項 is entered; `by_phone`: it was switched to the telephone; `banned`: a ban that came of this
    booking still stands; `outcome`: what came of it, once it is held; `channel`: how it was applied for;
    `applicant_type`: by whom; `asked_for_reply`: a mail asked for one;
    `call_waits`: the person is to be told by telephone and was not yet;
    `outside`: the booking does not fit what the office has set since.
    """

    state: StateFacts
    channel: Channel = Channel.SITE
    applicant_type: ApplicantType = ApplicantType.SEEKER
    asked_for_reply: bool = False
    call_waits: bool = False
    outside: bool = False
    has_message: bool = False
    by_phone: bool = False
    banned: bool = False
    outcome: Outcome | None = None


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How a consultation ended."""

    outcome: Outcome
    reason: OutcomeReason | None = None


@dataclass(frozen=True, kw_only=True)
class Direction:
    """Where the person is guided, in which way, and what the office hands over."""

    kind: ReferralKind
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SessionRecord:
    """What is on record of a consultation (KNG-35, KNG-37, KNG-50)."""

    admitted_at: datetime
    switched_to_phone_at: datetime | None = None
    ended_at: datetime | None = None
    ending: Ending | None = None
    stopped_for: ProhibitedAct | None = None


@dataclass(frozen=True, kw_only=True)
class Referral:
    """Guidance to a branch, or to the main centre where `branch` is None (KNG-36, Q-10)."""

    branch: str | None
    kind: ReferralKind
    note: str
    referred_at: datetime


@dataclass(frozen=True, kw_only=True)
class StandingBan:
    """A refusal of future use that came of a booking and is not lifted (KNG-42)."""

    ground: str
    reason: str
    since: datetime
    set_by: int


class ActRefusal(Enum):
    """Why an act of the desk is not done; nothing was changed."""

    NO_SUCH_BOOKING = "no_such_booking"
    GRANT_ENDED = "grant_ended"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOT_NOW = "not_now"
    FINISHED = "finished"
    RELEASED = "released"
    NOT_THAT_DAY = "not_that_day"
    NOT_YET = "not_yet"
    NOT_OFFERED = "not_offered"
    ALREADY_BY_PHONE = "already_by_phone"
    ALREADY_BANNED = "already_banned"
    URL_EMPTY = "url_empty"
    URL_UNREADABLE = "url_unreadable"
    URL_NOT_HTTPS = "url_not_https"
    URL_ELSEWHERE = "url_elsewhere"
    URL_IN_USE = "url_in_use"
    MESSAGE_UNCHANGED = "message_unchanged"
    REASON_NEEDED = "reason_needed"
    REASON_UNFITTING = "reason_unfitting"
    DIRECTION_NEEDED = "direction_needed"
    DIRECTION_UNFITTING = "direction_unfitting"
    CONTACT_TO_COME = "contact_to_come"
    ADDRESS_UNCHANGED = "address_unchanged"
    BOOKED_ON_SITE = "booked_on_site"
    EMPLOYER_INSTANT_ONLY = "employer_instant_only"
    CLAUSE_NEEDED = "clause_needed"
    REPLY_TO_COME = "reply_to_come"
    REPLY_BEFORE_MAIL = "reply_before_mail"
    REPLY_TOO_LATE = "reply_too_late"
    SEAT_GONE = "seat_gone"
    NO_SUCH_TIME = "no_such_time"
    TIME_TAKEN = "time_taken"
    TOO_LATE = "too_late"
    EXCEPTION_NEEDED = "exception_needed"
    NOBODY_CHOSEN = "nobody_chosen"
    COUNSELOR_BUSY = "counselor_busy"
    WAY_NOT_OFFERED = "way_not_offered"
    SECOND_THAT_DAY = "second_that_day"
    BANNED = "banned"
    NOT_OUTSIDE = "not_outside"
    ALREADY_KEPT = "already_kept"


@dataclass(frozen=True, kw_only=True)
class ActsNow:
    """What the page of a booking offers and tells: acts that a press would do, and what is on record.

    `branch` is the one for the workplace, None for the main centre; `message_url` and `message_words` stand in
    伝達事項 so far.
    """

    open: frozenset[DeskAct]
    session: SessionRecord | None
    referral: Referral | None
    ban: StandingBan | None
    branch: str | None
    message_url: str
    message_words: str

    def may(self, act: str) -> bool:
        """Whether an act is open, by its name."""
        return DeskAct(act) in self.open
