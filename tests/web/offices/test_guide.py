"""The guide page of every office is true to its profile."""

from typing import TYPE_CHECKING

import pytest

from tests.factories import open_offices

if TYPE_CHECKING:
    from tests.page import Page

SLUGS = (
    "kanagawa",
    "miyakonojo",
    "nagasaki_main",
    "nagasaki_young",
    "nagasaki_tsukimachi",
    "kurashiki_chuo",
    "kurashiki_wakamono",
)


@pytest.fixture(autouse=True)
def _offices(app: object) -> None:
    open_offices()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_office_has_a_guide_and_terms(page: "Page", slug: str) -> None:
    guide = page.get(f"/offices/{slug}")
    terms = page.get(f"/offices/{slug}/terms")
    assert guide.find("#next-day")
    assert terms.find("#versions")
