"""Every HTTP call to an address that a customer chose goes through here.

A customer who may name an address may try to make this server talk to its own network. Three things together
prevent it, and each alone would not: the form of the URL is checked (scheme, host, addresses in disguise); a
name is resolved **once** per call and refused when *any* of its addresses is not public; and the connection
goes to exactly the addresses that were checked, so that a name server which changes its answer in between
gains nothing. Redirects are answers like any other, and proxies of the environment are not used: both would
move the choice of the address to somebody else.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from omnireel.core.address import is_inner_name, is_public, literal_ip
from omnireel.errors import OmnireelError

URL_CHARS_MAX = 2048
REDIRECTS_MAX = 3
CHUNK_BYTES = 64 * 1024
RESOLVE_S_MAX = 2.0
"""Seconds that a name may take to resolve while a customer waits for the answer to a creation."""
ANSWER_BYTES_MAX = 2048
"""How much of a receiver's answer is kept for the record; no more than this is read of a body."""

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""(host, port) -> addresses as text. Raises OSError when the name does not resolve."""


class OutboundError(OmnireelError):
    """The receiver could not be reached

    Raised when no HTTP status came back: the name did not resolve, the connection failed, TLS failed, or the
    time was up. Whether the receiver saw the request is unknown.
    """


class RefusedAddressError(OutboundError):
    """The address may not be called

    Raised before any byte is sent: the URL is malformed, or its host is, or resolves to, an address that is
    not public.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a receiver answered. Redirects are not followed: a 3xx arrives here as it is."""

    status: int
    body_head: bytes
    """The first bytes of the body as they came over the wire, at most ANSWER_BYTES_MAX."""


_RESOLVERS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="omnireel-resolver")
"""Threads of their own: a customer's slow name server must not keep files and lists waiting."""


async def resolve_by_system(host: str, port: int) -> Sequence[str]:
    """All addresses of a name, asked of the operating system off the event loop."""
    found = await asyncio.get_running_loop().run_in_executor(
        _RESOLVERS, partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    )
    return [str(address[0]) for *_, address in found]


async def check_url(url: str, *, allow_private: bool = False, resolve: Resolve = resolve_by_system) -> str | None:
    """None if `url` may be used as a callback now, else the reason in words.

    A name that does not resolve now is accepted: that may be over by the time it matters, and if it is not,
    the delivery fails and is recorded. `allow_private` lets http and private addresses pass (development).
    """
    try:
        parsed = _parse(url, allow_private=allow_private)
        if not allow_private and literal_ip(_host(parsed)) is None:
            async with asyncio.timeout(RESOLVE_S_MAX):
                addresses = await resolve(_host(parsed), parsed.port or 443)
            _check_addresses(_host(parsed), addresses)
    except RefusedAddressError as refused:
        return refused.message
    except (OSError, TimeoutError, UnicodeError):
        return None
    return None


class Outbound:
    """A session for calls to customers' addresses. Use it as an async context manager, or `close` it."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        private_hosts: Collection[str] = (),
        resolve: Resolve = resolve_by_system,
    ) -> None:
        """private_hosts: names that may lead to private addresses; allow_private: any may (both: development)."""
        self._allow_private = allow_private
        self._private_hosts = frozenset(host.lower() for host in private_hosts)
        self._resolver = _CheckedResolver(resolve, self._may_be_private)
        self._session: aiohttp.ClientSession | None = None

    async def post(self, url: str, body: bytes, headers: Mapping[str, str], timeout_s: float) -> Answer:
        """One POST, one try. `timeout_s` covers everything: resolving, connecting, sending and the answer.

        The status counts as soon as it is there; a body that then breaks off or dawdles is cut, not an error.
        Raises RefusedAddressError when the address may not be called, OutboundError when no status came.
        """
        target = self._parse(url, ("https",))
        try:
            # aiohttp's own time limit runs on while the head of the body is read.
            response = await self._open().post(
                target,
                data=body,
                headers=headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=timeout_s),
            )
        except TimeoutError:
            raise OutboundError(f"{target.host} did not answer within {timeout_s:g} s") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise OutboundError(f"{target.host} could not be reached: {_reason(error)}") from error
        try:
            return Answer(status=response.status, body_head=await _read_head(response))
        finally:
            response.close()

    @asynccontextmanager
    async def download(self, url: str, timeout_s: float) -> AsyncIterator[AsyncIterator[bytes]]:
        """The bytes of a GET, as they come; at most REDIRECTS_MAX redirects, each address checked anew.

        `timeout_s` covers each hop whole, the body included. Raises RefusedAddressError when an address on the way
        may not be called, OutboundError when it cannot be reached, does not answer 200 or breaks off.
        """
        response = await self._follow(url, timeout_s)
        host = response.url.host
        try:
            yield _body(response, host, timeout_s)
        finally:
            response.close()

    async def _follow(self, url: str, timeout_s: float) -> aiohttp.ClientResponse:
        for _ in range(REDIRECTS_MAX + 1):
            target = self._parse(url, ("https", "http"))
            try:
                response = await self._open().get(
                    target,
                    headers={"accept": "*/*", "accept-encoding": "identity", "user-agent": "omnireel"},
                    allow_redirects=False,
                    timeout=aiohttp.ClientTimeout(total=timeout_s),
                )
            except TimeoutError:
                raise OutboundError(f"{target.host} did not answer within {timeout_s:g} s") from None
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise OutboundError(f"{target.host} could not be reached: {_reason(error)}") from error
            if response.status == 200:
                return response
            location = response.headers.get("location")
            response.close()
            if response.status not in (301, 302, 303, 307, 308) or not location:
                raise OutboundError(f"{target.host} answered {response.status}")
            try:
                url = str(target.join(URL(location)))
            except ValueError:
                raise OutboundError(f"{target.host} redirects to what is no URL") from None
        raise OutboundError(f"{target.host} redirects more than {REDIRECTS_MAX} times")

    def _may_be_private(self, host: str) -> bool:
        return self._allow_private or host.lower() in self._private_hosts

    def _parse(self, url: str, schemes: Sequence[str]) -> URL:
        try:
            private = self._may_be_private(URL(url).host or "")
        except ValueError:
            private = False
        return _parse(url, allow_private=private, schemes=(*schemes, "http") if private else schemes)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def _open(self) -> aiohttp.ClientSession:
        """The session, made at the first call because aiohttp ties it to the running loop."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                resolver=self._resolver,
                use_dns_cache=False,  # each call is resolved and checked by itself
                force_close=True,  # a kept connection may be half dead, and a POST must not be sent twice
                limit=0,  # the caller bounds its own concurrency
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                trust_env=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,  # a compressed answer must not grow in memory
            )
        return self._session


class _CheckedResolver(AbstractResolver):
    """Resolves a name once and hands the connector checked addresses only."""

    def __init__(self, resolve: Resolve, may_be_private: Callable[[str], bool]) -> None:
        self._resolve = resolve
        self._may_be_private = may_be_private

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        addresses = await self._resolve(host, port)
        if not self._may_be_private(host):
            _check_addresses(host, addresses)
        if not addresses:
            raise OSError(f"{host} has no address")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        return None


def _parse(url: str, *, allow_private: bool, schemes: Sequence[str] | None = None) -> URL:
    """The URL as aiohttp will read it, so that what is checked is what is called. Raises RefusedAddressError."""
    if len(url) > URL_CHARS_MAX:
        raise RefusedAddressError(f"must be at most {URL_CHARS_MAX} characters (got {len(url)})")
    if any(ord(char) <= 32 or char == "\\" or ord(char) == 127 for char in url):
        raise RefusedAddressError("must not contain spaces, control characters or backslashes")
    try:
        parsed = URL(url)
        host = parsed.host
        port = parsed.port
    except (ValueError, UnicodeError):
        raise RefusedAddressError("is not a valid URL") from None
    if schemes is None:
        schemes = ("https", "http") if allow_private else ("https",)
    if parsed.scheme not in schemes:
        raise RefusedAddressError(
            f"must start with {' or '.join(name + '://' for name in dict.fromkeys(schemes))}"
        )
    if not host or not port:
        raise RefusedAddressError("must name a host")
    address = None if allow_private else literal_ip(host)
    if address is not None and not is_public(address):
        raise RefusedAddressError(f"must not be an internal address (got {host})")
    if not allow_private and address is None and is_inner_name(host):
        raise RefusedAddressError(f"must not be an internal name (got {host})")
    if parsed.user is not None or parsed.password is not None:
        raise RefusedAddressError("must not contain a user name or password")
    return parsed


def _host(parsed: URL) -> str:
    """The host in the form that goes to the resolver (punycode)."""
    return parsed.raw_host or ""


def _check_addresses(host: str, addresses: Sequence[str]) -> None:
    for text in addresses:
        try:
            public = is_public(ipaddress.ip_address(text))
        except ValueError:
            public = False
        if not public:
            # The address itself stays out of the message: a customer learns nothing about the inner network.
            raise RefusedAddressError(f"must not lead to an internal address ({host} does)")


async def _body(response: aiohttp.ClientResponse, host: str | None, timeout_s: float) -> AsyncIterator[bytes]:
    try:
        async for part in response.content.iter_chunked(CHUNK_BYTES):
            yield part
    except TimeoutError:
        raise OutboundError(f"{host} did not send it all within {timeout_s:g} s") from None
    except (aiohttp.ClientError, OSError) as error:
        raise OutboundError(f"{host} broke off: {_reason(error)}") from error


async def _read_head(response: aiohttp.ClientResponse) -> bytes:
    head = b""
    try:
        while len(head) < ANSWER_BYTES_MAX:
            chunk = await response.content.read(ANSWER_BYTES_MAX - len(head))
            if not chunk:
                break
            head += chunk
    except (aiohttp.ClientError, OSError, TimeoutError):
        pass  # the status is what counts
    return head


def _reason(error: BaseException) -> str:
    """Why a connection failed, in words for customers where these are known."""
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "its name is not known"
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return "it closed the connection"
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return "its certificate is not valid"
    code: Any = getattr(getattr(error, "os_error", error), "errno", None)
    known = {errno.ECONNREFUSED: "it refused the connection", errno.ECONNRESET: "it closed the connection"}
    return known.get(code) or str(error) or type(error).__name__
