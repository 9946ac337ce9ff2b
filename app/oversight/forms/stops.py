"""The forms that stop the service, and that limit access to it."""

from datetime import datetime
from typing import Any

from wtforms import Form, RadioField, StringField, TextAreaField

from app.kernel.folding import fold_text
from app.kernel.moments import at
from app.kernel.written_dates import read_date
from app.kernel.written_hours import read_hour
from app.oversight.terms.stops import LimitedPages, LimitPlan
from app.web.form_checks import AtMost, Folding, Given

MOST_REASON = 400
PAGES = {
    LimitedPages.ALL.value: "事業者のページのすべて",
    LimitedPages.SEARCH.value: "求職情報をさがすページ",
    LimitedPages.JOB_OFFERS.value: "求人情報のページと、CSV・API",
    LimitedPages.MESSAGES.value: "求職者とのやり取りのページ",
}
WRONG_DAY, WRONG_HOUR = (
    "日付を「令和8年5月20日」や「2026-05-20」のように入れてください。",
    "時刻を「9:00」のように入れてください。",
)


class UrgentStopForm(Form):
    """What people read while the service is stopped."""

    reason = TextAreaField(
        "止める理由（利用者が読みます）",
        [Given("利用者が読む理由を書いてください。"), Folding(fold_text), AtMost(MOST_REASON)],
    )


class LimitForm(Form):
    """What is closed, why, from when until when."""

    pages = RadioField("制限するページ", choices=PAGES, validate_choice=False)
    reason = TextAreaField(
        "制限する理由（事業者が読みます）",
        [Given("事業者が読む理由を書いてください。"), Folding(fold_text), AtMost(MOST_REASON)],
    )
    begins_day = StringField("始まりの日")
    begins_hour = StringField("始まりの時刻")
    ends_day = StringField("終わりの日")
    ends_hour = StringField("終わりの時刻")

    def plan(self) -> LimitPlan | None:
        """What was typed, as a plan; None with words at the fields."""
        shaped = self.validate()
        begins, ends = moment_of(self.begins_day, self.begins_hour), moment_of(self.ends_day, self.ends_hour)
        if self.pages.data not in PAGES:
            self.pages.errors = ["制限するページを選んでください。"]
            return None
        if not shaped or begins is None or ends is None:
            return None
        pages = LimitedPages(self.pages.data)
        return LimitPlan(pages=pages, reason=self.reason.folded, begins_at=begins, ends_at=ends)  # type: ignore[attr-defined]


def moment_of(typed_day: Any, typed_hour: Any) -> datetime | None:
    """The moment of a day and an hour; None with words at the fields."""
    day, hour = read_date(typed_day.data or ""), read_hour(typed_hour.data or "")
    typed_day.errors = () if day else [WRONG_DAY]
    typed_hour.errors = () if hour else [WRONG_HOUR]
    return at(day, hour) if day and hour else None
