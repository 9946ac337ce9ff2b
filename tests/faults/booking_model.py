"""The booking as plain Python knows it: what each press should come to, without tables, locks or a worker.

Nothing here is taken from the program. A no-show is never written down: it is read off the clock, so that the
program has to agree whether or not its routine has run.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.bookings import moment

TEN = timedelta(minutes=10)
FREE_AGAIN = {"cancelled", "refused"}
CLOSES = {
    "2026-05-13T10:00": "2026-05-11T16:00:00",
    "2026-05-13T11:00": "2026-05-11T16:00:00",
    "2026-05-14T10:00": "2026-05-12T16:00:00",
    "2026-05-18T10:00": "2026-05-14T16:00:00",
    "2026-05-20T10:00": "2026-05-18T16:00:00",
}
"""Some times of Kanagawa, and the last moment at which each may be booked: 16:00 on the second open day before."""


@dataclass
class Kept:
    """One booking."""

    person: int
    start: datetime
    state: str = "confirmed"
    contact: datetime | None = None
    excused: bool = False
    by_phone: bool = False
    goes_on: bool = False
    banned: bool = False

    def stands(self, now: datetime) -> str:
        """Its state at a moment."""
        came = self.excused or (self.contact is not None and self.contact < self.start + TEN)
        missed = self.state == "confirmed" and now >= self.start + TEN and not came
        return "deemed_cancelled" if missed else self.state


@dataclass
class Model:
    """All bookings by number, and the clock."""

    now: datetime
    kept: dict[str, Kept] = field(default_factory=dict)

    def stands(self, number: str) -> str:
        """The state of a booking now."""
        return self.kept[number].stands(self.now)

    def why_not(self, person: int, slot: str) -> str | None:
        """Why an application is refused; None where it is taken."""
        held = [each for each in self.kept.values() if each.stands(self.now) not in FREE_AGAIN]
        start = moment(slot)
        if self.now > moment(CLOSES[slot]):
            return "too_late"
        if any(each.start == start for each in held):
            return "taken"
        if any(each.banned and each.person == person for each in self.kept.values()):
            return "banned"
        same_day = [each for each in held if each.person == person and each.start.date() == start.date()]
        return "second_that_day" if same_day else None

    def may(self, act: str, number: str, *, at: datetime | None = None) -> bool:
        """Whether a press on a booking should be done now; `at` is the moment of a contact."""
        kept, state = self.kept[number], self.stands(number)
        that_day, begun = self.now.date() == kept.start.date(), self.now.date() >= kept.start.date()
        return {
            "withdraw": state == "confirmed" and self.now < kept.start,
            "tell": state in {"confirmed", "in_session"},
            "admit": state == "confirmed" and that_day,
            "phone": state == "in_session" and not kept.by_phone,
            "finish": state == "in_session",
            "stop": state == "in_session",
            "refer": state == "held" and kept.goes_on,
            "contact": state in {"confirmed", "deemed_cancelled"} and begun and at is not None and at <= self.now,
            "reinstate": state == "deemed_cancelled" and that_day,
            "refuse": state == "confirmed",
            "ban": state in {"deemed_cancelled", "stopped"} and not kept.banned,
            "lift": kept.banned,
        }[act]
