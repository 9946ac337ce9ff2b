"""Writing notices of the ministry. Nothing here commits."""

import secrets
from datetime import datetime

from app.db import db
from app.kernel.numbers import BODY_BITS, public_number
from app.oversight.models.records import MinistryNotice


def add_notice(title: str, body: str, *, by: int, now: datetime) -> str:
    """Let a notice stand on the first page of every agency (AGY-142); its number."""
    number = public_number(secrets.randbits(BODY_BITS))
    db.session.add(MinistryNotice(number=number, title=title, body=body, posted_at=now, posted_by=by))
    db.session.flush()
    return number
