"""Rotating keys while the system runs: a new key first, then what it is for, the old key last (DESIGN 3.10)."""

import base64
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.audit.effects import record
from app.columns import installed_keys, reread_keys
from app.db import db
from app.kernel.sealing import KEY_BYTES, KeyRing
from app.keys import FILE_NAME, Keys, replace_keys
from app.notices.terms import OPEN
from app.routines.keeping.places import Refused, settings
from app.routines.keeping.sealed_columns import count_stale, reseal_all
from app.web.canary import renew_canary
from app.web.clock import real_now

RINGS = {"seal": "seal", "password": "booking_password", "cookie": "cookie"}
SETTLES_SECONDS = 60.0
"""Every process has read a changed file long before, and ended what it was doing."""
OPENS_UNTIL = timedelta(days=2)
"""After the day of the consultation its password opens nothing more (SECURITY R1)."""


@dataclass(frozen=True, kw_only=True)
class Rotated:
    """What was done to a ring: the key that writes, what was sealed anew, what the operator has to do."""

    ring: str
    current: str
    resealed: int = 0
    dropped: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def rotate(which: str, now: datetime) -> Rotated:
    """Go on with the rotation of a ring: make a new key where there is one alone, then seal everything under it."""
    reread_keys()
    ring = ring_of(which)
    if len(ring.keys) == 1:
        added = with_new_key(ring)
        if not settings().demo:
            return Rotated(ring=which, current=ring.current, lines=lines_to_add(RINGS[which], added))
        install(which, added, now)
    resealed = reseal_all() if which == "seal" else 0
    return Rotated(ring=which, current=ring_of(which).current, resealed=resealed)


def finish(which: str, now: datetime) -> Rotated:
    """Drop the keys that nothing needs any more; raises `Refused` where that is too early."""
    reread_keys()
    ring = ring_of(which)
    kept = keys_in_use(which, now) | {ring.current}
    dropped = tuple(sorted(ring.keys.keys() - kept))
    if not dropped:
        return Rotated(ring=which, current=ring.current, kept=tuple(sorted(kept - {ring.current})))
    if which == "password":
        renew_canary()
    if settings().demo:
        install(which, KeyRing(ring.current, {name: key for name, key in ring.keys.items() if name in kept}), now)
        lines: tuple[str, ...] = ()
    else:
        lines = tuple(f"[{RINGS[which]}.keys] の {name} = の行を消す" for name in dropped)
    others = tuple(sorted(kept - {ring.current}))
    return Rotated(ring=which, current=ring.current, dropped=dropped, kept=others, lines=lines)


def keys_in_use(which: str, now: datetime) -> set[str]:
    """The older keys that something still needs."""
    if which == "password":
        return booking_keys_in_use(now)
    age = real_now().timestamp() - (settings().instance / FILE_NAME).stat().st_mtime
    if age < SETTLES_SECONDS:
        raise Refused(f"鍵を替えたばかりです。{SETTLES_SECONDS - age:.0f} 秒待ってから、もう一度実行してください。")
    if which == "seal" and (left := count_stale()):
        raise Refused(f"前の鍵で封じた値が {left} 件あります。先に keys rotate --seal を終わらせてください。")
    return set()


def booking_keys_in_use(now: datetime) -> set[str]:
    """The keys of passwords that still open a booking, or that a mail on its way still carries."""
    booking, outbox = db.metadata.tables["booking"], db.metadata.tables["outbox"]
    opens = sa.select(booking.c.password_key_id).where(booking.c.starts_at > now - OPENS_UNTIL)
    carried = sa.select(outbox.c.fill_key_id).where(outbox.c.state.in_([state.value for state in OPEN]))
    found = {name for statement in (opens, carried) for name in db.session.scalars(statement.distinct()) if name}
    db.session.rollback()
    return found


def ring_of(which: str) -> KeyRing:
    """The ring as it is installed."""
    ring: KeyRing = getattr(installed_keys(), RINGS[which])
    return ring


def with_new_key(ring: KeyRing) -> KeyRing:
    """The ring with a fresh key that writes from now on; the others go on reading."""
    number = 1 + max((int(name[1:]) for name in ring.keys if name[1:].isdigit()), default=0)
    return KeyRing(f"k{number}", {**ring.keys, f"k{number}": secrets.token_bytes(KEY_BYTES)})


def lines_to_add(section: str, ring: KeyRing) -> tuple[str, ...]:
    """What the operator of a production puts into `secrets.toml`: on every machine the key, only then its name."""
    key = base64.b64encode(ring.key(ring.current)).decode()
    return (
        f'1. すべての機械の secrets.toml の [{section}.keys] に: {ring.current} = "{key}"',
        f'2. 1 がすべて済んでから、すべての機械の [{section}] に: current = "{ring.current}"',
        "3. もう一度、同じ命令を実行する",
    )


def install(which: str, ring: KeyRing, now: datetime) -> None:
    """Put a ring into the file and into this process, and record that it was so; no key is recorded."""
    keys: Keys = replace(installed_keys(), **{RINGS[which]: ring})
    replace_keys(settings().instance / FILE_NAME, keys)
    reread_keys()
    _record(which, ring, now)


@db.write
def _record(which: str, ring: KeyRing, now: datetime) -> None:
    told = {"ring": which, "current": ring.current, "keys": ",".join(sorted(ring.keys))}
    record("system.keys_rotated", by=None, subject="system:keys", now=now, detail=told)
