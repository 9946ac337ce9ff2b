"""Which offers are provided, to whom, and what a file changes about them (1(1), 2(1), 7(1))."""

from datetime import datetime

from app.agencies.terms.kinds import AgencyKind, Service
from app.job_offers.terms.acts import AccessRefusal
from app.job_offers.terms.offers import KnownOffer, NewOffer, OfferFacts, Verdict
from app.kernel.moments import day_of

ENTITLED = frozenset(AgencyKind)
"""求人対象団体: the four kinds of 2(1)①-④ (AGY-005); which schools are among them is decided at the application."""


def is_provided(facts: OfferFacts, now: datetime) -> bool:
    """Whether an offer may be seen at `now`: not withdrawn, not past its last day (AGY-001, AGY-032; 1(1), 7(1)①カ)."""
    return facts.withdrawn_at is None and day_of(now) <= facts.expires_on


def verdict_on(new: NewOffer, known: KnownOffer | None) -> Verdict:
    """What a line does: without the employer's consent nothing is provided, what was is gone (AGY-001, AGY-032)."""
    is_held = known is not None and known.withdrawn_at is None
    if new.withdrawn or not new.consented:
        if is_held:
            return Verdict.WITHDRAWN
        return Verdict.NOTHING_TO_WITHDRAW if new.withdrawn else Verdict.NOT_CONSENTED
    if known is None:
        return Verdict.ADDED
    return Verdict.SAME if is_held and dict(known.items) == dict(new.items) else Verdict.CHANGED


def ground_against_access(kind: AgencyKind | None, running: frozenset[Service]) -> AccessRefusal | None:
    """Why an agency gets no job offers: it must be one of the four kinds, with the service running (AGY-005, AGY-141).

    A stopped agency, and one that takes part in the seeker service alone, is refused (AGY-004, AGY-028).
    """
    if kind not in ENTITLED:
        return AccessRefusal.NOT_ENTITLED
    return None if Service.JOB_INFO in running else AccessRefusal.NOT_RUNNING


def ground_against_export(procedure: str) -> AccessRefusal | None:
    """Why no sheet and no file is given: the agency has not told its procedure for seekers (AGY-030; 7(1)①エ)."""
    return None if procedure.strip() else AccessRefusal.NO_PROCEDURE
