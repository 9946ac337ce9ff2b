"""The form that asks for instant use: shape only; whether it can be had is decided under the account's lock."""

from collections.abc import Callable, Mapping

from flask_babel import lazy_gettext as _l
from wtforms import Form, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.accounts.terms import Person
from app.booking.terms.instant import CodeWay, Wish
from app.booking.terms.people import Device
from app.kernel.folding import Folded, fold_digits, fold_name, fold_phone, fold_text
from app.kernel.roles import Role
from app.web.form_checks import AtMost, Folding, Given, OneOf

LINE_LIMIT, NOTE_LIMIT, CONTENT_LIMIT = 100, 200, 1000
WAYS = {
    CodeWay.MYPAGE: _l("マイページの「お知らせ」で受け取る"),
    CodeWay.CALL: _l("登録している電話番号に、窓口から電話してもらう"),
}
DEVICES = {
    Device.PC: _l("パソコン"),
    Device.TABLET: _l("タブレット"),
    Device.SMARTPHONE: _l("スマートフォン"),
    Device.NONE: _l("Webカメラの付いた機器はない"),
}


def choices_of(offered: Mapping[str, object]) -> list[SelectChoice]:
    """The choices of a few."""
    return [SelectChoice(code, words) for code, words in offered.items()]


class InstantForm(Form):
    """What a person asks with; the account tells the rest. An employer is asked for the establishment (NGS-07)."""

    token = HiddenField()
    phone = StringField(_l("登録している電話番号"))
    way = RadioField(
        _l("アクセスコードの受け取り方"),
        [Given(_l("受け取り方を選んでください。")), OneOf()],
        choices=choices_of(WAYS),
        validate_choice=False,
    )
    device = RadioField(
        _l("使う機器（Webカメラの付いたもの）"),
        [Given(_l("使う機器を選んでください。")), OneOf()],
        choices=choices_of(DEVICES),
        validate_choice=False,
    )
    establishment = StringField(
        _l("事業所名または事業所番号"),
        [Given(_l("事業所名か事業所番号を入力してください。")), Folding(fold_name), AtMost(LINE_LIMIT)],
    )
    companion = StringField(_l("同席する方"), [Optional(), Folding(fold_text), AtMost(NOTE_LIMIT)])
    content = TextAreaField(_l("相談したいこと"), [Optional(), Folding(fold_text), AtMost(CONTENT_LIMIT)])

    def wish(self) -> Wish:
        """What a valid form asks for."""
        return Wish(
            phone=self.phone.folded,
            way=CodeWay(self.way.data),
            device=Device(self.device.data),
            establishment=self.establishment.folded if "establishment" in self else "",
            companion=getattr(self.companion, "folded", ""),
            content=getattr(self.content, "folded", ""),
        )


def instant_form(person: Person, shown_phone: str, typed: Mapping[str, str] | None = None) -> InstantForm:
    """The form for a person, begun with what the account knows; `shown_phone` is its number as people read it."""
    known = {"phone": shown_phone, "way": CodeWay.MYPAGE.value, "establishment": person.establishment or ""}
    form = InstantForm(formdata=typed, data=None if typed is not None else known)
    form.phone.validators = [Given(_l("電話番号を入力してください。")), Folding(folded_for(person, shown_phone))]
    form.phone.flags.required = True
    if person.kind is not Role.EMPLOYER:
        del form.establishment
    return form


def folded_for(person: Person, shown_phone: str) -> Callable[[str], Folded]:
    """How a number is read: the registered one as it stands in the account, also where no new one would be taken."""
    registered = fold_digits(shown_phone)

    def folded(typed: str) -> Folded:
        return person.phone if person.phone and fold_digits(typed) == registered else fold_phone(typed)

    return folded
