"""Whatever a mail server does, each mail stands in the right state afterwards (SECURITY F6)."""

import datetime as dt
import ipaddress
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask

from app.notices.transport import receipts, smtp
from app.routines.delivery import deliver_next
from tests import outbox
from tests.faults.processes import free_port
from tests.faults.sink import Sink

DEADLINE = 1.0
SOON = 10 * DEADLINE
"""Far from the patience of a hanging server, also on a machine that is busy with other things."""
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _short(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "DEADLINE_SECONDS", DEADLINE)
    monkeypatch.setattr(app, "jinja_loader", app.jinja_loader)
    outbox.install(app)


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A server whose behaviour the test sets."""
    with Sink() as running:
        yield running


@pytest.fixture
def deliver(make_app: Callable[..., Flask]) -> Callable[[str], None]:
    """Post a mail and let a worker with that SMTP address try it once."""

    def run(url: str) -> None:
        outbox.post_sample()
        with make_app(smtp_url=url).app_context():
            assert deliver_next()

    return run


@pytest.mark.parametrize(
    "behaviour, state, code, copies, unsure",
    [
        ("good", "sent", "250", 1, 1),
        ("strict", "sent", "250", 1, 1),
        ("drop after answer", "sent", "250", 1, 1),
        ("busy greeting", "waiting", "421 4.3.2", 0, 0),
        ("closed greeting", "waiting", "554 5.3.2", 0, 0),
        ("temporary recipient", "waiting", "451 4.7.1", 0, 0),
        ("temporary text", "waiting", "452 4.3.1", 0, 0),
        ("closing", "waiting", "421 4.3.2", 0, 0),
        ("sign-in first", "waiting", "530 5.7.0", 0, 0),
        ("unknown recipient", "refused", "550 5.1.1", 0, 0),
        ("refused sender", "refused", "553 5.1.8", 0, 0),
        ("refused text", "refused", "554 5.7.1", 0, 0),
        ("silent greeting", "waiting", "SMTPServerDisconnected", 0, 0),
        ("slow", "waiting", "SMTPServerDisconnected", 0, 0),
        ("drop before answer", "waiting", "SMTPServerDisconnected", 1, 1),
        ("silent text", "waiting", "SMTPServerDisconnected", 1, 1),
    ],
)
def test_a_behaviour_leaves_its_state(
    deliver: Callable[[str], None], sink: Sink, behaviour: str, state: str, code: str, copies: int, unsure: int
) -> None:
    sink.behaviour = behaviour
    began = time.monotonic()
    deliver(sink.url)
    row = outbox.row()
    assert (row.state, row.code, row.unsure) == (state, code, unsure)
    assert len(sink.taken) == copies
    assert time.monotonic() - began < SOON


@pytest.mark.parametrize(
    "behaviour, left",
    [("good", 1), ("drop after answer", 1), ("temporary text", 0), ("refused text", 0), ("drop before answer", 0)],
)
def test_only_a_mail_that_a_server_took_gets_a_receipt(
    deliver: Callable[[str], None], sink: Sink, monkeypatch: pytest.MonkeyPatch, behaviour: str, left: int
) -> None:
    """One of a mail that was refused would let the next worker take it for sent."""
    written: list[str] = []
    monkeypatch.setattr(receipts, "keep", lambda _instance, receipt: written.append(receipt.message_id))
    sink.behaviour = behaviour
    deliver(sink.url)
    assert written == [outbox.row().message_id] * left


def test_nobody_listening_is_tried_again(deliver: Callable[[str], None], sink: Sink) -> None:
    sink.server_close()
    deliver(sink.url)
    row = outbox.row()
    assert (row.state, row.code, row.unsure) == ("waiting", "ConnectionRefusedError", 0)
    assert row.due_at is not None


def test_the_words_of_a_server_that_names_the_person_are_not_kept(deliver: Callable[[str], None], sink: Sink) -> None:
    sink.behaviour = "unknown recipient"
    deliver(sink.url)
    assert outbox.row().code == "550 5.1.1"


def test_three_unknown_outcomes_are_three_copies_and_then_a_human(sink: Sink, make_app: Callable[..., Flask]) -> None:
    sink.behaviour = "drop before answer"
    outbox.post_sample()
    with make_app(smtp_url=sink.url).app_context():
        for _ in range(5):
            deliver_next()
            due_at_once()
    assert outbox.row().state == "needs_human"
    assert list(sink.copies().values()) == [3]


def due_at_once() -> None:
    """Let no back-off stand in the way."""
    from app.db import db

    @db.write
    def forget() -> None:
        outbox.db.session.execute(db.update(outbox.Outbox).values(due_at=None))

    forget()


def test_the_server_sees_one_recipient_and_the_planned_headers(deliver: Callable[[str], None], sink: Sink) -> None:
    outbox.post_sample("first", to="a..b@docomo.ne.jp")
    deliver(sink.url)
    (taken,) = sink.taken
    assert taken.recipients == ('"a..b"@docomo.ne.jp',)
    planned = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"}
    assert set(taken.message.keys()) == planned | {"Content-Type", "Content-Transfer-Encoding"}
    assert taken.message["Content-Transfer-Encoding"] == "base64"


def test_a_strict_server_of_another_make_takes_long_japanese_lines(deliver: Callable[[str], None]) -> None:
    class Inbox:
        texts: list[bytes] = []

        async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
            self.texts.append(envelope.content)  # type: ignore[attr-defined]
            return "250 OK"

    port = free_port()
    controller = Controller(Inbox(), hostname="127.0.0.1", port=port, decode_data=False)
    controller.start()
    try:
        deliver(f"smtp://127.0.0.1:{port}")
    finally:
        controller.stop()
    assert outbox.row().state == "sent"
    assert max(len(line) for line in Inbox.texts[0].splitlines()) <= 78


def server_certificate(folder: Path, address: str = "127.0.0.1") -> tuple[ssl.SSLContext, Path]:
    """A server's side of TLS with a certificate of its own making, and that certificate as an authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sink")])
    today = dt.datetime.now(dt.UTC)
    place = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, today - MINUTE, today + 60 * MINUTE)
    authority = x509.BasicConstraints(ca=True, path_length=None)
    signed = builder.add_extension(place, False).add_extension(authority, True).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "sink.pem"
    path.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context, path


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
@pytest.mark.parametrize(
    "trusted, address, state, code",
    [
        (True, "127.0.0.1", "sent", "250"),
        (False, "127.0.0.1", "waiting", "SSLCertVerificationError"),
        (True, "127.0.0.2", "waiting", "SSLCertVerificationError"),
    ],
    ids=["right", "unknown authority", "wrong name"],
)
def test_certificates_are_verified(
    deliver: Callable[[str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
    trusted: bool,
    address: str,
    state: str,
    code: str,
) -> None:
    context, authority = server_certificate(tmp_path, address)
    if trusted:
        monkeypatch.setattr(smtp, "tls_context", lambda: ssl.create_default_context(cafile=str(authority)))
    with Sink(certificate=context, tls=scheme == "smtps") as sink:
        deliver(f"{scheme}://127.0.0.1:{sink.port}")
        assert (outbox.row().state, outbox.row().code) == (state, code)
        assert len(sink.taken) == (1 if state == "sent" else 0)


def test_a_server_without_starttls_gets_no_mail_in_the_clear(deliver: Callable[[str], None], sink: Sink) -> None:
    deliver(f"smtp+starttls://127.0.0.1:{sink.port}")
    assert (outbox.row().state, outbox.row().code) == ("waiting", "SMTPNotSupportedError")
    assert sink.taken == []


def test_the_sign_in_of_the_address_is_used_and_its_refusal_is_not_the_mails_fault(
    deliver: Callable[[str], None], sink: Sink
) -> None:
    deliver(f"smtp://robot%40example.jp:pass%2Fword@127.0.0.1:{sink.port}")
    assert outbox.row().state == "waiting"
    assert sink.taken == []
