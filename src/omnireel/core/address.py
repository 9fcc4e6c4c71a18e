"""Which internet addresses are public, and which host texts are addresses in disguise.

Used by the check of `callback_url` and by the outbound guard, which must agree. The ranges are written out
here and not taken from `ipaddress.is_global`, because that answer changed between releases of Python.
Source: the IANA special-purpose registries and contract 8.2.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata

_NOT_PUBLIC_V4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared (carrier NAT; also the metadata address of one cloud)
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # public by number, but the inner host endpoint of a large cloud
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)

_GLOBAL_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
"""The only part of IPv6 that is given out. Outside lie ::/96 and ::ffff:0:0/96 (embedded IPv4), 64:ff9b::/96
and 64:ff9b:1::/48 (NAT64), fc00::/7, fe80::/10, ff00::/8 and everything reserved."""

_NOT_PUBLIC_V6 = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments: Teredo (embeds IPv4), ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4 (embeds IPv4)
        "3fff::/20",  # documentation
    )
)

_ISATAP_IDS = (0x0000_5EFE, 0x0200_5EFE)
"""Bits 64-95 of an address whose last 32 bits are an IPv4 address (RFC 5214)."""


def is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether anybody on the internet may be reached at `ip`.

    IPv6 forms that carry an IPv4 address are refused whatever they carry (contract 8.2): where they lead is
    decided by some gateway's table and not by the address.
    """
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _NOT_PUBLIC_V4)
    if ip.scope_id is not None or ip not in _GLOBAL_UNICAST_V6:
        return False
    if (int(ip) >> 32) & 0xFFFF_FFFF in _ISATAP_IDS:
        return False
    return not any(ip in network for network in _NOT_PUBLIC_V6)


_PART = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+", re.ASCII)


def _part(text: str) -> int | None:
    """One part of an IPv4 address as inet_aton reads it: decimal, 0x hex, 0 octal."""
    if len(text) > 64 or not _PART.fullmatch(text):
        return None
    if text[:2] in ("0x", "0X"):
        return int(text[2:] or "0", 16)
    if text[0] == "0" and len(text) > 1:
        return int(text, 8) if all(digit in "01234567" for digit in text) else None
    return int(text)


def _inet_aton(text: str) -> ipaddress.IPv4Address | None:
    """All spellings that C's inet_aton takes: `127.1`, `0x7f000001`, `2130706433`, `0177.0.0.1`."""
    texts = text.split(".")
    if len(texts) > 4:
        return None
    parts = [_part(part) for part in texts]
    value = 0
    for position, part in enumerate(parts, 1):
        # The last part fills all the bytes that are left.
        bits = 8 if position < len(parts) else 8 * (5 - len(parts))
        if part is None or part >= 1 << bits:
            return None
        value = value << bits | part
    return ipaddress.IPv4Address(value)


def _plain(host: str) -> str:
    """Without brackets, in the letters that name resolution will see (full-width digits, other dots)."""
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    return unicodedata.normalize("NFKC", host).replace("\u3002", ".").lower()


def literal_ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host text spells, in any spelling that some resolver takes; None for a name."""
    host = _plain(host)
    if ":" in host:
        try:
            return ipaddress.IPv6Address(host)
        except ValueError:
            return None
    return _inet_aton(host.removesuffix("."))


_INNER_SUFFIXES = (
    ".localhost",
    ".localdomain",
    ".local",
    ".internal",
    ".intranet",
    ".private",
    ".corp",
    ".home",
    ".lan",
    ".home.arpa",
)


def is_inner_name(host: str) -> bool:
    """Whether a host name is meant for an inner network by its mere form: `localhost`, `db`, `x.internal`."""
    host = _plain(host).removesuffix(".")
    return "." not in host or host.endswith(_INNER_SUFFIXES)
