"""Telling a seeker what became of what an agency held, in the transaction of the deletion (AGY-049)."""

from datetime import datetime

from app.accounts.queries.people import language_of
from app.agencies.queries.lookup import agency_lines
from app.notices.effects import post
from app.notices.terms import Channel

HANDLED = "M-AGY-14"


def tell_deleted(account_id: int, agency_id: int, now: datetime) -> None:
    """Tell a seeker on MyPage which agency deleted the record, and when."""
    post(
        HANDLED,
        key=f"deletion:{account_id}:{agency_id}:{now.isoformat()}",
        channel=Channel.MYPAGE,
        account_id=account_id,
        template=HANDLED,
        context={"agency": agency_lines(frozenset({agency_id}))[agency_id].name, "at": now},
        language=language_of(account_id),
        now=now,
    )
