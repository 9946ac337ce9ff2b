"""What a phone on a far network gets from the shipped server."""

from bench.distance import far_away
from bench.figures import Figure, at_least
from bench.load import Request, drive
from bench.servers import SHIPPED, installation, serving

ROUND_TRIP = 0.08
CONNECTIONS = 16
REQUESTS = 800


def measure(database: str) -> list[Figure]:
    """At 80 ms of round trip ≥ 0.9 of the requests that the round trip allows."""
    with (
        installation(database) as environ,
        serving("wsgi:app", environ=environ) as server,
        far_away(server.port, ROUND_TRIP) as port,
    ):
        got = drive(f"http://127.0.0.1:{port}", [Request(path="/healthz")] * REQUESTS, connections=CONNECTIONS)
    possible = CONNECTIONS / ROUND_TRIP
    return [
        at_least(
            f"requests/s at 80 ms round trip ({SHIPPED}) / possible",
            got.per_second / possible,
            0.9,
            ours=f"{got.per_second:.0f}/s",
            bare=f"{possible:.0f}/s",
        )
    ]
