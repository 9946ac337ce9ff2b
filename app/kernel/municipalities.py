"""Municipalities by their code of JIS X 0402 where an office asks for them.

Only the municipalities of prefectures that an office serves by area are listed (`municipalities.csv`); a city with
wards is one entry. For every other place the prefecture is all that is asked (DESIGN 3.10).
"""

import csv
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType


def _municipalities() -> dict[str, str]:
    with Path(__file__).with_name("municipalities.csv").open(encoding="utf-8", newline="") as rows:
        return {row["code"]: row["name"] for row in csv.DictReader(rows)}


MUNICIPALITIES: Mapping[str, str] = MappingProxyType(_municipalities())
"""Code of five digits to name; the first two digits are the prefecture's."""
