"""One hard end for a conversation with a mail server: its own timer, not only the sockets' (SECURITY 3.3)."""

import contextlib
import smtplib
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

TAKEN = 250


class TooLate(OSError):
    """The deadline passed before the text was handed over."""


class Deadline:
    """One hard end for a conversation: sockets only time out between two bytes, this cuts the line."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.ends = time.monotonic() + seconds
        self.handed_over = False
        self._timer: threading.Timer | None = None

    def watch(self, session: smtplib.SMTP) -> None:
        """Cut this session's line when the time is over."""
        self._timer = threading.Timer(self.left(), cut, [session])
        self._timer.daemon = True
        self._timer.start()

    def begin_text(self) -> None:
        """From here on a copy may arrive; raises `TooLate` rather than begin after the end."""
        if self.left() <= 0:
            raise TooLate
        self.handed_over = True

    def left(self) -> float:
        """Seconds until the end."""
        return max(0.0, self.ends - time.monotonic())

    def cancel(self) -> None:
        """The conversation is over."""
        if self._timer is not None:
            self._timer.cancel()


def cut(session: smtplib.SMTP) -> None:
    """End both directions of a session's line, so that whoever waits for it wakes up."""
    line = getattr(session, "sock", None)
    if line is not None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(line, socket.SHUT_RDWR)


class Session(smtplib.SMTP):
    """A conversation under a deadline; `on_taken` is called the moment the server says that it took the text."""

    def __init__(self, deadline: Deadline, on_taken: Callable[[], None], *words: Any, **more: Any) -> None:
        self.deadline, self.on_taken = deadline, on_taken
        super().__init__(*words, **more)

    def connect(self, *words: Any, **more: Any) -> Any:
        """Connect, watched from the first byte."""
        self.deadline.watch(self)
        answer = super().connect(*words, **more)
        if self.sock is not None:
            self.sock.settimeout(self.deadline.seconds)
        return answer

    def data(self, msg: Any) -> Any:
        """Hand the text over, if there is still time."""
        self.deadline.begin_text()
        answer = super().data(msg)
        if answer[0] == TAKEN:
            self.on_taken()
        return answer


class TlsSession(Session, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""
