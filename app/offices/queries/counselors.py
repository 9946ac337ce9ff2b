"""Reading who counsels on which day."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from app.db import db
from app.offices.models.offices import CounselorDay


def counselors_by_day(office_id: str, first: date, last: date) -> dict[date, tuple[int, ...]]:
    """The accounts down for each day from `first` to `last`, in order of their ids; days without anybody are left out.

    Whether an account still holds a role at the office is asked of `accounts.queries.members`.
    """
    rows = db.session.execute(
        select(CounselorDay.day, CounselorDay.account_id)
        .where(CounselorDay.office_id == office_id, CounselorDay.day.between(first, last))
        .order_by(CounselorDay.day, CounselorDay.account_id)
    )
    found: defaultdict[date, list[int]] = defaultdict(list)
    for day, account_id in rows:
        found[day].append(account_id)
    return {day: tuple(accounts) for day, accounts in found.items()}
