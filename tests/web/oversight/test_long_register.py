"""A register longer than a page, on the pages of the agency and of who asked for it (AGY-116, AGY-117)."""

import pytest

from tests.usecases.oversight.test_long_register import MANY, complaints
from tests.web.oversight.test_watching import WATCH, agency_id, browser, mori

__all__ = ["agency_id", "mori"]
REGISTER = "/agency/complaints"


@pytest.mark.rule("AGY-116")
def test_the_register_is_paged_and_says_how_many_there_are(app, clock, agency_id) -> None:
    numbers = complaints(agency_id, MANY, clock)
    hikari = browser(app, "hikari")
    shown = hikari.get(REGISTER)
    assert f"{MANY}件" in shown.text
    seen = listed(shown)
    while following := shown.all("main nav.pages a[rel=next]"):
        shown = hikari.get(str(following[0]["href"]))
        seen += listed(shown)
    assert seen == numbers


def listed(shown) -> list[str]:
    """The numbers of the complaints on a page."""
    return [str(link["href"]).rpartition("/")[2] for link in shown.all("main table th a")]


@pytest.mark.rule("AGY-117")
def test_all_of_a_long_register_is_handed_in_by_one_tick_and_read_by_who_asked(app, clock, agency_id) -> None:
    complaints(agency_id, MANY, clock)
    hikari, nishi = browser(app, "hikari"), browser(app, "nishi")
    form = nishi.get(f"{WATCH}/agencies/hikari/requests/new?kind=record")
    asked = nishi.submit(form, "form[action$=requests]", text="記録", status=303)
    page = hikari.get(str(hikari.get("/agency/requests").find("main table a")["href"]))
    assert len(page.all("input[name=complaints]")) == MANY
    hikari.submit(page, "form[action$=answer]", answer="提出します。", everything="y", status=303)
    assert len(nishi.follow(asked).all("#handed-in h3")) == MANY
