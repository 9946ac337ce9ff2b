"""A relay that puts a round trip between client and server: what a phone on a far network sees."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def far_away(port: int, round_trip: float) -> Iterator[int]:
    """A local port that reaches `port` with `round_trip` seconds between; also for the handshake."""
    relay = Relay(port, round_trip)
    thread = threading.Thread(target=relay.run, daemon=True)
    thread.start()
    relay.ready.wait(5)
    try:
        yield relay.listening
    finally:
        relay.stop()
        thread.join(5)


class Relay:
    """Carries bytes both ways, each piece half a round trip late and in order."""

    def __init__(self, port: int, round_trip: float) -> None:
        self.port, self.half = port, round_trip / 2
        self.listening = 0
        self.ready = threading.Event()

    def run(self) -> None:
        """Serve until stopped; open connections are dropped then."""
        asyncio.run(self.serve())

    async def serve(self) -> None:
        """Listen on a free port and carry every connection."""
        self.loop, self.ended = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self.carry, "127.0.0.1", 0)
        self.listening = server.sockets[0].getsockname()[1]
        self.ready.set()
        await self.ended.wait()
        server.close()
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)  # open lines are cut

    def stop(self) -> None:
        """End the relay."""
        self.loop.call_soon_threadsafe(self.ended.set)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: SYN arrives after half a trip, the first byte a whole trip after that."""
        await asyncio.sleep(self.half)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        outward = self.late(reader, far_writer, first=2 * self.half)
        await asyncio.gather(outward, self.late(far_reader, writer, first=0.0), return_exceptions=True)

    async def late(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, first: float) -> None:
        """Copy until the end, every piece `half` late, the first one `first` more."""
        await asyncio.sleep(first)
        while piece := await reader.read(65536):
            self.loop.call_later(self.half, writer.write, piece)
        self.loop.call_later(self.half, writer.close)
