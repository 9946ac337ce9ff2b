"""Terms in force by date, their states, and what one version changed against another."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.offices.rules.versions import (
    Change,
    ChangeRefusal,
    TermsState,
    changes_between,
    ground_against_change,
    previous_of,
    state_at,
    version_in_force,
)
from app.offices.terms import TermsChangeMode, TermsSource, TermsVersion

JST = ZoneInfo("Asia/Tokyo")
OLD = TermsVersion(
    id=1,
    terms_set="kanagawa",
    effective_on=date(2024, 4, 1),
    act="施行",
    announced_at=None,
    title="運用方針",
    text=None,
    source=TermsSource.DEMO,
    ground=None,
)
NEW = replace(OLD, id=2, effective_on=date(2026, 6, 1), announced_at=datetime(2026, 5, 1, 9, tzinfo=JST))
BOTH = (OLD, NEW)
TODAY = date(2026, 5, 11)
JUNE = date(2026, 6, 1)
TEXT = "はじめに\n１ ねらい\n相談を受けます。\n２ 約束\n録音はしません。\n録画はしません。"


@pytest.mark.rule("KNG-57", "KNG-58")
@pytest.mark.parametrize(
    "day, version",
    [
        (date(2024, 3, 31), None),
        (date(2024, 4, 1), OLD),
        (date(2026, 5, 31), OLD),
        (date(2026, 6, 1), NEW),
        (date(2026, 6, 2), NEW),
    ],
)
def test_the_version_of_a_day_is_the_latest_that_took_effect(day: date, version: TermsVersion | None) -> None:
    assert version_in_force(BOTH, day) == version
    assert version_in_force(reversed(BOTH), day) == version


@pytest.mark.rule("KNG-57", "MYK-45")
@pytest.mark.parametrize(
    "moment, states",
    [
        (datetime(2026, 5, 1, 8, 59, 59, tzinfo=JST), (TermsState.IN_FORCE, TermsState.DRAFT)),
        (datetime(2026, 5, 1, 9, 0, 0, tzinfo=JST), (TermsState.IN_FORCE, TermsState.ANNOUNCED)),
        (datetime(2026, 5, 31, 23, 59, 59, tzinfo=JST), (TermsState.IN_FORCE, TermsState.ANNOUNCED)),
        (datetime(2026, 6, 1, 0, 0, 0, tzinfo=JST), (TermsState.SUPERSEDED, TermsState.IN_FORCE)),
    ],
)
def test_a_version_is_announced_then_in_force_at_midnight(moment: datetime, states: tuple[TermsState, ...]) -> None:
    assert tuple(state_at(version, BOTH, moment) for version in BOTH) == states


def test_each_version_knows_the_one_before() -> None:
    assert (previous_of(NEW, BOTH), previous_of(OLD, BOTH)) == (OLD, None)


@pytest.mark.parametrize(
    "new, changes",
    [
        (TEXT, ()),
        (
            TEXT.replace("録音", "撮影"),
            (Change(label="2", title="約束", removed=("録音はしません。",), added=("撮影はしません。",)),),
        ),
        (
            TEXT + "\n３ 裁判所\nみどり地方裁判所です。",
            (Change(label="3", title="裁判所", removed=(), added=("３ 裁判所", "みどり地方裁判所です。")),),
        ),
        (
            "はじめに\n１ ねらい\n相談を受けます。",
            (Change(label="2", title="約束", removed=("２ 約束", "録音はしません。", "録画はしません。"), added=()),),
        ),
        (
            TEXT.replace("はじめに", "まず"),
            (Change(label="", title="", removed=("はじめに",), added=("まず",)),),
        ),
    ],
    ids=["nothing", "one line", "section added", "section taken out", "before the first heading"],
)
def test_changes_are_told_by_section(new: str, changes: tuple[Change, ...]) -> None:
    assert changes_between(TEXT, new) == changes


@pytest.mark.rule("KNG-57")
@pytest.mark.parametrize(
    "day, ground",
    [
        (None, ChangeRefusal.NO_DAY),
        (TODAY - timedelta(days=1), ChangeRefusal.NOT_IN_TIME),
        (TODAY, ChangeRefusal.NOT_IN_TIME),
        (TODAY + timedelta(days=1), None),
        (JUNE, ChangeRefusal.DAY_TAKEN),
    ],
)
def test_terms_are_announced_with_a_day_to_come(day: date | None, ground: ChangeRefusal | None) -> None:
    assert ground_against_change(day, None, {JUNE}, TermsChangeMode.ANNOUNCE, TODAY) is ground


@pytest.mark.rule("MYK-44")
@pytest.mark.parametrize("named, ground", [(None, ChangeRefusal.NO_GROUND), ("1", None), ("2", None)])
def test_where_terms_change_on_two_grounds_one_of_them_is_named(
    named: str | None, ground: ChangeRefusal | None
) -> None:
    assert ground_against_change(JUNE, named, (), TermsChangeMode.GROUNDS, TODAY) is ground
    assert ground_against_change(JUNE, named, (), TermsChangeMode.ANNOUNCE, TODAY) is None
