"""When a mailed link may be used."""

from datetime import datetime

from app.accounts.terms import LINK_LIFE, LinkFacts, LinkRefusal


def expiry(issued_at: datetime) -> datetime:
    """The first moment at which a link issued at `issued_at` is dead (SECURITY T11: 24 hours)."""
    return issued_at + LINK_LIFE


def ground_for_refusal(facts: LinkFacts, now: datetime) -> LinkRefusal | None:
    """Nothing for a link that is unused, not replaced by a newer one and not expired."""
    spent = facts.used_at is not None or facts.voided_at is not None
    return LinkRefusal.UNUSABLE if spent or now >= facts.expires_at else None
