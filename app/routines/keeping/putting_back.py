"""Putting one line of the journal back: an account and a booking take only what they do not know yet (SECURITY F15)."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from app.booking.effects.addresses import put_address_back
from app.columns import installed_keys, opened
from app.db import db
from app.kernel.sealing import sealed_key_id
from app.routines.keeping.rows import Written, put_row, sealed_in, values_of
from app.routines.keeping.watched import Watched


def put_back(watched: Watched, row: Written, nobodys: str) -> bool:
    """Put a line back; False where what it belongs to is not there. `nobodys` is the hash of nobody's password."""
    if watched.table == "booking":
        return _put_booking(row)
    table, values = db.metadata.tables[watched.table], values_of(row)
    if watched.table == "account":
        known = _known(watched, row)
        if known is not None and not _is_news(watched, values, known):
            return True
        values |= _password(values, known, nobodys)
    return put_row(table, values, only_there=not watched.made)


def free_addresses(lines: Iterable[tuple[Watched, Written]]) -> None:
    """Take the address of every account that has another one since: one may have what was another's."""
    table = db.metadata.tables["account"]
    for watched, row in lines:
        known = _known(watched, row) if watched.table == "account" else None
        if known is not None and known.mail_index != row["mail_index"] and _is_news(watched, values_of(row), known):
            emptied = table.update().where(table.c.id == row["id"]).values(mail_index=f"restored:{row['id']}")
            db.session.execute(emptied)


def missing_keys(lines: Iterable[tuple[Watched, Written]]) -> set[str]:
    """The keys that lines need and that are not installed."""
    rings = installed_keys()
    missing = set()
    for watched, row in lines:
        missing |= {sealed_key_id(sealed) for sealed in sealed_in(row).values()} - {*rings.seal.keys}
        if watched.table == "booking" and row["password_key_id"]:
            missing |= {row["password_key_id"]} - {*rings.booking_password.keys}
    return missing


def _put_booking(row: Written) -> bool:
    email, password = opened(sealed_in(row)["email"], "booking.email"), (row["password_key_id"], row["password_nonce"])
    return put_address_back(row["id"], email, password, values_of(row)["address_set_at"])


def _known(watched: Watched, row: Written) -> sa.Row[Any] | None:
    """What the restored database has of an account."""
    table = db.metadata.tables[watched.table]
    wanted = sa.select(table.c.mail_index, *(table.c[name] for name in watched.moments))
    return db.session.execute(wanted.where(table.c.id == row["id"])).first()


def _is_news(watched: Watched, values: dict[str, Any], known: sa.Row[Any]) -> bool:
    """Whether a line tells of anything that happened after what is known."""
    told = {name: values[name] for name in watched.moments if values.get(name) is not None}
    before = {name: getattr(known, name) for name in told}
    return any(before[name] is None or before[name] < told[name] for name in told)


def _password(values: dict[str, Any], known: sa.Row[Any] | None, nobodys: str) -> dict[str, str | None]:
    """A password that was set since stands in no journal: the old one opens nothing, a new one is set by a link."""
    if values["closed_at"] is not None:
        return {"password_hash": None}
    same = known is not None and known.password_set_at == values["password_set_at"]
    return {} if same else {"password_hash": nobodys}
