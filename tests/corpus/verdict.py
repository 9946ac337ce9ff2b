"""What must be so of every answer to bad input."""

import re
import unicodedata
from typing import Any

from tests.corpus.case import Case, Expected
from tests.corpus.forms import Form
from tests.page import Document, filled_fields

JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
LINE_ENDS = re.compile("\r\n?")
TOLD = frozenset({200, 303, 400, 401, 403, 404, 405, 409, 413, 414, 415, 422, 429, 431})
TEXT_STAYS = frozenset({200, 400, 401, 409, 413, 422, 429, 503})


def wrong(form: Form, sent: dict[str, str | bytes], case: Case | None, answer: Document) -> list[str]:
    """Everything that is wrong with an answer; nothing where all is well."""
    found = [*wrong_status(case, answer)]
    if answer.status in TEXT_STAYS and not is_done(form, answer):
        found += [f"{name} is lost" for name in lost(form, sent, answer)]
    return found


def is_done(form: Form, answer: Document) -> bool:
    """Whether a good answer asks for nothing of the form any more: it was taken, and the next page is there."""
    if answer.status != 200:
        return False
    asked = {tag["name"] for each in answer.soup.find_all("form") for tag in each.find_all(attrs={"name": True})}
    return not asked & form.kinds.keys()


def wrong_status(case: Case | None, answer: Document) -> list[str]:
    """A fault, an answer we do not give, or words that are not there."""
    if answer.status not in TOLD:
        return [f"status {answer.status}"]
    if answer.status >= 400 and not JAPANESE.search(answer.text):
        return [f"{answer.status} without Japanese words"]
    if "Traceback" in answer.html:
        return ["a traceback"]
    if case is not None and case.expected is Expected.UNREADABLE:
        told = answer.status == 400 and "文字コードを判別できません" in answer.text
        return [] if told else [f"{answer.status} for what is no UTF-8"]
    return []


def lost(form: Form, sent: dict[str, str | bytes], answer: Document) -> list[str]:
    """The fields whose text is nowhere on the page."""
    forms = [filled_fields(tag) for tag in answer.soup.find_all("form")]
    forms += [{str(tag["name"]): tag.get_text().removeprefix("\n")} for tag in answer.soup.select("textarea[readonly]")]
    there = {name: values(forms, name) for name in form.written}
    return [name for name in form.written if not kept(sent.get(name, form.filled[name]), there[name])]


def values(forms: list[dict[str, Any]], name: str) -> set[str]:
    """What the page's forms hold under a name."""
    found = (filled.get(name) for filled in forms)
    return {comparable(text) for value in found if value is not None for text in as_list(value)}


def as_list(value: str | list[str]) -> list[str]:
    """One or several values, as several."""
    return [value] if isinstance(value, str) else value


def kept(value: str | bytes, there: set[str]) -> bool:
    """Whether a value stands on the page; nothing, and what is no text, need not."""
    if isinstance(value, bytes) or not value:
        return True
    return comparable(value) in there


def comparable(text: str) -> str:
    """Text in one form: NFC, line ends as LF; NUL cannot stand in HTML."""
    return unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text)).replace("\0", "")
