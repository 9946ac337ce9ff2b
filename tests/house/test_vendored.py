"""Files of others stand unchanged, named with version, licence and sum; whatever is not listed is not ours to ship."""

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTS = tuple(ROOT / f"{folder}/VENDORED.md" for folder in ("static/vendor", "tests/vendor", "app/web/fonts"))


def rows(listing: Path) -> list[list[str]]:
    """The table of a list: name, version, licence, file, sha256."""
    lines = [line for line in listing.read_text().splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


@pytest.mark.parametrize("listing", LISTS, ids=lambda path: path.parent.parent.name)
def test_every_vendored_file_is_what_its_list_says(listing):
    wrong = [
        file
        for _, _, _, file, told in rows(listing)
        if hashlib.sha256((listing.parent / file).read_bytes()).hexdigest() != told
    ]
    assert wrong == []


@pytest.mark.parametrize("listing", LISTS, ids=lambda path: path.parent.parent.name)
def test_every_vendored_file_is_on_its_list(listing):
    there = {str(path.relative_to(listing.parent)) for path in listing.parent.rglob("*") if path.is_file()}
    assert there - {listing.name} == {row[3] for row in rows(listing)}


@pytest.mark.parametrize("listing", LISTS, ids=lambda path: path.parent.parent.name)
def test_the_folder_of_a_vendored_file_names_its_version(listing):
    assert [file for _, version, _, file, _ in rows(listing) if not file.split("/")[0].endswith(f"-{version}")] == []
