"""When routines are due: pure, in Japan's hours, whatever the server's zone."""

from datetime import UTC, datetime, time, timedelta

import pytest

from app.routines.rules import daily, every, retry_after


def japan(text: str) -> datetime:
    """A moment on Japanese clocks."""
    return datetime.fromisoformat(f"{text}+09:00")


@pytest.mark.parametrize(
    "now, due",
    [
        ("2026-05-11T09:59:59", "2026-05-11T09:55:00"),
        ("2026-05-11T10:00:00", "2026-05-11T10:00:00"),
        ("2026-05-11T10:00:01", "2026-05-11T10:00:00"),
        ("2026-05-11T00:00:00", "2026-05-11T00:00:00"),
        ("2026-05-10T23:59:59", "2026-05-10T23:55:00"),
    ],
)
def test_every_five_minutes_is_due_at_whole_fives(now: str, due: str) -> None:
    assert every(5)(japan(now)) == japan(due)


@pytest.mark.parametrize(
    "now, due",
    [
        ("2026-05-11T03:14:59", "2026-05-10T03:15:00"),
        ("2026-05-11T03:15:00", "2026-05-11T03:15:00"),
        ("2026-05-11T03:15:01", "2026-05-11T03:15:00"),
        ("2026-01-01T00:00:00", "2025-12-31T03:15:00"),
        ("2028-03-01T01:00:00", "2028-02-29T03:15:00"),
    ],
)
def test_daily_is_due_once_a_day_at_its_hour(now: str, due: str) -> None:
    assert daily(time(3, 15))(japan(now)) == japan(due)


def test_the_zone_of_the_moment_does_not_matter() -> None:
    moment = datetime(2026, 5, 10, 18, 20, tzinfo=UTC)
    assert daily(time(3, 15))(moment) == japan("2026-05-11T03:15:00")
    assert every(60)(moment) == japan("2026-05-11T03:00:00")


def test_a_failed_run_waits_longer_each_time_up_to_an_hour() -> None:
    minutes = [retry_after(attempts) // timedelta(minutes=1) for attempts in (1, 2, 3, 4, 5, 6, 7, 50)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60]
