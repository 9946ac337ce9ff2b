"""Writes app/translations: every word of the public pages to be said in another language, and the compiled catalogues.

Run it after a change of words; a test in tests/house holds that it was run and that nothing is left unsaid.
The words are what `_()` and `_l()` hold in app/ and templates/, the sentences of the offices' profiles, and places.
Run it as `python -m bin.words`, so that it finds the application.
"""

import io
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app.kernel.helpdesk import HELPDESK
from app.kernel.municipalities import MUNICIPALITIES
from app.kernel.prefectures import PREFECTURES
from app.seekers.terms.words import OF_A_RECORD

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "app" / "translations"
LANGUAGES = ("en", "ja@easy")
PROFILES = ROOT / "app" / "offices" / "profiles"
OF_A_PROFILE = (
    *("name", "service_name", "service_kinds", "introduction", "topics"),
    *("join_steps", "notes", "support_places", "booking_site"),
)
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None}
HEAD = "# Written by bin/words.py; what is said in the other language is written here by hand."
LAID_DOWN = datetime(2026, 1, 1, tzinfo=UTC)
"""A date that never changes, so that the files change only where their words do."""


def words() -> Iterator[tuple[str, str]]:
    """Every word with the file it stands in."""
    for folder, method in (("app", "python"), ("templates", "jinja2")):
        suffix = "**.py" if method == "python" else "**.html"
        options = {suffix: {"silent": "false"}}
        found = extract_from_dir(ROOT / folder, [(suffix, method)], options, KEYWORDS, directory_filter=bool)
        for file, _line, word, _comments, _context in found:
            yield (word if isinstance(word, str) else word[0]), f"{folder}/{file}"
    for profile in sorted(PROFILES.glob("*.toml")):
        for word in sentences_of(tomllib.loads(profile.read_text())):
            yield word, str(profile.relative_to(ROOT))
    for name in (*PREFECTURES.values(), *MUNICIPALITIES.values()):
        yield name, "app/kernel/municipalities.py"
    for name in (name for names in OF_A_RECORD for name in names.values()):
        yield name, "app/seekers/terms/words.py"
    for name in (HELPDESK.name, HELPDESK.hours):
        yield name, "app/kernel/helpdesk.py"


def sentences_of(profile: dict[str, Any]) -> Iterator[str]:
    """What the pages say of a profile in its own words."""
    yield from (profile["terms"]["title"], *(version["act"] for version in profile["terms"]["versions"]))
    yield from profile["office"]["sites"]
    for key in OF_A_PROFILE:
        value = profile["policy"].get(key, [])
        yield from [value] if isinstance(value, str) else value


def template() -> Catalog:
    """All words, each once, in the order of the files."""
    found = Catalog(creation_date=LAID_DOWN, revision_date=LAID_DOWN, fuzzy=False)
    for word, file in words():
        if word and word != "not_stated":
            found.add(word, locations=[(file, 0)])
    return found


def path_of(language: str) -> Path:
    """Where a language's words are written."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def catalogue(language: str) -> Catalog:
    """The words of a language as they are written down."""
    if not path_of(language).exists():
        return Catalog(locale=language, creation_date=LAID_DOWN, revision_date=LAID_DOWN, fuzzy=False)
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def written(catalog: Catalog) -> bytes:
    """The words as a file for people."""
    file = io.BytesIO()
    write_po(file, catalog, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return file.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The words as a file for programs."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def renewed(language: str) -> Catalog:
    """The words of a language with those that are new and without those that are gone."""
    found = catalogue(language)
    found.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    found.header_comment = HEAD
    found.project, found.version, found.msgid_bugs_address = "Madoguchi", "", ""
    found.last_translator, found.language_team = "", ""
    return found


if __name__ == "__main__":
    for each in LANGUAGES:
        path_of(each).parent.mkdir(parents=True, exist_ok=True)
        held = renewed(each)
        path_of(each).write_bytes(written(held))
        path_of(each).with_suffix(".mo").write_bytes(compiled(held))
        print(f"{each}: {sum(bool(word.string) for word in held)} / {len(held)}")
