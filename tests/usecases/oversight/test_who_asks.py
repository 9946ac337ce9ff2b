"""Records, reports and surveys are for the bureau with jurisdiction, any office, the ministry (15(2), 19(2))."""

from datetime import date

import pytest

from app.oversight.terms.asking import NewRequest, RequestRefusal
from app.oversight.terms.requests import Addressee, RequestKind
from app.oversight.terms.watchers import WatchRefusal
from app.oversight.usecases.requests import ask_agency
from tests import watched

LIMIT = date(2026, 6, 30)


@pytest.fixture
def agency_id(app, clock) -> int:
    """Hikari takes part at the bureau of Nagasaki; it is Monday 1 June."""
    clock.set("2026-06-01T10:00:00+09:00")
    return watched.active()


@pytest.mark.rule("AGY-072", "AGY-117", "AGY-135")
@pytest.mark.parametrize("kind", [RequestKind.RECORD, RequestKind.REPORT, RequestKind.SURVEY])
def test_another_bureau_asks_for_no_records_and_no_reports(clock, agency_id, kind) -> None:
    new = NewRequest(kind=kind, addressee=Addressee.ORGANISATION, text="出してください", limit_on=LIMIT)
    refused = ask_agency(agency_id, new, by=watched.ono(), now=clock.now())
    assert refused is WatchRefusal.OTHER_JURISDICTION
    for who in (watched.mori(), watched.nishi()):
        assert isinstance(ask_agency(agency_id, new, by=who, now=clock.now()), str)


@pytest.mark.rule("AGY-135")
@pytest.mark.parametrize("kind", [RequestKind.REPORT, RequestKind.SURVEY])
def test_a_report_and_a_survey_have_a_limit(clock, agency_id, kind) -> None:
    new = NewRequest(kind=kind, addressee=Addressee.ORGANISATION, text="利用の状況")
    assert ask_agency(agency_id, new, by=watched.oda(), now=clock.now()) is RequestRefusal.NO_LIMIT
