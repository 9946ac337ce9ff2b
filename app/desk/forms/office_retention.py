"""The form that chooses how long data are kept."""

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, SelectField

from app.offices.queries.retention import PROPOSED, Periods

YEARS = {
    "3": "3か月",
    "6": "6か月",
    "12": "1年",
    "24": "2年",
    "36": "3年",
    "60": "5年",
    "84": "7年",
    "120": "10年",
}


class RetentionForm(Form):
    """Two periods after the consultation, and that deletion is for good."""

    contact = SelectField("氏名・連絡先・相談内容などを残す期間", choices=YEARS, validate_choice=False)
    record = SelectField("予約の記録（日時・番号・状態・相談項目）を残す期間", choices=YEARS, validate_choice=False)
    agree = BooleanField("期間を過ぎた情報は消え、元に戻せないことを確かめました")

    def periods(self) -> Periods | None:
        """The periods that were chosen; None, with words at the fields, where something is missing."""
        for field in (self.contact, self.record):
            if field.data not in YEARS:
                field.errors = ["期間を選んでください。"]
        if not self.agree.data:
            self.agree.errors = ["確かめてから、印を付けてください。"]
        if any(field.errors for field in self):
            return None
        return Periods(contact_months=int(self.contact.data), record_months=int(self.record.data))


def retention_form(held: Periods | None, typed: MultiDict[str, str] | None = None) -> RetentionForm:
    """The form as it was typed, else as it stands, else as we propose it."""
    if typed is not None:
        return RetentionForm(formdata=typed)
    shown = held or PROPOSED
    data = {"contact": str(shown.contact_months), "record": str(shown.record_months)}
    return RetentionForm(formdata=None, data=data)
