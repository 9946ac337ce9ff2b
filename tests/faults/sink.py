"""A mail server that misbehaves as told, on loopback, with a record of every copy it took (SECURITY F6)."""

import socketserver
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Any

GREETING = b"220 sink.example ESMTP\r\n"
TAKEN = b"250 2.0.0 taken\r\n"


@dataclass(frozen=True)
class Taken:
    """One copy the server took: who it was for, and the whole text."""

    recipients: tuple[str, ...]
    text: bytes
    at: float

    @property
    def message(self) -> Message:
        """The text, parsed."""
        return message_from_bytes(self.text)

    @property
    def message_id(self) -> str:
        """The Message-ID, by which copies are told apart from mails."""
        return str(self.message["Message-ID"])


class Hangup(Exception):
    """The server ends the line without a word."""


class Conversation(socketserver.StreamRequestHandler):
    """One client's conversation; `server.behaviour` is asked at each point where something may go wrong."""

    server: "Sink"

    def handle(self) -> None:
        """Speak until the client leaves or the behaviour ends the line."""
        self.recipients: list[str] = []
        self.secured = self.server.tls_from_start
        try:
            self.pause("greeting")
            self.say(self.scripted("greeting") or GREETING)
            while line := self.rfile.readline(2000):
                self.answer(line)
        except (Hangup, ConnectionError, ValueError, ssl.SSLError, TimeoutError):
            return

    def finish(self) -> None:
        """Let go of the line, also of an encrypted one that we made ourselves."""
        super().finish()
        if self.connection is not self.request:
            self.connection.close()

    def answer(self, line: bytes) -> None:
        """Answer one command."""
        word = line[:4].upper().strip().decode(errors="replace")
        self.pause(word)
        if (reply := self.scripted(word)) is not None:
            self.say(reply)
        elif word == "RCPT":
            self.recipients.append(line.split(b":", 1)[1].strip().decode().strip("<>"))
            self.say(TAKEN)
        else:
            self.usual(word)

    def usual(self, word: str) -> None:
        """What any server does."""
        if word == "EHLO":
            self.say(b"250-sink.example\r\n250-STARTTLS\r\n250 8BITMIME\r\n" if self.offers_tls() else b"250 sink\r\n")
        elif word == "STAR":
            self.say(b"220 go ahead\r\n")
            self.secure()
        elif word == "DATA":
            self.say(b"354 go on\r\n")
            self.take()
        elif word == "QUIT":
            self.say(b"221 bye\r\n")
            raise Hangup
        else:
            self.say(TAKEN)

    def take(self) -> None:
        """Read the text, judge it, and answer or not; one whose client died before its end is no mail (RFC 5321)."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line.endswith(b"\n"):
                raise Hangup
            lines.append(line[1:] if line.startswith(b"..") else line)
        text = b"".join(lines)
        strict = self.server.behaviour == "strict" and any(len(line) > 998 or not line.isascii() for line in lines)
        reply = b"500 5.5.2 line too long\r\n" if strict else self.scripted("text")
        if reply is None:
            self.server.keep(Taken(tuple(self.recipients), text, time.monotonic()))
            self.pause("taken")
        self.say(reply or TAKEN)
        self.pause("answered")

    def scripted(self, point: str) -> bytes | None:
        """The behaviour's reply at a point of the conversation; None for the usual one."""
        return REPLIES.get((self.server.behaviour, point))

    def pause(self, point: str) -> None:
        """Hang, drop the line, or run the test's own hook."""
        act = BREAKS.get((self.server.behaviour, point))
        if act == "hang":
            self.server.over.wait(self.server.hang_seconds)
            raise Hangup
        if act == "drop":
            raise Hangup
        if point == "taken" and self.server.on_taken is not None:
            self.server.on_taken()

    def say(self, reply: bytes) -> None:
        """Send a reply, byte by byte where the behaviour is slow."""
        if self.server.behaviour != "slow":
            self.wfile.write(reply)
            return
        for byte in reply:
            self.wfile.write(bytes([byte]))
            if self.server.over.wait(self.server.byte_seconds):
                raise Hangup

    def offers_tls(self) -> bool:
        """Whether STARTTLS can be offered now."""
        return self.server.certificate is not None and not self.secured

    def secure(self) -> None:
        """Go on encrypted."""
        assert self.server.certificate is not None
        self.connection = self.server.certificate.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)
        self.secured = True


REPLIES = {
    ("busy greeting", "greeting"): b"421 4.3.2 too busy\r\n",
    ("closed greeting", "greeting"): b"554 5.3.2 no service\r\n",
    ("temporary recipient", "RCPT"): b"451 4.7.1 try later, sato@example.jp\r\n",
    ("temporary text", "text"): b"452 4.3.1 no space\r\n",
    ("unknown recipient", "RCPT"): b"550 5.1.1 sato@example.jp does not exist\r\n",
    ("refused text", "text"): b"554 5.7.1 not wanted\r\n",
    ("refused sender", "MAIL"): b"553 5.1.8 not you\r\n",
    ("sign-in first", "MAIL"): b"530 5.7.0 sign in first\r\n",
    ("closing", "RCPT"): b"421 4.3.2 closing\r\n",
}
BREAKS = {
    ("silent greeting", "greeting"): "hang",
    ("silent text", "taken"): "hang",
    ("drop before answer", "taken"): "drop",
    ("drop after answer", "answered"): "drop",
    ("drop at data", "DATA"): "drop",
}


class Sink(socketserver.ThreadingTCPServer):
    """The server. `behaviour` may be changed at any time; `taken` is what arrived."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self, behaviour: str = "good", *, certificate: ssl.SSLContext | None = None, tls: bool = False
    ) -> None:
        self.behaviour = behaviour
        self.certificate = certificate
        self.tls_from_start = tls
        self.hang_seconds, self.byte_seconds = 30.0, 0.05
        self.on_taken: Callable[[], Any] | None = None
        self.taken: list[Taken] = []
        self.lock, self.over = threading.Lock(), threading.Event()
        super().__init__(("127.0.0.1", 0), Conversation)
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """Its address as a setting."""
        return f"smtp://127.0.0.1:{self.port}"

    def keep(self, taken: Taken) -> None:
        """Record a copy."""
        with self.lock:
            self.taken.append(taken)

    def copies(self) -> Counter[str]:
        """How many copies of each mail arrived."""
        with self.lock:
            return Counter(each.message_id for each in self.taken)

    def get_request(self) -> Any:
        """Accept a client, encrypted at once where that is the way."""
        line, address = super().get_request()
        if self.tls_from_start and self.certificate is not None:
            line = self.certificate.wrap_socket(line, server_side=True, do_handshake_on_connect=False)
        return line, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is part of the play."""

    def __enter__(self) -> "Sink":
        self.thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()
