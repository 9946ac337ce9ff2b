"""Searching without finding out who somebody is (SECURITY T7)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.seekers.rules.searching import (
    SHUFFLE_RANGE,
    Arc,
    arcs_of,
    arcs_within,
    filters_used,
    grams,
    ground_against_search,
    in_order,
    shown_total,
    smallest_group,
    tell_apart,
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


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        (range(10), range(10), False),
        (range(10), range(9), True),
        (range(10), range(6), True),
        (range(10), range(5), False),
        (range(10), range(1, 11), True),
        (range(10), range(3, 13), False),
        (range(6), range(5), True),
        (range(5), range(4), False),
        (range(200), range(199), True),
        (range(201), range(200), False),
    ],
)
def test_two_searches_that_differ_by_one_to_four_tell_people_apart(first: range, second: range, apart: bool) -> None:
    assert tell_apart(frozenset(first), frozenset(second)) is apart
    assert tell_apart(frozenset(second), frozenset(first)) is apart


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


@given(st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(0, SHUFFLE_RANGE - 1))
def test_each_place_of_the_ring_is_in_one_arc_and_after_its_start(secret: str, place: int) -> None:
    arcs = arcs_of(secret)
    for each in (place, 0, SHUFFLE_RANGE - 1, *(arc.low for arc in arcs)):
        (arc,) = (arc for arc in arcs if arc.low <= each < arc.high)
        assert 0 <= each + arc.away < SHUFFLE_RANGE
    assert sum(arc.high - arc.low for arc in arcs) == SHUFFLE_RANGE


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_the_arc_over_the_end_goes_on_from_the_last_start(secret: str) -> None:
    *_, last, over = arcs_of(secret)
    assert last.high - 1 + last.away + 1 == over.low + over.away


def test_an_order_is_the_same_each_time_and_has_nothing_to_do_with_another() -> None:
    ids = range(1, 201)
    first, second = in_order("a" * 64, ids), in_order("b" * 64, ids)
    assert first == in_order("a" * 64, reversed(ids))
    assert sorted(first) == sorted(second) == list(ids)
    assert len({frozenset(pair) for pair in pairwise(first)} & {frozenset(pair) for pair in pairwise(second)}) < 12


def test_arcs_are_left_whole_where_they_hold_no_more_than_wanted() -> None:
    arcs = arcs_of("secret")
    assert arcs_within(arcs, 1_000, 1_000 / SHUFFLE_RANGE) == arcs
    assert arcs_within(arcs, 1_000, 0.0) == arcs


def test_of_each_arc_what_lies_next_to_its_start_is_kept() -> None:
    """Twice as many as wanted: half of the ring at most; none begins elsewhere or goes further than before."""
    arcs = arcs_of("secret")
    kept = arcs_within(arcs, 1_000, 2_000 / SHUFFLE_RANGE)
    assert [(each.low, each.away) for each in kept] == [(each.low, each.away) for each in arcs]
    assert all(each.high <= whole.high for each, whole in zip(kept, arcs, strict=True))
    assert 0 < sum(each.high - each.low for each in kept) <= SHUFFLE_RANGE / 2


def test_no_place_is_passed_by_every_agency_each_day() -> None:
    """The last arc only goes on over the end of the ring: it begins where no start is (SECURITY T7)."""
    many = [arcs_within(arcs_of(f"{day}"), 50_000, 1_000_000 / SHUFFLE_RANGE) for day in range(400)]
    at_the_beginning = sum(arcs[-1].high > 0 for arcs in many)
    assert at_the_beginning < 40, "a twentieth of the ring is passed: now and then over its end"


def test_what_goes_over_the_end_is_what_is_left_to_the_last_start() -> None:
    arcs = (
        Arc(low=SHUFFLE_RANGE // 2, high=SHUFFLE_RANGE - 10, away=0),
        Arc(low=SHUFFLE_RANGE - 10, high=SHUFFLE_RANGE, away=0),
        Arc(low=0, high=SHUFFLE_RANGE // 2, away=10),
    )
    first, last, over = arcs_within(arcs, 200, 1.0)
    assert (first.high - first.low, last.high - last.low, over.high - over.low) == (100, 10, 90)
