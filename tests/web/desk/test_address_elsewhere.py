"""A corrected address at the offices that confirm by a mail: what told date and way in is told there anew."""

import pytest

from app.booking.usecases.deliveries import confirm_by_delivery
from tests import bookings, desks, ways_in

MIYAKONOJO = "miyakonojo"


@pytest.mark.rule("MYK-21", "MYK-22")
def test_a_confirmed_booking_of_the_site_is_told_at_the_right_address_also_without_its_url(offices, app, page, clock):
    desks.open_miyakonojo()
    number = ways_in.apply(page, MIYAKONOJO)
    ways_in.deliver(number, clock)
    assert confirm_by_delivery(clock.now()) == 1
    desks.act(desks.at_desk(app, "ito"), MIYAKONOJO, number, "address", email="right@example.jp")
    anew = [mail for mail in bookings.outbox(number) if mail.recipient == "right@example.jp"]
    assert [(mail.kind, mail.state) for mail in anew] == [("M-MYK-2", "waiting")]
    assert number in anew[0].body
    assert desks.state_of(number) == "confirmed"


@pytest.mark.rule("MYK-21")
def test_one_whose_mail_has_not_arrived_is_confirmed_by_its_arrival_at_the_right_address(offices, app, page, clock):
    desks.open_miyakonojo()
    number = ways_in.apply(page, MIYAKONOJO)
    desks.act(desks.at_desk(app, "ito"), MIYAKONOJO, number, "address", email="right@example.jp")
    waiting = [mail for mail in bookings.outbox(number) if mail.state == "waiting"]
    assert [(mail.kind, mail.recipient) for mail in waiting] == [("M-MYK-2", "right@example.jp")]
    ways_in.deliver(number, clock)
    assert confirm_by_delivery(clock.now()) == 1
    assert desks.state_of(number) == "confirmed"
