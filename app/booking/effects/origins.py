"""Keeping where a booking came from for as long as a series could be told by it, inside somebody's transaction."""

from datetime import date, datetime, time

from app.booking.models.bookings import Booking
from app.booking.rules.origins import mail_pattern, wide_network
from app.booking.rules.slots import week_of
from app.db import blind_index, db
from app.kernel.moments import at, day_of

NO_ORIGIN: dict[str, str | None] = {"network_key": None, "mail_pattern_key": None}


def origin_keys(network: str | None, mail: str, office_id: str, starts_at: datetime) -> dict[str, str | None]:
    """Network and kind of address as HMACs under office and week, so that nobody is followed from one to another.

    Nothing is kept of a booking that staff took down, nor without the network: no address is ever stored (SECURITY R6).
    """
    wide = wide_network(network) if network else None
    if wide is None:
        return NO_ORIGIN
    place = f"{office_id} {week_of(day_of(starts_at))[0]}"
    return {
        "network_key": blind_index(f"booking network {place}", wide),
        "mail_pattern_key": blind_index(f"booking mail pattern {place}", mail_pattern(mail)),
    }


def forget_origins_before(monday: date) -> int:
    """Take the keys out of every booking for a day before `monday`; how many had some."""
    past = db.update(Booking).where(Booking.network_key.is_not(None), Booking.starts_at < at(monday, time.min))
    return int(db.session.execute(past.values(NO_ORIGIN).execution_options(synchronize_session=False)).rowcount)
