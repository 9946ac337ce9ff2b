"""The tables of scheduled work: which run was whose, and which workers live."""

from datetime import datetime

from sqlalchemy import Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, UtcDateTime


class RoutineRun(Model):
    """One due moment of one routine. `due` is business time, all the others are real time."""

    __tablename__ = "routine_run"
    __table_args__ = (UniqueConstraint("name", "due", name="uq_routine_run_name_due"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    due: Mapped[datetime] = mapped_column(UtcDateTime())
    attempts: Mapped[int] = mapped_column(SmallInteger)
    lease_until: Mapped[datetime] = mapped_column(UtcDateTime())
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    effects: Mapped[int | None] = mapped_column(Integer)


class WorkerBeat(Model):
    """A worker process and the last real moment it showed itself."""

    __tablename__ = "worker_beat"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime())
