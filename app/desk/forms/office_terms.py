"""The form of a draft of terms."""

from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, RadioField, StringField, TextAreaField

from app.desk.forms.office_typed import Unreadable, day, folded
from app.offices.queries.drafts import Draft

GROUNDS = {
    "1": "（1）利用する方みなさんの利益になる変更",
    "2": "（2）サービスの目的に反しない、無理のない変更",
}


class DraftForm(Form):
    """Text, effective day and, where the terms ask for one, the ground of the change."""

    effective_on = StringField("施行日（この日の0時から適用）")
    ground = RadioField("変更できる場合の、どちらに当たるか", choices=GROUNDS, validate_choice=False)
    text = TextAreaField("決まりの全文")
    revision = HiddenField()

    def draft(self) -> Draft | None:
        """What was typed; None, with words at the field, where it cannot be read. The day may still be missing."""
        typed_day, effective_on = (self.effective_on.data or "").strip(), day(self.effective_on.data or "")
        if typed_day and effective_on is None:
            self.effective_on.errors = ["日付を「2026-06-01」のように入れてください。"]
        try:
            text = folded(self.text.data or "")
        except Unreadable:
            self.text.errors = ["使用できない文字が含まれています。"]
            return None
        revision = self.revision.data or ""
        number = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else -1
        ground = self.ground.data if self.ground.data in GROUNDS else None
        read = Draft(text=text, effective_on=effective_on, ground=ground, revision=number)
        return None if self.effective_on.errors else read


def draft_form(draft: Draft, typed: MultiDict[str, str] | None = None) -> DraftForm:
    """The form as it was typed, else as the draft stands."""
    if typed is not None:
        return DraftForm(formdata=typed)
    told_day = draft.effective_on.isoformat() if draft.effective_on else ""
    data = {"text": draft.text, "effective_on": told_day, "ground": draft.ground, "revision": str(draft.revision)}
    return DraftForm(formdata=None, data=data)
