"""When and how often a seeker is told by mail that something came, and nothing of it (AGY-051, AGY-056)."""

from datetime import datetime, timedelta

from app.kernel.moments import JST
from app.messages.terms.messages import MessageKind

MAILS = {MessageKind.FIRST_INVITATION: "M-AGY-11", MessageKind.ANSWER: "M-AGY-12"}
"""What is told by mail; news of changed mandatory information wait on the page."""
FIRST_HOUR, LAST_HOUR = 8, 20
OF_USE = timedelta(hours=24)


def is_hour_to_tell(now: datetime) -> bool:
    """Whether mails of this kind go out now: from 8 o'clock to 20:59 in Japan, nobody is woken by one."""
    return FIRST_HOUR <= now.astimezone(JST).hour <= LAST_HOUR


def batch_of(kind: MessageKind, now: datetime) -> str:
    """The batch a mail belongs to, one mail each: a JST day for first invitations, an hour for answers (AGY-051)."""
    local = now.astimezone(JST)
    return local.strftime("%Y-%m-%dT%H" if kind is MessageKind.ANSWER else "%Y-%m-%d")


def of_use_until(now: datetime) -> datetime:
    """Until when such a mail is sent, should a server be away."""
    return now + OF_USE
