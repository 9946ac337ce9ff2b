"""What clients were told against what the database holds at the end: Jepsen's method (SECURITY 3.1).

Every client writes each act with the moments it began and ended and what it was told: ok, fail, or unknown.
`faults_of` demands: what was acknowledged is there, what was refused is not, what is unknown is there with
everything that belongs to it or not at all, nobody's time was another's too, and mails belong to bookings.
"""

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Told(Enum):
    """What a client was told."""

    OK = "ok"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act of one client; `number` is the booking it was told or had, empty where it never knew."""

    kind: str
    person: str
    slot: str
    told: Told
    began: float
    ended: float
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A booking as the database holds it."""

    number: str
    person: str
    slot: str
    seat: int | None
    holds_seat: bool
    person_days: int
    mails: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Posted:
    """A notice as the database holds it."""

    message_id: str
    person: str
    number: str
    is_open: bool
    is_sent: bool


@dataclass(frozen=True)
class Arrived:
    """A copy in a mailbox; `numbers` are the booking numbers that its text names."""

    message_id: str
    person: str
    numbers: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Truth:
    """The database and the mailboxes after everything has come to rest."""

    bookings: tuple[Kept, ...]
    posted: tuple[Posted, ...]
    arrived: tuple[Arrived, ...]


class History:
    """Acts of many clients, in the order they ended."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.lock = threading.Lock()

    def add(self, act: Act) -> None:
        """Write an act down."""
        with self.lock:
            self.acts.append(act)

    def count(self, kind: str, told: Told) -> int:
        """How many acts of a kind were told so."""
        return sum(act.kind == kind and act.told is told for act in self.acts)


BOOKED = ("M-KNG-1", "M-KNG-2")
WITHDRAWN = (*BOOKED, "M-KNG-6")
MOST_COPIES = 3


def faults_of(history: History, truth: Truth) -> list[str]:
    """Everything that breaks a promise; empty where all were kept."""
    return [
        *lost(history, truth),
        *ghosts(history, truth),
        *halves(truth),
        *shared_times(truth),
        *mail_faults(truth),
    ]


def lost(history: History, truth: Truth) -> list[str]:
    """Acknowledged bookings that are gone or another's, acknowledged withdrawals that did not happen (I9)."""
    kept = {booking.number: booking for booking in truth.bookings}
    faults = []
    for act in history.acts:
        if act.told is not Told.OK:
            continue
        found = kept.get(act.number)
        if found is None or (found.person, found.slot) != (act.person, act.slot):
            faults.append(f"lost: {act.kind} {act.number or act.person}")
        elif act.kind == "withdraw" and found.holds_seat:
            faults.append(f"lost: withdrawal of {act.number}")
    return faults


def ghosts(history: History, truth: Truth) -> list[str]:
    """Bookings of persons who were refused, who never asked, or who have two for one press (I16)."""
    booked = Counter(booking.person for booking in truth.bookings)
    asked = {act.person: act.told for act in history.acts if act.kind == "book"}
    faults = [f"a ghost: booking of {person}" for person in booked if asked.get(person, Told.FAIL) is Told.FAIL]
    return faults + [f"twice: {person}" for person, count in booked.items() if count > 1]


def halves(truth: Truth) -> list[str]:
    """Bookings without all that belongs to them: their mails, their day (I5)."""
    faults = []
    for booking in truth.bookings:
        due = BOOKED if booking.holds_seat else WITHDRAWN
        if tuple(sorted(booking.mails)) != due:
            faults.append(f"a half: {booking.number} has mails {booking.mails}")
        if (booking.person_days > 0) != booking.holds_seat:
            faults.append(f"a half: {booking.number} has {booking.person_days} person days")
    return faults


def shared_times(truth: Truth) -> list[str]:
    """Times that two hold at once (I1)."""
    held = Counter((booking.slot, booking.seat) for booking in truth.bookings if booking.holds_seat)
    return [f"double: {slot} seat {seat}" for (slot, seat), count in held.items() if count > 1]


def mail_faults(truth: Truth) -> list[str]:
    """Mails of nothing, mails too often, mails never sent, mails with another's contents (I6, I7, I8, T3)."""
    posted = {mail.message_id: mail for mail in truth.posted}
    copies = Counter(copy.message_id for copy in truth.arrived)
    faults = [f"a ghost mail: {name}" for name in copies if name not in posted]
    faults += [f"{count} copies: {name}" for name, count in copies.items() if count > MOST_COPIES]
    faults += [f"never came to rest: {mail.message_id}" for mail in truth.posted if mail.is_open]
    faults += [
        f"never arrived: {mail.message_id}" for mail in truth.posted if mail.is_sent and not copies[mail.message_id]
    ]
    return faults + [f"crossed: {copy.message_id}" for copy in truth.arrived if is_crossed(copy, posted)]


def is_crossed(copy: Arrived, posted: dict[str, Posted]) -> bool:
    """Whether a copy went to another, or tells of another's booking."""
    mail = posted.get(copy.message_id)
    return mail is not None and (copy.person != mail.person or not copy.numbers <= {mail.number})


def duplicates(copies: Iterable[int]) -> int:
    """How many mails arrived more often than once."""
    return sum(count > 1 for count in copies)
