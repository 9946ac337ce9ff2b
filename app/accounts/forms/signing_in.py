"""The forms of accounts: what must be there and how long; whether it is right, others decide."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from app.kernel.folding import Folded, TextRefusal, fold_digits, fold_mail

MOST_MAIL = 254
MOST_TYPED = 1_000


def needed(words: Any, longest: int = MOST_TYPED) -> list[Any]:
    """The checks of a field that must be there and not be absurdly long."""
    return [InputRequired(words), Length(max=longest, message=_l("長すぎます。入力した文字を確かめてください。"))]


class AddressForm(FlaskForm):  # type: ignore[misc]
    """A form with the mail address somebody signs in with."""

    email = StringField(_l("メールアドレス"), needed(_l("メールアドレスを入力してください。"), MOST_MAIL))

    def folded_mail(self) -> str:
        """The address in its comparable form; empty for what is none, which nobody has."""
        return text_or_nothing(fold_mail(self.email.data or ""))


class SignInForm(AddressForm):
    """Mail address and password, and where the person was going."""

    password = PasswordField(_l("パスワード"), needed(_l("パスワードを入力してください。")))
    next = HiddenField()


class ResetForm(AddressForm):
    """The address to send a link to."""


class CodeForm(FlaskForm):  # type: ignore[misc]
    """The six digits of the authenticator."""

    code = StringField(_l("確認コード（6けた）"), needed(_l("確認コードを入力してください。")))
    next = HiddenField()

    def digits(self) -> str:
        """The digits, however they were typed."""
        return text_or_nothing(fold_digits(self.code.data or ""))


def present_password() -> PasswordField:
    """The present password once more."""
    return PasswordField(_l("今のパスワード"), needed(_l("今のパスワードを入力してください。")))


def new_password() -> PasswordField:
    """A new password."""
    return PasswordField(_l("新しいパスワード"), needed(_l("新しいパスワードを入力してください。")))


def repeated_password() -> PasswordField:
    """The same, typed a second time."""
    again = InputRequired(_l("確認のため、同じパスワードをもう一度入力してください。"))
    same = EqualTo("new_password", _l("上のパスワードと違います。もう一度入力してください。"))
    return PasswordField(_l("新しいパスワード（もう一度）"), [again, same])


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """The present password once more, before something of weight."""

    password = present_password()


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """A new password, typed twice."""

    new_password = new_password()
    repeated_password = repeated_password()


class ChangePasswordForm(PasswordForm, NewPasswordForm):
    """The present password and a new one."""


def text_or_nothing(folded: Folded) -> str:
    """The folded text; nothing where it was refused."""
    return "" if isinstance(folded, TextRefusal) else folded
