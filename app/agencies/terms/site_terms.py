"""How a version of the service's terms came to bind an agency (20, 24)."""

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


@dataclass(frozen=True)
class Agreed:
    """That a participation agreed to a version, as it is kept: how, and on which day."""

    by: AppliesBy
    on: date
