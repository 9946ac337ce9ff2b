"""Flask-Mail, wrapped: the only module that knows it.

What it lacks is added here: verified TLS, one hard deadline over the whole conversation, bodies in base64 so
that long Japanese lines survive a strict server, and an answer to "may a copy have arrived?".
"""

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable
from email import charset
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app
from flask_mail import Connection, Mail, Message

from app.config import Settings
from app.notices.rules import DEADLINE_SECONDS
from app.notices.terms import Outcome, Result
from app.notices.transport.deadline import Deadline, Session, TlsSession

# Flask-Mail sets 8bit bodies for the whole process when it is imported; this comes after it on purpose.
charset.add_charset("utf-8", charset.SHORTEST, charset.BASE64, "utf-8")

SENDER_NAME = "まどぐち"
CONNECT_SECONDS = 15.0
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
ENHANCED = re.compile(rb"^[245]\.\d{1,3}\.\d{1,3}")
NOT_ABOUT_THE_MAIL = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError)
AUTHENTICATION_REQUIRED = 530

mail = Mail()


def init_mail(app: Flask, settings: Settings) -> None:
    """Give Flask-Mail the server of the SMTP address; without one nothing is configured to be reached."""
    parts = urlsplit(settings.smtp_url or "smtp://localhost")
    app.config.update(
        MAIL_SERVER=parts.hostname,
        MAIL_PORT=parts.port or PORTS[parts.scheme],
        MAIL_USERNAME=unquote(parts.username) if parts.username else None,
        MAIL_PASSWORD=unquote(parts.password) if parts.password else None,
        MAIL_USE_TLS=parts.scheme == "smtp+starttls",
        MAIL_USE_SSL=parts.scheme == "smtps",
        MAIL_DEFAULT_SENDER=(SENDER_NAME, settings.mail_from),
        MAIL_SUPPRESS_SEND=False,
        MAIL_DEBUG=False,
    )
    mail.init_app(app)


def composed(*, to: str, subject: str, body: str, message_id: str, date: float) -> Message:
    """A plain-text message to one address, marked as sent by a machine; `date` in seconds since the epoch."""
    message = Message(
        subject=subject,
        recipients=[to],
        body=body,
        sender=current_app.extensions["mail"].default_sender,
        date=date,
        extra_headers={"Auto-Submitted": "auto-generated"},
    )
    message.msgId = message_id
    return message


def hand_over(message: Message, on_taken: Callable[[], None]) -> Result:
    """Speak to the server until it has taken or refused the message, 60 seconds at most.

    `on_taken` is called at the server's answer, before the goodbye.
    """
    deadline = Deadline(DEADLINE_SECONDS)
    connection = DeadlineConnection(current_app.extensions["mail"], deadline, on_taken)
    try:
        with connection:
            connection.send(message)
    except (smtplib.SMTPException, OSError) as error:
        return result_of(error, handed_over=deadline.handed_over)
    finally:
        deadline.cancel()
    return Result(outcome=Outcome.SENT, code="250")


class DeadlineConnection(Connection):
    """Flask-Mail's connection with a deadline and verified TLS."""

    def __init__(self, state: Any, deadline: Deadline, on_taken: Callable[[], None]) -> None:
        super().__init__(state)
        self.watch = deadline, on_taken

    def configure_host(self) -> smtplib.SMTP:
        """Connect, encrypt where configured, sign in where configured; closes the line if any of it fails."""
        place = (self.mail.server, self.mail.port)
        if self.mail.use_ssl:
            host: smtplib.SMTP = TlsSession(*self.watch, *place, timeout=CONNECT_SECONDS, context=tls_context())
        else:
            host = Session(*self.watch, *place, timeout=CONNECT_SECONDS)
        try:
            if self.mail.use_tls:
                host.starttls(context=tls_context())
            if self.mail.username and self.mail.password:
                host.login(self.mail.username, self.mail.password)
        except BaseException:
            host.close()
            raise
        return host

    def __exit__(self, *failure: Any) -> None:
        """Say goodbye; a server that no longer listens changes nothing about what it took."""
        if self.host is None:
            return
        if failure[0] is None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self.host.quit()
        self.host.close()


def tls_context() -> ssl.SSLContext:
    """Certificates are verified against the system's authorities, and the name must fit."""
    return ssl.create_default_context()


def result_of(error: Exception, *, handed_over: bool) -> Result:
    """What a failed conversation means for its mail: refused for good, to be tried again, or unknown."""
    code, words = answer_of(error)
    if code is None:
        return Result(outcome=Outcome.UNKNOWN if handed_over else Outcome.FAILED, code=type(error).__name__[:40])
    found = ENHANCED.match(words)
    text = f"{code} {found[0].decode()}" if found else str(code)
    about_us = isinstance(error, NOT_ABOUT_THE_MAIL) or code == AUTHENTICATION_REQUIRED
    refused = 500 <= code < 600 and not about_us
    return Result(outcome=Outcome.REFUSED if refused else Outcome.FAILED, code=text)


def answer_of(error: Exception) -> tuple[int | None, bytes]:
    """The server's code and words; None where it answered nothing that can be read."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return None, b""
    return (code if code > 0 else None), words if isinstance(words, bytes) else str(words).encode()
