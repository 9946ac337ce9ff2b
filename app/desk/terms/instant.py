"""A press at the desk on a request of instant use, and what the desk sees of requests."""

from dataclasses import dataclass
from datetime import datetime

from app.booking.terms.instant import AccessCode, CodeWay, InstantRecord, Stage
from app.kernel.roles import Identity


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Who answers the request of which booking number, at which office."""

    office_id: str
    number: str
    by: Identity
    now: datetime

    @property
    def account_id(self) -> int:
        """The account of whoever presses; raises for somebody who has none."""
        if self.by.account_id is None:
            raise PermissionError("nobody answers without an account")
        return self.by.account_id


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """By whom the consultation is held, and the code for the person's own page.

    Without one it is told by a call to the registered number, and is kept nowhere (NGS-45).
    """

    counselor_id: int
    code: AccessCode | None = None

    @property
    def way(self) -> CodeWay:
        """How the code gets to the person."""
        return CodeWay.CALL if self.code is None else CodeWay.MYPAGE


@dataclass(frozen=True, kw_only=True)
class QueueLine:
    """One request in the desk's queue. `phone` stands there only for a call that is still to be made (NGS-45)."""

    record: InstantRecord
    stage: Stage
    phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class Queue:
    """The requests of today, going on and over; who is free, in the order they said so; whether the hours are on."""

    going_on: tuple[QueueLine, ...]
    over: tuple[QueueLine, ...]
    free: dict[int, str]
    i_am_free: bool
    is_open: bool
