"""Counting tries: the last allowed one, the first refused one, and the next window."""

import threading

import pytest
from sqlalchemy import update

from app.db import Busy, db
from app.web.limiter import (
    EVERYONE,
    Allowed,
    Exceeded,
    Limit,
    LimitCounter,
    allow,
    give_back,
    network_of,
    purge_before,
    spend,
    spend_together,
)

EVERY_RATE = [(limit, rate) for limit in Limit for rate in limit.rates]


def leave_one(limit, rate, now):
    """Leave exactly one try of a rate, and all of the limit's other rates."""
    allow(limit, "somebody", now)
    for other in limit.rates:
        set_count(limit, other, rate.times - 1 if other is rate else 0)


@db.write
def set_count(limit, rate, n):
    """Let a rate be used up to `n`."""
    db.session.execute(update(LimitCounter).filter_by(kind=limit.kept_as, seconds=rate.seconds).values(n=n))


@pytest.mark.parametrize("limit,rate", EVERY_RATE, ids=lambda value: getattr(value, "name", None))
def test_the_nth_try_is_allowed_the_next_is_not_and_after_the_window_it_is_again(app, clock, limit, rate):
    leave_one(limit, rate, clock.now())
    assert allow(limit, "somebody", clock.now()) == Allowed()
    assert isinstance(allow(limit, "somebody", clock.now()), Exceeded)
    assert allow(limit, "somebody else", clock.now()) == Allowed()
    clock.advance(seconds=rate.seconds)
    assert allow(limit, "somebody", clock.now()) == Allowed()


def test_the_wait_ends_with_the_window_and_is_told_in_whole_minutes(app, clock):
    clock.set("2026-05-11T10:03:30+09:00")
    for _ in range(5):
        allow(Limit.ENQUIRY_BY_NUMBER, "A", clock.now())
    exceeded = allow(Limit.ENQUIRY_BY_NUMBER, "A", clock.now())
    assert (exceeded.seconds, exceeded.retry_after_minutes) == (690, 12)
    clock.set("2026-05-11T10:14:59+09:00")
    assert allow(Limit.ENQUIRY_BY_NUMBER, "A", clock.now()).retry_after_minutes == 1
    clock.set("2026-05-11T10:15:00+09:00")
    assert allow(Limit.ENQUIRY_BY_NUMBER, "A", clock.now()) == Allowed()


def test_a_day_begins_at_midnight_in_japan(app, clock):
    clock.set("2026-05-11T23:59:59+09:00")
    answers = [allow(Limit.BOOKING_BY_ADDRESS, "a@example.jp", clock.now()) for _ in range(4)]
    assert answers == [Allowed(), Allowed(), Allowed(), Exceeded(1)]
    clock.set("2026-05-12T00:00:00+09:00")
    assert allow(Limit.BOOKING_BY_ADDRESS, "a@example.jp", clock.now()) == Allowed()


def test_a_refused_try_uses_up_no_longer_window(app, clock):
    for _ in range(30):
        allow(Limit.SECOND_FACTOR, "7", clock.now())
    counts = dict(tuple(row) for row in db.session.execute(db.select(LimitCounter.seconds, LimitCounter.n)))
    assert counts == {300: 5, 3600: 5, 86400: 5}


def test_a_try_given_back_may_be_had_again(app, clock):
    for _ in range(10):
        allow(Limit.SIGN_IN_BY_ACCOUNT, "mori", clock.now())
    give_back(Limit.SIGN_IN_BY_ACCOUNT, "mori", clock.now())
    assert allow(Limit.SIGN_IN_BY_ACCOUNT, "mori", clock.now()) == Allowed()
    assert isinstance(allow(Limit.SIGN_IN_BY_ACCOUNT, "mori", clock.now()), Exceeded)


def test_a_try_spent_in_a_transaction_that_fails_is_not_counted(app, clock):
    @db.write
    def book_and_fail():
        spend(Limit.BOOKING_BY_NETWORK, "192.0.2.7", clock.now())
        raise LookupError

    with pytest.raises(LookupError):
        book_and_fail()
    assert db.session.execute(db.select(LimitCounter)).first() is None


def test_a_try_that_one_of_two_limits_refuses_is_counted_by_neither(app, clock):
    press = db.write(spend_together)
    tries = [(Limit.BOOKING_BY_NETWORK, "192.0.2.7"), (Limit.BOOKING_BY_ADDRESS, "a@example.jp")]
    answers = [press(tries, clock.now()) for _ in range(5)]
    assert [isinstance(answer, Exceeded) for answer in answers] == [False, False, False, True, True]
    assert sorted(db.session.scalars(db.select(LimitCounter.n))) == [3, 3]


def test_parallel_tries_are_counted_one_by_one(app, clock):
    answers = []

    def press():
        with app.app_context():
            answers.append(allow(Limit.ENQUIRY_BY_NUMBER, "A", clock.now()))

    threads = [threading.Thread(target=press) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(answer == Allowed() for answer in answers) == 5


def test_no_subject_stands_in_the_table_as_itself(app, clock):
    allow(Limit.BOOKING_BY_ADDRESS, "sato@example.jp", clock.now())
    clock.advance(days=1)
    allow(Limit.BOOKING_BY_ADDRESS, "sato@example.jp", clock.now())
    subjects = db.session.execute(db.select(LimitCounter.subject)).scalars().all()
    assert len(set(subjects)) == 2
    assert all(len(subject) == 64 and "sato" not in subject for subject in subjects)


def test_a_broken_limiter_lets_nobody_through(make_app, clock):
    broken = make_app(database_url="sqlite://")
    with broken.app_context(), pytest.raises(Busy):
        allow(Limit.SIGN_IN_BY_ALL, EVERYONE, clock.now())


def test_limits_off_counts_nothing_in_the_demo(make_app, clock):
    with make_app(limits=False).app_context():
        assert {allow(Limit.BOOKING_BY_ADDRESS, "a", clock.now()) for _ in range(9)} == {Allowed()}
        assert db.session.execute(db.select(LimitCounter)).first() is None


def test_counters_of_old_windows_are_forgotten(app, clock):
    allow(Limit.ENQUIRY_BY_NUMBER, "A", clock.now())
    clock.advance(days=2)
    allow(Limit.ENQUIRY_BY_NUMBER, "A", clock.now())
    assert purge_before(clock.now()) == 1
    assert len(db.session.execute(db.select(LimitCounter)).all()) == 1


@pytest.mark.parametrize(
    "address,network",
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("not an address", "not an address"),
    ],
)
def test_an_ipv6_client_counts_as_its_64_bit_prefix(address, network):
    assert network_of(address) == network
