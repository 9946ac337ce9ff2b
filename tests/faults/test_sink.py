"""The mail server of these tests takes a mail as a real one does (RFC 5321, 4.1.1.4)."""

import socket

import pytest

from tests.faults.sink import Sink

WHOLE = b"EHLO me\r\nMAIL FROM:<a@a.example>\r\nRCPT TO:<b@b.example>\r\nDATA\r\nMessage-ID: <1>\r\n\r\ntext\r\n.\r\n"


@pytest.mark.parametrize(
    "left", [len(WHOLE), len(WHOLE) - 2, len(WHOLE) - 3, WHOLE.index(b"ID:"), WHOLE.index(b"Mess")]
)
def test_a_mail_whose_client_died_before_its_end_is_none(left: int, sink: Sink) -> None:
    with socket.create_connection(("127.0.0.1", sink.port)) as line:
        line.sendall(WHOLE[:left])
        line.shutdown(socket.SHUT_WR)
        while line.recv(1000):
            pass
    assert list(sink.copies()) == (["<1>"] if left == len(WHOLE) else [])
