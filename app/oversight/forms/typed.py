"""What officers and agencies type, read into what is kept; what cannot be read says so at its field."""

from datetime import date

from wtforms import Field

from app.kernel.folding import TextRefusal, fold_text, graphemes
from app.kernel.written_dates import read_date
from app.web.form_checks import refusal_words

LONG, SHORT = 2000, 100
DAY_EXAMPLE = "令和8年5月20日、2026/5/20"
WRONG_DAY = f"日付を読み取れませんでした。「{DAY_EXAMPLE}」のように入れてください。"


def words(field: Field, missing: str | None, limit: int = LONG) -> str:
    """The text of a field; an error at the field where it is missing, too long or cannot be kept."""
    typed = field.data or ""
    text = fold_text(typed)
    if isinstance(text, TextRefusal):
        field.errors = [refusal_words(text, typed)]
        return ""
    text = text.strip()
    if not text and missing:
        field.errors = [missing]
    over = graphemes(text) - limit
    if over > 0:
        field.errors = [f"{limit}文字までです。あと{over}文字減らしてください。"]
    return text


def day(field: Field, missing: str | None) -> date | None:
    """The day of a field in any Japanese notation; an error at the field where it is missing or none."""
    typed = (field.data or "").strip()
    if not typed:
        field.errors = [missing] if missing else []
        return None
    found = read_date(typed)
    if found is None:
        field.errors = [WRONG_DAY]
    return found


def chosen(field: Field, missing: str) -> str:
    """The choice of a field, which must be one that was offered."""
    if field.data not in field.choices:
        field.errors = [missing]
        return ""
    return str(field.data)
