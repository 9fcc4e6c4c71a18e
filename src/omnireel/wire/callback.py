"""The static rules of `callback_url` (contract 2.7, 8.2); what its name resolves to is checked by `media`."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from omnireel.core.address import is_inner_name, is_public, literal_ip
from omnireel.wire.messages import clip

CALLBACK_CHARS_MAX = 2048
_VISIBLE_ASCII = re.compile(r"[!-\[\]-~]+", re.ASCII)
"""No spaces, control characters or backslashes: URL parsers disagree about those."""
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?", re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)


def callback_problem(url: str, *, allow_private: bool = False) -> str | None:
    """What is wrong with a callback address, to follow the field's name; None if nothing is.

    `allow_private` (development) also takes http and inner hosts.
    """
    if not url:
        return "must not be empty"
    if len(url) > CALLBACK_CHARS_MAX:
        return f"must have at most {CALLBACK_CHARS_MAX} characters (got {len(url)})"
    if not _VISIBLE_ASCII.fullmatch(url):
        return "must be plain ASCII without spaces, control characters and backslashes"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return f"is not a valid URL (got {clip(url)})"
    schemes = ("https", "http") if allow_private else ("https",)
    if parts.scheme not in schemes:
        return f"must start with {' or '.join(f'{scheme}://' for scheme in schemes)} (got {clip(url)})"
    if "@" in parts.netloc:
        return "must not contain a user name or password"
    if "#" in url:
        return "must not contain a fragment (#)"
    if not host or port == 0:
        return f"must name a host and a usable port (got {clip(url)})"
    return _host_problem(host, bracketed="[" in parts.netloc, allow_private=allow_private)


def _host_problem(host: str, *, bracketed: bool, allow_private: bool) -> str | None:
    ip = literal_ip(host)
    if ip is None:
        # A name whose last part is a number is an address to some resolvers and a name to others.
        last = host.removesuffix(".").rpartition(".")[2]
        if bracketed or len(host) > 253 or not _NAME.fullmatch(host) or _NUMBER.fullmatch(last):
            return f"does not name a valid host (got {clip(host)})"
        if not allow_private and is_inner_name(host):
            return f"must not lead to an internal address (got {clip(host)})"
        return None
    if not allow_private and not is_public(ip):
        return f"must not lead to an internal address (got {clip(host)})"
    if isinstance(ip, ipaddress.IPv4Address) and str(ip) != host:
        # 010.0.0.1 is 8.0.0.1 to one library and 10.0.0.1 to the next: only one spelling is safe.
        return f"must write an IPv4 address as four decimal numbers (got {clip(host)})"
    return None
