"""What an applicant said, in words: on 確認画面 and on the page of the booking the same."""

from collections.abc import Collection, Mapping

from flask_babel import gettext as _

from app.booking.forms.application import ApplicationForm, fields_asked, type_names
from app.booking.forms.particulars import DEVICES, NOT_YET, REGISTERING, REGISTRATIONS
from app.booking.queries.nominees import Nominee
from app.booking.rules.eligibility import may_register_later, serves_seekers
from app.booking.terms.application import Application, Place
from app.booking.terms.bookings import BookingRecord
from app.kernel.municipalities import MUNICIPALITIES
from app.kernel.prefectures import PREFECTURES
from app.kernel.registration import Registration
from app.offices.terms import Policy
from app.web.filters import phone

Said = Application | BookingRecord
Rows = list[tuple[str, str]]
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "applicant": ("applicant_type", "name", "name_kana", "email", "phone", "residence", "workplace"),
    "standing": ("registration", "seeker_number", "support_place", "support_officer", "establishment", "device"),
    "case": ("topic", "content", "nominated_counselor", "companion"),
}
"""The fields of each part of the form, in its order."""


def sections_of(said: Said, policy: Policy, nominees: Collection[Nominee]) -> Mapping[str, Rows]:
    """Label and value of everything the office asked for, by the parts of the form; a part without any is left out."""
    asked, values = fields_asked(policy), values_of(said, policy, nominees)
    labels = {field.name: str(field.label.text) for field in ApplicationForm()}
    labels["applicant_type"] = _("求職者・求人者の別") if serves_seekers(policy) else _("労働者・使用者の別")
    found = {
        part: [(labels[name], values[name]) for name in names if name in asked] for part, names in SECTIONS.items()
    }
    return {part: rows for part, rows in found.items() if rows}


def values_of(said: Said, policy: Policy, nominees: Collection[Nominee]) -> Mapping[str, str]:
    """Every value in words; what was left empty is empty."""
    names = {nominee.account_id: nominee.name for nominee in nominees}
    return {
        "applicant_type": str(type_names(policy).get(said.applicant_type, "")),
        "name": said.name,
        "name_kana": said.name_kana,
        "email": said.email,
        "phone": phone(said.phone) if said.phone else "",
        "residence": place_words(said.residence),
        "workplace": place_words(said.workplace),
        "registration": registration_words(said.registration, policy),
        "seeker_number": said.seeker_number,
        "support_place": _(said.support_place) if said.support_place else "",
        "support_officer": said.support_officer,
        "establishment": said.establishment,
        "device": str(DEVICES.get(said.device, "")) if said.device else "",
        "topic": _(said.topic) if said.topic else "",
        "content": said.content,
        "nominated_counselor": names.get(said.nominated_counselor_id or 0) or _("指名しない"),
        "companion": said.companion or _("なし"),
    }


def place_words(place: Place) -> str:
    """The place in the reader's language, 「神奈川県厚木市」 or "Atsugi, Kanagawa"; empty where none was asked for."""
    if place.prefecture not in PREFECTURES:
        return place.detail
    prefecture = _(PREFECTURES[place.prefecture])
    if place.municipality not in MUNICIPALITIES:
        return prefecture + place.detail
    names = {"prefecture": prefecture, "municipality": _(MUNICIPALITIES[place.municipality]), "detail": place.detail}
    return _("%(prefecture)s%(municipality)s%(detail)s", **names).strip()


def registration_words(registration: Registration | None, policy: Policy) -> str:
    """The kind of registration as the form of the office calls it."""
    if registration is Registration.REGISTERING:
        return str(REGISTERING if may_register_later(policy) else NOT_YET)
    return str(REGISTRATIONS.get(registration, "")) if registration else ""


def tool_of(said: Said, policy: Policy) -> str:
    """The tool of a consultation: the one chosen, else that of the office."""
    return said.tool or policy.video_tool
