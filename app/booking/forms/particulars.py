"""The fields that only some offices ask for, and what they hold."""

from collections.abc import Collection
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from app.booking.forms.checks import GivenOnceRegistered, Optional
from app.booking.queries.nominees import Nominee
from app.booking.rules.eligibility import may_register_later
from app.booking.terms.people import Device
from app.kernel.folding import fold_digits, fold_name, fold_text
from app.kernel.registration import Registration
from app.offices.terms import Eligibility, Field, Policy
from app.web.form_checks import AtMost, Folding, Given, OneOf

NUMBER_LIMIT, NAME_LIMIT, NOTE_LIMIT = 20, 60, 200
REGISTRATIONS = {
    Registration.HELLOWORK: _l("求職登録が済んでいる（ハローワーク利用登録者）"),
    Registration.ONLINE: _l("求職登録が済んでいる（オンライン登録者）"),
}
NOT_YET = _l("まだ済んでいない")
REGISTERING = _l("これから登録する")
DEVICES = {
    Device.PC: _l("用意できる（Webカメラの付いたパソコン）"),
    Device.TABLET: _l("用意できる（Webカメラの付いたタブレット）"),
    Device.SMARTPHONE: _l("用意できる（スマートフォン）"),
    Device.NONE: _l("用意できない（Webカメラの付いた機器か、通信環境がない）"),
}


class ParticularsForm(Form):
    """What an office may ask for besides who one is and how one is reached."""

    registration = RadioField(
        _l("求職登録"), [Given(_l("求職登録について選んでください。")), OneOf()], validate_choice=False
    )
    mypage_opened = BooleanField(_l("求職者マイページ"))
    seeker_number = StringField(
        _l("求職番号"),
        [GivenOnceRegistered(_l("求職番号を入力してください。")), Folding(fold_digits), AtMost(NUMBER_LIMIT)],
    )
    support_place = SelectField(_l("支援を受けている窓口"), validate_choice=False)
    support_officer = StringField(
        _l("個別支援担当者の氏名"),
        [
            Given(_l("個別支援担当者の氏名を入力してください。継続的な就職支援を受けている方だけが利用できます。")),
            Folding(fold_name),
            AtMost(NAME_LIMIT),
        ],
    )
    establishment = StringField(
        _l("事業所の名前か事業所番号"),
        [Given(_l("事業所の名前か事業所番号を入力してください。")), Folding(fold_text), AtMost(NOTE_LIMIT)],
    )
    device = RadioField(
        _l("機器と通信環境"),
        [Given(_l("機器と通信環境について選んでください。")), OneOf()],
        choices=[SelectChoice(code, label) for code, label in DEVICES.items()],
        validate_choice=False,
    )
    tool = RadioField(
        _l("相談に使うツール"), [Given(_l("相談に使うツールを選んでください。")), OneOf()], validate_choice=False
    )
    nominated_counselor = SelectField(_l("担当者の指名"), validate_choice=False)
    companion = StringField(_l("同席する方"), [Optional(), Folding(fold_text), AtMost(NOTE_LIMIT)])


def particulars_asked(policy: Policy) -> frozenset[str]:
    """The names of the fields beside those the policy names: what its conditions need to be told."""
    names = {"support_place"} if Eligibility.SUPPORTED in policy.eligibility else set()
    if may_register_later(policy):
        names.add("mypage_opened")
    return frozenset(names | ({"tool"} if policy.tool_choices else set()))


def offer_choices(form: Any, policy: Policy, nominees: Collection[Nominee]) -> None:
    """Put the office's own choices into the fields that are asked for."""
    if "registration" in form:
        last = REGISTERING if may_register_later(policy) else NOT_YET
        known = {**REGISTRATIONS, Registration.REGISTERING: last}
        form.registration.choices = [SelectChoice(code, label) for code, label in known.items()]
    if "support_place" in form:
        form.support_place.choices = [SelectChoice(place, gettext(place)) for place in policy.support_places]
    if "tool" in form:
        form.tool.choices = [SelectChoice(tool) for tool in policy.tool_choices]
    if "nominated_counselor" in form:
        named = [SelectChoice(nominee.code, nominee.name) for nominee in nominees]
        form.nominated_counselor.choices = [SelectChoice("", _l("指名しない")), *named]


def particulars_of(form: Any, policy: Policy, nominees: Collection[Nominee]) -> dict[str, Any]:
    """The values of a valid form, by their names in an application."""
    registration, device = _said(form, "registration"), _said(form, "device")
    nominated = next((each for each in nominees if each.code == _said(form, "nominated_counselor")), None)
    return {
        "registration": Registration(registration) if registration else None,
        "mypage_opened": bool(form.mypage_opened.data) if "mypage_opened" in form else None,
        "seeker_number": _folded(form, "seeker_number"),
        "device": Device(device) if device else None,
        "tool": _said(form, "tool"),
        "support_officer": _folded(form, "support_officer"),
        "support_place": _support_place(form, policy),
        "establishment": _folded(form, "establishment"),
        "companion": _folded(form, "companion"),
        "nominated_counselor_id": nominated.account_id if nominated else None,
    }


def _support_place(form: Any, policy: Policy) -> str:
    """The place chosen; where none was sent, the first the office names."""
    if Field.SUPPORT_OFFICER not in form:
        return ""
    return _said(form, "support_place") or next(iter(policy.support_places), "")


def _said(form: Any, name: str) -> str:
    return (form[name].data or "") if name in form else ""


def _folded(form: Any, name: str) -> str:
    return form[name].folded if name in form else ""
