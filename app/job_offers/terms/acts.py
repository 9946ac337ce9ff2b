"""What an agency does about a job offer, and why it may not (7(1)①②)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

SOURCE = "安定所から情報提供を受けた求人情報"
"""The line that every printed or exported offer carries (AGY-030)."""

LearnedKind = StrEnum("LearnedKind", "CHANGE WITHDRAWAL")
"""What an agency learned of an offer: it changed, or it was withdrawn (AGY-029)."""

ToldWay = StrEnum("ToldWay", "PAPER MAIL")
"""書面 or 電子メール (AGY-037)."""


class AccessRefusal(StrEnum):
    """Why an agency gets no job offers, or no file of them."""

    NOT_ENTITLED = "not_entitled"
    NOT_RUNNING = "not_running"
    NO_PROCEDURE = "no_procedure"


class DutyRefusal(StrEnum):
    """Why an act about an offer is not kept."""

    FUTURE = "future"
    NO_CONSENT = "no_consent"
    NOTHING_ADDED = "nothing_added"
    NOT_CONTACTED = "not_contacted"
    CONDITIONS_NOT_STATED = "conditions_not_stated"
    OUT_OF_ORDER = "out_of_order"
    FEE_NOT_EXPLAINED = "fee_not_explained"
    SUBSIDIES_NOT_EXPLAINED = "subsidies_not_explained"
    ALREADY_ACCEPTED = "already_accepted"
    NOT_ACCEPTED = "not_accepted"
    ALREADY_TOLD = "already_told"
    TOLD_BEFORE = "told_before"
    ASKED_BEFORE = "asked_before"
    NOTHING_TO_ASK = "nothing_to_ask"
    HIRED_BEFORE = "hired_before"
    FEE_NOT_TOLD = "fee_not_told"
    HIRE_KEPT = "hire_kept"
    HIRE_NOT_KEPT = "hire_not_kept"
    TOO_MANY_TOKENS = "too_many_tokens"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """求人受理: the days on which each step was taken; None where it was not (AGY-035, AGY-036, AGY-040)."""

    accepted_on: date
    contacted_on: date | None
    conditions_on: date | None
    fee_explained_on: date | None = None
    subsidies_explained_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Learned:
    """An agency learned of a change or a withdrawal, and asked the employer to tell the office (AGY-029)."""

    kind: LearnedKind
    learned_on: date
    content: str
    asked_on: date | None


@dataclass(frozen=True, kw_only=True)
class OpenDuties:
    """What an agency owes employers promptly: offers by number, each with the day since when.

    `unasked`: to ask the employer to tell the office what was learned (AGY-029); `untold`: the five items (AGY-037).
    """

    unasked: tuple[tuple[str, date], ...] = ()
    untold: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Added:
    """Information an agency adds, and the day the employer consented to it (AGY-034); no text takes it away."""

    text: str
    consented: bool
    consented_on: date | None


@dataclass(frozen=True, kw_only=True)
class Hire:
    """採用決定: how many people an employer hired on a day, and the fees for them in yen; None where none is taken."""

    decided_on: date
    people: int
    fee: int | None = None


@dataclass(frozen=True, kw_only=True)
class UseFacts:
    """Where an agency stands with an offer: accepted when, the five items told when and how."""

    accepted_on: date | None = None
    told_on: date | None = None
    told_way: ToldWay | None = None


@dataclass(frozen=True, kw_only=True)
class OfferFigures:
    """What an agency did with job offers in a fiscal year, and what came of it.

    Different ones given to seekers, how often, accepted; people hired, and the fees for them in yen.
    """

    offers: int
    provisions: int
    accepted: int
    hires: int = 0
    fees: int = 0


@dataclass(frozen=True, kw_only=True)
class ApiToken:
    """A token of an agency as its page lists it; the secret itself is shown once and not kept."""

    ref: str
    name: str
    made_at: datetime
    ended_at: datetime | None
