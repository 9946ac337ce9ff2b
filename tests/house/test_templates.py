"""Partials mirror pages, folders are capabilities, templates hold no logic and nothing inline (STYLE, Templates)."""

import re
from pathlib import Path

import pytest

from tests.harness.source import CAPABILITIES, ROOT, templates

FOLDERS = {*CAPABILITIES, "_layout", "_macros", "_errors", "mail"}
LINES = {"page": 120, "partial": 60}
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
MACRO = re.compile(r"\{%-?\s*macro\b.*?\{%-?\s*endmacro\b.*?%\}", re.DOTALL)
JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
FIRST_TAG = re.compile(r"<([a-z][\w-]*)\b([^>]*)>")
INCLUDED = re.compile(r"\{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
UNSAFE = re.compile(r"\|\s*safe\b|\bautoescape\b|\bMarkup\(|\sstyle=|\son[a-z]+=[\"']|<style\b|<script(?![^>]*\bsrc=)")
INLINE_DATES = re.compile(r"\.strftime\b|\bnow\(")  # isoformat() is for addresses, read by machines


def name_of(path: Path) -> str:
    """A template's name as Jinja knows it."""
    return path.relative_to(ROOT / "templates").as_posix()


def partials() -> list[Path]:
    """Every fragment that htmx may receive: `_x.html` in a capability's folder, files of macros aside."""
    found = [path for path in templates() if path.name.startswith("_") and path.parent.name in CAPABILITIES]
    return [path for path in found if markup_of(path)]


def markup_of(path: Path) -> str:
    """A template's HTML without comments, macros and Jinja."""
    return JINJA.sub("", MACRO.sub("", COMMENT.sub("", path.read_text()))).strip()


def test_folders_are_capabilities() -> None:
    assert {path.relative_to(ROOT / "templates").parts[0] for path in templates()} <= FOLDERS


def test_a_partial_has_its_name_as_the_id_of_its_root() -> None:
    strangers = []
    for path in partials():
        expected = path.stem.strip("_").replace("_", "-")
        plain = MACRO.sub("", COMMENT.sub("", path.read_text()))
        first = FIRST_TAG.search(re.sub(r"\{%.*?%\}", "", plain, flags=re.DOTALL))
        if first is None or f'id="{expected}"' not in first.group(2):
            strangers.append(f"{name_of(path)} has no root with id {expected}")
    assert not strangers


def test_a_page_includes_its_partial() -> None:
    included = {name for path in templates() for name in INCLUDED.findall(path.read_text())}
    assert not [name_of(path) for path in partials() if name_of(path) not in included]


def test_what_is_included_is_there() -> None:
    for path in templates():
        missing = [name for name in INCLUDED.findall(path.read_text()) if not (ROOT / "templates" / name).exists()]
        assert not missing, name_of(path)


def test_templates_keep_their_budget() -> None:
    long = []
    for path in templates():
        kind = "partial" if path in partials() else "page"
        if path.parent.name in CAPABILITIES and len(path.read_text().splitlines()) > LINES[kind]:
            long.append(name_of(path))
    assert not long


@pytest.mark.parametrize("pattern", [UNSAFE, INLINE_DATES], ids=["unsafe", "dates past the filters"])
def test_no_template_holds(pattern: re.Pattern[str]) -> None:
    assert not [name_of(path) for path in templates() if pattern.search(COMMENT.sub("", path.read_text()))]


def test_a_swap_file_holds_includes_only() -> None:
    for path in templates():
        if "swaps" in path.parts:
            assert not INCLUDED.sub("", JINJA.sub("", COMMENT.sub("", path.read_text()))).strip(), name_of(path)


def test_every_mail_has_its_golden_text() -> None:
    mails = [
        path.stem for path in sorted((ROOT / "templates" / "mail").rglob("*.txt")) if not path.stem.startswith("_")
    ]
    golden = {path.name for path in (ROOT / "tests").rglob("mails/**/*.txt")}
    assert not [mail for mail in mails if not any(name.startswith(mail) for name in golden)]


def test_every_mail_begins_with_its_subject() -> None:
    for path in sorted((ROOT / "templates" / "mail").rglob("*.txt")):
        text = COMMENT.sub("", path.read_text()).lstrip()
        assert path.stem.startswith("_") or re.match(r"Subject: |\{%", text), path.name
