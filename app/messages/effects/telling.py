"""Taking back the mail that something came, once there is nothing to read any more."""

from datetime import datetime

from app.accounts.effects.mails import take_back_news
from app.messages.queries.telling import has_unread
from app.seekers.queries.records import account_of


def take_back_if_read(record_id: int, now: datetime) -> None:
    """Take back what has not gone out where nothing unread is left: read, refused, ended (DESIGN 3.4)."""
    account_id = account_of(record_id)
    if account_id is not None and not has_unread(record_id, now):
        take_back_news(account_id, now)
