"""A change of terms on the site: that there is one, what it changes, from when (MYK-45, NGS-63, KRS-48)."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.db import db
from app.offices.effects.offices import add_version
from app.offices.queries.offices import terms_in_force
from app.offices.rules.profile_files import Enacted
from app.offices.terms import TermsSource

if TYPE_CHECKING:
    from tests.harness.clock import FrozenClock
    from tests.page import Page

DAY = date(2026, 6, 1)
ADDED = "接続の試験は、前の日までに済ませてください。"
OFFICES = [("miyakonojo", "miyakonojo"), ("nagasaki_young", "nagasaki"), ("kurashiki_chuo", "kurashiki")]
pytestmark = pytest.mark.usefixtures("offices")


@db.write
def announce(terms_set: str, clock: "FrozenClock") -> None:
    """A version to come, with one sentence more than the one in force."""
    version = terms_in_force(terms_set, date(2026, 5, 11))
    add_version(
        terms_set,
        Enacted(on=DAY, act="改正"),
        title=version.title,
        text=f"{version.text}\n{ADDED}",
        source=TermsSource.OFFICIAL,
        announced_at=clock.now(),
        ground="1",
    )


@pytest.mark.rule("MYK-45", "NGS-63", "KRS-48")
@pytest.mark.parametrize("slug, terms_set", OFFICES)
def test_guide_and_terms_tell_of_a_change_its_day_and_its_content(
    page: "Page", clock: "FrozenClock", slug: str, terms_set: str
) -> None:
    pages = (f"/offices/{slug}", f"/offices/{slug}/terms")
    assert not [path for path in pages if "から変わります" in page.get(path).text]
    announce(terms_set, clock)
    for path in pages:
        shown = page.get(path)
        assert "2026年6月1日（月）から変わります" in shown.text
        content = page.get(f"/offices/{slug}/terms/2026-06-01")
        assert shown.all(f'.notice a[href="/offices/{slug}/terms/2026-06-01"]')
        assert ADDED in content.find("#changes").text
    clock.set("2026-06-01T00:00:00+09:00")
    assert not [path for path in pages if "から変わります" in page.get(path).text]
    assert ADDED in page.get(f"/offices/{slug}/terms").find("article").text
