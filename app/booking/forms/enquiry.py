"""The forms that open a booking again."""

from flask_babel import lazy_gettext as _l
from wtforms import Form, HiddenField, PasswordField, StringField

from app.web.form_checks import Given


class CodeForm(Form):
    """The number of a booking that a mailed code opens. The ticket comes with the link in the owner's mails."""

    number = StringField(_l("予約番号"), [Given(_l("予約番号を入力してください。"))])
    ticket = HiddenField()


class OpeningForm(Form):
    """The code, as it was mailed, and the token of the browser that asked for it."""

    code = StringField(_l("確認コード"), [Given(_l("確認コードを入力してください。"))])
    token = HiddenField()


class EnquiryForm(Form):
    """Booking number and password. The ticket comes with the link in the owner's mails."""

    number = StringField(_l("予約番号"), [Given(_l("予約番号を入力してください。"))])
    password = PasswordField(_l("パスワード"), [Given(_l("パスワードを入力してください。"))])
    ticket = HiddenField()
