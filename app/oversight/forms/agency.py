"""What an agency types: answers, complaints, the course of handling them."""

from collections.abc import Iterable
from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, SelectMultipleField, StringField, TextAreaField

from app.oversight.forms.typed import chosen, day, words
from app.oversight.terms.asking import NewComplaint
from app.oversight.terms.requests import ComplainantKind

COMPLAINANTS = {ComplainantKind.SEEKER.value: "求職者", ComplainantKind.EMPLOYER.value: "求人者"}
Typed = MultiDict[str, str]


class AnswerForm(Form):
    """An answer to what was asked."""

    answer = TextAreaField("回答")
    declined = BooleanField("求められた措置をとらない")

    def text(self) -> str | None:
        """The answer; None with words at the field where there is none."""
        text = words(self.answer, "回答を入れてください。")
        return None if self.answer.errors else text


class HandInForm(Form):
    """Which complaints are handed in, and a word with them."""

    everything = BooleanField("すべての記録を提出する")
    complaints = SelectMultipleField("提出する記録", choices={}, validate_choice=False)
    answer = TextAreaField("添える言葉")

    def text(self) -> str | None:
        """The word with them; None with words at the field."""
        text = words(self.answer, "提出について一言入れてください。記録が一つもないときは、そのことを書いてください。")
        return None if self.answer.errors else text

    def numbers(self) -> list[str]:
        """The numbers that were chosen: all there are where all are to be handed in."""
        return list(self.complaints.choices) if self.everything.data else self.complaints.data or []


class ComplaintForm(Form):
    """A complaint that came, and what was done first."""

    received_on = StringField("申出の日")
    complainant = RadioField("申し出た方", choices=COMPLAINANTS, validate_choice=False)
    content = TextAreaField("苦情の内容")
    handling = TextAreaField("対応の経過（申出の日にしたこと）")

    def complaint(self) -> NewComplaint | None:
        """The complaint that was typed; None with words at the fields."""
        received_on = day(self.received_on, "苦情の申出があった日を入れてください。")
        complainant = chosen(self.complainant, "求職者か求人者かを選んでください。")
        content = words(self.content, "苦情の内容を入れてください。")
        handling = words(self.handling, "対応の経過を入れてください。")
        if any(field.errors for field in self) or received_on is None:
            return None
        kind = ComplainantKind(complainant)
        return NewComplaint(received_on=received_on, complainant=kind, content=content, handling=handling)


class EntryForm(Form):
    """One more step of handling a complaint, or the day it was dealt with."""

    day = StringField("日")
    text = TextAreaField("対応したこと")

    def entry(self) -> tuple[date, str] | None:
        """The step that was typed; None with words at the fields."""
        found = day(self.day, "対応した日を入れてください。")
        text = words(self.text, "対応したことを入れてください。")
        return None if self.day.errors or self.text.errors or found is None else (found, text)


class DayForm(Form):
    """A day alone."""

    day = StringField("日")

    def value(self, missing: str) -> date | None:
        """The day that was typed; None with words at the field."""
        return day(self.day, missing)


def hand_in_form(offered: Iterable[tuple[str, str]], typed: Typed | None = None) -> HandInForm:
    """The form with the register's complaints to choose from, by number and words."""
    form = HandInForm(formdata=typed)
    form.complaints.choices = dict(offered)
    return form
