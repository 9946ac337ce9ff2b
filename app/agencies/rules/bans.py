"""Who comes back after a termination, and until when they are not let in (情報提供サービス利用規約 5, 8(4))."""

from collections.abc import Iterable
from datetime import date

from app.agencies.rules.keys import address_key, licence_key, name_key
from app.agencies.terms.bans import Ban, BanMatch, Keys

FOLLOWED = tuple(BanMatch)


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

    The day of `reapply_from` itself is free again.
    """
    holding = (each for each in bans if day < each.reapply_from)
    return max(holding, key=lambda each: (each.reapply_from, -FOLLOWED.index(each.matched)), default=None)
