"""Which new password is taken (SECURITY 4, ASVS 6.2): length and guessability count, kinds of signs do not."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from app.accounts.terms import PasswordRefusal

ALONE = 15
"""Shortest password where it is the only factor; below it, the shortest beside a second factor."""
WITH_SECOND_FACTOR = 12
LONGEST = 128
UNGUESSED_SIGNS, UNGUESSED_KINDS = 8, 5
"""How many signs, and how many different ones, must remain when everything a guesser tries first is taken out."""

WORDS_FILE = Path(__file__).with_name("guessable_words.toml")
SHORTEST_PART = 3
_ROWS = ("01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_RUNS = frozenset(way[start : start + 3] for row in _ROWS for way in (row, row[::-1]) for start in range(len(way) - 2))
_DATE = re.compile(r"(19|20)\d\d((0[1-9]|1[0-2])([0-2]\d|3[01])?)?")
_REPEATED = re.compile(r"(.+?)\1+")
_SEPARATORS = re.compile(r"[\s_.-]")
_READ_AS = str.maketrans("@4301!$5", "aaeoliss")


def shortest(has_second_factor: bool) -> int:
    """How many signs a password needs at least."""
    return WITH_SECOND_FACTOR if has_second_factor else ALONE


def refusal_of(password: str, *, has_second_factor: bool, about: Iterable[str] = ()) -> PasswordRefusal | None:
    """Why the password is not taken. `about` are texts about the person: name, mail address.

    It is counted and kept exactly as typed; only for guessing is it read as a guesser would.
    """
    if len(password) < shortest(has_second_factor):
        return PasswordRefusal.TOO_SHORT
    if len(password) > LONGEST:
        return PasswordRefusal.TOO_LONG
    return PasswordRefusal.EASILY_GUESSED if is_easily_guessed(password, about) else None


def is_easily_guessed(password: str, about: Iterable[str] = ()) -> bool:
    """Whether little remains without common words, words about the person, runs of keys, dates and repetitions."""
    folded = unicodedata.normalize("NFKC", password).casefold()
    words = common_words() | {part for text in about for part in _parts(text)}
    remains = [_remains(reading, words) for reading in (folded, folded.translate(_READ_AS))]
    return any(len(rest) < UNGUESSED_SIGNS or len(set(rest)) < UNGUESSED_KINDS for rest in remains)


@cache
def common_words() -> frozenset[str]:
    """The words passwords are made of, those of this service among them (ASVS 6.1.2)."""
    groups: dict[str, list[str]] = tomllib.loads(WORDS_FILE.read_text())
    return frozenset(word for group in groups.values() for word in group)


def _parts(text: str) -> set[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return {part for part in re.split(r"[\W_]+", folded) if len(part) >= SHORTEST_PART}


def _remains(text: str, words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    text = re.sub("|".join(map(re.escape, longest_first)), " ", text)
    text = _DATE.sub(" ", _without_runs(text))
    return _REPEATED.sub(r"\1", _SEPARATORS.sub("", text))


def _without_runs(text: str) -> str:
    in_run = {
        place for start in range(len(text) - 2) if text[start : start + 3] in _RUNS for place in range(start, start + 3)
    }
    return "".join(" " if place in in_run else sign for place, sign in enumerate(text))
