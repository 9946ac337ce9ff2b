"""The fields of the agencies' forms: what was typed is folded, a date is read in every notation."""

from collections.abc import Callable, Mapping
from typing import Any

from wtforms import Field, Form, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from app.kernel.folding import Folded, TextRefusal, fold_mail, fold_name, fold_phone, fold_text
from app.kernel.written_dates import read_date
from app.web.form_checks import AtMost, Folding, Given, OneOf, refusal_words

LINE, LONG_LINE, TEXT = 100, 254, 1_000
NO_DATE = "日付として読めません。例のように、年・月・日を入力してください。"


class FoldingIfTyped:
    """Folding for a field that may stay empty."""

    def __init__(self, fold: Callable[[str], Folded]) -> None:
        self.fold = fold

    def __call__(self, form: Form, field: Field) -> None:
        """Sets `field.folded`, or says why it cannot be taken."""
        folded = self.fold(field.data or "")
        if isinstance(folded, TextRefusal):
            raise StopValidation(refusal_words(folded, field.data))
        field.folded = folded.strip()


class GivenIf:
    """Something was typed, where another answer asks for it."""

    def __init__(self, asks: Callable[[Any], bool], words: str) -> None:
        self.asks, self.words = asks, words

    def __call__(self, form: Form, field: Field) -> None:
        """Stops at an empty field that is asked for."""
        if self.asks(form) and not (field.data or "").strip():
            raise StopValidation(self.words)


class WrittenDay:
    """A date in any Japanese notation, kept as `field.day`; None where nothing was typed."""

    def __call__(self, form: Form, field: Field) -> None:
        """Reads the date."""
        typed = (field.data or "").strip()
        field.day = read_date(typed) if typed else None
        if typed and field.day is None:
            raise StopValidation(NO_DATE)


def must(label: str, words: str, fold: Callable[[str], Folded] = fold_name, limit: int = LINE) -> StringField:
    """A line that must be there."""
    return StringField(label, [Given(words), Folding(fold), AtMost(limit)])


def may(label: str, fold: Callable[[str], Folded] = fold_name, limit: int = LINE) -> StringField:
    """A line that may stay empty."""
    return StringField(label, [FoldingIfTyped(fold), AtMost(limit)])


def typed_beside(*names: str) -> Callable[[Any], bool]:
    """Whether something was typed or ticked in the fields that say more of the same row."""
    return lambda form: any(str(form[name].data or "").strip() for name in names)


def may_beside(label: str, other: str, words: str) -> StringField:
    """A line that may stay empty as long as the other of its row does."""
    return StringField(label, [GivenIf(typed_beside(other), words), FoldingIfTyped(fold_name), AtMost(LINE)])


def mail(label: str) -> StringField:
    """A mail address that must be there."""
    return must(label, "メールアドレスを入力してください。", fold_mail, LONG_LINE)


def phone(label: str) -> StringField:
    """A telephone number in Japan that must be there."""
    return StringField(label, [Given("電話番号を入力してください。"), Folding(fold_phone)])


def must_tell(label: str, words: str, limit: int = TEXT) -> TextAreaField:
    """A text that must be there."""
    return TextAreaField(label, [Given(words), Folding(fold_text), AtMost(limit)])


def may_tell(label: str, limit: int = TEXT) -> TextAreaField:
    """A text that may stay empty."""
    return TextAreaField(label, [FoldingIfTyped(fold_text), AtMost(limit)])


def day(label: str, words: str | None = None) -> StringField:
    """A date; it must be there where `words` say what is wrong without it."""
    return StringField(label, [Given(words), WrittenDay()] if words else [WrittenDay()])


def choice(field: type[Field], label: str, words: str, choices: Mapping[str, str]) -> Any:
    """One of a few (RadioField, SelectField)."""
    offered = [SelectChoice(value, told) for value, told in choices.items()]
    if field is SelectField:
        offered.insert(0, SelectChoice("", "選んでください"))
    return field(label, [Given(words), OneOf()], choices=offered, validate_choice=False)
