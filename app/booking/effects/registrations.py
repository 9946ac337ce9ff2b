"""What a consultation that was held changes for the person's registration with Hello Work."""

from app.accounts.effects.profiles import switch_registration
from app.booking.effects.acts import Taken
from app.booking.models.bookings import Booking
from app.booking.queries.bookings import record_of
from app.booking.rules.eligibility import becomes_hellowork
from app.db import db
from app.kernel.moments import day_of
from app.kernel.registration import Registration


def switch_to_hellowork(taken: Taken) -> bool:
    """The first session held makes an online registration one with Hello Work (NGS-06, Q-18); whether it did.

    It stands on the booking with its day, and on the next bookings made at the session, which repeat what the person
    said; where the person has an account, on the account as well.
    """
    row, on = taken.row, day_of(taken.now)
    if not becomes_hellowork(record_of(row).registration, taken.policy):
        return False
    theirs = db.update(Booking).where(
        db.or_(Booking.id == row.id, Booking.follows_id == row.id), Booking.registration == Registration.ONLINE
    )
    db.session.execute(theirs.values(registration=Registration.HELLOWORK, registration_switched_on=on))
    if row.account_id is not None:
        switch_registration(row.account_id, on)
    return True
