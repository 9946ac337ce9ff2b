"""To whom the pages of seekers are open (AGY-010, AGY-016, AGY-044)."""

from datetime import date

import pytest
from sqlalchemy import delete, select, update

from app.agencies.models.participation import ParticipationService
from app.agencies.terms.participation import Ground, NewSuspension, SuspensionEnd
from app.db import db
from tests import participants
from tests.web.seekers.conftest import found
from tests.web.seekers.test_search import SEARCH, asked, change, held, numbers, own_id

PAGES = (SEARCH, "/agency/seekers/held")


def closed(page) -> str:
    """What every closed page says."""
    said = {page.get(path, status=403).find("#refusal").get_text() for path in PAGES}
    assert len(said) == 1
    return said.pop()


@pytest.mark.rule("AGY-016")
def test_before_the_first_day_it_says_so(app, browser_of):
    """Registered, and starting tomorrow."""
    participants.join("hikari", since=date(2026, 5, 14))
    assert "まだ始まっていません" in closed(browser_of("hikari"))


@pytest.mark.rule("AGY-010")
def test_past_its_limit_it_says_so_and_leads_to_the_renewal(hikari):
    """On the last day it is open, on the day after closed."""
    services = update(ParticipationService).where(ParticipationService.service == "seeker_info")
    change(services.values(valid_until=date(2026, 5, 13)))
    hikari.get(SEARCH)
    change(services.values(valid_until=date(2026, 5, 12)))
    assert "利用期限経過" in closed(hikari)


def test_with_the_job_service_alone_it_says_so(hikari):
    """求人情報 only."""
    change(delete(ParticipationService).where(ParticipationService.service == "seeker_info"))
    assert "求人情報提供サービスだけ" in closed(hikari)


@pytest.mark.rule("AGY-055")
def test_suspended_between_search_and_press_nothing_is_acquired(hikari, clock, browser_of):
    """The press finds the door closed; the deletion log stays open."""
    found(2)
    ticked = numbers(asked(hikari))
    decided = NewSuspension(
        ground=Ground.OTHER_BREACH,
        end_kind=SuspensionEnd.UNTIL_CORRECTED,
        begins_at=clock.now(),
        first_day=date(2026, 5, 13),
        reason="是正まで",
    )
    participants.stop(own_id("hikari"), decided, clock.now())
    form = {"number": ticked, "page": "1", "purpose": "own_placement"}
    again = browser_of("hikari")
    assert "停止されている" in again.post("/agency/seekers/acquisitions", form, status=403).text
    assert "停止されている" in closed(again)
    assert held() == []
    again.get("/agency/seekers/deletions")


@pytest.mark.rule("AGY-044")
def test_nothing_that_identifies_stands_on_any_page(hikari):
    """The number at Hello Work, the account and the row's own id are on none of them."""
    ids = found(1, first=987_654_321)
    ticked = numbers(asked(hikari))
    hikari.post("/agency/seekers/acquisitions", {"number": ticked, "page": "1", "purpose": "own_placement"})
    pages = [asked(hikari).text, *(hikari.get(each).text for each in (*PAGES, f"/agency/seekers/held/{ticked[0]}"))]
    for text in pages:
        assert "987654321" not in text
        assert f'"{ids[0]}"' not in text


def test_the_agency_s_id_is_read_from_the_sign_in(hikari, minato):
    """What one holds is missing for the other."""
    found(1)
    ticked = numbers(asked(hikari))
    hikari.post("/agency/seekers/acquisitions", {"number": ticked, "page": "1", "purpose": "own_placement"})
    hikari.get(f"/agency/seekers/held/{ticked[0]}")
    minato.get(f"/agency/seekers/held/{ticked[0]}", status=404)
    assert db.session.scalars(select(ParticipationService.id)).first()
    assert own_id("hikari") != own_id("minato")
