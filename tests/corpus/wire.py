"""Requests as bytes on a socket, where no client tidies them up."""

import socket
from urllib.parse import quote_plus

from tests.corpus.case import Case
from tests.corpus.changes import URL_ENCODED

TYPED = {"number": "0000000000", "password": "himitsu"}
SILENT = "closed without an answer"
SECONDS = 10
MEBIBYTE = 1024 * 1024


def ask(port: int, raw: bytes, *, hang_up: bool = False) -> tuple[int | str, bytes]:
    """The status and the whole answer to some bytes; `SILENT` where the server just closes."""
    with socket.create_connection(("127.0.0.1", port), SECONDS) as wire:
        try:
            wire.sendall(raw)
            if hang_up:
                wire.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: wire.recv(65536), b""))
        except (ConnectionResetError, BrokenPipeError):
            return SILENT, b""
    if not answer.startswith(b"HTTP/1."):
        return SILENT, answer
    return int(answer.split(b" ", 2)[1]), answer


def request(method: str, target: str, body: bytes = b"", *headers: tuple[str, str], host: str = "") -> bytes:
    """One request, after which the server closes."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host or 'localhost'}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body


def form(body: bytes, *headers: tuple[str, str], length: int | None = None, kind: str = URL_ENCODED) -> bytes:
    """A post of the enquiry form."""
    said = str(len(body) if length is None else length)
    return request("POST", "/enquiry", body, ("Content-Type", kind), ("Content-Length", said), *headers)


def encoded(fields: dict[str, str]) -> bytes:
    """A URL-encoded body."""
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields.items()).encode()


def raw_text(case: Case) -> bytes:
    """A C4 case: bytes that are no UTF-8 in a field, half of them percent-encoded."""
    value = bytes(case.value)
    sent = value if case.number % 2 else "".join(f"%{byte:02X}" for byte in value).encode()
    return form(b"password=himitsu&number=" + sent)


def raw_shape(case: Case) -> bytes:
    """A C14 case as bytes."""
    name, *figures = case.value
    if name in BROKEN_FRAMES:
        return BROKEN_FRAMES[str(name)]
    if name == "header":
        return form(WHOLE, (str(figures[0]), str(figures[1])))
    if name == "body":
        return form(bytes(figures[1]), kind=str(figures[0]))
    return raw_fields(str(name), figures)


def raw_fields(name: str, figures: list[object]) -> bytes:
    """A C14 case that changes the fields; those that only do that are sent as they stand in the list."""
    if name == "cut multipart":
        parts = b'--cut\r\nContent-Disposition: form-data; name="number"\r\n\r\n0000000000\r\n--cut--\r\n'
        return form(parts[: len(parts) * int(str(figures[0])) // 100], kind="multipart/form-data; boundary=cut")
    if name == "large body":
        return form(b"number=" + b"a" * int(str(figures[0])) * MEBIBYTE)
    if name == "many fields":
        return form(b"number=1" + b"&a=" * int(str(figures[0])))
    return form(WHOLE + b"&" + quote_plus(str(figures[0] if figures else name)).encode() + b"=1")


def raw_address(case: Case) -> bytes:
    """A C15 case as bytes."""
    name, *figures = case.value
    if name == "method":
        return request(str(figures[0]), str(figures[1]))
    return request("GET", str(figures[0]) if name == "address" else f"{figures[0]}?{figures[1]}")


WHOLE = encoded(TYPED)
BROKEN_FRAMES = {
    "chunked without end": request(
        "POST", "/enquiry", b"5\r\nnumbe\r\n", ("Content-Type", URL_ENCODED), ("Transfer-Encoding", "chunked")
    ),
    "two lengths": form(WHOLE, ("Content-Length", "3")),
    "no length": request("POST", "/enquiry", WHOLE, ("Content-Type", URL_ENCODED)),
    "longer than said": form(WHOLE, length=len(WHOLE) - 5),
    "shorter than said": form(WHOLE, length=len(WHOLE) + 100),
}
SMUGGLED = [
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\n c\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nA\x00: b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\x00\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET //evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET \\odd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"POST /enquiry HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /enquiry HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    b"POST /enquiry HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    b"POST /enquiry HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    b"POST /enquiry HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /enquiry HTTP/1.1\r\nHost: localhost\r\nContent-Length: +3\r\n\r\na=b",
    b"POST /enquiry HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3, 3\r\n\r\na=b",
]
"""Requests that two servers in a row might read differently."""
