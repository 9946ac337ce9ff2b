"""A form with one field of every kind."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import InputRequired, Length


class SampleForm(FlaskForm):
    """Every control the macros draw."""

    class Meta:
        """The token is checked for the whole application."""

        csrf = False

    applicant_type = RadioField(
        "お申込みの方",
        choices={"worker": "働いている方・働いていた方", "employer": "事業主の方", "other": "そのほかの方"},
        validators=[InputRequired("お申込みの方を選んでください。")],
    )
    name = StringField("お名前", validators=[InputRequired("お名前を入力してください。仮のお名前でもかまいません。")])
    email = EmailField(
        "メールアドレス",
        validators=[
            InputRequired("メールアドレスを入力してください。"),
            Length(min=8, message="@ のあとを確かめてください。"),
        ],
    )
    phone = TelField("電話番号")
    residence = SelectField("お住まい", choices={"": "選んでください", "14100": "横浜市", "14130": "川崎市"})
    content = TextAreaField("相談の内容", validators=[InputRequired("相談の内容を入力してください。")])
    agree = BooleanField("利用規約に同意します", validators=[InputRequired("利用規約への同意が必要です。")])
