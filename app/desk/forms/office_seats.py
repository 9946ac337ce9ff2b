"""The form that gives a single day its own number of seats."""

from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

from app.desk.forms.office_typed import Unreadable, day, folded, number
from app.desk.terms.office_seats import SeatsPlan

MOST_REASON = 100
MOST_SEATS = 500


class DaySeatsForm(Form):
    """Which day, how many seats, how many of them for the booking site, and why."""

    day = StringField("日")
    day_capacity = StringField("この日、同じ時刻に受けられる人数")
    day_public = StringField("そのうち、予約サイトで受ける人数")
    day_reason = StringField("理由（職員だけが見ます）")

    def plan(self) -> SeatsPlan | None:
        """What was typed, as a plan; None, with words at the fields, where it cannot be read."""
        found = day(self.day.data or "")
        if found is None:
            self.day.errors = ["日付を「2026-05-20」のように入れてください。"]
        capacity, public, reason = self._seats(self.day_capacity), self._seats(self.day_public), self._reason()
        if any(field.errors for field in self) or found is None:
            return None
        return SeatsPlan(day=found, capacity=capacity, public_capacity=public, reason=reason)

    def _seats(self, field: StringField) -> int:
        typed = number(field.data or "")
        if not isinstance(typed, int) or typed > MOST_SEATS:
            field.errors = [f"0から{MOST_SEATS}までの数を入れてください。"]
            return 0
        return typed

    def _reason(self) -> str:
        try:
            text = folded(self.day_reason.data or "")
        except Unreadable:
            text = ""
        if not 0 < len(text) <= MOST_REASON:
            self.day_reason.errors = [f"理由を{MOST_REASON}文字までで書いてください。"]
        return text


def day_seats_form(typed: MultiDict[str, str] | None = None) -> DaySeatsForm:
    """The form, empty or as it was typed."""
    return DaySeatsForm(formdata=typed)
