"""Two counselors on one booking, two tabs, a grant that ended: a clear refusal, and nothing changed (T5, T6)."""

import pytest

from app.accounts.models.people import Grant
from app.audit.models import AuditEvent
from app.booking.models.sessions import SessionRow
from app.booking.terms.sessions import ActRefusal, Ending, Outcome, ProhibitedAct
from app.db import db
from app.desk.terms.acts import Done
from app.desk.usecases.meeting_info import tell_meeting_info
from app.desk.usecases.refusals import refuse_booking
from app.desk.usecases.session import admit, finish, stop
from app.kernel.roles import Role
from tests import bookings, presses
from tests.factories import open_offices
from tests.presses import URL, order
from tests.together import together


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.fixture
def number(clock) -> str:
    """Sato's booking, at 10:00 of its day."""
    booked = bookings.book(clock)
    clock.set("2026-05-13T10:00:00+09:00")
    return booked.number


def test_a_page_from_before_another_act_changes_nothing(clock, suzuki, number) -> None:
    seen = presses.facts(number)[2]
    tell_meeting_info(order(number, clock, suzuki), URL)
    before = (presses.facts(number), bookings.kinds(number), bookings.count(AuditEvent))
    refused = refuse_booking(order(number, clock, presses.counselor("kato"), revision=seen), "内容")
    assert refused is ActRefusal.CHANGED_MEANWHILE
    assert (presses.facts(number), bookings.kinds(number), bookings.count(AuditEvent)) == before


@pytest.mark.rule("KNG-35")
def test_of_two_who_admit_at_once_one_does(app, clock, suzuki, number) -> None:
    kato = presses.counselor("kato", role=Role.MANAGER)
    orders = [order(number, clock, by) for by in (suzuki, kato, suzuki, kato)]
    answers = together(app, *(lambda each=each: admit(each) for each in orders))
    assert answers.count(Done()) == 1
    assert set(answers) - {Done()} == {ActRefusal.NOT_NOW}
    assert (bookings.count(SessionRow), presses.facts(number)[2]) == (1, 1)


def test_of_finishing_and_stopping_at_once_one_is_done(app, clock, suzuki, number) -> None:
    admit(order(number, clock, suzuki))
    pressed = order(number, clock, suzuki)
    answers = together(
        app,
        lambda: finish(pressed, Ending(outcome=Outcome.ADVISED)),
        lambda: stop(pressed, ProhibitedAct.RECORDING),
    )
    assert sorted(answer == Done() for answer in answers) == [False, True]
    assert ActRefusal.FINISHED in answers


@pytest.mark.rule("KNG-31")
def test_one_address_pasted_into_two_bookings_at_once_stays_with_one(app, clock, suzuki) -> None:
    numbers = [bookings.book(clock, bookings.somebody(n, f"2026-05-{13 + n}T10:00")).number for n in (1, 2)]
    orders = [order(number, clock, suzuki) for number in numbers]
    answers = together(app, *(lambda each=each: tell_meeting_info(each, URL) for each in orders))
    assert sorted(answer == Done() for answer in answers) == [False, True]
    assert ActRefusal.URL_IN_USE in answers


def test_who_does_not_belong_to_the_office_any_more_is_told_so(clock, suzuki, number) -> None:
    pressed = order(number, clock, suzuki)
    db.session.execute(db.update(Grant).where(Grant.account_id == suzuki.account_id).values(ends_at=clock.now()))
    db.session.commit()
    before = presses.facts(number)
    assert admit(pressed) is ActRefusal.GRANT_ENDED
    assert (presses.facts(number), bookings.count(SessionRow)) == (before, 0)


def test_another_offices_booking_is_not_there(clock, number) -> None:
    tanaka = presses.counselor("tanaka", "nagasaki_main")
    for office in ("nagasaki_main", "miyakonojo"):
        assert admit(order(number, clock, tanaka, office=office)) in {
            ActRefusal.NO_SUCH_BOOKING,
            ActRefusal.GRANT_ENDED,
        }
    assert presses.facts(number)[0] == "confirmed"
