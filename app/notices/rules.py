"""What becomes of a notice: when it is tried again, when it is given up, what may stand in a header.

Real time means the machine's, business time the application's (DESIGN 4).
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.notices.terms import Channel, Outcome, PasswordFill, State, Verdict

LEASE = timedelta(seconds=180)
DEADLINE_SECONDS = 60.0
"""An attempt's hard end; the lease is three times as long (SECURITY finding 4)."""

MAX_COPIES = 3
FIRST_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
LATER_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(hours=24)
KEEP_TEXT = timedelta(days=7)

BREAKS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]")
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")
MAX_ADDRESS = 254

UNTRIED = {"attempts": 0, "unsure": 0, "code": "", "first_try_at": None, "due_at": None, "settled_at": None}
"""What stands of the attempts in a mail that has had none."""


def opening(channel: Channel, since: datetime) -> dict[str, object]:
    """The state a notice begins in: a mail waits, one on MyPage is there from `since`."""
    if channel is Channel.MAIL:
        return {"channel": channel.value, "state": State.WAITING.value, "settled_at": None}
    return {"channel": channel.value, "state": State.SENT.value, "settled_at": since}


def filling(fill: PasswordFill | None) -> dict[str, object]:
    """What a notice keeps of the password that belongs into it: its input, never itself (SECURITY R1)."""
    if fill is None:
        return {"fill_key_id": None, "fill_booking": None, "fill_nonce": None}
    return {"fill_key_id": fill.key_id, "fill_booking": fill.booking, "fill_nonce": fill.nonce}


@dataclass(frozen=True, kw_only=True)
class OpenNotice:
    """The facts that decide over an open notice; `first_try_at` in real time, `not_after` in business time."""

    unsure: int
    first_try_at: datetime | None
    not_after: datetime | None


def verdict(notice: OpenNotice, now: datetime, real: datetime) -> Verdict:
    """Whether an open notice is sent, is past its use, or needs a human (DESIGN 3.4).

    `now` is business time, `real` the machine's. Three attempts of unknown outcome are three possible copies.
    """
    if notice.not_after is not None and now > notice.not_after:
        return Verdict.EXPIRE
    if notice.unsure >= MAX_COPIES:
        return Verdict.ASK_HUMAN
    if notice.first_try_at is not None and real > notice.first_try_at + GIVE_UP_AFTER:
        return Verdict.ASK_HUMAN
    return Verdict.SEND


def wait_after(attempts: int) -> timedelta:
    """How long to wait after the n-th attempt (from 1): 1, 5, 15, 60 minutes, then an hour each."""
    return FIRST_WAITS[attempts - 1] if attempts <= len(FIRST_WAITS) else LATER_WAIT


def state_after(outcome: Outcome, unsure: int) -> State:
    """The state an attempt leaves a notice in; `unsure` counts the attempts of unknown outcome, this one included."""
    if outcome is Outcome.SENT:
        return State.SENT
    if outcome is Outcome.REFUSED:
        return State.REFUSED
    if outcome is Outcome.UNKNOWN and unsure >= MAX_COPIES:
        return State.NEEDS_HUMAN
    return State.WAITING


def breaks_a_header(text: str) -> bool:
    """Whether `text` could end a header early: CR, LF, VT, NEL, U+2028 and every other control (SECURITY T16)."""
    return BREAKS.search(text) is not None


def is_one_address(text: str) -> bool:
    """Whether `text` is exactly one plain ASCII address; a..b@docomo.ne.jp is one (SECURITY C10)."""
    return len(text) <= MAX_ADDRESS and ADDRESS.fullmatch(text) is not None


def quoted_address(address: str) -> str:
    """The address as SMTP wants it: a local part with odd dots (old docomo and au ones) in quotes."""
    local, _, domain = address.rpartition("@")
    odd = ".." in local or local.startswith(".") or local.endswith(".")
    return f'"{local}"@{domain}' if odd else address
