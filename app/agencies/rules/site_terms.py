"""Which versions of the service's terms apply to whom: all of them to everybody, without a new consent (20, 24)."""

from collections.abc import Collection, Iterable
from datetime import date

from app.agencies.terms.site_terms import Applied, AppliesBy
from app.offices.terms import TermsVersion


def applied_versions(
    started_on: date, ended_on: date | None, versions: Iterable[TermsVersion], today: date
) -> tuple[Applied, ...]:
    """Every version that has applied to a participation, the newest first (AGY-138, 20; AGY-145, 24).

    The one in force at the start was agreed to by applying; each later one applies to everybody who goes on, since its
    day, and so does the first for whoever began before the terms.
    """
    last = min(today, ended_on) if ended_on else today
    reached = sorted((each for each in versions if each.effective_on <= last), key=lambda each: each.effective_on)
    before = [each for each in reached if each.effective_on <= started_on]
    first = [Applied(before[-1], started_on, AppliesBy.APPLICATION)] if before else []
    later = [Applied(each, each.effective_on, AppliesBy.CONTINUED_USE) for each in reached[len(before) :]]
    return (*reversed(later), *first)


def agreed_by_going_on(
    started_on: date, versions: Iterable[TermsVersion], kept: Collection[int], today: date
) -> tuple[TermsVersion, ...]:
    """The versions that whoever comes in `today` agrees to by using the service on, the oldest first (AGY-145, 24).

    Each that came into force since the start and is not `kept` yet: coming in is the first use under it, on its day or
    after. Nobody goes on before the use has started.
    """
    if today < started_on:
        return ()
    applied = applied_versions(started_on, None, versions, today)
    later = (each.version for each in reversed(applied) if each.by is AppliesBy.CONTINUED_USE)
    return tuple(each for each in later if each.id not in kept)
