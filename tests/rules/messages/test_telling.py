"""How often and when a seeker is told by mail that something came (AGY-051, AGY-056)."""

from datetime import datetime, timedelta

import pytest

from app.kernel.moments import JST
from app.messages.rules.telling import batch_of, is_hour_to_tell, of_use_until
from app.messages.terms.messages import MessageKind

TEN = datetime(2026, 5, 13, 10, tzinfo=JST)


@pytest.mark.rule("AGY-051")
@pytest.mark.parametrize(
    ("hour", "minute", "told"), [(0, 0, False), (7, 59, False), (8, 0, True), (20, 59, True), (21, 0, False)]
)
def test_mails_go_out_by_day_alone(hour: int, minute: int, told: bool) -> None:
    assert is_hour_to_tell(TEN.replace(hour=hour, minute=minute)) is told


@pytest.mark.rule("AGY-051", "AGY-056")
@pytest.mark.parametrize(
    ("kind", "later", "same"),
    [
        (MessageKind.FIRST_INVITATION, timedelta(hours=13, minutes=59), True),
        (MessageKind.FIRST_INVITATION, timedelta(hours=14), False),
        (MessageKind.ANSWER, timedelta(minutes=59), True),
        (MessageKind.ANSWER, timedelta(minutes=60), False),
    ],
)
def test_a_batch_is_a_day_of_invitations_or_an_hour_of_answers(kind: MessageKind, later: timedelta, same: bool) -> None:
    assert (batch_of(kind, TEN) == batch_of(kind, TEN + later)) is same


def test_a_mail_is_of_use_for_a_day() -> None:
    assert of_use_until(TEN) == TEN + timedelta(days=1)
