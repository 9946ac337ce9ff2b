"""A mail that a server took is not sent again, though the worker that sent it was killed (SECURITY G5)."""

from pathlib import Path

import pytest

from app.config import Settings
from app.db import db
from app.notices.terms import State
from app.notices.transport import receipts
from app.notices.usecases.outbox import claim_letter, conclude_taken
from app.routines.delivery import deliver_next
from tests.outbox import NOW, REAL, post_sample, row, rows


def taken_from_the_dead(settings: Settings) -> str:
    """A worker has claimed the mail, the server took it, and then the worker was killed: the Message-ID."""
    post_sample()
    letter = claim_letter(NOW, REAL)
    assert letter is not None
    receipts.note(settings.instance, letter.message_id)
    return letter.message_id


def test_it_is_written_down_before_its_lease_is_over_and_not_sent(settings: Settings) -> None:
    taken_from_the_dead(settings)
    assert not deliver_next()
    assert (row().state, row().code, row().lease_until) == ("sent", "250", None)
    assert receipts.kept(settings.instance) == []
    assert not (settings.instance / "mail").exists()


@pytest.mark.parametrize("state", [State.WAITING, State.EXPIRED, State.NEEDS_HUMAN])
def test_whatever_the_row_says_by_now(settings: Settings, state: State) -> None:
    message_id = taken_from_the_dead(settings)
    row().state = state.value
    db.session.commit()
    conclude_taken(message_id, NOW)
    assert (row().state, row().settled_at) == ("sent", NOW)


def test_when_a_mail_was_written_down_as_sent_stays_as_it_was() -> None:
    post_sample()
    message_id = row().message_id
    conclude_taken(message_id, NOW)
    conclude_taken(message_id, REAL)
    assert row().settled_at == NOW


def test_a_receipt_of_a_mail_nobody_knows_is_thrown_away(settings: Settings) -> None:
    post_sample("another")
    receipts.note(settings.instance, "<0123@example.jp>")
    assert deliver_next()
    assert [each.state for each in rows()] == ["sent"]
    assert receipts.kept(settings.instance) == []


def test_a_place_that_takes_no_file_hinders_no_mail(tmp_path: Path) -> None:
    barred = tmp_path / "taken"
    barred.write_text("in the way")
    receipts.note(tmp_path, "<0123@example.jp>")
    receipts.forget(tmp_path, "<0123@example.jp>")
    assert receipts.kept(tmp_path) == []
