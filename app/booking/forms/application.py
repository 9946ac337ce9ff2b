"""The booking form: its shape, and what was typed brought into the form we keep. No policy is decided here."""

from collections.abc import Collection, Mapping
from datetime import datetime

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.booking.forms.checks import PlaceGiven
from app.booking.forms.particulars import ParticularsForm, offer_choices, particulars_asked, particulars_of
from app.booking.queries.nominees import Nominee
from app.booking.rules.eligibility import applicant_types, must_tick, serves_seekers
from app.booking.rules.ground import public_channel
from app.booking.rules.places import place_code, place_of, places_to_choose
from app.booking.terms.application import NOWHERE, ApplicantType, Application, Place
from app.kernel.folding import fold_kana, fold_mail, fold_name, fold_phone, fold_text
from app.offices.terms import Field, Policy, ToolTermsMode
from app.web.form_checks import AtMost, Folding, Given, OneOf

NAME_LIMIT, LINE_LIMIT, CONTENT_LIMIT = 60, 254, 1000
TYPES = {
    ApplicantType.WORKER: _l("労働者（働いている方、働いていた方）"),
    ApplicantType.EMPLOYER: _l("使用者（会社や事業主の方）"),
}
SEEKING_TYPES = {
    ApplicantType.SEEKER: _l("求職者（仕事を探している方）"),
    ApplicantType.EMPLOYER: _l("求人者（求人を出している事業所の採用担当の方）"),
}
TYPED_TYPES = {
    "労働者": ApplicantType.WORKER,
    "使用者": ApplicantType.EMPLOYER,
    "求職者": ApplicantType.SEEKER,
    "求人者": ApplicantType.EMPLOYER,
}
ALWAYS = frozenset({"slot", "token"})
ORDER = (
    *("slot", "token", "applicant_type", "name", "name_kana", "email", "phone", "residence", "workplace"),
    *("registration", "mypage_opened", "seeker_number", "support_place", "support_officer", "establishment", "device"),
    *("topic", "content", "tool", "nominated_counselor", "companion", "agree", "agree_tool"),
)
"""The fields as the page has them, so that what is wrong is listed from top to bottom."""
FOLDED = ("name", "name_kana", "email", "phone", "content")


def coded_type(typed: str | None) -> str | None:
    """The code of an applicant type, also where its Japanese word was sent."""
    return TYPED_TYPES.get(typed or "", typed)


def coded_place(typed: str | None) -> str | None:
    """The code of a place, also where its name was sent with nothing finer."""
    place = place_of(typed or "")
    return place_code(place) if place and not place.detail else typed


class ApplicationForm(ParticularsForm):
    """Every field an office may ask for on the site; those its policy does not ask for are taken out."""

    slot = HiddenField()
    token = HiddenField()
    applicant_type = RadioField(
        _l("お申込みの方"),
        [Given(_l("お申込みの方を選んでください。")), OneOf()],
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
    agree = BooleanField(_l("利用規約"), [Given(_l("利用規約を読み、同意のうえ、印を付けてください。"))])
    agree_tool = BooleanField(
        _l("相談に使うツールの利用規約"), [Given(_l("相談に使うツールの利用規約に同意のうえ、印を付けてください。"))]
    )


def application_form(
    policy: Policy, typed: Mapping[str, str] | None = None, nominees: Collection[Nominee] = ()
) -> ApplicationForm:
    """The form an office's policy asks for (KNG-20, MYK-15, NGS-17, KRS-25), filled with what was typed."""
    form = ApplicationForm(formdata=typed)
    asked = fields_asked(policy)
    form._fields = {name: form._fields[name] for name in ORDER if name in asked}
    if Field.APPLICANT_TYPE in form:
        names = type_names(policy)
        form.applicant_type.choices = [SelectChoice(code, names[code]) for code in applicant_types(policy)]
    if Field.TOPIC in form:
        form.topic.choices = [SelectChoice(topic, gettext(topic)) for topic in policy.topics]
    for name in (Field.RESIDENCE, Field.WORKPLACE):
        if name in form:
            form[name].groups = places_to_choose(policy.areas)
    offer_choices(form, policy, nominees)
    return form


def fields_asked(policy: Policy) -> frozenset[str]:
    """The names of every field the office asks for on the site, what its conditions need included."""
    asked = {*policy.required_fields, *policy.optional_fields, *ALWAYS, *particulars_asked(policy)}
    if len(applicant_types(policy)) > 1:
        asked.add(Field.APPLICANT_TYPE)
    if must_tick(public_channel(policy), policy):
        asked.add("agree")
    return frozenset(asked | ({"agree_tool"} if policy.tool_terms_mode is ToolTermsMode.TICK else set()))


def type_names(policy: Policy) -> Mapping[ApplicantType, LazyString]:
    """How the office calls who applies."""
    return SEEKING_TYPES if serves_seekers(policy) else TYPES


def type_chosen(form: ApplicationForm) -> ApplicantType | None:
    """Who applies, as far as the form says so before anything else of it is asked about."""
    typed = form.applicant_type.data if Field.APPLICANT_TYPE in form else None
    return ApplicantType(typed) if typed in set(ApplicantType) else None


def application_of(
    form: ApplicationForm, starts_at: datetime, policy: Policy, nominees: Collection[Nominee] = ()
) -> Application:
    """The application a valid form holds; what was not asked for is empty."""
    typed_type = form.applicant_type.data if Field.APPLICANT_TYPE in form else applicant_types(policy)[0]
    return Application(
        starts_at=starts_at,
        applicant_type=ApplicantType(typed_type),
        **{name: form[name].folded for name in FOLDED if name in form},
        typed_phone=form.phone.data.strip() if "phone" in form else "",
        residence=_place(form, "residence"),
        workplace=_place(form, "workplace"),
        topic=form.topic.data if "topic" in form else "",
        accepted_tool="agree_tool" in form and bool(form.agree_tool.data),
        **particulars_of(form, policy, nominees),
    )


def _place(form: ApplicationForm, name: str) -> Place:
    return form[name].place if name in form else NOWHERE
