"""What is typed about offers, read into values; what cannot be read says so at its field."""

from datetime import date

from wtforms import Field

from app.kernel.folding import TextRefusal, fold_text, graphemes
from app.kernel.written_dates import read_date
from app.kernel.written_numbers import read_number
from app.web.form_checks import refusal_words

LONG = 2000
DAY_EXAMPLE = "令和8年5月20日、2026/5/20"


def words_of(field: Field, missing: str, limit: int = LONG) -> str:
    """The text of a field; an error at it where it is missing (nothing is, without words for it) or too long."""
    typed = field.data or ""
    text = fold_text(typed)
    if isinstance(text, TextRefusal):
        field.errors = [refusal_words(text, typed)]
        return ""
    text = text.strip()
    over = graphemes(text) - limit
    if not text and missing:
        field.errors = [missing]
    if over > 0:
        field.errors = [f"{limit}文字までです。あと{over}文字減らしてください。"]
    return text


def day_of_field(field: Field, missing: str = "") -> date | None:
    """The day of a field; an error at it where it cannot be read, or is missing and there are words for that."""
    typed = (field.data or "").strip()
    found = read_date(typed) if typed else None
    if found is None and (typed or missing):
        field.errors = [f"日付を読み取れません。「{DAY_EXAMPLE}」のように入れてください。" if typed else missing]
    return found


def number_of(field: Field, *, least: int, most: int) -> int | None:
    """The whole number of a field; an error at it where there is none between `least` and `most`."""
    found = read_number(field.data or "")
    if found is None or not least <= found <= most:
        field.errors = [f"{least}以上の整数を入れてください。"]
        return None
    return found
