"""The routine that tells seekers by mail that something came, in batches, and nothing of it (AGY-051, AGY-056)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update

from app.accounts.effects.mails import tell_owner
from app.db import db
from app.messages.models.messages import Thread
from app.messages.queries.telling import held_untold, records_untold, unread_by_kind
from app.messages.rules.telling import MAILS, batch_of, is_hour_to_tell, of_use_until
from app.messages.terms.messages import MessageKind
from app.seekers.queries.invitees import held_owners
from app.web.links import link

AT_ONCE = 100


def tell_letters(now: datetime) -> int:
    """Tell every seeker who has something new to read, and none at night; how many mails.

    Who was told in this batch already is told in the next, should it still be unread then.
    """
    total, after = 0, 0
    while is_hour_to_tell(now) and (record_ids := records_untold(after, AT_ONCE)):
        db.session.rollback()
        total, after = total + _tell(record_ids, now), record_ids[-1]
    return total


@db.write
def _tell(record_ids: Sequence[int], now: datetime) -> int:
    owners, waiting = held_owners(record_ids), held_untold(record_ids)
    told, later = 0, set[int]()
    for (record_id, kind), thread_ids in unread_by_kind(waiting, now).items():
        if record_id not in owners:
            continue
        if _mail(owners[record_id], kind, now):
            told += 1
        else:
            later |= thread_ids
    done = update(Thread).where(Thread.id.in_(waiting - later))
    db.session.execute(done.values(is_untold=False))
    return told


def _mail(account_id: int, kind: MessageKind, now: datetime) -> bool:
    address: dict[str, object] = {"address": link("messages_inbox.threads")}
    cause = f"{kind.value}:{batch_of(kind, now)}"
    return tell_owner(account_id, MAILS[kind], cause, address, now=now, not_after=of_use_until(now))
