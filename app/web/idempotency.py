"""A confirmed act can be had again: the token of the confirmation page and its stored answer (DESIGN 3.7)."""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, String, bindparam, delete, update
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, Sealed, UtcDateTime, blind_index, claim, db

KEPT = timedelta(hours=24)
TOKEN_BYTES = 24
SHAPE = re.compile(r"[A-Za-z0-9_-]{32}", re.ASCII)


class IdempotencyToken(Model):
    """One token that was pressed: what it was pressed for and, once that is done, the answer."""

    __tablename__ = "idempotency_token"
    __table_args__ = (Index("ix_idempotency_token_at", "at"),)

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str | None] = mapped_column(Sealed("idempotency_token.answer"))
    at: Mapped[datetime] = mapped_column(UtcDateTime())


@dataclass(frozen=True)
class Fresh:
    """Nothing was done with this token yet: go on, and `store` the answer before the commit."""


@dataclass(frozen=True)
class Answered:
    """This was done already; `answer` is what was stored then."""

    answer: str


@dataclass(frozen=True)
class Different:
    """This token was used for other content: refuse with 409 and keep the text."""


def new_token() -> str:
    """A token for one confirmation page (192 random bits, 32 URL-safe signs)."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def is_token(text: str) -> bool:
    """Whether `text` has the shape of a token we make."""
    return SHAPE.fullmatch(text) is not None


def content_hash(fields: Mapping[str, str | Sequence[str]]) -> str:
    """HMAC of what a form says, whatever the order of its fields; personal text cannot be guessed from it."""
    canonical = json.dumps(sorted(fields.items()), ensure_ascii=False, separators=(",", ":"))
    return blind_index("idempotency content", canonical)


def begin(token: str, content: str, now: datetime) -> Fresh | Answered | Different:
    """Take the token in the caller's transaction, first of all locks; a second press waits here.

    `content` is a `content_hash`. A press that was refused, or is over 24 hours old, leaves the token fresh.
    """
    if claim(IdempotencyToken, token=_kept(token), content=content, answer=None, at=now):
        return Fresh()
    row = db.session.execute(
        db.select(IdempotencyToken)
        .filter_by(token=_kept(token))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()
    if row.answer is None or row.at <= now - KEPT:
        row.content, row.answer, row.at = content, None, now
        return Fresh()
    return Answered(row.answer) if row.content == content else Different()


TOKENS = IdempotencyToken.__table__
STORING = (
    update(TOKENS)
    .where(TOKENS.columns.token == bindparam("kept"))
    .values(answer=bindparam("told", type_=TOKENS.columns.answer.type))
)
"""Built once: every press asks it."""


def store(token: str, answer: str) -> None:
    """Keep the answer with its token, in the transaction that did the work."""
    db.session.connection().execute(STORING, {"kept": _kept(token), "told": answer})


@db.write
def purge_before(moment: datetime) -> int:
    """Forget the tokens last pressed before `moment`; how many went."""
    return db.session.execute(delete(IdempotencyToken).where(IdempotencyToken.at < moment)).rowcount


def _kept(token: str) -> str:
    return blind_index("idempotency token", token)
