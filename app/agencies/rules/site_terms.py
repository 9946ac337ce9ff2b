"""Which versions of the service's terms apply to whom: all of them to everybody, without a new consent (20, 24)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.offices.terms import TermsVersion

AppliesBy = StrEnum("AppliesBy", "APPLICATION CONTINUED_USE")
"""By applying under it, or by going on to use the service after it came into force (継続利用)."""


@dataclass(frozen=True)
class Applied:
    """A version as it applies to one participation, and since when."""

    version: TermsVersion
    since: date
    by: AppliesBy


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
