"""The forms of instant use at the desk: shape only; whether a request may be answered is decided under lock."""

import re
from collections.abc import Mapping

from wtforms import Field, Form, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice

from app.booking.terms.instant import AccessCode, CodeWay
from app.desk.forms.acts import Kept, choice
from app.desk.terms.instant import Acceptance
from app.kernel.characters import narrowed

WAYS = {
    CodeWay.MYPAGE.value: "マイページの「お知らせ」に届ける",
    CodeWay.CALL.value: "登録の電話番号に電話して伝える（ここには入力しない）",
}
SIGNS = re.compile(r"[!-~](?:[ -~]{0,38}[!-~])?")


class OfACode:
    """Signs of a meeting's ID or passcode; needed only where the code goes to the person's page."""

    def __call__(self, form: Form, field: Field) -> None:
        """Sets `field.folded`: narrow signs, at most forty."""
        field.folded = narrowed(field.data or "").strip()
        if form.way.data != CodeWay.MYPAGE.value:
            return
        if SIGNS.fullmatch(field.folded) is None:
            raise ValidationError("半角の英数字と記号で、40字までで入力してください。")


class AcceptanceForm(Form):
    """Who takes the consultation, and how the access code reaches the person (NGS-45)."""

    counselor = choice("担当（いま受けられる人）", {})
    way = choice("アクセスコードの伝え方", WAYS)
    meeting_id = StringField("ミーティングID（マイページに届けるとき）", [OfACode()])
    passcode = StringField("パスコード（マイページに届けるとき）", [OfACode()])

    def acceptance(self) -> Acceptance:
        """What a valid form says."""
        by_page = self.way.data == CodeWay.MYPAGE.value
        code = AccessCode(meeting_id=self.meeting_id.folded, passcode=self.passcode.folded) if by_page else None
        return Acceptance(counselor_id=int(self.counselor.data), code=code)


class DecliningForm(Form):
    """Why a request is declined, for the office alone."""

    why = TextAreaField("お断りの理由（申し込んだ方には見えません）", [Kept()])


def acceptance_form(free: Mapping[int, str], typed: Mapping[str, str] | None = None, **begun: object) -> AcceptanceForm:
    """The form with those who are free, filled with what was typed, else as it begins."""
    form = AcceptanceForm(formdata=typed, data=begun)
    form.counselor.choices = [SelectChoice(str(account), name) for account, name in free.items()]
    return form
