"""A seeker has deleted what an agency holds that never wrote, from the page of the own record (AGY-049)."""

import pytest
from sqlalchemy import select

from app.audit.models import AuditEvent
from app.db import db
from app.seekers.models.acquisitions import Acquisition, AcquisitionDeletion
from tests import letters
from tests.factories import sign_in_as

RECORD = "/me/record"
DELETION = "/me/record/holders/hikari/deletion"


@pytest.fixture
def held(page, clock, hikari) -> int:
    """The record of the seeker who is signed in, which Hikari acquired without writing."""
    account_id = sign_in_as(page, "yamada")
    (record_id,) = letters.offer(1, account_id=account_id)
    letters.hold(record_id, by=hikari, now=clock.now())
    return record_id


def reasons(model) -> list[str]:
    """Why something was deleted, in order."""
    column = model.deleted_why if model is Acquisition else model.reason
    found = list(db.session.scalars(select(column).order_by(model.id)))
    db.session.rollback()
    return found


@pytest.mark.rule("AGY-049")
def test_a_holder_that_never_wrote_deletes_at_once_and_the_seeker_is_told(page, held) -> None:
    shown = page.get(RECORD)
    assert DELETION in [link["href"] for link in shown.all("#own-holders a")]
    asked = page.get(DELETION)
    assert "すぐに削除します。" in asked.text
    done = page.submit(asked, "#inbox-deletion form")
    assert done.location == "/me/record?done=deleted"
    after = page.follow(done)
    assert "求職情報を削除しました。" in after.text
    assert "持っている事業者はありません" in after.text
    assert "情報の削除についてのお知らせ" in page.get("/me/inbox").text
    assert (reasons(Acquisition), reasons(AcquisitionDeletion)) == (["seeker"], ["seeker"])
    assert db.session.scalars(select(AuditEvent.id).where(AuditEvent.act == "messages.deletion_demanded")).one()
    db.session.rollback()


@pytest.mark.rule("AGY-049")
def test_a_second_press_finds_nothing_and_leads_back(page, held) -> None:
    page.post(DELETION)
    again = page.post(DELETION, status=409)
    assert "削除するものがありませんでした。" in again.find("#refusal").text
    assert RECORD in [link["href"] for link in again.all("#inbox-deletion a")]
    assert page.htmx_get(DELETION).find("#inbox-deletion")


@pytest.mark.rule("AGY-049")
def test_an_agency_that_never_held_the_record_is_none(page, held) -> None:
    letters.open_agency("minato")
    for code in ("minato", "nobody"):
        page.get(f"/me/record/holders/{code}/deletion", status=404)
        page.post(f"/me/record/holders/{code}/deletion", status=404)
    assert reasons(AcquisitionDeletion) == []
