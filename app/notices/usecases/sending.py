"""Sending one claimed mail: the password is put in here, and nowhere before (SECURITY R1)."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app
from flask_mail import Message

from app.columns import installed_keys
from app.config import Settings
from app.kernel.sealing import SealBroken, derived_password
from app.notices.rules import breaks_a_header, is_one_address, quoted_address
from app.notices.terms import PASSWORD_PLACE, Letter, Outcome, Result
from app.notices.transport import files, receipts, smtp
from app.notices.transport.receipts import Receipt


def send(letter: Letter, now: datetime, on_taken: Callable[[], None] = lambda: None) -> Result:
    """Send by the configured server, in the demo without one into a file; never raises for what a server does.

    `on_taken` is called the moment a server has answered that it took the mail.
    """
    settings: Settings = current_app.extensions["settings"]
    if not is_one_address(letter.to) or breaks_a_header(letter.subject):
        return Result(outcome=Outcome.REFUSED, code="header")
    try:
        if settings.smtp_url is None:
            return keep(letter, now)
        return smtp.hand_over(message_of(letter, now), on_taken)
    except SealBroken:
        return Result(outcome=Outcome.FAILED, code="key")


def keep_receipt(message_id: str, now: datetime, real: datetime) -> None:
    """Keep that a server took a mail until its row tells it."""
    receipts.keep(instance(), Receipt(message_id, now, real))


def receipts_left() -> list[Receipt]:
    """What servers took and no row may tell yet: whose worker was killed, or is at it now."""
    return receipts.kept(instance())


def throw_receipt_away(message_id: str) -> None:
    """The row tells now that this mail was taken."""
    receipts.forget(instance(), message_id)


def instance() -> Path:
    """The folder of this installation, which all workers of a machine share."""
    settings: Settings = current_app.extensions["settings"]
    return settings.instance


def keep(letter: Letter, now: datetime) -> Result:
    """Put one claimed mail into the demo's mailbox; raises `SealBroken` where the key of its password is gone."""
    name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{letter.outbox_id:06}-{letter.attempt}"
    return files.keep(message_of(letter, now), instance() / files.FOLDER, name)


def message_of(letter: Letter, now: datetime) -> Message:
    """The finished message: one recipient, a neutral sender, the Message-ID of its row."""
    return smtp.composed(
        to=quoted_address(letter.to),
        subject=letter.subject,
        body=filled(letter),
        message_id=letter.message_id,
        date=now.timestamp(),
    )


def filled(letter: Letter) -> str:
    """The text with the derived password in its place; raises `SealBroken` where its key is gone."""
    if letter.fill is None:
        return letter.body
    password = derived_password(
        installed_keys().booking_password, letter.fill.key_id, letter.fill.booking, letter.fill.nonce
    )
    return letter.body.replace(PASSWORD_PLACE, password)
