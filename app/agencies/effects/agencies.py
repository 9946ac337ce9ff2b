"""Writing an agency: that it exists, what is registered of it, what it tells seekers."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select, update

from app.agencies.models.agencies import Agency, MandatoryInfoVersion
from app.agencies.models.participation import Participation
from app.agencies.rules.bans import keys_of
from app.agencies.rules.particulars import written
from app.agencies.terms.particulars import MandatoryInfo, Particulars
from app.db import db


def add_agency(
    organisation_id: int, bureau_id: int, *, name: str, contact_name: str, contact_mail: str, by: int, now: datetime
) -> Agency:
    """Let an organisation be an agency that applies at a bureau; nothing is registered of it yet (AGY-072)."""
    agency = Agency(
        id=organisation_id,
        bureau_id=bureau_id,
        registered_at=now,
        registered_by=by,
        contact_name=contact_name,
        contact_mail=contact_mail,
        stop_count=0,
        name=name,
        name_key=keys_of(name).name,
    )
    db.session.add(agency)
    db.session.flush()
    return agency


def put_registered(agency: Agency, told: Particulars) -> None:
    """Let these be the registered values, as an application that was processed told them.

    Raises `IntegrityError` where another account takes part under the licence number: the constraint of AGY-060.
    """
    keys = keys_of(told.name, told.licence_number, told.address)
    agency.name, agency.name_key = told.name, keys.name
    agency.address, agency.address_key = told.address, keys.address
    agency.licence_number, agency.licence_key = told.licence_number, keys.licence
    agency.kind, agency.licence_valid_until = told.kind.value, told.licence_valid_until
    agency.handles_subsidies = told.handles_subsidies
    agency.has_privacy_mark, agency.has_excellent_mark = told.has_privacy_mark, told.has_excellent_mark
    agency.contact_name, agency.contact_mail = told.contact_officer.name, told.contact_officer.mail
    agency.particulars = written(told)
    db.session.flush()
    running = update(Participation).where(Participation.agency_id == agency.id, Participation.ended_at.is_(None))
    db.session.execute(running.values(licence_key=keys.licence))


def put_mandatory(agency_id: int, told: MandatoryInfo, *, application_id: int | None, now: datetime) -> bool:
    """Put what seekers are told in force as a new version; False where it says what the newest says (AGY-057)."""
    versions = select(MandatoryInfoVersion).where(MandatoryInfoVersion.agency_id == agency_id)
    newest = db.session.scalars(versions.order_by(MandatoryInfoVersion.version.desc()).limit(1)).first()
    values = asdict(told)
    if newest is not None and all(getattr(newest, name) == text for name, text in values.items()):
        return False
    version = newest.version + 1 if newest else 1
    row = {"agency_id": agency_id, "version": version, "application_id": application_id, "in_force_at": now}
    db.session.add(MandatoryInfoVersion(**row, **values))
    db.session.flush()
    return True
