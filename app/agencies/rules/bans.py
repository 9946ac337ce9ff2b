"""Who comes back after a termination, and until when they are not let in (情報提供サービス利用規約 5, 8(4))."""

from collections.abc import Iterable
from datetime import date

from app.agencies.rules.keys import address_key, licence_key, name_key
from app.agencies.terms.bans import Ban, BanMatch, Keys

FOLLOWED = (BanMatch.ACCOUNT, BanMatch.LICENCE, BanMatch.NAME)
"""By what an organisation is the same (AGY-023); others may have the same address, so that the bureau looks at it."""


def keys_of(name: str, licence_number: str | None = None, address: str | None = None) -> Keys:
    """What an organisation is known again by, in whatever spelling it comes back (AGY-023)."""
    return Keys(
        name=name_key(name),
        licence=licence_key(licence_number) if licence_number else None,
        address=address_key(address) if address else None,
    )


def matches(asked: Keys, terminated: Keys, *, same_account: bool) -> tuple[BanMatch, ...]:
    """By what an organisation is known as one that was terminated: account, licence number, name, address (AGY-023)."""
    known = {
        BanMatch.ACCOUNT: same_account,
        BanMatch.LICENCE: asked.licence is not None and asked.licence == terminated.licence,
        BanMatch.NAME: asked.name == terminated.name,
        BanMatch.ADDRESS: asked.address is not None and asked.address == terminated.address,
    }
    return tuple(match for match, is_known in known.items() if is_known)


def ban_on(day: date, bans: Iterable[Ban]) -> Ban | None:
    """The ban that holds on a day, of several the one that lasts longest (AGY-023, AGY-091; 5, 8(4)).

    The day of `reapply_from` itself is free again. The address alone is no ban.
    """
    holding = (each for each in bans if each.matched in FOLLOWED and day < each.reapply_from)
    return max(holding, key=lambda each: (each.reapply_from, -FOLLOWED.index(each.matched)), default=None)


def at_address_on(day: date, bans: Iterable[Ban]) -> Ban | None:
    """The termination of a day that still lasts at the same address, for the bureau to look at (AGY-023)."""
    holding = (each for each in bans if each.matched is BanMatch.ADDRESS and day < each.reapply_from)
    return max(holding, key=lambda each: each.reapply_from, default=None)


def is_same_organisation(asked: Keys, known: Keys, *, same_account: bool) -> bool:
    """Whether two accounts are of one organisation, by account, licence number or name (AGY-006, AGY-023)."""
    return not set(matches(asked, known, same_account=same_account)).isdisjoint(FOLLOWED)
