"""Searching without finding out who somebody is (SECURITY T7)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.seekers.rules.searching import (
    SHUFFLE_RANGE,
    filters_used,
    first_of_day,
    grams,
    ground_against_search,
    shown_total,
    smallest_group,
)
from app.seekers.terms.records import AgeBand, Employment, Filters, Hours, Occupation, SearchRefusal

AREA, AGE = frozenset({"14"}), frozenset({AgeBand.THIRTIES})
FOUR = {"occupations": frozenset({Occupation.CARE}), "areas": AREA, "age_bands": AGE, "words": ("介護",)}


@pytest.mark.rule("AGY-044")
@pytest.mark.parametrize(
    ("filters", "page", "ground"),
    [
        (Filters(), 1, None),
        (Filters(**FOUR), 1, None),
        (Filters(**FOUR, wage_at_most=250_000), 1, SearchRefusal.TOO_MANY_FILTERS),
        (Filters(words=("介護", "夜勤", "東京", "看護", "保育")), 1, SearchRefusal.TOO_MANY_FILTERS),
        (Filters(words=("介",)), 1, SearchRefusal.WORD_TOO_SHORT),
        (Filters(), 10, None),
        (Filters(), 11, SearchRefusal.BEYOND_LIMIT),
        (Filters(), 0, SearchRefusal.BEYOND_LIMIT),
    ],
)
def test_four_filters_and_two_hundred_rows_at_most(filters: Filters, page: int, ground: SearchRefusal | None) -> None:
    assert ground_against_search(filters, page) is ground


@pytest.mark.rule("AGY-044")
@pytest.mark.parametrize(
    ("filters", "least"),
    [(Filters(areas=AREA), 1), (Filters(age_bands=AGE), 1), (Filters(areas=AREA, age_bands=AGE), 5)],
)
def test_age_with_area_shows_no_group_under_k(filters: Filters, least: int) -> None:
    assert smallest_group(filters) == least


@pytest.mark.parametrize(("found", "shown"), [(0, None), (9, None), (10, 10), (200, 200)])
def test_a_total_under_ten_is_not_told(found: int, shown: int | None) -> None:
    assert shown_total(found) == shown


def test_every_kind_of_filter_counts() -> None:
    chosen = Filters(**FOUR, employments=frozenset({Employment.REGULAR}), hours=frozenset({Hours.FULL}), wage_at_most=1)
    assert filters_used(chosen) == 7


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("介護", ("介護",)),
        ("カイゴ", ("かい", "いご")),
        ("ｶｲｺﾞ", ("かい", "いご")),
        ("介護 福祉", ("介護", "福祉")),
        ("AB", ("ab",)),
        ("介", ()),
        ("", ()),
    ],
)
def test_words_of_two_signs_work_however_they_are_written(text: str, pieces: tuple[str, ...]) -> None:
    assert grams(text) == pieces


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)), st.integers(1, 10**6))
def test_a_days_order_is_the_same_all_day_and_another_tomorrow(day: date, agency_id: int) -> None:
    assert first_of_day(day, agency_id) == first_of_day(day, agency_id)
    assert 0 <= first_of_day(day, agency_id) < SHUFFLE_RANGE
    assert first_of_day(day, agency_id) != first_of_day(day.replace(year=day.year + 1, day=1), agency_id)
