"""What docs/asvs.csv and docs/ipa-checklist.md name as evidence is there."""

import csv
import re

import pytest

from tests.harness.source import ROOT

NAMED = re.compile(r"tests/[\w/]+\.py::test_\w+")
LEVELS = {"1": 70, "2": 183, "3": 92}
"""How many requirements ASVS 5.0.0 has of each level."""


def asvs() -> list[dict[str, str]]:
    """The lines of the table."""
    with (ROOT / "docs" / "asvs.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def named() -> list[str]:
    """Every test that is named as evidence."""
    table = (ROOT / "docs" / "ipa-checklist.md").read_text()
    return sorted({*NAMED.findall(table), *(line["test"] for line in asvs() if not line["test"].startswith("none: "))})


@pytest.mark.parametrize("test", named())
def test_what_is_named_as_evidence_is_there(test):
    file, _, function = test.partition("::")
    assert (ROOT / file).exists()
    assert re.search(rf"^ *(?:async )?def {function}\(", (ROOT / file).read_text(), re.MULTILINE)


def test_every_line_is_whole_and_stands_once():
    lines = asvs()
    assert len({line["id"] for line in lines}) == len(lines)
    assert all(line["how"] and line["test"] and line["level"] in LEVELS for line in lines)
    assert all(sum(line["level"] == level for line in lines) <= most for level, most in LEVELS.items())


def test_a_deviation_says_so():
    crossed = [line for line in asvs() if "X" in line["kind"]]
    assert [line["id"] for line in crossed if "Deviation" not in line["how"]] == []


def test_each_of_the_eleven_classes_has_a_test():
    table = (ROOT / "docs" / "ipa-checklist.md").read_text()
    classes = {int(number) for number in re.findall(r"^\| (\d+) ", table, re.MULTILINE)}
    assert classes == set(range(1, 12))
