"""Delivering one mail: claim, send, conclude, each on its own, so that no lock waits for a mail server."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from app.db import Busy
from app.notices.queries import anything_due
from app.notices.terms import Outcome
from app.notices.usecases.outbox import claim_letter, conclude, conclude_taken
from app.notices.usecases.sending import keep_receipt, receipts_left, send, throw_receipt_away
from app.web import clock

INSIST_SECONDS = 60.0
PAUSE_SECONDS = 0.2


class Times(NamedTuple):
    """Business time and the machine's, asked for together."""

    now: datetime
    real: datetime


def tell() -> Times:
    """What both clocks say."""
    return Times(clock.now(), clock.real_now())


def deliver_next() -> bool:
    """Send the next due mail; False where none is due."""
    conclude_what_was_taken()
    if not anything_due(*tell()):
        return False
    letter = claim_letter(*tell())
    if letter is None:
        return False
    result = send(letter, tell().now, lambda: keep_receipt(letter.message_id, *tell()))
    insist(lambda: conclude(letter, result, *tell()))
    if result.outcome is Outcome.SENT:
        throw_receipt_away(letter.message_id)
    return True


def conclude_what_was_taken() -> None:
    """Write down what servers took from workers that were killed before they could."""
    for receipt in receipts_left():
        conclude_taken(receipt)
        throw_receipt_away(receipt.message_id)


def insist(write_down: Callable[[], None]) -> None:
    """Write the outcome down also over a database that is away for a minute: forgetting it costs a copy."""
    deadline = time.monotonic() + INSIST_SECONDS
    while True:
        try:
            return write_down()
        except (Busy, DBAPIError):
            if time.monotonic() > deadline:
                raise
        time.sleep(PAUSE_SECONDS)
