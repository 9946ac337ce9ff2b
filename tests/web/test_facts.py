"""Facts that a page must state, row by row of facts.toml: rule, page, what is said there, where it links to."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.factories import open_offices

Said = tuple[str, set[str]]
FACTS = tomllib.loads((Path(__file__).parent / "facts.toml").read_text("utf-8"))["fact"]


def params() -> list[Any]:
    """One test for each row, marked with its rules."""
    found = []
    for row in FACTS:
        rules = [row["rule"]] if isinstance(row["rule"], str) else row["rule"]
        name = f"{'+'.join(rules)} {row['page']}"
        found.append(pytest.param(row, marks=pytest.mark.rule(*rules), id=name))
    return found


@pytest.fixture(scope="module")
def pages_read() -> dict[tuple[str, str], Said]:
    """Pages already asked for on a database: what they say, and where they link to."""
    return {}


@pytest.fixture
def read(request: pytest.FixtureRequest, database_kind: str, pages_read: dict[tuple[str, str], Said]) -> Any:
    """`read(path)`: the words of a page without white space, and its links. Each page is asked for once."""

    def said(path: str) -> Said:
        if (database_kind, path) not in pages_read:
            page = request.getfixturevalue("page")
            open_offices()
            main = page.get(path).find("main")
            links = {str(link["href"]) for link in main.find_all("a", href=True)}
            pages_read[database_kind, path] = "".join(main.get_text().split()), links
        return pages_read[database_kind, path]

    return said


@pytest.mark.parametrize("row", params())
def test_the_page_states_the_fact(read: Any, row: dict[str, Any]) -> None:
    text, links = read(row["page"])
    missing = [words for words in row["says"] if "".join(words.split()) not in text]
    assert not missing
    assert set(row.get("links", ())) <= links


def test_every_row_says_something() -> None:
    assert all(row["says"] for row in FACTS)


def test_no_row_stands_twice() -> None:
    keys = [(str(row["rule"]), row["page"]) for row in FACTS]
    assert len(keys) == len(set(keys))
