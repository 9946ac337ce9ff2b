"""The form on which staff take a caller's application down: the fields of the site, and the reason of an exception."""

from collections.abc import Mapping
from datetime import datetime

from wtforms import BooleanField, Field, Form, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from app.booking.queries.intake import place_of, places_to_choose
from app.booking.terms.application import ApplicantType, Application
from app.desk.forms.acts import Kept
from app.kernel.folding import fold_kana, fold_mail, fold_name, fold_phone, fold_text
from app.offices.terms import Policy, ToolTermsMode
from app.web.form_checks import AtMost, Folding, Given, OneOf

NAME_LIMIT, LINE_LIMIT, CONTENT_LIMIT = 60, 254, 1000
TYPES = [SelectChoice(ApplicantType.WORKER.value, "労働者"), SelectChoice(ApplicantType.EMPLOYER.value, "使用者")]


class PlaceChosen:
    """A place of the list."""

    def __call__(self, form: Form, field: Field) -> None:
        """Sets `field.place`."""
        place = place_of(field.data)
        if place is None:
            raise StopValidation("一覧から選んでください。")
        field.place = place


class IntakeForm(Form):
    """What a caller tells (KNG-20), and why staff make an exception (Q-02)."""

    slot = HiddenField()
    token = HiddenField()
    applicant_type = RadioField(
        "お申込みの方", [Given("どちらの方か、選んでください。"), OneOf()], choices=TYPES, validate_choice=False
    )
    name = StringField("氏名", [Given("氏名を入力してください。"), Folding(fold_name), AtMost(NAME_LIMIT)])
    name_kana = StringField("フリガナ", [Given("フリガナを入力してください。"), Folding(fold_kana), AtMost(NAME_LIMIT)])
    phone = StringField("電話番号", [Given("電話番号を入力してください。"), Folding(fold_phone)])
    email = StringField(
        "メールアドレス", [Given("メールアドレスを入力してください。"), Folding(fold_mail), AtMost(LINE_LIMIT)]
    )
    residence = StringField("在住地", [Given("在住地を選んでください。"), PlaceChosen()])
    workplace = StringField("事業所の所在地", [Given("事業所の所在地を選んでください。"), PlaceChosen()])
    topic = RadioField("相談項目", [Given("相談項目を選んでください。"), OneOf()], validate_choice=False)
    content = TextAreaField(
        "相談内容", [Given("相談内容を入力してください。"), Folding(fold_text), AtMost(CONTENT_LIMIT)]
    )
    agree_terms = BooleanField("利用規約", [Given("利用規約を案内し、同意を確かめてから、印を付けてください。")])
    agree_tool = BooleanField("ツールの利用規約", [Given("同意を確かめてから、印を付けてください。")])
    reason = TextAreaField("原則の例外とする理由（例外のときだけ）", [Kept()])


def intake_form(policy: Policy, typed: Mapping[str, str] | None = None) -> IntakeForm:
    """The form with the office's topics and places, filled with what was typed."""
    form = IntakeForm(formdata=typed)
    form.topic.choices = [SelectChoice(topic) for topic in policy.topics]
    for field in (form.residence, form.workplace):
        field.groups = places_to_choose(policy.areas)
    if policy.tool_terms_mode is not ToolTermsMode.TICK:
        del form.agree_tool
    return form


def application_in(form: IntakeForm, starts_at: datetime) -> Application:
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
        accepted_tool="agree_tool" in form and bool(form.agree_tool.data),
    )
