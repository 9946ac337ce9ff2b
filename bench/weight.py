"""What a visit costs on the wire: the page and everything it loads, compressed as sent."""

import gzip
import re
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

import brotli

from bench.figures import Figure, at_most
from bench.servers import installation, serving

PAGE = "/offices/kanagawa/slots"
ASSET = re.compile(r"""<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)\"""")
CSS_ASSET = re.compile(r"""url\(["']?([^"')]+)""")


def measure(database: str) -> list[Figure]:
    """First visit ≤ 40 KB, later ≤ 10 KB, no foreign host."""
    with installation(database) as environ, serving("wsgi:app", environ=environ) as server:
        page, text = fetch(server.url + PAGE)
        assets = assets_of(text, server.url + PAGE)
        sizes = {url: fetch(url) for url in sorted(assets)}
    assets |= {found for url, (_, body) in sizes.items() for found in CSS_ASSET.findall(body) if url.endswith(".css")}
    foreign = [url for url in assets if urlsplit(url).netloc not in ("", urlsplit(server.url).netloc)]
    first = page + sum(size for size, _ in sizes.values())
    return [
        at_most("first visit of the slot page, KB on the wire", first / 1000, 40, ours=f"{first} B"),
        at_most("later visit, KB on the wire", page / 1000, 10, ours=f"{page} B"),
        at_most("foreign hosts", len(foreign), 0, ours=", ".join(foreign) or "none"),
    ]


def assets_of(text: str, page: str) -> set[str]:
    """Addresses the page makes a browser load (the page's own links are not)."""
    return {urljoin(page, found) for found in ASSET.findall(text) if "/static/" in found}


def fetch(url: str) -> tuple[int, str]:
    """Bytes on the wire with headers, and the text."""
    request = Request(url, headers={"Accept-Encoding": "br, gzip"})
    with urlopen(request, timeout=10) as answer:
        body, headers = answer.read(), answer.headers
    wire = len(body) + sum(len(name) + len(value) + 4 for name, value in headers.items())
    encoding = headers.get("Content-Encoding", "")
    if encoding == "br":
        return wire, brotli.decompress(body).decode()
    return wire, (gzip.decompress(body) if encoding == "gzip" else body).decode()
