"""From the typed steps of a draft to the particulars of an application, and back for a form filled in before."""

from typing import Any

from werkzeug.datastructures import MultiDict

from app.agencies.forms.steps import (
    ROWS,
    InformationForm,
    OfficersForm,
    OrganisationForm,
    ServicesForm,
    StepForm,
)
from app.agencies.rules.drafts import Typed
from app.agencies.rules.particulars import mandatory_of
from app.agencies.terms.kinds import AgencyKind, SchoolKind
from app.agencies.terms.particulars import MandatoryInfo, Officer, PaidService, Particulars, Placement

STEPS: dict[str, type[StepForm]] = {
    "organisation": OrganisationForm,
    "services": ServicesForm,
    "officers": OfficersForm,
    "information": InformationForm,
}
"""The steps of 利用, 変更 and 更新, in their order."""

Forms = dict[str, Any]


def forms_of(draft: Typed) -> Forms:
    """Every step as typed; what seekers are shown is asked only of who takes part in their service."""
    typed = MultiDict(draft)
    forms: Forms = {name: form(typed) for name, form in STEPS.items()}
    if not forms["services"].seeker_info.data:
        del forms["information"]
    return forms


def wrong_steps(forms: Forms) -> list[str]:
    """The steps in which something is still to be put right; the forms are checked by this."""
    return [name for name, form in forms.items() if not form.validate()]


def particulars_in(forms: Forms) -> Particulars:
    """What the steps tell, folded; every form must be valid."""
    organisation, services, officers = forms["organisation"], forms["services"], forms["officers"]
    contact, privacy = _officers(officers)
    kind = AgencyKind(organisation.kind.data)
    school = SchoolKind(organisation.school.data) if kind is AgencyKind.SCHOOL else None
    return Particulars(
        **_folded(organisation, "name", "address", "phone", "representative", "licence_number"),
        **_folded(officers, "contact_way", "procedure", "contractor"),
        kind=kind,
        school=school,
        licence_valid_until=organisation.licence_valid_until.day,
        has_privacy_mark=organisation.has_privacy_mark.data,
        has_excellent_mark=organisation.has_excellent_mark.data,
        contact_officer=contact,
        privacy_officer=privacy,
        job_info=services.job_info.data,
        seeker_info=services.seeker_info.data,
        placements=_placements(services),
        charges_seekers=services.charges_seekers.data == "yes",
        handles_subsidies=services.handles_subsidies.data == "yes",
        subsidies=services.subsidies.folded if services.handles_subsidies.data == "yes" else "",
        paid_services=_paid_services(forms.get("information")),
        mandatory=_mandatory(forms.get("information"), privacy),
        contracted_on=officers.contracted_on.day,
    )


def typed_of(told: Particulars) -> Typed:
    """The registered values as they would have been typed, to begin a change or a renewal with."""
    contact, privacy = told.contact_officer, told.privacy_officer
    same = (contact.name, contact.mail, contact.phone) == (privacy.name, privacy.mail, privacy.phone)
    lines = {
        **{name: getattr(told, name) for name in ("name", "address", "phone", "representative", "licence_number")},
        **{name: getattr(told, name) for name in ("contact_way", "procedure", "contractor", "subsidies")},
        **{name: "y" if getattr(told, name) else "" for name in ("has_privacy_mark", "has_excellent_mark")},
        **{name: "y" if getattr(told, name) else "" for name in ("job_info", "seeker_info")},
        **{name: "yes" if getattr(told, name) else "no" for name in ("charges_seekers", "handles_subsidies")},
        "kind": told.kind.value,
        "school": told.school.value if told.school else "",
        "licence_valid_until": _day(told.licence_valid_until),
        "contracted_on": _day(told.contracted_on),
        **_typed_officer("contact", contact),
        "contact_supervisor": "yes" if contact.is_supervisor else "no",
        **({"same_officer": "y"} if same else _typed_officer("privacy", privacy)),
        **_typed_information(told),
    }
    return {name: [value] for name, value in lines.items() if value}


def _officers(form: Any) -> tuple[Officer, Officer]:
    supervises = form.contact_supervisor.data == "yes"
    contact = _officer(form, "contact", is_supervisor=supervises)
    return contact, contact if form.same_officer.data else _officer(form, "privacy")


def _officer(form: Any, which: str, *, is_supervisor: bool = False) -> Officer:
    told = {name: form[f"{which}_{name}"].folded for name in ("name", "mail", "phone")}
    return Officer(**told, is_full_time=form[f"{which}_full_time"].data, is_supervisor=is_supervisor)


def _placements(form: Any) -> tuple[Placement, ...]:
    rows = [(form[f"placement_{n}_on"].day, form[f"placement_{n}_months"].folded, n) for n in ROWS]
    return tuple(
        Placement(
            placed_on=day,
            months=int(months) if months else None,
            seasonal=form[f"placement_{n}_seasonal"].data,
        )
        for day, months, n in rows
        if day is not None
    )


def _paid_services(form: Any) -> tuple[PaidService, ...]:
    rows = [(form[f"paid_{n}_name"].folded, form[f"paid_{n}_price"].folded) for n in ROWS] if form else []
    return tuple(PaidService(name=name, price=price) for name, price in rows if name)


def _mandatory(form: Any, privacy: Officer) -> MandatoryInfo | None:
    parts = ("record", "occupations", "industries", "areas", "seeker_fees")
    return mandatory_of(privacy, **_folded(form, *parts)) if form else None


def _folded(form: Any, *names: str) -> dict[str, str]:
    return {name: form[name].folded.strip() for name in names}


def _typed_officer(which: str, officer: Officer) -> dict[str, str]:
    told = {f"{which}_{name}": getattr(officer, name) for name in ("name", "mail", "phone")}
    return {**told, f"{which}_full_time": "y" if officer.is_full_time else ""}


def _typed_information(told: Particulars) -> dict[str, str]:
    parts = ("record", "occupations", "industries", "areas", "seeker_fees")
    shown = {name: getattr(told.mandatory, name) for name in parts} if told.mandatory else {}
    for n, service in zip(ROWS, told.paid_services, strict=False):
        shown |= {f"paid_{n}_name": service.name, f"paid_{n}_price": service.price}
    return shown


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
