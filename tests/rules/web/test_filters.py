"""Dates, times and numbers in words, as every page shows them (UI.md, Language)."""

from datetime import UTC, date, datetime, time

import pytest

from app.kernel.moments import JST
from app.web.filters import (
    NoOffset,
    dialled,
    iso,
    jclock,
    jdate,
    jdate_era,
    jdatetime,
    jday,
    jspan,
    jtime,
    phone,
    wareki,
)

LATE_IN_LONDON = datetime(2026, 5, 12, 15, 30, tzinfo=UTC)
"""00:30 of the 13th in Japan."""


def test_a_date_names_its_weekday():
    assert jdate(date(2026, 5, 13)) == "2026年5月13日（水）"
    assert jday(date(2026, 5, 17)) == "5月17日（日）"


def test_a_moment_belongs_to_its_day_in_japan():
    assert jdatetime(LATE_IN_LONDON) == "2026年5月13日（水）0時30分"
    assert wareki(LATE_IN_LONDON) == "令和8年5月13日"
    assert iso(LATE_IN_LONDON) == "2026-05-13T00:30:00+09:00"


def test_times_are_written_out_on_pages_and_short_in_dense_tables():
    start, end = datetime(2026, 5, 13, 10, tzinfo=JST), datetime(2026, 5, 13, 10, 50, tzinfo=JST)
    assert jspan(start, end) == "10時00分から10時50分まで"
    assert jtime(time(9, 5)) == "9時05分"
    assert jclock(time(9, 5)) == "9:05"


@pytest.mark.parametrize("words", [jdate, jday, jtime, jclock, jdatetime, wareki, iso])
def test_a_moment_without_offset_is_refused(words):
    with pytest.raises(NoOffset):
        words(LATE_IN_LONDON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2020, 1, 1), "令和2年1月1日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1873, 1, 1), "明治6年1月1日"),
    ],
)
def test_each_era_begins_on_its_first_day(day, words):
    assert wareki(day) == words


def test_a_date_of_an_application_has_its_era_beside_it():
    assert jdate_era(date(2026, 5, 13)) == "2026年5月13日（水）・令和8年5月13日"


def test_days_before_the_solar_calendar_are_refused():
    with pytest.raises(ValueError, match="solar calendar"):
        wareki(date(1872, 12, 31))


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("+81451234567", "045-123-4567"),
        ("+819012345678", "090-1234-5678"),
        ("+81120123456", "0120-123-456"),
        ("045-123-4567", "045-123-4567"),
        ("+82212345678", "+82 2-1234-5678"),
        ("内線 12", "内線 12"),
        ("", ""),
    ],
)
def test_a_stored_number_is_printed_as_in_japan(stored, printed):
    assert phone(stored) == printed


def test_a_number_in_a_text_of_an_office_can_be_called():
    assert dialled("電話 045-633-6110（代表）<") == '電話 <a href="tel:0456336110">045-633-6110</a>（代表）&lt;'
    assert dialled("2026-05-13 K-1234-5678") == "2026-05-13 K-1234-5678"
