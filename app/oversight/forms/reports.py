"""The form of a yearly report: one whole number for each figure that is asked."""

from collections.abc import Iterable

from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

from app.agencies.terms.kinds import Service
from app.kernel.written_numbers import read_number
from app.oversight.terms.reports import Figure, ReportVersion

LABELS = {
    Service.JOB_INFO: {
        Figure.HIRES: "採用が決まった人数（人）",
        Figure.EMPLOYER_FEE_TOTAL: "その採用についての手数料の合計額（円）",
    },
    Service.SEEKER_INFO: {
        Figure.NEW_APPLICATIONS: "新規求職申込みの件数（件）",
        Figure.SEEKER_FEE_TOTAL: "求職者手数料の合計額（円）",
        Figure.SEEKER_FEE_COUNT: "求職者手数料の件数（件）",
        Figure.EMPLOYER_FEE_TOTAL: "求人者手数料の合計額（円）",
        Figure.EMPLOYER_FEE_COUNT: "求人者手数料の件数（件）",
    },
}
MOST_COUNT, MOST_YEN = 999_999_999, 999_999_999_999
AMOUNTS = frozenset({Figure.SEEKER_FEE_TOTAL, Figure.EMPLOYER_FEE_TOTAL})
BLANK = "数字を入れてください。実績がないときは「0」と入れます。"
WRONG = "0以上の整数を入れてください。"


class ReportForm(Form):
    """The figures of one service."""

    hires = StringField()
    new_applications = StringField()
    seeker_fee_total = StringField()
    seeker_fee_count = StringField()
    employer_fee_total = StringField()
    employer_fee_count = StringField()

    def figures(self, asked: Iterable[Figure]) -> dict[Figure, int] | None:
        """What was typed, of the figures that are asked; None with words at the fields."""
        found = {each: self._number(each) for each in asked}
        told = {each: number for each, number in found.items() if number is not None}
        return told if len(told) == len(found) else None

    def _number(self, figure: Figure) -> int | None:
        field = self[figure.value]
        text = (field.data or "").strip()
        number = read_number(text)
        most = MOST_YEN if figure in AMOUNTS else MOST_COUNT
        if number is None or number > most:
            field.errors = [WRONG if text else BLANK]
            return None
        return number


def report_form(
    service: Service, last: ReportVersion | None = None, typed: MultiDict[str, str] | None = None
) -> ReportForm:
    """The form of a service, as it was typed, else with what was handed in last."""
    told = {each.value: str(number) for each, number in last.figures} if last else {}
    form = ReportForm(formdata=typed, data=told, prefix=f"{service.value}-")
    for figure, words in LABELS[service].items():
        form[figure.value].label.text = words
    return form
