"""What becomes of a notice, as decision tables (DESIGN 3.4, SECURITY 3.3)."""

from datetime import UTC, datetime, timedelta

import pytest

from app.notices.rules import (
    DEADLINE_SECONDS,
    LEASE,
    OpenNotice,
    breaks_a_header,
    is_one_address,
    quoted_address,
    state_after,
    verdict,
    wait_after,
)
from app.notices.terms import Outcome, State, Verdict

NOW = datetime(2026, 5, 12, 1, tzinfo=UTC)
REAL = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = timedelta(hours=24)


def notice(**changes: object) -> OpenNotice:
    """An open notice that was never tried."""
    values: dict[str, object] = {"unsure": 0, "first_try_at": None, "not_after": None}
    return OpenNotice(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name, facts, expected",
    [
        ("never tried", notice(), Verdict.SEND),
        ("a second before its end", notice(not_after=NOW + SECOND), Verdict.SEND),
        ("at its end", notice(not_after=NOW), Verdict.SEND),
        ("a second after its end", notice(not_after=NOW - SECOND), Verdict.EXPIRE),
        ("one copy may have arrived", notice(unsure=1), Verdict.SEND),
        ("two copies may have arrived", notice(unsure=2), Verdict.SEND),
        ("three copies may have arrived", notice(unsure=3), Verdict.ASK_HUMAN),
        ("tried for a second less than a day", notice(first_try_at=REAL - DAY + SECOND), Verdict.SEND),
        ("tried for a day", notice(first_try_at=REAL - DAY), Verdict.SEND),
        ("tried for a second more than a day", notice(first_try_at=REAL - DAY - SECOND), Verdict.ASK_HUMAN),
        ("past its end, before a human", notice(unsure=3, not_after=NOW - SECOND), Verdict.EXPIRE),
    ],
)
def test_an_open_notice_is_sent_while_it_may_be(name: str, facts: OpenNotice, expected: Verdict) -> None:
    assert verdict(facts, NOW, REAL) is expected


def test_waits_are_1_5_15_60_minutes_and_then_an_hour_each() -> None:
    waits = [wait_after(attempts) // timedelta(minutes=1) for attempts in range(1, 8)]
    assert waits == [1, 5, 15, 60, 60, 60, 60]


@pytest.mark.parametrize(
    "outcome, unsure, expected",
    [
        (Outcome.SENT, 1, State.SENT),
        (Outcome.SENT, 3, State.SENT),
        (Outcome.REFUSED, 0, State.REFUSED),
        (Outcome.FAILED, 0, State.WAITING),
        (Outcome.FAILED, 2, State.WAITING),
        (Outcome.UNKNOWN, 1, State.WAITING),
        (Outcome.UNKNOWN, 2, State.WAITING),
        (Outcome.UNKNOWN, 3, State.NEEDS_HUMAN),
    ],
)
def test_an_attempt_leaves_the_right_state(outcome: Outcome, unsure: int, expected: State) -> None:
    assert state_after(outcome, unsure) is expected


def test_a_lease_is_three_times_as_long_as_an_attempt_can_take() -> None:
    assert LEASE.total_seconds() >= 3 * DEADLINE_SECONDS


@pytest.mark.parametrize("sign", ["\r", "\n", "\r\n", "\v", "\x85", "\u2028", "\u2029", "\0", "\x7f"])
def test_signs_that_end_a_header_are_seen(sign: str) -> None:
    assert breaks_a_header(f"予約{sign}Bcc: all@example.jp")


def test_a_plain_japanese_subject_is_no_danger() -> None:
    assert not breaks_a_header("【予約番号 K3X7Q】 ご予約の受付　①")


@pytest.mark.parametrize(
    "address", ["sato@example.jp", "a..b@docomo.ne.jp", "a.@ezweb.ne.jp", "o'hara+x@example.co.jp"]
)
def test_one_plain_address_is_taken(address: str) -> None:
    assert is_one_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sato",
        "sato@localhost",
        "a@example.jp, b@example.jp",
        "a@example.jp;b@example.jp",
        "a@example.jp b@example.jp",
        "sato@example.jp\r\nBcc: b@example.jp",
        "sato@例え.jp",
        "佐藤@example.jp",
        "Sato <sato@example.jp>",
        '"a b"@example.jp',
        "a@b@example.jp",
        "sato@example.jp\n",
        "x" * 65 + "@example.jp",
        "sato@" + "a." * 130 + "jp",
    ],
)
def test_anything_but_one_plain_address_is_refused(address: str) -> None:
    assert not is_one_address(address)


@pytest.mark.parametrize(
    "address, quoted",
    [
        ("sato@example.jp", "sato@example.jp"),
        ("s.ato@docomo.ne.jp", "s.ato@docomo.ne.jp"),
        ("a..b@docomo.ne.jp", '"a..b"@docomo.ne.jp'),
        ("a.@ezweb.ne.jp", '"a."@ezweb.ne.jp'),
        (".a@ezweb.ne.jp", '".a"@ezweb.ne.jp'),
    ],
)
def test_odd_dots_of_old_mobile_addresses_are_quoted(address: str, quoted: str) -> None:
    assert quoted_address(address) == quoted
