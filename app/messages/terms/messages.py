"""Messages between agencies and seekers: kinds, what is counted, why something is not sent (AGY-051, AGY-060)."""

from dataclasses import dataclass, field
from enum import Enum, StrEnum

from app.agencies.terms.kinds import Service
from app.kernel.personal_data import Finding

CAP = 1000
"""Messages of one agency on one JST day, of every kind, whoever of it sends them (AGY-060)."""

MessageKind = StrEnum("MessageKind", "FIRST_INVITATION ANSWER CHANGE_NOTICE QUESTION")
"""最初の案内, 回答, 必須情報変更のお知らせ; and what a seeker writes."""

COUNTED = frozenset({MessageKind.FIRST_INVITATION, MessageKind.ANSWER, MessageKind.CHANGE_NOTICE})
"""What an agency sends; all of it counts in its thousand (AGY-060, Q-30)."""

WITH_MANDATORY_INFO = frozenset({MessageKind.FIRST_INVITATION, MessageKind.CHANGE_NOTICE})
"""What cannot be without a version of the mandatory information (AGY-056, AGY-058)."""

Stage = StrEnum("Stage", "INVITED ASKED ANSWERED")
"""How far a thread has come: written to, waiting for an answer, answered."""

DispatchState = StrEnum("DispatchState", "RUNNING PAUSED DONE CANCELLED")


class SendRefusal(Enum):
    """Why an agency's message, or the whole of a dispatch, is not sent."""

    SERVICE_CLOSED = "service_closed"
    NO_MANDATORY_INFO = "no_mandatory_info"
    IDENTIFIES = "identifies"
    CAP_REACHED = "cap_reached"
    KEPT_FOR_ANSWERS = "kept_for_answers"
    THREAD_CLOSED = "thread_closed"
    BLOCKED = "blocked"
    NOTHING_ASKED = "nothing_asked"
    NOBODY = "nobody"
    TOO_MANY_PEOPLE = "too_many_people"
    STOPPED_SINCE = "stopped_since"
    NAMED_TOO_OFTEN = "named_too_often"


class LeftOut(StrEnum):
    """Why somebody of a dispatch was not written to."""

    BLOCKED = "blocked"
    ALREADY_INVITED = "already_invited"
    NOT_OFFERED = "not_offered"
    OVER_CAP = "over_cap"
    IDENTIFIES = "identifies"


@dataclass(frozen=True, kw_only=True)
class InviteeFacts:
    """What decides whether somebody is written to for the first time."""

    record_id: int
    is_offered: bool
    is_blocked: bool
    is_invited: bool
    is_named: bool


@dataclass(frozen=True, kw_only=True)
class QuotaFacts:
    """What an agency has sent on a JST day, how much of its thousand it keeps for answers, how many news it owes."""

    sent: int
    kept_for_answers: int = 0
    owed: int = 0


@dataclass(frozen=True, kw_only=True)
class SendingFacts:
    """What decides whether an agency's message goes out, whoever it is to: its open services, what it must tell, the
    patterns of operations, its count of the day."""

    services: frozenset[Service] = frozenset()
    info_id: int | None = None
    patterns: tuple[str, ...] = ()
    quota: QuotaFacts = QuotaFacts(sent=0)


@dataclass(frozen=True, kw_only=True)
class Invited:
    """What inviting came to: the thread of each who was written to, who was left out and why, what is left today."""

    threads: dict[int, int]
    left_out: dict[int, LeftOut] = field(default_factory=dict)
    remaining: int = 0

    @property
    def record_ids(self) -> tuple[int, ...]:
        """Who was written to."""
        return tuple(self.threads)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a dispatch has come: written to, left out by reason, still waiting."""

    state: DispatchState
    sent: int
    waiting: int
    left_out: dict[LeftOut, int]


@dataclass(frozen=True, kw_only=True)
class Identifies:
    """A text that is not sent because something in it identifies a person (AGY-061)."""

    found: tuple[Finding, ...]
