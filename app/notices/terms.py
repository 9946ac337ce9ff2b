"""The words of the outbox: states of a notice, what sending may come to, what is handed to the sender."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

PASSWORD_PLACE = "⟦パスワード⟧"
"""Stands in the sealed text where the derived password is put at sending time (SECURITY R1)."""


BOUNCED = "bounced"
"""Instead of a server's code, where a mail came back after it had been taken."""


class Channel(Enum):
    """How a notice reaches its person."""

    MAIL = "mail"
    MYPAGE = "mypage"


class State(Enum):
    """Where a notice stands (DESIGN 3.4); the first two are open, the others final."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    NEEDS_HUMAN = "needs_human"
    VOID = "void"
    EXPIRED = "expired"


OPEN = (State.WAITING, State.SENDING)
"""The states in which a notice may still go out."""


class Outcome(Enum):
    """What one attempt came to. Unknown: the text was handed over and no answer came back."""

    SENT = "sent"
    FAILED = "failed"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Verdict(Enum):
    """What becomes of an open notice that is taken up."""

    SEND = "send"
    EXPIRE = "expire"
    ASK_HUMAN = "ask_human"


@dataclass(frozen=True, kw_only=True)
class PasswordFill:
    """What the enquiry password of a booking is derived from: key id and input, never the password."""

    key_id: str
    booking: str
    nonce: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A claimed mail as the sender needs it; `attempt` says which claim it belongs to."""

    outbox_id: int
    attempt: int
    kind: str
    message_id: str
    to: str
    subject: str
    body: str
    fill: PasswordFill | None


@dataclass(frozen=True, kw_only=True)
class Result:
    """An attempt's outcome with the server's code (such as "550 5.1.1"), never its words: they may name the person."""

    outcome: Outcome
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A notice as routines and the desk read it; holds no address and no text."""

    id: int
    kind: str
    key: str
    channel: Channel
    state: State
    booking_number: str | None
    posted_at: datetime
    settled_at: datetime | None
    attempts: int
    code: str


@dataclass(frozen=True, kw_only=True)
class InboxMessage:
    """A notice on somebody's MyPage. `ref` names it in addresses; `body` is None where it is no longer shown."""

    ref: str
    kind: str
    subject: str
    body: str | None
    arrived_at: datetime
    read_at: datetime | None
    booking_number: str | None
    language: str

    @property
    def lines(self) -> list[str]:
        """The text line by line; none where it is no longer shown."""
        return (self.body or "").splitlines()
