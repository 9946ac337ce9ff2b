"""Bots take a week: the alarm rings within a minute, one press gives everything back, people keep theirs (T9)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from app.accounts.models.people import Grant
from app.audit.models import AuditEvent
from app.booking.effects.origins import origin_keys
from app.booking.models.bookings import Booking
from app.booking.models.guards import PersonDay
from app.booking.terms.sessions import ActRefusal
from app.booking.usecases.withdrawal import withdraw_booking
from app.db import db
from app.desk.models.series import Clearance, SeriesAlarm
from app.desk.queries.series import has_alarm, listed_series, suspected_numbers
from app.desk.terms.acts import Done
from app.desk.terms.series import Batch, Handled, SeriesGround, SeriesRefusal
from app.desk.usecases.refusals import refuse_booking
from app.desk.usecases.series import REASON, clear_series, refuse_series, watch_for_series
from app.kernel.numbers import public_number
from app.routines.registry import ROUTINES
from app.routines.usecases import run_due
from app.web.clock import real_now
from tests import bookings, presses
from tests.factories import open_offices
from tests.presses import order

HERE = "kanagawa"
STARTS = ("09:00", "10:00", "11:00", "13:30", "14:30", "15:30")
SLOTS = [f"2026-05-{day}T{start}" for day in (18, 19, 20, 21, 22, 25, 26, 27, 28, 29) for start in STARTS]
"""Two weeks of thirty places: seven are more than a fifth."""


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


def book(clock, number: int) -> str:
    """Somebody books the place of that number, from a network and a domain of their own: the booking's number."""
    known = replace(bookings.somebody(number, SLOTS[number]), email=f"x@home{number}.example")
    return bookings.book(clock, known, network=f"198.51.{number}.7").number


def press_on(clock, count: int, *, first: int) -> list[str]:
    """So many presses in a row, a quarter of a minute from one to the next."""
    numbers = []
    for number in range(first, first + count):
        clock.advance(seconds=15)
        numbers.append(book(clock, number))
    return numbers


def take(clock, count: int, *, every: int = 15, network: str = "", domain: str = "") -> list[str]:
    """The same rows without the presses: one booking, then its like at the next places, `every` seconds apart."""
    first = bookings.row_of(book(clock, 0))
    values = {column.name: getattr(first, column.name) for column in Booking.__table__.columns if column.name != "id"}
    rows = [first, *(Booking(**{**values, "number": public_number(number)}) for number in range(1, count))]
    for number, row in enumerate(rows):
        row.starts_at, row.applied_at = bookings.moment(SLOTS[number]), clock.now()
        whence = network or f"198.51.{number}.7", f"x@{domain or f'home{number}.example'}"
        row.network_key, row.mail_pattern_key = origin_keys(*whence, HERE, row.starts_at).values()
        clock.advance(seconds=every)
    db.session.add_all(rows)
    db.session.commit()
    return [row.number for row in rows]


def batch(clock, by, numbers, *, office: str = HERE) -> Batch:
    """A press of this moment, on a list that is up to date."""
    db.session.rollback()
    held = {row.number: row.revision for row in db.session.execute(db.select(Booking.number, Booking.revision))}
    seen = tuple((number, held.get(number, 0)) for number in numbers)
    return Batch(office_id=office, seen=seen, by=by, now=clock.now())


def listed(clock) -> list[tuple[object, ...]]:
    """What stands in the list of the desk: grounds, then the numbers."""
    db.session.rollback()
    return [(*each.series.grounds, [line.number for line in each.lines]) for each in listed_series(HERE, clock.now())]


def acts(act: str) -> int:
    """How often something was recorded."""
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count(AuditEvent.id)).where(AuditEvent.act == act)) or 0


@pytest.mark.rule("KNG-43")
def test_an_attack_rings_within_a_minute_and_one_press_gives_everything_back(app, clock, suzuki, figure) -> None:
    early = book(clock, 0)
    clock.advance(minutes=20)
    bots = press_on(clock, 6, first=1)
    people = press_on(clock, 2, first=7)
    bots += press_on(clock, figure(2, 48), first=9)
    run_due(ROUTINES, clock.now() + timedelta(seconds=30), real_now())
    assert has_alarm(HERE)
    assert listed(clock) == [(SeriesGround.BURST, sorted([*bots, *people], key=lambda each: bookings.row_of(each).id))]
    assert clear_series(batch(clock, suzuki, people)) == tuple(Handled(number) for number in people)
    assert refuse_series(batch(clock, suzuki, bots)) == tuple(Handled(number) for number in bots)
    assert {presses.facts(number)[:2] for number in bots} == {("refused", False)}
    assert {presses.facts(number)[:2] for number in [early, *people]} == {("confirmed", True)}
    assert bookings.kinds().count("M-KNG-7") == acts("desk.refusal") == len(bots)
    assert presses.history(bots[0]) == [("confirmed", "refused", "staff")]
    assert not has_alarm(HERE)
    assert bookings.book(clock, bookings.somebody(90, SLOTS[1]))


def test_the_alarm_begins_once_and_ends_by_itself(clock, suzuki) -> None:
    numbers = take(clock, 7, network="203.0.113.9")
    assert [watch_for_series(clock.now()) for _ in range(2)] == [1, 0]
    assert (bookings.count(SeriesAlarm), acts("desk.series_found")) == (1, 1)
    clock.set("2026-05-25T00:00:00+09:00")
    assert (watch_for_series(clock.now()), has_alarm(HERE)) == (0, False)
    assert presses.facts(numbers[0])[0] == "confirmed"


@pytest.mark.parametrize("count, found", [(6, 0), (7, 7)])
@pytest.mark.parametrize(
    "alike", [{"network": "203.0.113.9"}, {"domain": "throwaway.example"}], ids=["network", "mail"]
)
def test_one_network_and_one_domain_are_seen_over_days(clock, alike, count, found) -> None:
    take(clock, count, every=1800, **alike)
    ground = SeriesGround.NETWORK if "network" in alike else SeriesGround.MAIL
    assert [(each, len(numbers)) for each, numbers in listed(clock)] == ([(ground, found)] if found else [])


def test_of_a_batch_what_changed_meanwhile_is_left_and_told(clock, suzuki) -> None:
    numbers = take(clock, 8)
    pressed = batch(clock, suzuki, [*numbers, "0000000000"])
    clear_series(batch(clock, suzuki, numbers[:1]))
    refuse_booking(order(numbers[1], clock, suzuki), "内容")
    row = bookings.row_of(numbers[2])
    row.revision += 1
    db.session.commit()
    handled = {each.number: each.refusal for each in refuse_series(pressed)}
    assert handled == {
        numbers[0]: SeriesRefusal.NOT_SUSPECTED,
        numbers[1]: ActRefusal.RELEASED,
        numbers[2]: ActRefusal.CHANGED_MEANWHILE,
        **dict.fromkeys(numbers[3:]),
        "0000000000": ActRefusal.NO_SUCH_BOOKING,
    }
    assert [presses.facts(number)[0] for number in numbers] == ["confirmed", "refused", "confirmed", *["refused"] * 5]
    assert listed(clock) == [(SeriesGround.BURST, [numbers[2]])]


def test_the_same_press_from_another_tab_does_nothing_more(clock, suzuki) -> None:
    pressed = batch(clock, suzuki, take(clock, 7))
    refuse_series(pressed)
    before = (bookings.kinds(), bookings.count(AuditEvent), bookings.count(PersonDay))
    assert {each.refusal for each in refuse_series(pressed)} == {ActRefusal.RELEASED}
    assert {each.refusal for each in clear_series(pressed)} == {ActRefusal.RELEASED}
    assert (bookings.kinds(), bookings.count(AuditEvent), bookings.count(PersonDay)) == before


def test_of_two_who_press_at_once_each_booking_is_refused_by_one(app, clock, suzuki) -> None:
    numbers = take(clock, 7)
    pressed, turned = batch(clock, suzuki, numbers), batch(clock, suzuki, reversed(numbers))

    def press(each: Batch) -> tuple[Handled, ...]:
        with app.app_context():
            try:
                return refuse_series(each)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as people:
        answers = [handled.refusal for answer in people.map(press, (pressed, turned)) for handled in answer]
    assert (answers.count(None), answers.count(ActRefusal.RELEASED)) == (7, 7)
    assert bookings.kinds().count("M-KNG-7") == 7


def test_what_was_found_in_order_is_kept_with_who_and_when_and_never_listed_again(clock, suzuki) -> None:
    numbers = take(clock, 7)
    pressed = batch(clock, suzuki, numbers)
    clear_series(pressed)
    kept = db.session.scalars(db.select(Clearance)).all()
    assert {(row.cleared_by, row.cleared_at) for row in kept} == {(suzuki.account_id, clock.now())}
    assert acts("desk.suspicion_cleared") == 7
    assert {each.refusal for each in clear_series(pressed)} == {SeriesRefusal.NOT_SUSPECTED}
    clock.advance(minutes=1)
    book(clock, 7)
    assert (listed(clock), watch_for_series(clock.now())) == ([], 0)


def test_a_booking_that_was_never_suspected_is_not_refused_by_this_press(clock, suzuki) -> None:
    number = bookings.book(clock).number
    (handled,) = refuse_series(batch(clock, suzuki, [number]))
    assert (handled.refusal, presses.facts(number)[0]) == (SeriesRefusal.NOT_SUSPECTED, "confirmed")


def test_what_applicants_take_back_is_no_series_any_more(clock) -> None:
    numbers = take(clock, 7)
    withdraw_booking(numbers[0], presses.counselor(), clock.now())
    assert listed(clock) == []


def test_who_does_not_belong_to_the_office_changes_nothing(clock, suzuki) -> None:
    numbers = take(clock, 7)
    tanaka = presses.counselor("tanaka", "nagasaki_main")
    elsewhere = batch(clock, tanaka, numbers, office="nagasaki_main")
    assert {each.refusal for each in refuse_series(elsewhere)} == {ActRefusal.NO_SUCH_BOOKING}
    db.session.execute(db.update(Grant).where(Grant.account_id == suzuki.account_id).values(ends_at=clock.now()))
    db.session.commit()
    pressed = batch(clock, suzuki, numbers)
    for answer in (refuse_series(pressed), clear_series(pressed)):
        assert {each.refusal for each in answer} == {ActRefusal.GRANT_ENDED}
    assert len(suspected_numbers(HERE, clock.now())) == 7


def test_a_single_refusal_of_the_usual_kind_counts_as_worked_off_too(clock, suzuki) -> None:
    numbers = take(clock, 7)
    assert refuse_booking(order(numbers[0], clock, suzuki), REASON) == Done()
    assert listed(clock) == [(SeriesGround.BURST, numbers[1:])]
