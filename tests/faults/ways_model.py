"""Bookings of the other offices as plain Python knows them: how each way in comes to stand, and when it lapses.

Nothing here is taken from the program. What time makes of a booking is read off the clock; only a seat is given back
by the routine that writes it down.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.bookings import moment

TEN = timedelta(minutes=10)
UNDECIDED = {"requested", "awaiting_reply"}
WAYS = {
    "site": ("miyakonojo", "requested"),
    "call": ("miyakonojo", "awaiting_reply"),
    "arranged": ("nagasaki_main", "requested"),
    "invited": ("kurashiki_wakamono", "requested"),
}
"""Each way in: at which office, and the state it begins in."""

SLOTS = ("2026-05-13T10:00", "2026-05-13T14:00", "2026-05-18T10:00")
LAPSES = {
    "miyakonojo": dict(zip(SLOTS, ("2026-05-12T00:00", "2026-05-12T00:00", "2026-05-15T00:00"), strict=True)),
    "nagasaki_main": dict(zip(SLOTS, ("2026-05-13T00:00", "2026-05-13T00:00", "2026-05-18T00:00"), strict=True)),
    "kurashiki_wakamono": dict(zip(SLOTS, ("2026-05-13T00:00", "2026-05-13T00:00", "2026-05-18T00:00"), strict=True)),
}
"""From when what is not confirmed is invalid: two open days before, or the day before, is over."""


@dataclass
class Asked:
    """One application."""

    way: str
    slot: str
    mailed: bool
    state: str
    arrived: datetime | None = None
    seated: bool = True

    @property
    def start(self) -> datetime:
        """When it begins."""
        return moment(self.slot)

    @property
    def lapses(self) -> datetime:
        """From when it is invalid while it waits."""
        return moment(LAPSES[WAYS[self.way][0]][self.slot])

    def stands(self, now: datetime) -> str:
        """Its state at a moment, written down or not."""
        if self.state in UNDECIDED and now >= self.lapses:
            return "invalid"
        return "deemed_cancelled" if self.state == "confirmed" and now >= self.start + TEN else self.state

    def end(self, state: str) -> None:
        """It will not take place: its seat is free."""
        self.state, self.seated = state, False


@dataclass
class WaysModel:
    """All applications by number, and the clock."""

    now: datetime
    asked: dict[str, Asked] = field(default_factory=dict)

    def why_not(self, way: str, slot: str) -> str | None:
        """Why an application is not taken."""
        office = WAYS[way][0]
        if self.now >= moment(LAPSES[office][slot]):
            return "too_late"
        held = (each for each in self.asked.values() if each.seated and WAYS[each.way][0] == office)
        return "taken" if any(each.slot == slot for each in held) else None

    def may(self, act: str, number: str) -> bool:
        """Whether a press should be done now."""
        asked, state = self.asked[number], self.asked[number].stands(self.now)
        return {
            "tell": state == "confirmed" or (state in UNDECIDED and asked.way != "arranged"),
            "reply": state == "awaiting_reply",
            "arrange": state == "requested" and asked.way == "arranged",
            "withdraw": asked.way == "site" and state in {"requested", "confirmed"} and self.now < asked.start,
            "telephone": state in {*UNDECIDED, "confirmed"} and self.is_called_in_time(asked),
            "admit": state == "confirmed" and self.now.date() == asked.start.date() and self.is_let_in(asked),
        }[act]

    def is_let_in(self, asked: Asked) -> bool:
        """Nobody joins early where that is forbidden."""
        return asked.way != "invited" or self.now >= asked.start

    def is_called_in_time(self, asked: Asked) -> bool:
        """One office takes a booking back until its time, the others as long as it stands."""
        return asked.way in {"arranged", "invited"} or self.now < asked.start

    def routines(self) -> None:
        """What arrived in time confirms; what lapsed gives its seat back."""
        for asked in self.asked.values():
            by_mail = asked.way in {"site", "invited"} and asked.state == "requested"
            if by_mail and asked.arrived and asked.arrived < asked.lapses:
                asked.state = "confirmed"
            if asked.state in UNDECIDED and self.now >= asked.lapses:
                asked.end("invalid")
