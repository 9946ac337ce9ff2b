"""The thousand of a day: what is left for what, when it is nought again (AGY-060, AGY-058, Q-30)."""

from datetime import UTC, date, datetime

import pytest

from app.messages.rules.answering import changes_between
from app.messages.rules.quota import ground_against_sending, quota_day, remaining, resets_at, warning_due
from app.messages.terms.messages import MessageKind, QuotaFacts, SendRefusal
from tests.rules.agencies.told import told

FIRST, ANSWER, NEWS = MessageKind.FIRST_INVITATION, MessageKind.ANSWER, MessageKind.CHANGE_NOTICE


@pytest.mark.rule("AGY-060")
@pytest.mark.parametrize(
    ("sent", "kept", "owed", "left"),
    [
        (0, 0, 0, (1000, 1000, 1000)),
        (999, 0, 0, (1, 1, 1)),
        (1000, 0, 0, (0, 0, 0)),
        (900, 100, 0, (0, 100, 100)),
        (899, 100, 0, (1, 101, 101)),
        (990, 0, 10, (0, 0, 10)),
        (980, 5, 10, (5, 10, 20)),
        (1000, 100, 10, (0, 0, 0)),
    ],
)
def test_what_is_left_for_each_kind(sent: int, kept: int, owed: int, left: tuple[int, int, int]) -> None:
    facts = QuotaFacts(sent=sent, kept_for_answers=kept, owed=owed)
    assert tuple(remaining(facts, kind) for kind in (FIRST, ANSWER, NEWS)) == left


@pytest.mark.rule("AGY-060")
@pytest.mark.parametrize(
    ("facts", "kind", "ground"),
    [
        (QuotaFacts(sent=999), FIRST, None),
        (QuotaFacts(sent=1000), FIRST, SendRefusal.CAP_REACHED),
        (QuotaFacts(sent=900, kept_for_answers=100), FIRST, SendRefusal.KEPT_FOR_ANSWERS),
        (QuotaFacts(sent=900, kept_for_answers=100), ANSWER, None),
        (QuotaFacts(sent=995, owed=5), ANSWER, SendRefusal.CAP_REACHED),
        (QuotaFacts(sent=995, owed=5), NEWS, None),
    ],
)
def test_why_one_more_is_refused(facts: QuotaFacts, kind: MessageKind, ground: SendRefusal | None) -> None:
    assert ground_against_sending(facts, kind) is ground


@pytest.mark.rule("AGY-060")
def test_the_day_is_japans_and_ends_at_midnight() -> None:
    before, after = datetime(2026, 5, 13, 14, 59, 59, tzinfo=UTC), datetime(2026, 5, 13, 15, 0, tzinfo=UTC)
    assert (quota_day(before), quota_day(after)) == (date(2026, 5, 13), date(2026, 5, 14))
    assert resets_at(before) == after


@pytest.mark.parametrize(
    ("before", "after", "mark"),
    [(0, 799, None), (799, 800, 800), (800, 801, None), (999, 1000, 1000), (700, 1000, 1000), (1000, 1000, None)],
)
def test_a_notice_goes_out_at_eight_hundred_and_at_the_thousandth(before: int, after: int, mark: int | None) -> None:
    assert warning_due(before, after) == mark


@pytest.mark.rule("AGY-058")
def test_only_what_changed_is_told_with_both_texts() -> None:
    before = told().mandatory
    after = told().mandatory
    assert before
    assert after
    assert changes_between(before, after) == ()
    changed = type(after)(**{**vars(after), "areas": "佐賀県"})
    assert changes_between(before, changed) == (("areas", "長崎県", "佐賀県"),)
