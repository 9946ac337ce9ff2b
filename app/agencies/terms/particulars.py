"""What an agency tells about itself in an application, and what of it seekers are shown (必須情報)."""

from dataclasses import dataclass
from datetime import date

from app.agencies.terms.kinds import AgencyKind, SchoolKind


@dataclass(frozen=True, kw_only=True)
class Officer:
    """連絡責任者 or 個人情報管理等責任者, of the full-time staff (AGY-108, AGY-110)."""

    name: str
    mail: str
    phone: str
    is_full_time: bool
    is_supervisor: bool = False


@dataclass(frozen=True, kw_only=True)
class Placement:
    """One placement told to show the seeker service's requirement; `months` None has no fixed term (AGY-009)."""

    placed_on: date
    months: int | None = None
    seasonal: bool = False


@dataclass(frozen=True, kw_only=True)
class PaidService:
    """A paid service other than placement, as notified to the bureau: what, and at what price (AGY-063)."""

    name: str
    price: str


@dataclass(frozen=True, kw_only=True)
class MandatoryInfo:
    """必須情報: exactly what a seeker is shown with a first invitation (AGY-056, AGY-115)."""

    record: str
    occupations: str
    industries: str
    areas: str
    seeker_fees: str
    officer: str
    officer_contact: str


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """Everything an application tells; the registered values of an agency are those processed last.

    `mandatory` is told by who takes part in the seeker service, `procedure` by who takes job offers (AGY-030),
    `charges_seekers` whether a seeker pays anything (AGY-066).
    """

    name: str
    address: str
    phone: str
    representative: str
    kind: AgencyKind
    licence_number: str
    contact_officer: Officer
    privacy_officer: Officer
    contact_way: str
    job_info: bool
    seeker_info: bool
    school: SchoolKind | None = None
    licence_valid_until: date | None = None
    placements: tuple[Placement, ...] = ()
    handles_subsidies: bool = False
    subsidies: str = ""
    has_privacy_mark: bool = False
    has_excellent_mark: bool = False
    charges_seekers: bool = False
    paid_services: tuple[PaidService, ...] = ()
    procedure: str = ""
    mandatory: MandatoryInfo | None = None
    contractor: str = ""
    contracted_on: date | None = None
