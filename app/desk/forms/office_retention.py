"""The form that chooses how long data are kept."""

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, SelectField

from app.offices.queries.retention import PROPOSED, Periods, use_log_months

LOG = {"1": "1か月", "3": "3か月", "6": "6か月", "12": "1年", "24": "2年", "36": "3年"}
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
    """Two periods after the consultation, one after each use of a page, and that deletion is for good."""

    contact = SelectField("氏名・連絡先・相談内容などを残す期間", choices=YEARS, validate_choice=False)
    record = SelectField("予約の記録（日時・番号・状態・相談項目）を残す期間", choices=YEARS, validate_choice=False)
    use_log = SelectField("利用の記録（日時・画面・端末など）を残す期間", choices=LOG, validate_choice=False)
    agree = BooleanField("期間を過ぎた情報は消え、元に戻せないことを確かめました")

    def periods(self) -> Periods | None:
        """The periods that were chosen; None, with words at the fields, where something is missing."""
        offered = {self.contact: YEARS, self.record: YEARS, **({self.use_log: LOG} if self.use_log else {})}
        for field, choices in offered.items():
            if field.data not in choices:
                field.errors = ["期間を選んでください。"]
        if not self.agree.data:
            self.agree.errors = ["確かめてから、印を付けてください。"]
        if any(field.errors for field in self):
            return None
        return Periods(
            contact_months=int(self.contact.data),
            record_months=int(self.record.data),
            use_log_months=int(self.use_log.data) if self.use_log else None,
        )


def retention_form(
    held: Periods | None, typed: MultiDict[str, str] | None = None, *, has_log: bool = False
) -> RetentionForm:
    """The form as it was typed, else as it stands, else as we propose it; `has_log` asks for the log of use too."""
    shown = held or PROPOSED
    data = {"contact": str(shown.contact_months), "record": str(shown.record_months)}
    form = RetentionForm(formdata=typed, data={**data, "use_log": str(use_log_months(held))} if typed is None else None)
    if not has_log:
        del form.use_log
    return form
