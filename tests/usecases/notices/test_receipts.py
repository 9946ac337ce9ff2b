"""A mail that a server took is not sent again, though the worker that sent it was killed (SECURITY G5)."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.config import Settings
from app.db import db
from app.notices.models import Outbox
from app.notices.terms import BOUNCED, State
from app.notices.transport import receipts
from app.notices.transport.receipts import Receipt
from app.notices.usecases.outbox import claim_letter, conclude_taken
from app.routines.delivery import deliver_next
from tests.outbox import MINUTE, NOW, REAL, post_sample, row, rows

SECOND = timedelta(seconds=1)


def taken_from_the_dead(settings: Settings, later: timedelta = SECOND) -> Receipt:
    """A worker has claimed the mail, the server took it, and then the worker was killed: the receipt it left."""
    post_sample()
    letter = claim_letter(NOW, REAL)
    assert letter is not None
    left = Receipt(letter.message_id, NOW + later, REAL + later)
    receipts.keep(settings.instance, left)
    return left


@db.write
def change(**values: object) -> None:
    """Change the mail's row past the use-cases."""
    db.session.execute(db.update(Outbox).values(values))


def test_it_is_written_down_before_its_lease_is_over_and_not_sent(settings: Settings) -> None:
    """Sent when the server took it, not when its receipt was found."""
    left = taken_from_the_dead(settings)
    assert not deliver_next()
    assert (row().state, row().code, row().lease_until, row().settled_at) == ("sent", "250", None, left.now)
    assert receipts.kept(settings.instance) == []
    assert not (settings.instance / "mail").exists()


@pytest.mark.parametrize("state", [State.WAITING, State.EXPIRED, State.NEEDS_HUMAN])
def test_whatever_the_row_says_by_now(settings: Settings, state: State) -> None:
    left = taken_from_the_dead(settings)
    change(state=state.value)
    conclude_taken(left)
    assert (row().state, row().settled_at) == ("sent", left.now)


def test_what_came_back_since_stays_back(settings: Settings) -> None:
    """Another worker sent it too, and it bounced: a booking is not confirmed by a mail that came back."""
    left = taken_from_the_dead(settings)
    change(state=State.REFUSED.value, code=BOUNCED)
    conclude_taken(left)
    assert (row().state, row().code) == ("refused", BOUNCED)


@pytest.mark.parametrize("claimed", [False, True])
def test_what_was_put_back_to_be_sent_again_is_sent_again(settings: Settings, claimed: bool) -> None:
    left = taken_from_the_dead(settings)
    change(state=State.WAITING.value, unsure=0, attempts=0, first_try_at=None, lease_until=None)
    if claimed:
        assert claim_letter(NOW, REAL + MINUTE) is not None
    conclude_taken(left)
    assert row().state == ("sending" if claimed else "waiting")


def test_when_a_mail_was_written_down_as_sent_stays_as_it_was(settings: Settings) -> None:
    left = taken_from_the_dead(settings)
    conclude_taken(left)
    conclude_taken(left._replace(now=NOW + MINUTE))
    assert row().settled_at == left.now


def test_a_receipt_of_a_mail_nobody_knows_is_thrown_away(settings: Settings) -> None:
    post_sample("another")
    receipts.keep(settings.instance, Receipt("<0123@example.jp>", NOW, REAL))
    assert deliver_next()
    assert [each.state for each in rows()] == ["sent"]
    assert receipts.kept(settings.instance) == []


def test_a_place_that_takes_no_file_and_a_file_that_is_none_hinder_no_mail(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("in the way")
    receipts.keep(tmp_path, Receipt("<0123@example.jp>", NOW, REAL))
    receipts.forget(tmp_path, "<0123@example.jp>")
    assert receipts.kept(tmp_path) == []
    (tmp_path / "taken").unlink()
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "0124@example.jp").write_text("no moment")
    receipts.keep(tmp_path, Receipt("<0123@example.jp>", NOW, REAL))
    assert receipts.kept(tmp_path) == [Receipt("<0123@example.jp>", NOW, REAL)]
