"""Tables of threads that others than their two sides read: reported ones, and read ones (AGY-071)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, Sealed, UtcDateTime


class ThreadReport(Model):
    """The thread a seeker's complaint is about: through it, and only while it is there, the bureau reads the thread."""

    __tablename__ = "thread_report"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True, autoincrement=False)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), unique=True)
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ThreadDisclosure(Model):
    """That an officer read a thread nobody had reported, and the reason stated before."""

    __tablename__ = "thread_disclosure"
    __table_args__ = (Index("ix_thread_disclosure_thread_id", "thread_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    reason: Mapped[str] = mapped_column(Sealed("thread_disclosure.reason"))
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
