"""A sealed word in every database: it tells at once when the keys are not the ones the data was sealed with."""

from flask import Flask, abort, current_app, request
from sqlalchemy import String, inspect
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import installed_keys
from app.db import Model, Sealed, blind_index, claim, db
from app.kernel.sealing import SealBroken, derived_password
from app.web.hygiene import UNSAFE
from app.web.logs import log

WORD = "窓口の鍵"
ONLY = "installation"
RESTORE_MARK = "restore_pending"


class KeyCanary(Model):
    """One row: the word sealed, looked up blindly, and a password derived from it."""

    __tablename__ = "key_canary"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    sealed: Mapped[str] = mapped_column(Sealed("key_canary.sealed"))
    indexed: Mapped[str] = mapped_column(String(64))
    password_key: Mapped[str] = mapped_column(String(40))
    derived: Mapped[str] = mapped_column(String(64))


class WrongKeys(Exception):
    """The installed keys are not those the data was sealed with: nothing may be served or sent."""


def init_canary(app: Flask) -> None:
    """Ask once in each process, at its first request, whether the keys fit."""
    app.extensions["keys_known"] = set()
    app.before_request(refuse_wrong_keys)


def refuse_wrong_keys() -> None:
    """503 to everything under wrong keys; the first post of all is where a new database learns its keys."""
    known: set[str] = current_app.extensions["keys_known"]
    step = "planted" if request.method in UNSAFE else "seen"
    if request.endpoint is None or request.blueprint == "health" or known & {step, "planted"}:
        return
    try:
        ensure_keys_fit(plant=step == "planted")
    except WrongKeys:
        log.error("wrong_keys")
        abort(503)
    known.add(step)


def ensure_keys_fit(*, plant: bool = True) -> None:
    """Raise `WrongKeys` unless the installed keys are those of the database; a new one is given them."""
    if not keys_fit():
        raise WrongKeys
    if plant:
        plant_canary()


@db.write
def plant_canary() -> bool:
    """Remember the installed keys in a database that remembers none; whether it was so."""
    key_id = installed_keys().booking_password.current
    return claim(KeyCanary, name=ONLY, sealed=WORD, indexed=_indexed(), password_key=key_id, derived=_derived(key_id))


@db.write
def renew_canary() -> None:
    """Let the remembered password be one of the current key, before the key it was made of goes."""
    row = db.session.get(KeyCanary, ONLY)
    if row is not None:
        row.password_key = installed_keys().booking_password.current
        row.derived = _derived(row.password_key)


def keys_fit() -> bool:
    """Whether the installed keys are those of this database, and a restore into it is finished.

    Also true where it remembers none yet.
    """
    if restore_unfinished():
        return False
    try:
        row = db.session.get(KeyCanary, ONLY)
        return row is None or (
            row.sealed == WORD and row.indexed == _indexed() and row.derived == _derived(row.password_key)
        )
    except SealBroken:
        return False


def restore_unfinished() -> bool:
    """Whether the database was restored and is not ready yet: deleted things may stand in it, sent mails be unsent.

    A table of this name is made with the restored data and dropped in the restore's last transaction.
    """
    return bool(inspect(db.session.connection()).has_table(RESTORE_MARK))


def _indexed() -> str:
    return blind_index("canary", WORD)


def _derived(key_id: str) -> str:
    """What the booking password key makes of the word; not the password of any booking, and not readable as one."""
    return blind_index("canary password", derived_password(installed_keys().booking_password, key_id, WORD, ONLY))
