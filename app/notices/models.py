"""The outbox: every notice as a row, written with the fact it tells of."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, Sealed, UtcDateTime
from app.notices.terms import Channel, State


def one_of(column: str, words: type[Channel] | type[State]) -> str:
    """The CHECK that keeps a column to the values of an enum."""
    return f"{column} IN ({', '.join(repr(word.value) for word in words)})"


class Outbox(Model):
    """A notice. `posted_at`, `not_before`, `not_after`, `settled_at` are the application's time;

    `first_try_at`, `due_at`, `lease_until` are real time: moving the demo's clock starts no storm of retries.
    `unsure` counts the attempts that may have put a copy into the mailbox: raised at each claim, lowered again
    when an attempt is known to have failed. `account_id` and `read_at` are of notices on MyPage: whose, and when read.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("kind", "key", name="uq_outbox_kind_key"),
        UniqueConstraint("message_id", name="uq_outbox_message_id"),
        CheckConstraint(one_of("channel", Channel), name="channel"),
        CheckConstraint(one_of("state", State), name="state"),
        CheckConstraint("unsure BETWEEN 0 AND 3", name="copies"),
        CheckConstraint("(channel = 'mypage') = (account_id IS NOT NULL)", name="mypage_has_account"),
        CheckConstraint("state NOT IN ('waiting', 'sending') OR body IS NOT NULL", name="open_has_text"),
        Index("ix_outbox_state_due_at", "state", "due_at"),
        Index("ix_outbox_booking_number", "booking_number"),
        Index("ix_outbox_account_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(160))
    channel: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(10))
    booking_number: Mapped[str | None] = mapped_column(String(20))
    recipient: Mapped[str | None] = mapped_column(Sealed("outbox.recipient"))
    subject: Mapped[str | None] = mapped_column(Sealed("outbox.subject"))
    body: Mapped[str | None] = mapped_column(Sealed("outbox.body"))
    fill_key_id: Mapped[str | None] = mapped_column(String(20))
    fill_booking: Mapped[str | None] = mapped_column(String(64))
    fill_nonce: Mapped[str | None] = mapped_column(String(64))
    message_id: Mapped[str] = mapped_column(String(160))
    state: Mapped[str] = mapped_column(String(20))
    posted_at: Mapped[datetime] = mapped_column(UtcDateTime())
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime())
    not_after: Mapped[datetime | None] = mapped_column(UtcDateTime())
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    first_try_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime())
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    unsure: Mapped[int] = mapped_column(SmallInteger, default=0)
    code: Mapped[str] = mapped_column(String(40), default="")
    account_id: Mapped[int | None]
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
