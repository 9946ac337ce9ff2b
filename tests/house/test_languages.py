"""Nothing of the public pages is left unsaid in another language, and nothing is kept that no page says (UI.md)."""

import re
from pathlib import Path

import pytest

from tests.harness.scripts import script

ROOT = Path(__file__).resolve().parents[2]
MAILS = ROOT / "templates" / "mail"
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]")
TAGS = re.compile(r"</?[a-z]\w*")
JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
VALUES = re.compile(r"\{\{\s*([\w.]+(?:\|\w+)*)")
CONDITIONS = re.compile(r"\{%-?\s*(if .*?|for .*?)\s*-?%\}")
INCLUDED = re.compile(r"\{%-?\s*include \"mail/(?:[\w@]+/)?(\w+\.txt)\"")
STAFF_ONLY = frozenset({"M-ACC-1", "M-ACC-12", "M-ACC-13"})
SAID_THE_SAME = frozenset({"オンライン・ハローワークシステム", "ヤマダ ハナコ", "ヤマダ　ハナコ"})
"""A name that stays as it is in every language, and examples of what has to be typed in kana."""
words = script("bin/words.py")


@pytest.fixture(params=words.LANGUAGES, ids=str)
def language(request):
    """Each language but Japanese itself."""
    return request.param


@pytest.fixture(scope="module")
def asked():
    """Every word that some page says."""
    return {word.id for word in words.template() if word.id}


def test_every_word_is_said_and_none_is_kept_for_nothing(language, asked):
    held = {word.id for word in words.catalogue(language) if word.id and word.string and not word.fuzzy}
    assert sorted(asked - held) == []
    assert sorted(held - asked) == []


def test_what_is_filled_in_is_the_same_and_so_are_the_tags(language):
    for word in words.catalogue(language):
        if word.id:
            assert sorted(PLACES.findall(word.string)) == sorted(PLACES.findall(word.id)), word.id
            assert sorted(TAGS.findall(word.string)) == sorted(TAGS.findall(word.id)), word.id


def test_english_holds_no_japanese():
    said = {word.id: word.string for word in words.catalogue("en") if word.id}
    assert [word for word in said if JAPANESE.search(said[word]) and word not in SAID_THE_SAME] == []


def test_the_compiled_words_are_those_written(language):
    file = words.path_of(language).with_suffix(".mo")
    assert file.read_bytes() == words.compiled(words.catalogue(language))


def mails() -> list[Path]:
    """Every mail that goes to somebody who booked or has a page of their own, and what these mails include."""
    return sorted(path for path in MAILS.glob("*.txt") if path.stem not in STAFF_ONLY and "-AGY-" not in path.stem)


@pytest.mark.parametrize("mail", mails(), ids=lambda path: path.stem)
def test_every_mail_to_applicants_is_written_in_the_language_of_the_booking(mail, language):
    other = MAILS / language / mail.name
    assert other.exists()
    for parts in (VALUES, CONDITIONS, INCLUDED):
        assert set(parts.findall(other.read_text())) == set(parts.findall(mail.read_text()))


def test_a_mail_includes_what_is_written_in_its_own_language(language):
    for mail in sorted((MAILS / language).glob("*.txt")):
        text = mail.read_text()
        assert text.count('include "mail/') == text.count(f'include "mail/{language}/'), mail.name
