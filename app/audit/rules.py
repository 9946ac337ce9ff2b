"""The chain as arithmetic: how events are marked, how a seal stands on the one before, what a check finds.

All digests are HMACs under the installation's index key, which is not in the database: whoever can only
write the database cannot forge a chain that fits (DESIGN 3, SECURITY I13).
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from datetime import UTC

from app.audit.terms import Event, Fault, Finding, Seal

ID_BYTES = 8
DIGEST_BYTES = 16
MARK_BYTES = ID_BYTES + DIGEST_BYTES
MAX_WORD = 80


def personal_value_in(detail: dict[str, object]) -> str | None:
    """The first key of `detail` whose value could be a person's: long, not ASCII, or with an @ in it.

    Names, furigana, texts and addresses all fall under one of these; codes, dates and numbers do not (SECURITY T19).
    """
    for key, value in detail.items():
        if not isinstance(value, str | int | bool | None):
            return key
        if isinstance(value, str) and (len(value) > MAX_WORD or not value.isascii() or "@" in value):
            return key
    return None


def canonical(event: Event) -> bytes:
    """The bytes of an event that its mark covers; no two different events share them."""
    moment = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [
        event.id,
        event.act,
        event.actor,
        event.subject,
        event.office_id,
        moment,
        event.detail,
        event.request_id,
    ]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def mark_of(key: bytes, event: Event) -> bytes:
    """Id and shortened digest of an event, 24 bytes."""
    digest = hmac.new(key, b"audit_event\0" + canonical(event), hashlib.sha256).digest()
    return event.id.to_bytes(ID_BYTES, "big") + digest[:DIGEST_BYTES]


def seal_of(key: bytes, events: Sequence[Event], number: int, previous: str) -> Seal:
    """The seal that puts `events` (in order of id, at least one) behind the chain ending in `previous`."""
    marks = b"".join(mark_of(key, event) for event in events)
    first, last = events[0].id, events[-1].id
    digest = digest_of(key, number, first, last, previous, marks)
    return Seal(number=number, first_id=first, last_id=last, marks=marks, previous=previous, digest=digest)


def digest_of(key: bytes, number: int, first_id: int, last_id: int, previous: str, marks: bytes) -> str:
    """What a seal with these contents must carry (64 hex signs)."""
    head = f"audit_seal\0{number}\0{first_id}\0{last_id}\0{previous}\0".encode()
    return hmac.new(key, head + marks, hashlib.sha256).hexdigest()


def faults_of_seal(key: bytes, seal: Seal, number: int, previous: str) -> list[Finding]:
    """What is wrong with a seal that should have `number` and stand on `previous`; empty where all is right."""
    if seal.number != number:
        return [Finding(Fault.SEAL_REMOVED, missing) for missing in range(number, seal.number)]
    right = digest_of(key, seal.number, seal.first_id, seal.last_id, seal.previous, seal.marks)
    if seal.previous != previous or not hmac.compare_digest(seal.digest, right):
        return [Finding(Fault.SEAL_CHANGED, number)]
    return []


def faults_of_events(key: bytes, seal: Seal, events: Sequence[Event]) -> list[Finding]:
    """What is wrong with the events a seal covers, each by its id, in order of id."""
    sealed = {int.from_bytes(mark[:ID_BYTES], "big"): mark for mark in _marks(seal.marks)}
    found = {event.id: mark_of(key, event) for event in events}
    return [
        Finding(fault, event_id)
        for event_id in sorted(sealed.keys() | found.keys())
        if (fault := _fault(sealed.get(event_id), found.get(event_id)))
    ]


def _marks(marks: bytes) -> Iterator[bytes]:
    return (marks[start : start + MARK_BYTES] for start in range(0, len(marks), MARK_BYTES))


def _fault(sealed: bytes | None, found: bytes | None) -> Fault | None:
    if found is None:
        return Fault.EVENT_REMOVED
    if sealed is None:
        return Fault.EVENT_ADDED
    return None if hmac.compare_digest(sealed, found) else Fault.EVENT_CHANGED
