"""What an agency records on what it holds, and what is left of it (AGY-049, AGY-054, AGY-063 to AGY-067)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from app.agencies.models.agencies import Agency
from app.agencies.queries.paid_services import NotifiedService
from app.agencies.rules.particulars import written
from app.agencies.terms.particulars import PaidService
from app.db import db
from app.seekers.models.acquisitions import Acquisition
from app.seekers.queries.fees import fee_sums
from app.seekers.terms.acquisitions import FeeSums, Payer
from app.seekers.usecases import holding
from app.seekers.views import held as held_pages
from tests import participants
from tests.web.seekers.conftest import found
from tests.web.seekers.test_search import asked, change, held, numbers

HELD = "/agency/seekers/held"


@pytest.fixture
def record(hikari) -> str:
    """The page of the one record that Hikari holds since 13 May."""
    found(1)
    ticked = numbers(asked(hikari))
    form = {"number": ticked, "page": "1", "purpose": "own_placement"}
    hikari.post("/agency/seekers/acquisitions", form, status=303)
    return f"{HELD}/{ticked[0]}"


@pytest.mark.rule("AGY-053", "AGY-054", "AGY-064")
def test_an_acceptance_moves_the_day_of_deletion_and_says_why(hikari, record):
    """Until 31 July; accepted on 13 May 2026, until 31 March 2028."""
    before = hikari.get(record)
    assert "2026年7月31日" in before.text
    assert "翌々月の末日" in before.text
    assert "ひかり" not in before.find("h1").get_text()
    hikari.post(f"{record}/application", {"applied_on": "2026/5/13"}, status=303)
    done = hikari.post(f"{record}/acceptance", {"accepted_on": "2026/5/13"}, status=303)
    after = hikari.follow(done)
    assert "2028年3月31日" in after.text
    assert "削除する日が変わりました" in after.text
    assert held()[0].accepted_by


@pytest.mark.rule("AGY-065")
def test_an_application_waits_for_its_acceptance_and_has_no_refusal(hikari, record):
    """It stands open on both pages; the only way on is the acceptance."""
    refused = hikari.post(f"{record}/application", {"applied_on": "2026/5/14"}, status=409)
    assert "今日より後" in refused.text
    assert (
        hikari.post(f"{record}/application", {"applied_on": "いつか"}, status=422).find("#applied_on")["value"]
        == "いつか"
    )
    hikari.post(f"{record}/acceptance", {"accepted_on": "2026/5/13"}, status=409)
    hikari.post(f"{record}/application", {"applied_on": "2026/5/13"}, status=303)
    page = hikari.get(record)
    assert "不受理" not in page.text
    assert "受理してください" in page.text
    assert "求職申込みを受理してください" in hikari.get(HELD).text


@pytest.mark.rule("AGY-066")
def test_who_charges_seekers_explains_the_fee_not_later_than_the_acceptance(hikari, record):
    """Without its day the acceptance is refused, and what was typed stays."""
    told = replace(participants.PARTICULARS, charges_seekers=True)
    change(update(Agency).values(particulars=written(told)))
    hikari.post(f"{record}/application", {"applied_on": "2026/5/13"}, status=303)
    refused = hikari.post(f"{record}/acceptance", {"accepted_on": "2026/5/13"}, status=409)
    assert "手数料を説明した日" in refused.find("#refusal").get_text()
    assert refused.find("#accepted_on")["value"] == "2026/5/13"
    days = {"accepted_on": "2026/5/13", "fee_explained_on": "2026/5/13"}
    hikari.post(f"{record}/acceptance", days, status=303)


FEE = {"payer": "seeker", "yen": "１万", "received_on": "2026/5/13"}


@pytest.mark.rule("AGY-127")
def test_fees_of_an_accepted_seeker_are_recorded_once_summed_and_taken_back(hikari, record):
    """They stay in the sums when the record itself is deleted."""
    assert "職業紹介の手数料" not in hikari.get(record).text
    hikari.post(f"{record}/fees", {**FEE, "yen": "5,000"}, status=409)
    hikari.post(f"{record}/application", {"applied_on": "2026/5/13"}, status=303)
    hikari.post(f"{record}/acceptance", {"accepted_on": "2026/5/13"}, status=303)
    refused = hikari.post(f"{record}/fees", FEE, status=422)
    assert refused.fields("form[action$=fees]").items() >= FEE.items()
    for fee in ({**FEE, "yen": "5,000"}, {**FEE, "payer": "employer", "yen": "300,000円"}):
        hikari.post(f"{record}/fees", fee, status=303)
        assert "もう記録しています" in hikari.post(f"{record}/fees", fee, status=409).text
    wrong = {"fee": hikari.get(record).find("tbody tr:first-child input[name=fee]")["value"]}
    assert "取り消しました" in hikari.follow(hikari.post(f"{record}/fees/withdrawal", wrong, status=303)).text
    hikari.post(f"{record}/fees/withdrawal", wrong, status=409)
    hikari.post(f"{record}/deletion", {}, status=303)
    agency_id = db.session.scalar(select(Acquisition.agency_id))
    assert fee_sums(agency_id, 2026) == {Payer.SEEKER: FeeSums(yen=5_000, number=1), Payer.EMPLOYER: FeeSums()}
    assert fee_sums(agency_id, 2025)[Payer.SEEKER] == FeeSums()


@pytest.mark.rule("AGY-049")
def test_deleted_at_the_seeker_s_word_nothing_but_the_line_of_the_log_is_left(hikari, record):
    """Gone from list and address; number, reason and time stand in the log and its file."""
    number = record.rpartition("/")[2]
    hikari.follow(hikari.post(f"{record}/deletion", status=303))
    hikari.get(record, status=404)
    assert number not in hikari.get(HELD).text
    log = hikari.get("/agency/seekers/deletions")
    assert number in log.text
    assert "本人の求め" in log.text
    content = hikari.client.get("/agency/seekers/deletions.csv")
    assert number in content.get_data(as_text=True)
    assert "介護" not in content.get_data(as_text=True)
    assert held()[0].profile is None


def test_what_was_deleted_may_be_acquired_again(hikari, record):
    """The number is the same, the record a new one."""
    hikari.post(f"{record}/deletion", status=303)
    form = {"number": record.rpartition("/")[2], "page": "1", "purpose": "own_placement"}
    hikari.post("/agency/seekers/acquisitions", form, status=303)
    assert [row.deleted_at is None for row in held()] == [False, True]


def test_what_no_worker_deleted_stands_in_nobody_s_way(hikari, record, clock):
    """Past its day and still there, it is deleted by the press that acquires it anew (AGY-053)."""
    clock.set("2026-08-01T10:00:00+09:00")
    hikari.get(record, status=404)
    form = {"number": record.rpartition("/")[2], "page": "1", "purpose": "own_placement"}
    hikari.post("/agency/seekers/acquisitions", form, status=303)
    assert [row.deleted_why for row in held()] == ["term", None]


@pytest.mark.rule("AGY-063", "AGY-067")
@pytest.mark.parametrize(
    ("provided", "agreed", "wished", "status"),
    [
        ("2026/5/13", "2026/5/13", "y", 303),
        ("2026/4/1", "2026/4/1", "y", 409),
        ("2026/5/13", "", "y", 422),
        ("2026/5/12", "2026/5/13", "y", 409),
        ("2026/5/13", "2026/5/13", "", 409),
    ],
)
def test_a_paid_service_is_recorded_only_as_notified_before_agreed_and_wished(
    hikari, record, monkeypatch, provided, agreed, wished, status
):
    """Notified on 1 April: not on that day, not without or before its explanation, not unwished."""
    notified = NotifiedService(service=PaidService(name="模擬面接", price="5,000円"), notified_on=date(2026, 4, 1))
    for place in (held_pages, holding):
        monkeypatch.setattr(place, "notified_services", lambda _agency_id: (notified,))
    days = {"explained_on": agreed, "agreed_on": agreed, "provided_on": provided}
    typed = {"service": "0", **days, **({"wished": wished} if wished else {})}
    hikari.post(f"{record}/paid-services", typed, status=status)
    assert len(hikari.get(record).all("table")) == (status == 303)
