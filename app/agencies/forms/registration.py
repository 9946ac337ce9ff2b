"""The forms of an agency's account: the address first, then who the agency is and where it applies (AGY-015)."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired

from app.agencies.forms.fields import LINE, choice, day, mail, may, must
from app.offices.queries.bureaux import Bureau


class AddressForm(FlaskForm):  # type: ignore[misc]
    """The address that becomes the ID."""

    email = mail("メールアドレス（ログインのID）")


class RegistrationForm(FlaskForm):  # type: ignore[misc]
    """The agency, its bureau, its contact officer, its password, and who set it up for it (AGY-095)."""

    name = must("団体の名称", "団体の名称を入力してください。", limit=LINE)
    bureau = choice(SelectField, "申請先の労働局", "申請先の労働局を選んでください。", {})
    contact_name = must("連絡責任者の氏名", "連絡責任者の氏名を入力してください。")
    contact_mail = mail("連絡責任者のメールアドレス")
    contractor = may("環境設定を頼んだ事業者")
    contracted_on = day("秘密保持契約の日")
    new_password = PasswordField("新しいパスワード", [InputRequired("新しいパスワードを入力してください。")])
    repeated_password = PasswordField(
        "新しいパスワード（もう一度）",
        [
            InputRequired("確認のため、同じパスワードをもう一度入力してください。"),
            EqualTo("new_password", "上のパスワードと違います。もう一度入力してください。"),
        ],
    )
    kept_secret = BooleanField(
        "アカウントの取扱い", [InputRequired("アカウントの取扱いを確かめて、チェックを付けてください。")]
    )

    def offer(self, bureaux: Iterable[Bureau]) -> None:
        """Let one of these bureaux be chosen."""
        self.bureau.choices = [
            SelectChoice("", "選んでください"),
            *(SelectChoice(each.code, each.name) for each in bureaux),
        ]
