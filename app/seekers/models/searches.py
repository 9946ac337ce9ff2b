"""Tables of what an agency's searches found on a day, kept to see searches that single people out (SECURITY T7)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, UtcDateTime


class SearchWatch(Model):
    """How many pairs of an agency's searches of a JST day differ by so few people that they tell who these are.

    Held while a search is noted, so that of two at once one sees the other. The alarm: `rang_at`, with the first pair.
    """

    __tablename__ = "search_watch"
    __table_args__ = (CheckConstraint("(pairs > 0) = (rang_at IS NOT NULL)", name="rings_with_the_first"),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    pairs: Mapped[int] = mapped_column(server_default="0")
    rang_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SearchTrace(Model):
    """Whom one search of an agency found that day, as ids; `asked` is an HMAC of what was asked. Gone the next day."""

    __tablename__ = "search_trace"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    asked: Mapped[str] = mapped_column(String(64), primary_key=True)
    found: Mapped[str] = mapped_column(Text)
