"""Writing down who counsels on which day. Nothing here commits."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, insert

from app.db import db
from app.offices.models.offices import CounselorDay


def put_counselor_days(office_id: str, first: date, last: date, chosen: Iterable[tuple[int, date]]) -> None:
    """Let exactly these people (account, day) be down for the days from `first` to `last`."""
    span = (CounselorDay.office_id == office_id, CounselorDay.day.between(first, last))
    db.session.execute(delete(CounselorDay).where(*span))
    rows = [{"office_id": office_id, "account_id": account, "day": day} for account, day in sorted(set(chosen))]
    if rows:
        db.session.execute(insert(CounselorDay).values(rows))
