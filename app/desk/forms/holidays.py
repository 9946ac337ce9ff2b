"""What operations type about a holiday."""

from wtforms import Form, HiddenField, StringField, TextAreaField

from app.desk.forms.office_typed import day
from app.desk.terms.holidays import WantedHoliday
from app.kernel.folding import fold_name, fold_text
from app.web.form_checks import AtMost, Folding, FoldingIfTyped, Given

MOST_NAME, MOST_REASON = 50, 200
ENDS = "ends"
NAME_NEEDED = "祝日の名前を入れてください。"


class HolidayForm(Form):
    """A day, its name and why; `act` tells whether the day ends."""

    day = StringField("日", [Given("日付を「2027-05-20」のように入れてください。")])
    name = StringField("祝日の名前", [FoldingIfTyped(fold_name), AtMost(MOST_NAME)])
    reason = TextAreaField("理由", [Given("変える理由を入れてください。"), Folding(fold_text), AtMost(MOST_REASON)])
    act = HiddenField()
    seen = HiddenField()

    def wanted(self) -> WantedHoliday | None:
        """What is wished; None, with words at the fields, where it cannot be read."""
        readable, ends = self.validate(), self.act.data == ENDS
        found = day(self.day.data or "")
        if found is None:
            self.day.errors = ["日付を「2027-05-20」のように入れてください。"]
        if not ends and not (self.name.data or "").strip():
            self.name.errors = [NAME_NEEDED]
        if not readable or found is None or self.name.errors:
            return None
        return WantedHoliday(day=found, name=None if ends else self.name.folded.strip())
