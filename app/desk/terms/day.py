"""A line of the desk with what it lacks, what it waits for, what is wrong with it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.booking.terms.lines import Line
from app.booking.terms.outside import Outside
from app.booking.terms.sessions import DeskAct
from app.desk.terms.exceptions import Kept
from app.kernel.calendar import Calendar
from app.kernel.steps import Computed
from app.notices.terms import Delivery
from app.offices.terms import Policy

Lack = StrEnum("Lack", "MEETING_INFO OUTCOME INVITATION REPLY ANSWER")
"""What is not there yet: 伝達事項 with the URL, what came of the consultation, an invitation, the person's reply, the
office's answer to a request of instant use."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Whole minutes since the booked time, and minutes left until it counts as cancelled (KNG-41)."""

    since: int
    left: int


@dataclass(frozen=True, kw_only=True)
class SessionDay:
    """What all bookings of a day share: the policy in force on it, and by when they need 伝達事項.

    `due` has its steps; `overdue` means that it is over. Without a policy nothing is due.
    """

    policy: Policy | None = None
    calendar: Calendar | None = None
    due: Computed[date] | None = None
    overdue: bool = False


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """A line with everything the list says about it. `due` is when 伝達事項 must be there, with its steps.

    `kept`: somebody has decided to hold it although it is `outside`, and why.
    """

    line: Line
    lacks: Lack | None = None
    due: Computed[date] | None = None
    overdue: bool = False
    waiting: Waiting | None = None
    outside: Outside | None = None
    kept: Kept | None = None
    troubled: tuple[Delivery, ...] = ()
    needs: bool = False
    acts: tuple[DeskAct, ...] = ()

    @property
    def is_marked(self) -> bool:
        """Whether somebody has to do something about it."""
        return bool(self.lacks or self.waiting or self.troubled or (self.outside and not self.kept))
