"""No test speaks to another machine: connections outside loopback are refused before they are tried."""

import ipaddress
import socket
from typing import Any

import pytest

LOCAL_NAMES = {"localhost", "localhost.localdomain", "", None}


class NetworkForbidden(RuntimeError):
    """A test tried to leave the machine."""


def is_local(address: Any) -> bool:
    """Whether an address given to a socket stays on this machine; paths of unix sockets do."""
    if not isinstance(address, tuple):
        return True
    return is_local_host(address[0])


def is_local_host(host: Any) -> bool:
    """Whether a host name or address is this machine's own."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback or ipaddress.ip_address(name).is_unspecified
    except ValueError:
        return False


def block_network(patch: pytest.MonkeyPatch) -> None:
    """Guard every way of `socket` that leaves the machine."""
    for name in ("connect", "connect_ex", "sendto"):
        patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)), raising=True)
    real_lookup = socket.getaddrinfo

    def lookup(host: Any, *rest: Any, **more: Any) -> Any:
        if not is_local_host(host):
            raise NetworkForbidden(f"a test looked up {host!r}")
        return real_lookup(host, *rest, **more)

    patch.setattr(socket, "getaddrinfo", lookup)


def guarded(method: Any) -> Any:
    """The same method, for local addresses only; the address is the last argument that is one."""

    def call(self: socket.socket, *arguments: Any) -> Any:
        if self.family != socket.AF_UNIX and not is_local(arguments[-1]):
            raise NetworkForbidden(f"a test called out to {arguments[-1]!r}")
        return method(self, *arguments)

    return call
