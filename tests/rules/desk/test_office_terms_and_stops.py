"""When terms may be drafted, and when the service may be stopped (KNG-51)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.desk.rules.office_retention import ground_against_periods
from app.desk.rules.office_stops import ground_against_stop
from app.desk.rules.office_terms import ground_against_draft
from app.desk.terms.office_retention import RetentionRefusal
from app.desk.terms.office_stops import StopRefusal
from app.desk.terms.office_terms import DraftRefusal
from app.kernel.moments import JST
from app.kernel.slots import Stop
from app.offices.rules.shipped import shipped_profiles

NOW = datetime(2026, 5, 11, 10, tzinfo=JST)
KANAGAWA = shipped_profiles()["kanagawa"].policy


@pytest.mark.parametrize(
    "text, labels, ground",
    [
        ("１ 目的\n新しい文", ("1",), None),
        ("  \n", (), DraftRefusal.NO_TEXT),
        ("１ 目的\nいまの文", ("1",), DraftRefusal.SAME_TEXT),
        ("見出しのない文", (), DraftRefusal.NO_HEADINGS),
    ],
)
def test_a_draft_is_a_new_text_with_headings(text: str, labels: tuple[str, ...], ground: DraftRefusal | None) -> None:
    assert ground_against_draft(text, "１ 目的\nいまの文", labels) is ground


@pytest.mark.rule("KNG-51")
@pytest.mark.parametrize(
    "stop, ground",
    [
        (Stop(since=NOW, everything=True), None),
        (Stop(since=NOW, until=NOW + timedelta(hours=1), everything=True), None),
        (Stop(since=NOW, until=NOW + timedelta(hours=1)), None),
        (Stop(since=NOW), StopRefusal.HOURS_OF_STOP_NEEDED),
        (Stop(since=NOW, until=NOW), StopRefusal.TIMES_REVERSED),
        (Stop(since=NOW - timedelta(days=1), until=NOW), StopRefusal.STOP_OVER),
    ],
)
def test_a_stop_may_begin_at_once_and_is_not_over_already(stop: Stop, ground: StopRefusal | None) -> None:
    assert ground_against_stop(stop, KANAGAWA, NOW) is ground


@pytest.mark.rule("KNG-51")
def test_only_an_office_whose_terms_provide_for_it_stops_its_service() -> None:
    stop = Stop(since=NOW, everything=True)
    assert ground_against_stop(stop, replace(KANAGAWA, service_stop=False), NOW) is StopRefusal.NO_CLAUSE


@pytest.mark.parametrize(
    "contact, record, ground",
    [
        (12, 36, RetentionRefusal.NOTHING_CHANGED),
        (12, 12, None),
        (12, 6, RetentionRefusal.RECORD_BEFORE_CONTACT),
        (6, 36, None),
    ],
)
def test_the_record_is_kept_at_least_as_long_as_the_contact_data(
    contact: int, record: int, ground: RetentionRefusal | None
) -> None:
    assert ground_against_periods((contact, record, None), (12, 36, None)) is ground
