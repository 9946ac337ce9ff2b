"""Which names we answer to: everything else is refused before Flask sees it (SECURITY T17)."""

import ipaddress
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Settings
from app.web.headers import every_answer
from app.web.plain import plain_page

Environ = dict[str, Any]
Start = Callable[..., Any]
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
SHAPE = re.compile(r"([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?", re.ASCII)
FORWARDED_HOST = re.compile(r"(?:^|[;,])\s*host\s*=\s*\"?([^\";,]*)", re.IGNORECASE)
OTHER_NAMES = ("HTTP_X_FORWARDED_HOST", "HTTP_X_HOST", "HTTP_X_FORWARDED_SERVER", "HTTP_X_HTTP_HOST_OVERRIDE")


def init_hosts(app: Flask, settings: Settings) -> None:
    """Put the gate and, for a stated number of proxies, the reading of their headers around the application."""
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0, x_port=0, x_prefix=0)
    app.wsgi_app = HostGate(app.wsgi_app, settings)


class HostGate:
    """Answers 400 to a request that names a host which is not ours, in whatever header."""

    def __init__(self, application: Callable[..., Any], settings: Settings) -> None:
        self.application = application
        self.hosts = trusted_hosts(settings)
        self.any_address = settings.demo and any(is_every_address(host) for host in base_hosts(settings))
        self.headers = [*every_answer(settings).items(), ("Content-Type", "text/html; charset=utf-8")]

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Pass the request on, or refuse it."""
        if all(self.trusted(name, environ) for name in names_given(environ)):
            return self.application(environ, start_response)
        body = plain_page(400).encode()
        start_response("400 Bad Request", [*self.headers, ("Content-Length", str(len(body)))])
        return [body]

    def trusted(self, name: str, environ: Environ) -> bool:
        """Whether we answer to `name`; probes on this machine may use its own address."""
        host = host_of(name)
        if not host:
            return False
        if host in self.hosts or (host in LOOPBACK and environ.get("PATH_INFO") in PROBES):
            return True
        return self.any_address and is_address(host)


def names_given(environ: Environ) -> Iterator[str]:
    """Every host name a request gives, wherever it stands; an empty one where it gives no Host."""
    yield environ.get("HTTP_HOST", "")
    for header in OTHER_NAMES:
        if header in environ:
            yield from (name.strip() for name in environ[header].split(","))
    yield from FORWARDED_HOST.findall(environ.get("HTTP_FORWARDED", ""))
    target = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
    if not target.startswith("/") and "://" in target:
        yield netloc_of(target)


def host_of(given: str) -> str:
    """The name of a Host header in small letters, without its port; empty for what is none."""
    shape = SHAPE.fullmatch(given)
    return shape.group(1).lower() if shape else ""


def netloc_of(url: str) -> str:
    """Host and port of an absolute address; empty where it cannot be read."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def trusted_hosts(settings: Settings) -> frozenset[str]:
    """The names of the settings and of the base URLs; the demo also answers to this machine."""
    here = LOOPBACK if settings.demo else frozenset()
    return frozenset(name.lower() for name in settings.trusted_hosts) | base_hosts(settings) | here


def base_hosts(settings: Settings) -> frozenset[str]:
    """The hosts of the base URLs of this process's surfaces."""
    urls = (urlsplit(settings.base_urls[surface]) for surface in settings.surfaces)
    return frozenset(url.hostname or "" for url in urls)


def is_every_address(host: str) -> bool:
    """Whether a base URL says that we listen on every address of this machine."""
    return is_address(host) and ipaddress.ip_address(host).is_unspecified


def is_address(host: str) -> bool:
    """Whether a host is written as a number: no other site's name can be that."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
