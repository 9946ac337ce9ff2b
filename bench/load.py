"""A load client of known cost: keep-alive HTTP/1.1 over raw sockets, closed loop, one process."""

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class Request:
    """One prepared request; the bytes are made once."""

    method: str = "GET"
    path: str = "/"
    host: str = "127.0.0.1"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def encoded(self) -> bytes:
        """The request as it goes over the wire."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {self.host}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.body or self.method == "POST":
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + self.body


@dataclass
class Result:
    """What a run saw: seconds in all, seconds of each request, answers by status."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    wire_bytes: int = 0

    @property
    def per_second(self) -> float:
        """Requests answered a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """The latency that `share` of the requests stayed under, in milliseconds."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def drive(base_url: str, requests: list[Request], *, connections: int) -> Result:
    """Send all `requests` over `connections` connections, each taking the next when it is free."""
    return asyncio.run(_drive(base_url, requests, connections))


async def _drive(base_url: str, requests: list[Request], connections: int) -> Result:
    address = urlsplit(base_url)
    result = Result()
    queue = iter(requests)
    clients = [Client(str(address.hostname), int(address.port or 80)) for _ in range(connections)]
    started = time.perf_counter()
    await asyncio.gather(*(_work(client, queue, result) for client in clients))
    result.seconds = time.perf_counter() - started
    return result


async def _work(client: "Client", queue: object, result: Result) -> None:
    for request in queue:  # type: ignore[attr-defined]
        began = time.perf_counter()
        status, size = await client.send(request)
        result.latencies.append(time.perf_counter() - began)
        result.statuses[status] = result.statuses.get(status, 0) + 1
        result.wire_bytes += size
    client.close()


class Client:
    """One connection; opened when needed and again when the server closes it."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, request: Request) -> tuple[int, int]:
        """Status and bytes of the answer; one new connection is tried where the old one is gone."""
        try:
            return await self._exchange(request)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.close()
            return await self._exchange(request)

    async def _exchange(self, request: Request) -> tuple[int, int]:
        if self.streams is None:
            self.streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.streams
        writer.write(request.encoded())
        head = await reader.readuntil(b"\r\n\r\n")
        fields = _fields(head)
        size = await _body(reader, fields)
        if fields.get(b"connection", b"").lower() == b"close":
            self.close()
        return int(head[9:12]), len(head) + size

    def close(self) -> None:
        """Drop the connection."""
        if self.streams:
            self.streams[1].close()
        self.streams = None


def _fields(head: bytes) -> dict[bytes, bytes]:
    lines = head.split(b"\r\n")[1:]
    pairs = (line.partition(b":") for line in lines if line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


async def _body(reader: asyncio.StreamReader, fields: dict[bytes, bytes]) -> int:
    if b"content-length" in fields:
        return len(await reader.readexactly(int(fields[b"content-length"])))
    if fields.get(b"transfer-encoding", b"").lower() != b"chunked":
        return len(await reader.read())
    total = 0
    while True:
        size = int((await reader.readline()).strip(), 16)
        total += len(await reader.readexactly(size + 2))
        if size == 0:
            return total
