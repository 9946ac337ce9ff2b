"""The demo's delivery: each mail as one file, and reading them back for the demo's mailbox."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask_mail import Message

from app.notices.terms import Outcome, Result

FOLDER = "mail"
NAME = re.compile(r"[0-9TZ]{16}-[0-9]{6,10}-[0-9]{1,3}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class KeptMail:
    """A mail as its reader would see it."""

    name: str
    to: str
    sender: str
    subject: str
    sent_at: datetime
    body: str

    @property
    def lines(self) -> list[str]:
        """The text line by line."""
        return self.body.splitlines()


def keep(message: Message, folder: Path, name: str) -> Result:
    """Put the whole message into one file, there completely or not at all."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f".{name}.part"
    draft.write_bytes(message.as_bytes())
    draft.replace(folder / f"{name}.eml")
    return Result(outcome=Outcome.SENT, code="file")


def kept_mails(folder: Path, to: str = "") -> list[KeptMail]:
    """Every mail of the folder, the newest first; only those to one address where it is given."""
    names = sorted((path.stem for path in folder.glob("*.eml")), reverse=True)
    mails = [mail for name in names if (mail := find_mail(folder, name)) is not None]
    return [mail for mail in mails if not to or mail.to.lower() == to.lower()]


def find_mail(folder: Path, name: str) -> KeptMail | None:
    """The mail of that name; None where there is none or the name is not one we make."""
    path = folder / f"{name}.eml"
    if NAME.fullmatch(name) is None or not path.is_file():
        return None
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    part = message.get_body(("plain",))
    return KeptMail(
        name=name,
        to=str(message["To"]).replace('"', ""),
        sender=str(message["From"]),
        subject=str(message["Subject"]),
        sent_at=message["Date"].datetime,
        body=part.get_content() if part is not None else "",
    )
