"""What a week of the roster is recognised by."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import date


def base_of(down: Mapping[date, Collection[int]]) -> str:
    """A short word for who is down on which day; another one as soon as anybody is down otherwise.

    A form carries it, so that nobody writes over what a colleague has set meanwhile without having seen it.
    """
    pairs = sorted((day.isoformat(), account) for day, accounts in down.items() for account in accounts)
    return hashlib.sha256(repr(pairs).encode()).hexdigest()[:16]
