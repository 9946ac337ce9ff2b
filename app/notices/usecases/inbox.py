"""Reading one's own notices."""

from datetime import datetime

from app.db import db
from app.notices.effects import mark_read


@db.write
def read_notice(account_id: int, ref: str, now: datetime) -> bool:
    """Keep that a notice of the own page was read; False for another's as for one that is not there."""
    return mark_read(account_id, ref, now)
