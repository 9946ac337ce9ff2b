"""What an application must tell, what of it changed, and how it is kept (7(2)①カ-ケ, 10, 12)."""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from app.agencies.terms.applications import ParticularsGap
from app.agencies.terms.kinds import AgencyKind, SchoolKind
from app.agencies.terms.particulars import MandatoryInfo, Officer, PaidService, Particulars, Placement
from app.kernel.phones import printed_phone

WITH_VALIDITY = frozenset({AgencyKind.FEE, AgencyKind.FREE})
"""Kinds that hold a licence with an end (職業安定法30条1項, 33条1項); the others file a notice."""

NEVER_BLANK = ("record", "occupations", "industries", "areas", "seeker_fees", "officer", "officer_contact")


SEEKERS_ONLY = ("mandatory", "paid_services")
"""Values that only who takes part in the seeker service tells."""


def gaps(particulars: Particulars, applied_on: date) -> tuple[ParticularsGap, ...]:
    """Everything that is missing from an application (AGY-040, AGY-056, AGY-062, AGY-108, AGY-110)."""
    return (*_of_licence(particulars, applied_on), *_of_officers(particulars), *_of_services(particulars))


def mandatory_of(
    privacy_officer: Officer, *, record: str, occupations: str, industries: str, areas: str, seeker_fees: str
) -> MandatoryInfo:
    """必須情報 as seekers will see it: the officer's name and contact are those registered (AGY-056, AGY-110)."""
    contact = "、".join(filter(None, (printed_phone(privacy_officer.phone), privacy_officer.mail)))
    told = {"record": record, "occupations": occupations, "industries": industries, "areas": areas}
    return MandatoryInfo(**told, seeker_fees=seeker_fees, officer=privacy_officer.name, officer_contact=contact)


def changed(before: Particulars, after: Particulars) -> tuple[str, ...]:
    """The names of the values that are not as registered, in the order of the form (AGY-012).

    The placements of the last three months are no registered value: they are told anew with every renewal. What only
    the seeker service tells is none where that service is neither had nor asked for.
    """
    apart = {"placements"} if before.seeker_info or after.seeker_info else {"placements", *SEEKERS_ONLY}
    names = (each.name for each in fields(Particulars) if each.name not in apart)
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def needs_linked_change(registered: Particulars, told: Particulars) -> bool:
    """Whether a renewal comes with a change application of the same moment (AGY-012, 2(2))."""
    return bool(changed(registered, told)) or registered.placements != told.placements


def strays_from_change(registered: Particulars, told: Particulars, open_change: Particulars) -> bool:
    """Whether a renewal tells other values than the change that is open, and not the registered ones (AGY-012).

    They would be told by no change: one at a time is open, and a renewal takes the values of its change along.
    """
    return bool(changed(registered, told)) and bool(changed(open_change, told))


def written(particulars: Particulars) -> str:
    """The particulars as they are kept, sealed, beside an application or an agency."""
    return json.dumps(asdict(particulars), ensure_ascii=False, default=lambda value: value.isoformat())


def read(text: str) -> Particulars:
    """The particulars that were kept."""
    kept = json.loads(text)
    kept["kind"] = AgencyKind(kept["kind"])
    kept["school"] = SchoolKind(kept["school"]) if kept["school"] else None
    for name in ("contact_officer", "privacy_officer"):
        kept[name] = Officer(**kept[name])
    kept["placements"] = tuple(
        Placement(**{**each, "placed_on": _day(each["placed_on"])}) for each in kept["placements"]
    )
    kept["paid_services"] = tuple(PaidService(**each) for each in kept["paid_services"])
    kept["mandatory"] = MandatoryInfo(**kept["mandatory"]) if kept["mandatory"] else None
    days = {name: _day(kept[name]) for name in ("licence_valid_until", "contracted_on")}
    return Particulars(**{**kept, **days})


def _of_licence(told: Particulars, applied_on: date) -> Iterator[ParticularsGap]:
    if told.kind in WITH_VALIDITY and told.licence_valid_until is None:
        yield ParticularsGap.LICENCE_VALIDITY
    if told.licence_valid_until is not None and told.licence_valid_until < applied_on:
        yield ParticularsGap.LICENCE_PAST


def _of_officers(told: Particulars) -> Iterator[ParticularsGap]:
    """One officer each of the full-time staff; one person may be both (AGY-108, AGY-110, AGY-111)."""
    if not told.contact_officer.name or not told.contact_officer.mail:
        yield ParticularsGap.CONTACT_OFFICER
    if not told.contact_officer.is_full_time:
        yield ParticularsGap.CONTACT_NOT_FULL_TIME
    if not told.privacy_officer.name or not (told.privacy_officer.mail or told.privacy_officer.phone):
        yield ParticularsGap.PRIVACY_OFFICER
    if not told.privacy_officer.is_full_time:
        yield ParticularsGap.PRIVACY_NOT_FULL_TIME


def _of_services(told: Particulars) -> Iterator[ParticularsGap]:
    if not told.contact_way:
        yield ParticularsGap.CONTACT_WAY
    if told.job_info and not told.procedure:
        yield ParticularsGap.PROCEDURE
    if told.handles_subsidies and not told.subsidies:
        yield ParticularsGap.SUBSIDIES
    if told.seeker_info and not is_whole(told.mandatory):
        yield ParticularsGap.MANDATORY_INFO


def is_whole(mandatory: MandatoryInfo | None) -> bool:
    """Whether every block of 必須情報 is there (AGY-056)."""
    return mandatory is not None and all(getattr(mandatory, name).strip() for name in NEVER_BLANK)


def _part(mandatory: MandatoryInfo | None, name: str) -> str:
    return str(getattr(mandatory, name)) if mandatory else ""


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
