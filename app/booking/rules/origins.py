"""Where a booking came from, as coarse as a series can be told by (SECURITY T9): a network and a kind of address."""

import ipaddress
import re

from app.booking.rules.hints import USUAL
from app.kernel.folding import mail_key

IPV4_PREFIX = 24
IPV6_PREFIX = 48
"""What one customer is given at most, as a /24 is with IPv4."""

DIGITS = re.compile(r"[0-9]+")
TAG = re.compile(r"\+.*")


def wide_network(network: str) -> str | None:
    """The /24 (IPv4) or /48 (IPv6) of an address or of a narrower network; None for a text that is neither."""
    try:
        found = ipaddress.ip_network(network, strict=False)
    except ValueError:
        return None
    prefix = IPV4_PREFIX if found.version == 4 else IPV6_PREFIX
    return str(found.supernet(new_prefix=prefix) if found.prefixlen > prefix else found)


def mail_pattern(mail: str) -> str:
    """What addresses made by the dozen share.

    At a domain of one's own it is the domain. At the usual providers, where half the country has its address, it is the
    address with its numbers and everything after a plus taken out: hanako1@ and hanako27@ are of one pattern.
    """
    local, _, domain = mail_key(mail).rpartition("@")
    return f"{DIGITS.sub('#', TAG.sub('', local))}@{domain}" if domain in USUAL else domain
