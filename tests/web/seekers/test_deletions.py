"""What an agency says of its own copies of what was deleted (AGY-055, AGY-136)."""

import pytest

from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.db import db
from app.messages.usecases.blocking import block_agency
from app.seekers.models.acquisitions import AcquisitionDeletion, DeletionAttestation
from app.seekers.queries.attesting import pending_attestation
from app.seekers.terms.acquisitions import AttestationRefusal
from app.seekers.usecases import attesting
from app.seekers.usecases.attesting import attest_deletion
from app.web.clock import now
from tests import factories, letters, participants
from tests.web.seekers.conftest import found
from tests.web.seekers.test_held import HELD
from tests.web.seekers.test_search import asked, numbers

PAGE = "/agency/seekers/deletions"


@pytest.fixture
def two_deleted(hikari) -> int:
    """Two records that Hikari acquired and deleted; its agency."""
    found(2)
    ticked = numbers(asked(hikari))
    hikari.post("/agency/seekers/acquisitions", {"number": ticked, "page": "1", "purpose": "own_placement"}, status=303)
    for number in ticked:
        hikari.post(f"{HELD}/{number}/deletion", status=303)
    own = find_organisation(OrganisationKind.AGENCY, "hikari")
    assert own
    return own.id


@pytest.mark.rule("AGY-050")
def test_of_a_block_the_log_tells_number_and_reason_and_not_when(hikari, two_deleted, clock):
    (record_id,) = found(1, first=50, area="13")
    (ticked,) = numbers(asked(hikari, area="13"))
    form = {"number": ticked, "page": "1", "purpose": "own_placement", "area": "13"}
    hikari.post("/agency/seekers/acquisitions", form, status=303)
    clock.set("2026-05-14T11:11:00+09:00")
    by = letters.identity(factories.enlist("hikari")["hikari"], two_deleted)
    assert block_agency(record_id, two_deleted, by=by, now=now())
    factories.sign_in_as(hikari, "hikari")
    page = hikari.get(PAGE)
    (row,) = page.all("#refused tbody tr")
    assert row.text.strip() == f"{ticked}ブロック（受信拒否により削除済）"
    assert "2026年5月14日" not in page.find("main").text
    assert len(page.all("table")) == 2
    lines = hikari.client.get(f"{PAGE}.csv").get_data(as_text=True).splitlines()
    assert f'"{ticked}","ブロック（受信拒否により削除済）","",""' in lines
    assert len(lines) == 4
    assert pending_attestation(two_deleted) == 3


@pytest.mark.rule("AGY-055")
def test_an_agency_says_that_its_copies_are_deleted_once_for_what_it_has_seen(hikari, two_deleted):
    shown = hikari.get(PAGE)
    assert "2件" in shown.find("#copies").text
    done = hikari.follow(hikari.submit(shown, "#copies form", deleted="1"))
    assert "すべて届け出てあります" in done.find("#copies").text
    assert "2件の控えの削除" in done.find("#copies").text
    hikari.submit(shown, "#copies form", deleted="1", status=409)
    assert [row.records for row in db.session.scalars(db.select(DeletionAttestation))] == [2]


@pytest.mark.rule("AGY-055")
def test_without_the_mark_or_with_other_deletions_nothing_is_kept(hikari, two_deleted):
    unsaid = hikari.submit(hikari.get(PAGE), "#copies form", status=422)
    assert "印がありません" in unsaid.text
    assert "2件" in unsaid.find("#copies").text
    stale = hikari.post(PAGE, {"seen": "1", "deleted": "1"}, status=409)
    assert "変わりました" in stale.text
    for odd in ("", "x", "２", "9" * 50, "-1"):
        hikari.post(PAGE, {"seen": odd, "deleted": "1"}, status=409)
    assert pending_attestation(two_deleted) == 2


@pytest.mark.rule("AGY-055", "AGY-136")
def test_an_agency_whose_use_is_over_still_says_it(hikari, two_deleted):
    participants.leave(two_deleted, now())
    done = hikari.follow(hikari.submit(hikari.get(PAGE), "#copies form", deleted="1"))
    assert "すべて届け出てあります" in done.find("#copies").text


@pytest.mark.rule("AGY-055")
def test_a_line_committed_late_under_an_older_id_is_still_to_be_spoken_of(hikari, two_deleted):
    by = letters.identity(factories.enlist("hikari")["hikari"], two_deleted)
    assert attest_deletion(two_deleted, seen=2, said=True, by=by, now=now()) is None
    enter_late(two_deleted)
    assert pending_attestation(two_deleted) == 1
    db.session.rollback()
    assert attest_deletion(two_deleted, seen=1, said=True, by=by, now=now()) is None
    assert pending_attestation(two_deleted) == 0


@db.write
def enter_late(agency_id: int) -> None:
    """A line whose id was taken before those that are there."""
    line = {"id": 0, "agency_id": agency_id, "number": "Q000000001", "reason": "term", "deleted_at": now()}
    db.session.execute(db.insert(AcquisitionDeletion).values(**line))


@pytest.mark.rule("AGY-055")
def test_what_is_deleted_between_counting_and_writing_is_not_spoken_of(hikari, two_deleted, monkeypatch):
    by = letters.identity(factories.enlist("hikari")["hikari"], two_deleted)
    monkeypatch.setattr(attesting, "pending_attestation", lambda _agency_id: 1)
    refusal = attest_deletion(two_deleted, seen=1, said=True, by=by, now=now())
    assert refusal is AttestationRefusal.DELETED_SINCE
    assert db.session.scalars(db.select(DeletionAttestation)).all() == []


def test_a_second_press_keeps_no_second_word(hikari, two_deleted):
    by = letters.identity(factories.enlist("hikari")["hikari"], two_deleted)
    answers = [attest_deletion(two_deleted, seen=2, said=True, by=by, now=now()) for _ in range(2)]
    assert [answer and answer.value for answer in answers] == [None, "nothing_deleted"]
