"""The intake form of one office: made from its policy, filled with what was typed, read as an application."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wtforms import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.booking.queries.ways import session_kinds, ways_of_intake
from app.booking.terms.application import ApplicantType, Application
from app.booking.terms.bookings import SessionKind
from app.booking.terms.intake import TermsRead
from app.booking.terms.people import Device
from app.desk.forms.choices import CHANNELS, KINDS
from app.desk.forms.intake import IntakeForm, with_places
from app.desk.queries.intake_fields import fields_asked, fields_needed
from app.kernel.registration import Registration
from app.offices.terms import Channel, Policy
from app.web.form_checks import Given

NOBODY = ""


def intake_form(policy: Policy, counselors: Mapping[int, str], typed: Mapping[str, str] | None = None) -> IntakeForm:
    """The form an office's policy asks for; `counselors` may be nominated."""
    form = IntakeForm(formdata=typed)
    asked, needed = fields_asked(policy), fields_needed(policy)
    for name in [field.name for field in form if field.name not in asked]:
        del form[name]
    for field in form:
        if field.name not in needed and any(isinstance(each, Given) for each in field.validators):
            _let_be_empty(field)
    _offer(form, policy, counselors)
    return form


def _let_be_empty(field: Field) -> None:
    """Ask for the field no more: an empty one is left alone, anything typed is still checked."""
    field.validators = [Optional(), *field.validators]
    field.flags.required = False


def _offer(form: IntakeForm, policy: Policy, counselors: Mapping[int, str]) -> None:
    """What may be chosen."""
    with_places(form, policy.areas)
    offered: dict[str, Mapping[str, str]] = {
        "channel": {each.value: CHANNELS[each.value] for each in ways_of_intake(policy)},
        "topic": {topic: topic for topic in policy.topics},
        "support_place": {place: place for place in policy.support_places},
        "session_kind": {kind.value: KINDS[kind.value] for kind in session_kinds(policy)},
        "nominated_counselor": {NOBODY: "指名なし", **{str(each): name for each, name in counselors.items()}},
    }
    for name, words in offered.items():
        if name in form:
            form[name].choices = [SelectChoice(value, text) for value, text in words.items()]


def application_in(form: IntakeForm, starts_at: datetime) -> Application:
    """The application a valid form holds; what it does not ask for stays empty."""
    told = {name: _folded(form, name) for name in ("name", "name_kana", "email", "phone", "content", "seeker_number")}
    told |= {name: _folded(form, name) for name in ("support_officer", "companion")}
    return Application(
        starts_at=starts_at,
        applicant_type=ApplicantType(_chosen(form, "applicant_type") or ApplicantType.SEEKER),
        typed_phone=_chosen(form, "phone").strip(),
        topic=_chosen(form, "topic"),
        support_place=_chosen(form, "support_place"),
        accepted_tool=bool(_data(form, "agree_tool")),
        registration=Registration(registration) if (registration := _chosen(form, "registration")) else None,
        mypage_opened=_data(form, "mypage_opened"),
        device=Device(device) if (device := _chosen(form, "device")) else None,
        nominated_counselor_id=_nominated(form),
        **told,
        **_places(form),
    )


def channel_in(form: IntakeForm) -> Channel:
    """How it came."""
    return Channel(form.channel.data)


def terms_read_in(form: IntakeForm) -> TermsRead | None:
    """Where the terms were read; None where nobody asks."""
    chosen = _chosen(form, "terms_read")
    return TermsRead(chosen) if chosen else None


def kind_in(form: IntakeForm) -> SessionKind | None:
    """The kind of session; None where the office knows only one."""
    chosen = _chosen(form, "session_kind")
    return SessionKind(chosen) if chosen else None


def language_in(form: IntakeForm) -> str:
    """The language of the person's mails."""
    return str(form.language.data)


def url_in(form: IntakeForm) -> str:
    """The address of the consultation as it was pasted."""
    return _chosen(form, "url").strip()


def _data(form: IntakeForm, name: str) -> Any:
    return form[name].data if name in form else None


def _chosen(form: IntakeForm, name: str) -> str:
    return _data(form, name) or ""


def _folded(form: IntakeForm, name: str) -> str:
    return getattr(form[name], "folded", "") if name in form else ""


def _nominated(form: IntakeForm) -> int | None:
    """Whoever is wished for, of those who were offered."""
    chosen = _chosen(form, "nominated_counselor")
    return int(chosen) if chosen and chosen in {each.value for each in form.nominated_counselor.choices} else None


def _places(form: IntakeForm) -> dict[str, Any]:
    return {name: form[name].place for name in ("residence", "workplace") if name in form}
