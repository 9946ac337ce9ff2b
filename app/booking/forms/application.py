"""The booking form: its shape, and what was typed brought into the form we keep. No policy is decided here."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.booking.forms.checks import PlaceGiven
from app.booking.rules.places import place_code, place_of, places_to_choose
from app.booking.terms.application import ApplicantType, Application
from app.kernel.folding import fold_kana, fold_mail, fold_name, fold_phone, fold_text
from app.offices.terms import Field, Policy, ToolTermsMode
from app.web.form_checks import AtMost, Folding, Given, OneOf

NAME_LIMIT, LINE_LIMIT, CONTENT_LIMIT = 60, 254, 1000
TYPES = {
    ApplicantType.WORKER: _l("労働者（働いている方、働いていた方）"),
    ApplicantType.EMPLOYER: _l("使用者（会社や事業主の方）"),
}
TYPED_TYPES = {"労働者": ApplicantType.WORKER, "使用者": ApplicantType.EMPLOYER}
ALWAYS = frozenset({"slot", "token", "agree", "agree_tool"})


def coded_type(typed: str | None) -> str | None:
    """The code of an applicant type, also where its Japanese word was sent."""
    return TYPED_TYPES.get(typed or "", typed)


def coded_place(typed: str | None) -> str | None:
    """The code of a place, also where its name was sent with nothing finer."""
    place = place_of(typed or "")
    return place_code(place) if place and not place.detail else typed


class ApplicationForm(Form):
    """Every field an office may ask for on the site; those its policy does not ask for are taken out."""

    slot = HiddenField()
    token = HiddenField()
    applicant_type = RadioField(
        _l("お申込みの方"),
        [Given(_l("お申込みの方を選んでください。")), OneOf()],
        choices=[SelectChoice(code, label) for code, label in TYPES.items()],
        validate_choice=False,
        filters=[coded_type],
    )
    name = StringField(_l("氏名"), [Given(_l("氏名を入力してください。")), Folding(fold_name), AtMost(NAME_LIMIT)])
    name_kana = StringField(
        _l("フリガナ"), [Given(_l("フリガナを入力してください。")), Folding(fold_kana), AtMost(NAME_LIMIT)]
    )
    email = StringField(
        _l("メールアドレス"), [Given(_l("メールアドレスを入力してください。")), Folding(fold_mail), AtMost(LINE_LIMIT)]
    )
    phone = StringField(_l("電話番号"), [Given(_l("電話番号を入力してください。")), Folding(fold_phone)])
    residence = StringField(
        _l("お住まいの地域（在住地）"),
        [Given(_l("お住まいの地域を選んでください。")), PlaceGiven()],
        filters=[coded_place],
    )
    workplace = StringField(
        _l("事業所の所在地"),
        [Given(_l("事業所の所在地を選んでください。")), PlaceGiven()],
        filters=[coded_place],
    )
    topic = RadioField(_l("相談項目"), [Given(_l("相談項目を選んでください。")), OneOf()], validate_choice=False)
    content = TextAreaField(
        _l("相談内容"), [Given(_l("相談内容を入力してください。")), Folding(fold_text), AtMost(CONTENT_LIMIT)]
    )
    agree_tool = BooleanField(_l("利用規約への同意"))


def application_form(policy: Policy, typed: Mapping[str, str] | None = None) -> ApplicationForm:
    """The form an office's policy asks for (KNG-20), filled with what was typed."""
    form = ApplicationForm(formdata=typed)
    asked = {*policy.required_fields, *policy.optional_fields, *ALWAYS}
    for name in [name for name in form._fields if name not in asked]:
        del form[name]
    if Field.TOPIC in asked:
        form.topic.choices = [SelectChoice(topic) for topic in policy.topics]
    for name in {Field.RESIDENCE, Field.WORKPLACE} & asked:
        form[name].groups = places_to_choose(policy.areas)
    if policy.tool_terms_mode is ToolTermsMode.TICK:
        form.agree_tool.validators = [Given(_l("相談に使うツールの利用規約に同意のうえ、印を付けてください。"))]
        form.agree_tool.flags.required = True
    else:
        del form.agree_tool
    return form


def application_of(form: ApplicationForm, starts_at: datetime) -> Application:
    """The application a valid form holds."""
    return Application(
        starts_at=starts_at,
        applicant_type=ApplicantType(form.applicant_type.data),
        name=form.name.folded,
        name_kana=form.name_kana.folded,
        email=form.email.folded,
        phone=form.phone.folded,
        typed_phone=form.phone.data.strip(),
        residence=form.residence.place,
        workplace=form.workplace.place,
        topic=form.topic.data,
        content=form.content.folded,
        accepted_tool=bool(form.agree_tool.data) if "agree_tool" in form else False,
    )
