"""The forms of seekers and employers: registering, and changing what one told."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice

from app.accounts.forms.signing_in import new_password, present_password, repeated_password
from app.accounts.rules.profiles import ProfileFacts
from app.kernel.folding import fold_digits, fold_kana, fold_mail, fold_name, fold_phone
from app.kernel.registration import Registration
from app.kernel.roles import Role
from app.web.form_checks import AtMost, Folding, FoldingIfTyped, Given, OneOf

NAME_LIMIT, LINE_LIMIT, NUMBER_LIMIT = 60, 254, 20
KINDS = {Role.SEEKER: _l("求職者（仕事を探している方）"), Role.EMPLOYER: _l("求人者（求人を出している事業所の方）")}
REGISTRATIONS = {
    Registration.HELLOWORK: _l("ハローワーク利用登録者（窓口で求職登録をした方）"),
    Registration.ONLINE: _l("オンライン登録者（インターネットで求職登録をした方）"),
    Registration.REGISTERING: _l("これから登録する"),
}
OF_KIND = {
    Role.SEEKER: ("establishment", "establishment_number"),
    Role.EMPLOYER: ("registration", "seeker_number"),
}
"""The fields that an account of a kind is not asked for."""


def new_mail_field() -> StringField:
    """An address that is still to be checked."""
    given = Given(_l("メールアドレスを入力してください。"))
    return StringField(_l("メールアドレス"), [given, Folding(fold_mail), AtMost(LINE_LIMIT)])


def phone_field(label: Any) -> StringField:
    """A telephone number in Japan."""
    return StringField(label, [Given(_l("電話番号を入力してください。")), Folding(fold_phone)])


class RegistrationRequestForm(FlaskForm):  # type: ignore[misc]
    """Who wants to register, and the address to send the link to."""

    kind = RadioField(
        _l("登録する方"),
        [Given(_l("登録する方を選んでください。")), OneOf()],
        choices=[SelectChoice(role.value, words) for role, words in KINDS.items()],
        validate_choice=False,
    )
    email = new_mail_field()


class ProfileForm(FlaskForm):  # type: ignore[misc]
    """Name and furigana; of a seeker the registration, of an employer the establishment (NGS-04, NGS-07)."""

    name = StringField(_l("氏名"), [Given(_l("氏名を入力してください。")), Folding(fold_name), AtMost(NAME_LIMIT)])
    name_kana = StringField(
        _l("フリガナ"), [Given(_l("フリガナを入力してください。")), Folding(fold_kana), AtMost(NAME_LIMIT)]
    )
    registration = RadioField(
        _l("求職登録"),
        [Given(_l("求職登録のしかたを選んでください。")), OneOf()],
        choices=[SelectChoice(each.value, words) for each, words in REGISTRATIONS.items()],
        validate_choice=False,
    )
    seeker_number = StringField(_l("求職番号"), [FoldingIfTyped(fold_digits), AtMost(NUMBER_LIMIT)])
    establishment = StringField(
        _l("事業所の名前"),
        [Given(_l("事業所の名前を入力してください。")), Folding(fold_name), AtMost(LINE_LIMIT)],
    )
    establishment_number = StringField(
        _l("事業所番号"),
        [Given(_l("事業所番号を入力してください。")), Folding(fold_digits), AtMost(NUMBER_LIMIT)],
    )

    def ask(self, kind: Role) -> None:
        """Leave out what an account of this kind is not asked for."""
        for name in OF_KIND[kind]:
            del self[name]

    def facts(self) -> ProfileFacts:
        """What was told, folded; the form must be valid."""
        asked = self._fields
        return ProfileFacts(
            registration=Registration(self.registration.data) if "registration" in asked else None,
            seeker_number=(self.seeker_number.folded or None) if "seeker_number" in asked else None,
            establishment=self.establishment.folded if "establishment" in asked else None,
            establishment_number=self.establishment_number.folded if "establishment_number" in asked else None,
        )


class RegistrationForm(ProfileForm):
    """The same with telephone and password, on the way to a new account."""

    phone = phone_field(_l("電話番号"))
    new_password = new_password()
    repeated_password = repeated_password()


class PhoneForm(FlaskForm):  # type: ignore[misc]
    """A new telephone number, and the password shown again."""

    phone = phone_field(_l("新しい電話番号"))
    password = present_password()


class NewMailForm(FlaskForm):  # type: ignore[misc]
    """A new mail address, and the password shown again."""

    email = new_mail_field()
    password = present_password()
