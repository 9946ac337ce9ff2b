"""Where a person stands with the terms of an office (RULES (c), consent): none, outdated, agreed to the newest."""

from enum import StrEnum

ConsentState = StrEnum("ConsentState", "NONE OUTDATED CONSENTED")
"""同意の記録なし, 古い版に同意, 最新の版に同意."""

ConsentRefusal = StrEnum("ConsentRefusal", "OTHER_VERSION")
"""Why an agreement is not taken: the text that was read is not the one in force any more."""


def consent_state(agreed: int | None, newest: int) -> ConsentState:
    """Where a consent stands once `newest` is in force; a changed text leaves it outdated (NGS-43)."""
    if agreed is None:
        return ConsentState.NONE
    return ConsentState.CONSENTED if agreed == newest else ConsentState.OUTDATED


def ground_against_consent(read: int, newest: int) -> ConsentRefusal | None:
    """One agrees to the text one has read, and only while it is the newest (NGS-43)."""
    return None if read == newest else ConsentRefusal.OTHER_VERSION
