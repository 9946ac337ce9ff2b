"""When a reply counts, and when a date may be fixed at the desk."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.booking.rules.fixing import ground_against_counselor, ground_against_fixing, ground_of_followers
from app.booking.rules.replies import ground_against_reply
from app.booking.terms.bookings import PersonFacts
from app.booking.terms.sessions import ActRefusal
from app.booking.terms.states import BookingState, StateFacts
from app.kernel.moments import JST
from app.kernel.slots import Mark, SlotTime, Why, WhyClosed
from app.offices.rules.shipped import shipped_profiles

POLICIES = {slug: profile.policy for slug, profile in shipped_profiles().items()}
START = datetime(2026, 5, 13, 10, tzinfo=JST)
LIMIT = datetime(2026, 5, 12, tzinfo=JST)
ASKED = datetime(2026, 5, 8, 10, tzinfo=JST)
SECOND, HOURS = timedelta(seconds=1), timedelta(hours=9)
WAITING = StateFacts(state=BookingState.AWAITING_REPLY, starts_at=START, lapses_from=LIMIT)
FREE = SlotTime(starts_at=START, ends_at=START + timedelta(minutes=30), mark=Mark.FREE, free_seats=(1,))


@pytest.mark.rule("MYK-19", "MYK-20")
@pytest.mark.parametrize(
    "received, ground",
    [
        (ASKED - SECOND, ActRefusal.REPLY_BEFORE_MAIL),
        (ASKED, None),
        (LIMIT - SECOND, None),
        (LIMIT, ActRefusal.REPLY_TOO_LATE),
        (LIMIT + HOURS + SECOND, ActRefusal.REPLY_TO_COME),
    ],
)
def test_a_reply_counts_when_it_was_received_by_the_limit_though_it_is_read_next_morning(received, ground) -> None:
    assert ground_against_reply(WAITING, ASKED, received, LIMIT + HOURS) is ground


@pytest.mark.rule("NGS-15", "KRS-24")
@pytest.mark.parametrize(
    "slug, now, reason, ground",
    [
        ("nagasaki_main", LIMIT + HOURS, "", None),
        ("nagasaki_main", START - HOURS, "", ActRefusal.EXCEPTION_NEEDED),
        ("nagasaki_main", START - HOURS, "機器の不調のため", None),
        ("kurashiki_chuo", START - HOURS, "", ActRefusal.TOO_LATE),
        ("kurashiki_chuo", START - HOURS, "どうしても", ActRefusal.TOO_LATE),
    ],
)
def test_a_date_is_fixed_by_the_day_before_later_only_with_a_reason_and_only_in_principle(
    slug: str, now: datetime, reason: str, ground: ActRefusal | None
) -> None:
    closes = datetime(2026, 5, 12, 23, 59, 59, tzinfo=JST)
    assert ground_against_fixing(FREE, closes, POLICIES[slug], reason, now) is ground


@pytest.mark.rule("NGS-18")
@pytest.mark.parametrize(
    "why, ground",
    [
        (WhyClosed.TAKEN, ActRefusal.TIME_TAKEN),
        (WhyClosed.CLOSED_DAY, ActRefusal.NO_SUCH_TIME),
        (WhyClosed.PAST, ActRefusal.TOO_LATE),
    ],
)
def test_a_time_that_is_not_free_is_not_fixed(why: WhyClosed, ground: ActRefusal) -> None:
    shut = replace(FREE, mark=Mark.CLOSED, free_seats=(), why=Why(kind=why))
    assert ground_against_fixing(shut, None, POLICIES["nagasaki_main"], "", ASKED) is ground
    assert ground_against_fixing(None, None, POLICIES["nagasaki_main"], "", ASKED) is ActRefusal.NO_SUCH_TIME


@pytest.mark.rule("NGS-20", "NGS-22")
def test_a_counselor_of_the_office_who_is_free_holds_the_session() -> None:
    members, engaged = frozenset({1, 2}), frozenset({2})
    assert ground_against_counselor(1, members, engaged) is None
    assert ground_against_counselor(2, members, engaged) is ActRefusal.COUNSELOR_BUSY
    assert ground_against_counselor(3, members, engaged) is ActRefusal.NOBODY_CHOSEN
    assert ground_against_counselor(None, members, engaged) is ActRefusal.NOBODY_CHOSEN


@pytest.mark.rule("KNG-17", "MYK-27")
@pytest.mark.parametrize(
    "bookings, banned, reason, ground",
    [
        (0, (), "", None),
        (1, (), "", ActRefusal.EXCEPTION_NEEDED),
        (1, (), "退職の手続きが明日まで", None),
        (2, (), "", ActRefusal.EXCEPTION_NEEDED),
        (0, (7,), "退職の手続きが明日まで", ActRefusal.BANNED),
    ],
)
def test_a_second_booking_of_the_day_takes_a_reason_and_a_ban_gives_none(bookings, banned, reason, ground):
    known = PersonFacts(bookings_by_key={"mail": tuple(range(bookings))}, banned_with=banned)
    assert ground_of_followers(known, shipped_profiles()["kanagawa"].policy, reason) is ground


@pytest.mark.rule("KNG-17")
def test_where_the_text_knows_no_exception_there_is_no_second_that_day():
    strict = replace(shipped_profiles()["kurashiki_chuo"].policy, daily_limit=1)
    known = PersonFacts(bookings_by_key={"mail": (1,)}, banned_with=())
    assert ground_of_followers(known, strict, "どうしても") is ActRefusal.SECOND_THAT_DAY
