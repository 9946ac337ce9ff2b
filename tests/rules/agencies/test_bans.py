"""Nobody comes back before the three years are over, whatever account, name, number or address they come with."""

from datetime import date

import pytest

from app.agencies.rules.bans import at_address_on, ban_on, is_same_organisation, keys_of, matches
from app.agencies.terms.bans import Ban, BanMatch

FREE = date(2029, 6, 1)
TERMINATED = keys_of("株式会社ひかり人材紹介", "42-ユ-300001", "長崎市万才町1-2-3")


@pytest.mark.rule("AGY-023", "AGY-091")
@pytest.mark.parametrize(
    "day, banned",
    [(date(2026, 6, 1), True), (date(2029, 5, 31), True), (date(2029, 6, 1), False), (date(2029, 6, 2), False)],
)
def test_the_ban_lasts_to_the_day_before_reapplying_is_free(day, banned):
    ban = Ban(matched=BanMatch.NAME, reapply_from=FREE)
    assert ban_on(day, [ban]) == (ban if banned else None)


@pytest.mark.rule("AGY-023")
def test_of_several_terminations_the_one_that_lasts_longest_counts():
    early = Ban(matched=BanMatch.ACCOUNT, reapply_from=date(2028, 1, 1))
    late = Ban(matched=BanMatch.NAME, reapply_from=FREE)
    assert ban_on(date(2027, 1, 1), [late, early]) == late
    assert ban_on(date(2027, 1, 1), [early, late]) == late
    assert ban_on(date(2028, 6, 1), [early, late]) == late
    assert ban_on(date(2027, 1, 1), []) is None


@pytest.mark.rule("AGY-023", "AGY-091")
@pytest.mark.parametrize(
    "name, licence, address, known",
    [
        ("㈱ ヒカリ人材紹介", None, None, [BanMatch.NAME]),
        ("みなと", "４２ーﾕー３００００１", None, [BanMatch.LICENCE]),
        ("みなと", "13-ユ-300009", "長崎市万才町一丁目２番３号", [BanMatch.ADDRESS]),
        ("ひかり人材紹介", "42-ユ-300001", "長崎市万才町1-2-3", [BanMatch.LICENCE, BanMatch.NAME, BanMatch.ADDRESS]),
        ("ひかり商店", "42-ユ-300002", "長崎市万才町1-2-4", []),
        ("みなと", "", "", []),
    ],
)
def test_whoever_comes_back_is_known_by_any_of_what_they_tell(name, licence, address, known):
    assert list(matches(keys_of(name, licence, address), TERMINATED, same_account=False)) == known


@pytest.mark.rule("AGY-023")
def test_the_account_alone_is_enough():
    assert matches(keys_of("まったく別の名"), TERMINATED, same_account=True) == (BanMatch.ACCOUNT,)


def test_two_who_told_neither_number_nor_address_are_not_the_same():
    assert matches(keys_of("甲"), keys_of("乙"), same_account=False) == ()


@pytest.mark.rule("AGY-023")
def test_the_address_alone_is_no_ban_but_something_to_look_at():
    near = Ban(matched=BanMatch.ADDRESS, reapply_from=FREE)
    assert ban_on(date(2027, 1, 1), [near]) is None
    assert at_address_on(date(2029, 5, 31), [near]) == near
    assert at_address_on(FREE, [near]) is None
    assert at_address_on(date(2027, 1, 1), [Ban(matched=BanMatch.NAME, reapply_from=FREE)]) is None


@pytest.mark.rule("AGY-006", "AGY-023")
@pytest.mark.parametrize(
    "name, licence, address, same",
    [
        ("㈱ ヒカリ人材紹介", None, None, True),
        ("みなと", "４２ーﾕー３００００１", None, True),
        ("みなと", "13-ユ-300009", "長崎市万才町1-2-3", False),
    ],
)
def test_an_organisation_is_the_same_by_its_number_or_name(name, licence, address, same):
    asked = keys_of(name, licence, address)
    assert is_same_organisation(asked, TERMINATED, same_account=False) is same
    assert is_same_organisation(asked, TERMINATED, same_account=True)
