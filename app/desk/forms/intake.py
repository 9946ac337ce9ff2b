"""The form on which staff take an application down: what the office's text asks for, and the reason of an exception."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, Field, Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from app.booking.queries.intake import place_of, places_to_choose
from app.booking.terms.application import ApplicantType
from app.booking.terms.bookings import SessionKind
from app.desk.forms.acts import Kept
from app.desk.forms.choices import CHANNELS, DEVICES, KINDS, REGISTRATIONS, TERMS_READ
from app.kernel.folding import fold_digits, fold_kana, fold_mail, fold_name, fold_phone, fold_text
from app.kernel.languages import DEFAULT, LANGUAGES
from app.kernel.registration import Registration
from app.offices.terms import Channel
from app.web.form_checks import AtMost, Folding, Given, OneOf

NAME_LIMIT, LINE_LIMIT, CONTENT_LIMIT, NUMBER_LIMIT = 60, 254, 1000, 20
LANGUAGE_WORDS = {code: each.label for code, each in LANGUAGES.items()}
TYPES = [SelectChoice(ApplicantType.WORKER.value, "労働者"), SelectChoice(ApplicantType.EMPLOYER.value, "使用者")]


class PlaceChosen:
    """A place of the list."""

    def __call__(self, form: Form, field: Field) -> None:
        """Sets `field.place`."""
        place = place_of(field.data)
        if place is None:
            raise StopValidation("一覧から選んでください。")
        field.place = place


class UnlessRegistering(Given):
    """Asked for of everybody who has a number already: who is about to register cannot have one (Q-20)."""

    def __call__(self, form: Form, field: Field) -> None:
        """Stops quietly at an empty field of somebody about to register."""
        chosen = form.registration.data if "registration" in form else None
        if chosen == Registration.REGISTERING and not (field.data or "").strip():
            field.folded = ""
            raise StopValidation
        super().__call__(form, field)


def choice(label: str, words: Mapping[str, str], sentence: str, first: str | None = None) -> RadioField:
    """One of a few, which must be told; `first` is marked to begin with."""
    offered = [SelectChoice(value, text) for value, text in words.items()]
    return RadioField(label, [Given(sentence), OneOf()], choices=offered, validate_choice=False, default=first)


def line(label: str, sentence: str, limit: int = LINE_LIMIT, fold: Any = fold_text) -> StringField:
    """One line that must be told."""
    return StringField(label, [Given(sentence), Folding(fold), AtMost(limit)])


class IntakeForm(Form):
    """Everything an office may ask a caller for; what its policy does not ask for is taken out."""

    slot = HiddenField()
    token = HiddenField()
    channel = choice("受け付けた方法", CHANNELS, "電話か窓口かを選んでください。", Channel.PHONE.value)
    applicant_type = RadioField(
        "お申込みの方", [Given("どちらの方か、選んでください。"), OneOf()], choices=TYPES, validate_choice=False
    )
    name = line("氏名", "氏名を入力してください。", NAME_LIMIT, fold_name)
    name_kana = line("フリガナ", "フリガナを入力してください。", NAME_LIMIT, fold_kana)
    registration = choice("求職登録", REGISTRATIONS, "求職登録の状況を選んでください。")
    mypage_opened = BooleanField("求職者マイページ")
    seeker_number = StringField(
        "求職番号", [UnlessRegistering("求職番号を入力してください。"), Folding(fold_digits), AtMost(NUMBER_LIMIT)]
    )
    phone = StringField("電話番号", [Given("電話番号を入力してください。"), Folding(fold_phone)])
    email = line("メールアドレス", "メールアドレスを入力してください。", LINE_LIMIT, fold_mail)
    language = choice("メールの言語", LANGUAGE_WORDS, "メールの言語を選んでください。", DEFAULT)
    residence = StringField("在住地", [Given("在住地を選んでください。"), PlaceChosen()])
    workplace = StringField("事業所の所在地", [Given("事業所の所在地を選んでください。"), PlaceChosen()])
    topic = RadioField("相談項目", [Given("相談項目を選んでください。"), OneOf()], validate_choice=False)
    content = TextAreaField(
        "相談内容", [Given("相談内容を入力してください。"), Folding(fold_text), AtMost(CONTENT_LIMIT)]
    )
    support_officer = line("個別支援担当者", "個別支援担当者の氏名を入力してください。", NAME_LIMIT, fold_name)
    support_place = RadioField(
        "支援を受けている窓口", [Given("支援を受けている窓口を選んでください。"), OneOf()], validate_choice=False
    )
    device = choice("使う機器", DEVICES, "使う機器を選んでください。")
    nominated_counselor = SelectField("指名する職員", validate_choice=False)
    companion = StringField("同席する方（通訳、介助者など）", [Kept()])
    session_kind = choice("相談の種類", KINDS, "相談の種類を選んでください。", SessionKind.CONSULTATION.value)
    url = StringField("相談のURL")
    terms_read = choice("利用規約の確認", TERMS_READ, "利用規約をどこで確かめたかを選んでください。")
    agree_terms = BooleanField("利用規約", [Given("利用規約を案内し、同意を確かめてから、印を付けてください。")])
    agree_tool = BooleanField("ツールの利用規約", [Given("同意を確かめてから、印を付けてください。")])
    reason = TextAreaField("原則の例外とする理由（例外のときだけ）", [Kept()])


def with_places(form: IntakeForm, areas: tuple[str, ...]) -> None:
    """The places to choose from, where the form asks for some."""
    for name in ("residence", "workplace"):
        if name in form:
            form[name].groups = places_to_choose(areas)
