"""What an agency holds of a seeker, until when, and what may be done with it (AGY-045 to -055, -063 to -067)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from types import MappingProxyType

from app.seekers.terms.records import DeletionReason

AcquisitionState = StrEnum("AcquisitionState", "ACQUIRED ACCEPTED DELETED HIDDEN")
"""HIDDEN: a temporary stop for fact-finding, which deletes nothing (Q-29)."""

Payer = StrEnum("Payer", "SEEKER EMPLOYER")
"""求職者手数料 or 求人者手数料 (AGY-127)."""

OWN_PLACEMENT = "own_placement"
"""To invite to the agency's own placement: the only purpose there is (AGY-045)."""


@dataclass(frozen=True, kw_only=True)
class AcquisitionFacts:
    """What decides whether an agency sees what it acquired. `stop_count` is the agency's at the acquisition."""

    acquired_on: date
    kept_until: date
    stop_count: int
    accepted_on: date | None = None
    deleted_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AgencyFacts:
    """What of an agency decides it: how often it was stopped, whether it is stopped now, from whom it takes fees."""

    stop_count: int
    is_stopped: bool
    charges_seekers: bool = False
    takes_fees: bool = False


class ApplicationRefusal(Enum):
    """Why an application of a seeker (求職申込み) is not recorded."""

    NOT_HELD = "not_held"
    ALREADY_APPLIED = "already_applied"
    BEFORE_ACQUISITION = "before_acquisition"
    IN_FUTURE = "in_future"


class AcceptanceRefusal(Enum):
    """Why an acceptance (求職受理) is not recorded."""

    NOT_HELD = "not_held"
    NOT_APPLIED = "not_applied"
    ALREADY_ACCEPTED = "already_accepted"
    BEFORE_ACQUISITION = "before_acquisition"
    IN_FUTURE = "in_future"
    FEE_NOT_EXPLAINED = "fee_not_explained"


class PaidServiceRefusal(Enum):
    """Why a paid service for a seeker is not recorded."""

    NOT_NOTIFIED = "not_notified"
    NOTIFIED_LATER = "notified_later"
    NOT_EXPLAINED = "not_explained"
    NOT_ACCEPTED = "not_accepted"
    NOT_WISHED = "not_wished"
    NOT_HELD = "not_held"
    IN_FUTURE = "in_future"


@dataclass(frozen=True, kw_only=True)
class PaidServiceFacts:
    """When a paid service was notified to the bureau, explained, accepted and provided; JST days."""

    notified_on: date | None
    explained_on: date | None
    accepted_on: date | None
    provided_on: date
    wished: bool


class FeeRefusal(Enum):
    """Why a fee for a placement is not recorded, or an entry about one not taken back."""

    NOT_HELD = "not_held"
    TAKES_NO_FEES = "takes_no_fees"
    NOT_YET_ACCEPTED = "not_yet_accepted"
    BEFORE_ACCEPTANCE = "before_acceptance"
    IN_FUTURE = "in_future"
    ALREADY_RECORDED = "already_recorded"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, kw_only=True)
class Fee:
    """A fee for a placement: who paid it, how many yen, on which JST day it was received."""

    payer: Payer
    yen: int
    received_on: date


@dataclass(frozen=True, kw_only=True)
class FeeSums:
    """The fees of a fiscal year from one kind of payer: how many yen in all, and how many fees."""

    yen: int = 0
    number: int = 0


class AcquisitionRefusal(Enum):
    """Why nothing is acquired."""

    CLOSED = "closed"
    NOTHING_CHOSEN = "nothing_chosen"
    PURPOSE_NOT_GIVEN = "purpose_not_given"
    NOT_FOUND_NOW = "not_found_now"


@dataclass(frozen=True, kw_only=True)
class Acquired:
    """What a press came to: how many are held from now on, were held before, are not found any more."""

    new: int
    held: int
    gone: int


@dataclass(frozen=True, kw_only=True)
class PaidServiceTold:
    """A paid service as an agency enters it: which of those it notified, and its days."""

    place: int
    explained_on: date
    accepted_on: date
    provided_on: date
    wished: bool


DELETION_REASONS = MappingProxyType(
    {
        DeletionReason.TERM: "期限（翌々月の末日）",
        DeletionReason.FISCAL_YEAR: "年度（受理の翌年度の1年）",
        DeletionReason.SEEKER: "本人の求め",
        DeletionReason.BLOCK: "ブロック（受信拒否）",
        DeletionReason.STOP_OF_USE: "利用停止",
    }
)
"""What the log of deletions and the watchers' figures call each reason (RULES c)."""


class AttestationRefusal(Enum):
    """Why an agency's word that its own copies are deleted is not kept."""

    NOT_SAID = "not_said"
    NOTHING_DELETED = "nothing_deleted"
    DELETED_SINCE = "deleted_since"
