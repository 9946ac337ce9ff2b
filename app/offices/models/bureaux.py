"""The labour bureaux: where agencies apply, and where they are called to (AGY-100, AGY-140, AGY-143)."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model


class BureauRow(Model):
    """A labour bureau; its id is its organisation's. The address for applications is set by the bureau itself."""

    __tablename__ = "bureau"

    id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(Text)
    prefecture: Mapped[str] = mapped_column(Text)
    court: Mapped[str] = mapped_column(Text)
    applications_mail: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
