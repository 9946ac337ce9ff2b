"""A link or a confirmation works once, and what it answered can be had again (SECURITY I4, I16).

What is checked on all tables at once reads them by the schema and not through the capabilities (decision 0016).
"""

from collections import Counter
from datetime import datetime

import sqlalchemy as sa

from app.columns import opened
from app.db import db
from app.kernel.sealing import SealBroken
from app.routines.keeping.rows import raw
from app.web.idempotency import KEPT

LINKS = ("account_link", "address_check")
ANSWERS = ("booking", "agency_application", "dispatch")
"""What the answer of a confirmation may be the number of."""


def used_twice(now: datetime) -> list[str]:
    """No link has worked past its end, no booking has two replies by link, no act stands under two tokens (I4)."""
    found = [f"{name} {row_id}" for name in LINKS for row_id in _worked_after_its_end(db.metadata.tables[name])]
    reply = db.metadata.tables["reply_link"]
    twice = sa.select(reply.c.booking_id).group_by(reply.c.booking_id).having(sa.func.count(reply.c.used_at) > 1)
    found += [f"reply_link of booking {row_id}" for row_id in db.session.scalars(twice.order_by(reply.c.booking_id))]
    counted = Counter(answer for _token, answer in _answers(now) if answer)
    return found + [f"idempotency_token {answer}" for answer, times in sorted(counted.items()) if times > 1]


def answers_lost(now: datetime) -> list[str]:
    """What a confirmation answered within the last day is still there to be shown again (I16)."""
    told = dict(_answers(now))
    numbers = {answer for answer in told.values() if answer}
    known = {number for name in ANSWERS for number in _known(db.metadata.tables[name], numbers)}
    return [f"idempotency_token {token[:12]}" for token, answer in told.items() if answer not in known]


def _worked_after_its_end(link: sa.Table) -> list[int]:
    over = sa.or_(link.c.voided_at < link.c.used_at, link.c.used_at >= link.c.expires_at)
    both = sa.and_(link.c.used_at.is_not(None), over)
    return list(db.session.scalars(sa.select(link.c.id).where(both).order_by(link.c.id)))


def _answers(now: datetime) -> list[tuple[str, str]]:
    """The tokens that were answered and can still be asked again; empty for an answer that cannot be read."""
    token = db.metadata.tables["idempotency_token"]
    wanted = sa.select(token.c.token, raw(token.c.answer).label("answer"))
    standing = wanted.where(token.c.answer.is_not(None), token.c.at > now - KEPT).order_by(token.c.token)
    return [(row.token, _read(row.answer)) for row in db.session.execute(standing)]


def _read(sealed: bytes) -> str:
    try:
        return opened(sealed, "idempotency_token.answer")
    except (SealBroken, ValueError, TypeError):
        return ""


def _known(table: sa.Table, numbers: set[str]) -> list[str]:
    return list(db.session.scalars(sa.select(table.c.number).where(table.c.number.in_(sorted(numbers)))))
