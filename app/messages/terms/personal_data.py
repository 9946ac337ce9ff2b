"""What may not stand in a message on the site, and what of it was found (AGY-061, Q-35)."""

from dataclasses import dataclass
from enum import StrEnum

FindingKind = StrEnum("FindingKind", "PHONE MAIL ADDRESS MESSENGER NAME PATTERN")
"""A telephone number, a mail address, a post code with an address, an ID of a messenger, the seeker's own name, or a
pattern that operations added."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One place of a text that identifies a person; `words` as it was read after folding, to be shown."""

    kind: FindingKind
    words: str


@dataclass(frozen=True, kw_only=True)
class RegisteredContact:
    """What an agency registered about itself and may write: telephones, mail addresses, post codes (Q-35)."""

    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
