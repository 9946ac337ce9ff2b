"""What the public reads goes through Flask-Babel, so that it can be said in easy Japanese and in English (UI.md)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from jinja2 import Environment
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
PUBLIC = ("_errors", "_layout", "_macros", "booking", "offices")
INSIDE = {"_layout/agency.html", "_layout/bureau.html", "_layout/desk.html"}
JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
TRANSLATED = re.compile(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", re.DOTALL)
NAMES = {"_", "gettext", "ngettext"}
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def public_templates() -> list[Path]:
    """Every template of the public surface."""
    found = (path for folder in PUBLIC for path in sorted((TEMPLATES / folder).rglob("*.html")))
    return [path for path in found if path.relative_to(TEMPLATES).as_posix() not in INSIDE]


def untranslated(source: str) -> Iterator[str]:
    """Japanese text between tags, and Japanese strings that are no argument of gettext."""
    before: list[str] = []
    for _, kind, value in ENVIRONMENT.lex(TRANSLATED.sub("", source)):
        if kind == "whitespace":
            continue
        spoken = JAPANESE.search(value)
        if spoken and kind == "data":
            yield value.strip()
        elif spoken and kind == "string" and not (before[-1:] == ["("] and before[-2:-1] and before[-2] in NAMES):
            yield value
        before.append(value)


@pytest.mark.parametrize("path", public_templates(), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_every_word_of_a_public_template_can_be_translated(path):
    assert list(untranslated(path.read_text())) == []


def test_babel_finds_the_words_of_every_template():
    strict = {"**.html": {"silent": "false"}}
    found = extract_from_dir(TEMPLATES, method_map=[("**.html", babel_extract)], options_map=strict)
    assert len({message for _, _, message, _, _ in found}) > 50
