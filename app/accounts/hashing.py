"""Password hashes: Argon2id as OWASP sets it, and never more at once than the machine can bear (SECURITY T32)."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.db import Busy

HASHER = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)
PER_CORE = 2
WAITING_PER_PLACE = 4
PATIENCE_SECONDS = 5.0


class TooBusy(Busy):
    """More people are signing in than can be checked; nothing was checked."""


class Gate:
    """Lets `places` in at a time and `waiting` stand in line; whoever comes after them is turned away."""

    def __init__(self, places: int, waiting: int, patience: float = PATIENCE_SECONDS) -> None:
        self._inside = threading.BoundedSemaphore(places)
        self._line = threading.BoundedSemaphore(places + waiting)
        self._patience = patience

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Be inside for the length of the block; raises `TooBusy` for a full line or one that does not move."""
        if not self._line.acquire(blocking=False):
            raise TooBusy
        try:
            if not self._inside.acquire(timeout=self._patience):
                raise TooBusy
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._line.release()


PLACES = PER_CORE * (os.cpu_count() or 1)
GATE = Gate(PLACES, PLACES * WAITING_PER_PLACE)


def hash_password(password: str) -> str:
    """The hash of a password exactly as typed; raises `TooBusy`."""
    with GATE.entered():
        return HASHER.hash(password)


def password_fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is the hash's; without a hash the same work is done for nothing. Raises `TooBusy`."""
    with GATE.entered():
        try:
            HASHER.verify(password_hash or _nobodys_hash(), password)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's and should be made anew at sign-in."""
    return HASHER.check_needs_rehash(password_hash)


_NOBODY: list[str] = []


def _nobodys_hash() -> str:
    """A hash that no password fits, with today's parameters; made once per process."""
    if not _NOBODY:
        _NOBODY.append(HASHER.hash(os.urandom(32).hex()))
    return _NOBODY[0]
