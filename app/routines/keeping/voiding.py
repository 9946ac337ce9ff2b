"""What a restored database must not do again: send what was sent since, take codes and links used since (SECURITY F15).

This works on tables and not through the capabilities: it undoes nobody's act, it mends a whole database at once.
"""

from datetime import datetime

from app.db import db
from app.notices.terms import OPEN, Channel, State

RESTORED = "restored"
FORGOTTEN = ("guest_session", "enquiry_code", "idempotency_token", "sign_in")
LINKS = ("account_link", "address_check")


def hold_open_mails(now: datetime) -> int:
    """Put every mail that may have gone out since before a human: sent again without a look, it would come twice."""
    outbox = db.metadata.tables["outbox"]
    waiting = outbox.c.state.in_([state.value for state in OPEN]) & (outbox.c.channel == Channel.MAIL.value)
    held = {"state": State.NEEDS_HUMAN.value, "code": RESTORED, "settled_at": now, "lease_until": None, "due_at": None}
    return int(db.session.execute(outbox.update().where(waiting).values(held)).rowcount)


def void_entries(now: datetime) -> int:
    """Let every sign-in, guest's session, code, token and mailed link of before open nothing any more; how many."""
    tables = db.metadata.tables
    done = sum(db.session.execute(tables[name].delete()).rowcount for name in FORGOTTEN)
    for link in (tables[name] for name in LINKS):
        unused = link.c.used_at.is_(None) & link.c.voided_at.is_(None)
        done += db.session.execute(link.update().where(unused).values(voided_at=now)).rowcount
    return int(done) + _end_reply_links(now)


def _end_reply_links(now: datetime) -> int:
    """Let no link that asked for a reply count: of any of them the address may have been corrected since (T30)."""
    link = db.metadata.tables["reply_link"]
    standing = link.c.used_at.is_(None) & (link.c.ends_at > now)
    return int(db.session.execute(link.update().where(standing).values(ends_at=now)).rowcount)
