"""Texts in every column that holds something somebody typed."""

import json
import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from app.columns import Sealed
from app.db import db
from tests.corpus.words import markup

NOT_TYPED = {
    "account.totp_secret",
    "agency_application_upload.content",
    "idempotency_token.answer",
    "key_canary.sealed",
    "office_policy.settings",
    "participation.licence_key",
    "sign_in.offered_secret",
}
"""What no person wrote or is folded for a comparison, what holds a file, and an office's settings, read strictly."""
PREFIXES = ("", "山田", '">', "'>", "</textarea>")
HARMLESS = str.maketrans("<>\"'&`={}", "＜＞”’＆｀＝｛｝")


def payloads() -> list[str]:
    """What a page that does not escape would make an element of, alone and after the end of an attribute or a text."""
    elements = dict.fromkeys(each for each in markup() if re.search(r"<[a-z/]", each, re.IGNORECASE))
    return list(dict.fromkeys(f"{prefix}{each}" for prefix in PREFIXES for each in elements if "山田" not in each))


@db.write
def fill(text: str) -> int:
    """Put a text in place of everything somebody typed; how many columns have it now."""
    return sum(fill_column(table, column, text) for table, column in typed_columns())


def typed_columns() -> Iterator[tuple[sa.Table, sa.Column[Any]]]:
    """Every column for words of one's own."""
    for table in db.metadata.sorted_tables:
        chosen = [str(each.sqltext) for each in table.constraints if isinstance(each, sa.CheckConstraint)]
        for column in table.columns:
            words = isinstance(column.type, Sealed | sa.String) and not column.foreign_keys and not column.primary_key
            known = any(f"{column.name} IN (" in each for each in chosen)
            if words and not known and f"{table.name}.{column.name}" not in NOT_TYPED:
                yield table, column


def fill_column(table: sa.Table, column: sa.Column[Any], text: str) -> bool:
    """Put the text into the rows of one column that hold words; whether there were any."""
    keys = list(table.primary_key.columns)
    rows = db.session.execute(sa.select(*keys, column)).all()
    changed = False
    for *key, value in rows:
        new = filled(value, text, sealed=isinstance(column.type, Sealed))
        if new != value:
            where = [each == part for each, part in zip(keys, key, strict=True)]
            db.session.execute(sa.update(table).where(*where).values({column.name: new}))
            changed = True
    return changed


def filled(value: str | None, text: str, *, sealed: bool) -> str | None:
    """The value with the text for its words: for all of it, or within JSON for each of its Japanese words."""
    if not value:
        return value
    if value[0] in "{[":
        return json.dumps(in_leaves(json.loads(value), text), ensure_ascii=False)
    return text if sealed or not value.isascii() else value


def in_leaves(value: Any, text: str) -> Any:
    """The same structure with the text for every Japanese word in it."""
    if isinstance(value, dict):
        return {name: in_leaves(each, text) for name, each in value.items()}
    if isinstance(value, list):
        return [in_leaves(each, text) for each in value]
    return text if isinstance(value, str) and not value.isascii() else value
