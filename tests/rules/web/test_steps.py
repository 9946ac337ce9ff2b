"""The sentences of the steps: one for each kind, in plain Japanese, none with an empty place."""

from datetime import date, datetime

import pytest

from app.kernel.calendar import ClosedBy, ClosedReason
from app.kernel.moments import JST
from app.kernel.steps import Step, StepKind
from app.web.steps import SENTENCES, sentence, sentences


def step(kind):
    return Step(
        kind=kind,
        day=date(2026, 5, 2),
        until=date(2026, 5, 6),
        moment=datetime(2026, 5, 11, 16, 0, tzinfo=JST),
        until_moment=datetime(2026, 5, 12, 6, 0, tzinfo=JST),
        number=2,
        reasons=(ClosedReason(ClosedBy.SATURDAY), ClosedReason(ClosedBy.HOLIDAY, "憲法記念日")),
    )


@pytest.mark.parametrize("kind", StepKind)
def test_every_kind_of_step_has_its_sentence(kind):
    worded = sentence(step(kind))
    assert worded.endswith("。")
    assert "None" not in worded
    assert "%" not in worded


def test_no_sentence_is_left_over():
    assert set(SENTENCES) == set(StepKind)


def test_one_closed_day_is_not_worded_as_a_span():
    closed = Step(
        kind=StepKind.CLOSED_DAYS,
        day=date(2026, 12, 29),
        until=date(2026, 12, 29),
        reasons=(ClosedReason(ClosedBy.YEAR_END),),
    )
    assert sentences([closed]) == ["2026年12月29日（火）は閉庁日です（年末年始）。"]
