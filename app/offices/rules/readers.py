"""Turn the plain values of a profile (TOML, JSON) into the words of `terms`, strictly.

There is one reader for each type a `Policy` attribute may have. A reader answers the value, or raises
`NotAllowed` with what is allowed there; nothing is guessed, coerced or dropped. `plain` goes the other
way, so that `read(hint, plain(value)) == value` for every value a policy can hold.
"""

import re
from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin

from app.kernel.hours import Window
from app.kernel.moments import END_OF_DAY

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NOT_STATED = "not_stated"
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


class NotAllowed(ValueError):
    """The value cannot stand there; the message says in Japanese what can."""


def read(hint: Any, value: object, limits: tuple[int, int] | None = None) -> Any:
    """Read one plain value as the type `hint`; `limits` bound a whole number."""
    origin = get_origin(hint)
    if origin is UnionType:
        inner = get_args(hint)[0]
        return None if value == NOT_STATED else _optional(inner, value, limits)
    if origin is tuple:
        return tuple(read(get_args(hint)[0], item) for item in _listed(value))
    if origin is frozenset:
        return frozenset(_weekday(item) for item in _listed(value))
    if origin is Mapping:
        key_hint, item_hint = get_args(hint)
        return _table(key_hint, item_hint, value)
    if hint is int:
        return _whole_number(value, limits)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _word(hint, value)
    return _SIMPLE[hint](value)


def plain(value: Any) -> Any:
    """The value as a profile would write it: text, numbers, lists and tables only."""
    if value is None:
        return NOT_STATED
    if isinstance(value, time):
        return "end_of_day" if value == END_OF_DAY else f"{value:%H:%M}"
    if isinstance(value, Window):
        return f"{value.start:%H:%M}-{value.end:%H:%M}"
    if isinstance(value, frozenset):
        return [WEEKDAYS[number] for number in sorted(value)]
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return str(value) if isinstance(value, StrEnum) else value


def _optional(inner: Any, value: object, limits: tuple[int, int] | None) -> Any:
    try:
        return read(inner, value, limits)
    except NotAllowed as fault:
        raise NotAllowed(f'{fault}、または "{NOT_STATED}"') from None


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise NotAllowed("[ ] で囲んだ並び")
    if len(value) != len({str(item) for item in value}):
        raise NotAllowed("同じ値を二度書かない並び")
    return value


def _table(key_hint: Any, item_hint: Any, value: object) -> Mapping[Any, Any]:
    if not isinstance(value, dict):
        raise NotAllowed("名前と値の表")
    pairs = {read(key_hint, key): read(item_hint, item) for key, item in value.items()}
    return MappingProxyType(pairs)


def _whole_number(value: object, limits: tuple[int, int] | None) -> int:
    low, high = limits or (0, 9999)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise NotAllowed(f"{low}から{high}までの整数")
    return value


def _word(words: type[StrEnum], value: object) -> StrEnum:
    if not isinstance(value, str) or value not in set(words):
        raise NotAllowed(" / ".join(words))
    return words(value)


def _weekday(value: object) -> int:
    if value not in WEEKDAYS:
        raise NotAllowed(" / ".join(WEEKDAYS))
    return WEEKDAYS.index(str(value))


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise NotAllowed("空でない文字列")
    if value == NOT_STATED:
        raise NotAllowed("文字列（ここは必ず決める項目です）")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise NotAllowed("true / false")
    return value


def _clock(value: object) -> time:
    if value == "end_of_day":
        return END_OF_DAY
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise NotAllowed('"09:00" のような時刻（締切は "end_of_day" も可）')
    return time(int(match[1]), int(match[2]))


def _window(value: object) -> Window:
    start, _, end = value.partition("-") if isinstance(value, str) else ("", "", "")
    if not (_CLOCK.fullmatch(start) and _CLOCK.fullmatch(end)) or start >= end:
        raise NotAllowed('"09:00-12:00" のような時間帯（始まりが先）')
    return Window(_clock(start), _clock(end))


_SIMPLE = {str: _text, bool: _flag, time: _clock, Window: _window}
