"""Reading what an agency tells seekers about itself, version by version, and its own contact (AGY-056, AGY-061)."""

from datetime import datetime

from sqlalchemy import BindParameter, Select, select

from app.agencies.models.agencies import Agency, MandatoryInfoVersion
from app.agencies.rules.particulars import read
from app.agencies.terms.kinds import AgencyKind
from app.agencies.terms.particulars import MandatoryInfo
from app.db import db
from app.kernel.personal_data import RegisteredContact


def newest_info_id(agency_id: int, now: datetime) -> int | None:
    """The version of an agency's mandatory information in force at `now`; None before the first."""
    return db.session.scalar(newest_info(agency_id, now))


def newest_info(agency_id: int | BindParameter[int], now: datetime | BindParameter[datetime]) -> Select[int]:
    """The same as a SELECT, for whoever reads more beside it."""
    versions = select(MandatoryInfoVersion.id).where(MandatoryInfoVersion.agency_id == agency_id)
    standing = versions.where(MandatoryInfoVersion.in_force_at <= now).order_by(MandatoryInfoVersion.version.desc())
    return standing.limit(1)


def agencies_changed_since(since: datetime, until: datetime) -> Select[int]:
    """A SELECT of the agencies of which a version that is not the first came into force in this time."""
    in_force = MandatoryInfoVersion.in_force_at.between(since, until)
    return select(MandatoryInfoVersion.agency_id).where(MandatoryInfoVersion.version > 1, in_force)


def get_info(info_id: int) -> MandatoryInfo:
    """One version, which must exist: exactly what seekers are shown (AGY-056, AGY-115)."""
    return _told(db.session.get_one(MandatoryInfoVersion, info_id))


def versions_of(agency_id: int) -> dict[int, MandatoryInfo]:
    """Every version of an agency by its id, the oldest first (AGY-058)."""
    rows = select(MandatoryInfoVersion).where(MandatoryInfoVersion.agency_id == agency_id)
    return {row.id: _told(row) for row in db.session.scalars(rows.order_by(MandatoryInfoVersion.version))}


def _told(row: MandatoryInfoVersion) -> MandatoryInfo:
    return MandatoryInfo(**{name: getattr(row, name) for name in MandatoryInfo.__dataclass_fields__})


def charges_seekers(agency_id: int) -> bool:
    """Whether a seeker pays the agency anything (AGY-066)."""
    particulars = db.session.get_one(Agency, agency_id).particulars
    return read(particulars).charges_seekers if particulars else False


def takes_fees(agency_id: int) -> bool:
    """Whether the agency is a fee-charging one (①), which reports its fees (AGY-125, AGY-127)."""
    return db.session.get_one(Agency, agency_id).kind == AgencyKind.FEE


def registered_contact(agency_id: int) -> RegisteredContact:
    """The telephones, mail addresses, post codes and 連絡方法 an agency registered and may write (AGY-062, Q-35).

    An officer may have registered a telephone and no mail address, or the reverse (AGY-110).
    """
    agency = db.session.get_one(Agency, agency_id)
    if agency.particulars is None:
        return RegisteredContact()
    told = read(agency.particulars)
    officers = (told.contact_officer, told.privacy_officer)
    return RegisteredContact(
        phones=tuple({told.phone, *(each.phone for each in officers)} - {""}),
        mails=tuple({each.mail for each in officers} - {""}),
        postcodes=(told.address,),
        way=told.contact_way,
    )


def contact_way_of(agency_id: int) -> str:
    """The way outside the service by which seekers reach the agency, as it registered it (AGY-062)."""
    particulars = db.session.get_one(Agency, agency_id).particulars
    return read(particulars).contact_way if particulars else ""
