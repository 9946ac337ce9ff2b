"""The form that opens a booking again."""

from flask_babel import lazy_gettext as _l
from wtforms import Form, HiddenField, PasswordField, StringField

from app.web.form_checks import Given


class EnquiryForm(Form):
    """Booking number and password. The ticket comes with the link in the owner's mails."""

    number = StringField(_l("予約番号"), [Given(_l("予約番号を入力してください。"))])
    password = PasswordField(_l("パスワード"), [Given(_l("パスワードを入力してください。"))])
    ticket = HiddenField()
