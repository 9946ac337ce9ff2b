"""Writing the log of use and letting it go. Nothing here commits."""

from datetime import date

from app.accounts.queries.people import active_accounts
from app.booking.models.use_log import UseLog, UseLogDevice
from app.booking.terms.use_log import Entry, Used
from app.db import db


def add_use(used: Used, entry: Entry) -> None:
    """Record one use, what identifies the device apart from the rest (SECURITY R6)."""
    row = UseLog(
        office_id=used.office_id,
        booking_id=used.booking_id,
        account_id=used.account_id,
        day=entry.day,
        hour=entry.hour,
        at=entry.at,
        method=entry.method,
        route=entry.route,
        booking_state=entry.state,
    )
    db.session.add(row)
    if entry.device is not None:
        db.session.flush()
        db.session.add(UseLogDevice(use_log_id=row.id, agent=entry.device.agent, network=entry.device.network))


def delete_uses_before(office_id: str, day: date) -> int:
    """Delete what an office recorded before a day, devices first; how many uses."""
    past = (UseLog.office_id == office_id, UseLog.day < day)
    ids = db.select(UseLog.id).where(*past)
    db.session.execute(db.delete(UseLogDevice).where(UseLogDevice.use_log_id.in_(ids)))
    return db.session.execute(db.delete(UseLog).where(*past)).rowcount


def forget_devices_of_closed() -> int:
    """Forget what identifies the devices of people who have closed their account; how many uses had one.

    For uses on MyPage alone: the devices of a booking go with its contact data.
    """
    ids = db.select(UseLog.id).where(UseLog.account_id.is_not(None), UseLog.account_id.not_in(active_accounts()))
    gone = db.delete(UseLogDevice).where(UseLogDevice.use_log_id.in_(ids))
    return db.session.execute(gone.execution_options(synchronize_session=False)).rowcount
