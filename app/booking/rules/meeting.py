"""The address of a consultation as somebody pastes it, and the message it stands in (KNG-31)."""

import re
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from app.booking.rules.state import may_be_looked_up, state_at
from app.booking.terms.sessions import ActRefusal
from app.booking.terms.states import BookingState, StateFacts
from app.offices.terms import JoinEarly, Policy

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
PRINTABLE = re.compile(r"[!-~]+")
HTTPS = 443
OPEN = frozenset({BookingState.REQUESTED, BookingState.CONFIRMED, BookingState.IN_SESSION})


def meeting_url(typed: str, hosts: Iterable[str]) -> str | ActRefusal:
    """The address, trimmed, its host in small letters; or why it cannot be the one of a consultation.

    Only https, without user name, password or a port of its own, at one of the tool's `hosts` or below one. What an
    eye does not see at its ends (full-width and zero-width spaces) is taken off.
    """
    text = typed.strip().strip(INVISIBLE).strip()
    if not text:
        return ActRefusal.URL_EMPTY
    parts = _parts(text)
    if parts is None or not parts.hostname:
        return ActRefusal.URL_UNREADABLE
    if parts.scheme != "https":
        return ActRefusal.URL_NOT_HTTPS
    if "@" in parts.netloc or _port(parts) not in (None, HTTPS) or not _is_below(parts.hostname, hosts):
        return ActRefusal.URL_ELSEWHERE
    return parts._replace(netloc=parts.hostname).geturl()


def message_with(url: str, words: str) -> str:
    """伝達事項: the address on a line of its own, then what the office adds."""
    return f"{url}\n\n{words.strip()}" if words.strip() else url


def url_in(message: str) -> str:
    """The address that a message begins with."""
    return message.partition("\n")[0]


def words_in(message: str) -> str:
    """What the office added to the address."""
    return message.partition("\n")[2].strip()


def holds_url(facts: StateFacts, now: datetime) -> bool:
    """Whether the address of this booking may not be given to another one: its own applicant may still use it."""
    return state_at(facts, now) in OPEN and may_be_looked_up(facts.starts_at, now)


def opens_at(facts: StateFacts, policy: Policy, now: datetime) -> bool:
    """Whether the address may be opened at `now`: where nobody joins early, from the booked time on (KRS-13)."""
    return policy.join_early is not JoinEarly.FORBIDDEN or facts.starts_at <= now


def _parts(text: str) -> SplitResult | None:
    try:
        return urlsplit(text) if PRINTABLE.fullmatch(text) else None
    except ValueError:
        return None


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return 0


def _is_below(host: str, hosts: Iterable[str]) -> bool:
    return any(host == each.lower() or host.endswith(f".{each.lower()}") for each in hosts)
