"""Calls to customers' addresses: what is refused, and that the checked address is the one that is called."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest

from omnireel.media import outbound
from omnireel.media.outbound import (
    ANSWER_BYTES_MAX,
    Outbound,
    OutboundError,
    RefusedAddressError,
    check_url,
)

PUBLIC = "93.184.216.34"


class Names:
    """A name server under the test's control: each question gets the next answer, the last one for ever."""

    def __init__(self, *answers: Sequence[str] | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append((host, port))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


class Receiver:
    """A bare TCP server that keeps what it read and writes a canned answer."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer
        self.seen: list[bytes] = []
        self.port = 0
        self.hold = False
        self.writers: list[asyncio.StreamWriter] = []

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.append(writer)
        data = await reader.read(65536)
        while data.startswith(b"POST") and not data.endswith(b"the body"):
            data += await reader.read(65536)
        if data:
            self.seen.append(data)
        writer.write(self.answer)
        with suppress(ConnectionError):  # the other side may have gone away
            await writer.drain()
            if self.hold:
                await reader.read()  # until the other side gives up
        writer.close()


@asynccontextmanager
async def receiver(
    answer: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", *, host: str = "127.0.0.1", port: int = 0
) -> AsyncIterator[Receiver]:
    it = Receiver(answer)
    server = await asyncio.start_server(it.handle, host, port)
    it.port = server.sockets[0].getsockname()[1]
    try:
        yield it
    finally:
        server.close()
        await server.wait_closed()
        for writer in it.writers:  # a server that is closed has not yet closed its connections
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


# --- check_url -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://hooks.example.com/x", "https://"),
        ("ftp://hooks.example.com/x", "https://"),
        ("hooks.example.com/x", "https://"),
        ("file:///etc/passwd", "https://"),
        ("https:///x", "host"),
        ("https://127.0.0.1/x", "internal"),
        ("https://user@127.0.0.1/x", "internal"),
        ("https://10.0.0.8/x", "internal"),
        ("https://169.254.169.254/latest/meta-data", "internal"),
        ("https://[::1]/x", "internal"),
        ("https://[::ffff:127.0.0.1]/x", "internal"),
        ("https://[fe80::1%25eth0]/x", "internal"),
        ("https://2130706433/x", "internal"),
        ("https://0x7f.1/x", "internal"),
        ("https://127.1/x", "internal"),
        ("https://localhost/x", "internal"),
        ("https://database/x", "internal"),
        ("https://a.example.com\\@127.0.0.1/x", "backslash"),
        ("https://a.example.com /x", "spaces"),
        ("https://a.example.com\r\nHost:x/", "control"),
        ("https://a.example.com/" + "x" * 2048, "2048"),
        ("https://a.example.com:99999/x", "valid URL"),
        ("https://[::1/x", "valid URL"),
    ],
)
async def test_urls_that_are_refused_by_their_form(url: str, word: str) -> None:
    names = Names([PUBLIC])
    reason = await check_url(url, resolve=names)
    assert reason is not None
    assert word in reason
    assert names.asked == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        [PUBLIC, "10.1.2.3"],
        ["10.1.2.3", PUBLIC],
        ["::1"],
        ["fe80::1%lo"],
        ["64:ff9b::7f00:1"],
        ["?"],
    ],
)
async def test_a_name_with_any_address_that_is_not_public_is_refused(addresses: list[str]) -> None:
    reason = await check_url("https://hooks.example.com/x", resolve=Names(addresses))
    assert reason == "must not lead to an internal address (hooks.example.com does)"


async def test_a_public_name_and_a_public_address_are_accepted() -> None:
    names = Names([PUBLIC, "2606:2800:220:1::1"])
    assert await check_url("https://hooks.example.com:8443/x?y=1", resolve=names) is None
    assert names.asked == [("hooks.example.com", 8443)]
    assert await check_url(f"https://{PUBLIC}/x", resolve=names) is None
    assert len(names.asked) == 1


async def test_a_name_goes_to_the_resolver_in_punycode() -> None:
    names = Names([PUBLIC])
    assert await check_url("https://bücher.example/x", resolve=names) is None
    assert names.asked == [("xn--bcher-kva.example", 443)]


async def test_a_name_that_does_not_resolve_now_is_accepted() -> None:
    assert await check_url("https://new.example.com/x", resolve=Names(OSError("no such name"))) is None


async def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(host: str, port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(outbound, "RESOLVE_S_MAX", 0.01)
    assert await check_url("https://slow.example.com/x", resolve=hang) is None


async def test_private_addresses_and_http_can_be_allowed_for_development() -> None:
    names = Names(["127.0.0.1"])
    assert await check_url("http://localhost:8000/x", allow_private=True, resolve=names) is None
    assert await check_url("ftp://localhost/x", allow_private=True, resolve=names) is not None


# --- Outbound ------------------------------------------------------------------------------------


async def test_post_sends_the_bytes_and_reads_the_answer() -> None:
    async with receiver() as it, Outbound(allow_private=True, resolve=Names(["127.0.0.1"])) as out:
        url = f"http://hooks.example.com:{it.port}/x?y=1"
        answer = await out.post(url, b"the body", {"webhook-id": "msg_1"}, 5)
    assert (answer.status, answer.body_head) == (200, b"ok")
    head, body = it.seen[0].split(b"\r\n\r\n")
    assert body == b"the body"
    assert head.startswith(b"POST /x?y=1 HTTP/1.1\r\n")
    assert f"Host: hooks.example.com:{it.port}".encode() in head
    assert b"webhook-id: msg_1" in head


async def test_a_name_that_rebinds_to_loopback_after_the_check_is_refused() -> None:
    async with receiver() as it:
        names = Names([PUBLIC], ["127.0.0.1"])
        url = f"https://rebind.example.com:{it.port}/x"
        assert await check_url(url, resolve=names) is None
        async with Outbound(resolve=names) as out:
            with pytest.raises(RefusedAddressError, match="must not lead to an internal address"):
                await out.post(url, b"the body", {}, 5)
    assert it.seen == []


async def test_the_address_that_was_checked_is_the_one_that_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.2 plays the public address; the name moves to 127.0.0.1 as soon as it was asked once."""

    def pretend(ip: IPv4Address | IPv6Address) -> bool:
        return ip == ip_address("127.0.0.2")

    monkeypatch.setattr(outbound, "is_public", pretend)
    names = Names(["127.0.0.2"], ["127.0.0.1"])
    async with (
        receiver(host="127.0.0.2") as good,
        receiver(port=good.port) as inner,
        Outbound(resolve=names) as out,
    ):
        # The receiver does not speak TLS: what counts is who got the greeting, and the name in it.
        with pytest.raises(OutboundError):
            await out.post(f"https://rebind.example.com:{good.port}/x", b"the body", {}, 5)
        assert len(names.asked) == 1
        assert inner.seen == []
        assert len(good.seen) == 1
        assert good.seen[0][0] == 0x16  # a TLS handshake
        assert b"rebind.example.com" in good.seen[0]  # its SNI


async def test_every_call_is_resolved_and_checked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    names = Names(["127.0.0.1"])
    async with receiver() as it, Outbound(allow_private=True, resolve=names) as out:
        for _ in range(2):
            await out.post(f"http://hooks.example.com:{it.port}/x", b"the body", {}, 5)
    assert len(names.asked) == 2


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1:{port}/x", "https://2130706433:{port}/x", "http://a.example/x"]
)
async def test_literal_addresses_are_refused_without_a_connection(url: str) -> None:
    async with receiver() as it, Outbound() as out:
        with pytest.raises(RefusedAddressError):
            await out.post(url.format(port=it.port), b"the body", {}, 5)
    assert it.seen == []


async def test_redirects_are_not_followed() -> None:
    async with receiver() as target:
        moved = f"HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:{target.port}/\r\nContent-Length: 0\r\n\r\n"
        async with receiver(moved.encode()) as it, Outbound(allow_private=True) as out:
            answer = await out.post(f"http://127.0.0.1:{it.port}/x", b"the body", {}, 5)
    assert answer.status == 307
    assert target.seen == []


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with receiver() as proxy, receiver() as it, Outbound(allow_private=True) as out:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        await out.post(f"http://127.0.0.1:{it.port}/x", b"the body", {}, 5)
    assert len(it.seen) == 1
    assert proxy.seen == []


async def test_only_the_head_of_a_long_answer_is_kept() -> None:
    long = b"HTTP/1.1 500 Oops\r\nContent-Length: 5000000\r\n\r\n" + b"x" * 100_000
    async with receiver(long) as it, Outbound(allow_private=True) as out:
        it.hold = True
        answer = await out.post(f"http://127.0.0.1:{it.port}/x", b"the body", {}, 5)
    assert answer.status == 500
    assert answer.body_head == b"x" * ANSWER_BYTES_MAX


async def test_a_status_counts_even_if_the_body_never_comes() -> None:
    short = b"HTTP/1.1 202 Taken\r\nContent-Length: 10\r\n\r\nabc"
    async with receiver(short) as it, Outbound(allow_private=True) as out:
        answer = await out.post(f"http://127.0.0.1:{it.port}/x", b"the body", {}, 5)
    assert (answer.status, answer.body_head) == (202, b"abc")
    async with receiver(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc") as it:
        it.hold = True
        async with Outbound(allow_private=True) as out:
            answer = await out.post(f"http://127.0.0.1:{it.port}/x", b"the body", {}, 0.2)
    assert (answer.status, answer.body_head) == (200, b"abc")


async def test_a_receiver_that_says_nothing_times_out() -> None:
    async with receiver(b"") as it, Outbound(allow_private=True) as out:
        it.hold = True
        with pytest.raises(OutboundError, match=r"did not answer within 0\.05 s"):
            await out.post(f"http://127.0.0.1:{it.port}/x", b"the body", {}, 0.05)


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH\r\n"])
async def test_a_receiver_that_is_not_http_is_an_outbound_error(answer: bytes) -> None:
    async with receiver(answer) as it, Outbound(allow_private=True) as out:
        with pytest.raises(OutboundError, match="could not be reached"):
            await out.post(f"http://127.0.0.1:{it.port}/x", b"the body", {}, 5)


async def test_a_closed_port_and_a_name_without_address_are_outbound_errors() -> None:
    async with receiver() as it:
        port = it.port
    async with Outbound(allow_private=True) as out:
        with pytest.raises(OutboundError, match="could not be reached"):
            await out.post(f"http://127.0.0.1:{port}/x", b"the body", {}, 5)
    for names in (Names([]), Names(OSError("no such name"))):
        async with Outbound(resolve=names) as out:
            with pytest.raises(OutboundError, match="could not be reached"):
                await out.post("https://hooks.example.com/x", b"the body", {}, 5)


async def test_a_header_cannot_smuggle_a_second_one() -> None:
    async with receiver() as it, Outbound(allow_private=True) as out:
        with pytest.raises(OutboundError):
            await out.post(f"http://127.0.0.1:{it.port}/x", b"the body", {"a": "b\r\nc: d"}, 5)
    assert it.seen == []


# ---- files fetched from a customer's address ----


def redirect(to: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


async def fetched(box: Outbound, url: str) -> bytes:
    async with box.download(url, timeout_s=5) as parts:
        return b"".join([part async for part in parts])


def own(names: Names) -> Outbound:
    """A guard that trusts one name only, so that a server on loopback can stand for the customer's."""
    return Outbound(private_hosts=("files.example",), resolve=names)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_download_follows_a_redirect(status: int) -> None:
    async with receiver() as end, receiver(redirect(f"http://files.example:{end.port}/b", status)) as start:
        async with own(Names(["127.0.0.1"])) as box:
            assert await fetched(box, f"http://files.example:{start.port}/a") == b"ok"
        assert end.seen[0].startswith(b"GET /b HTTP/1.1")


async def test_a_download_follows_a_relative_redirect() -> None:
    async with receiver(redirect("/next")) as it:
        async with own(Names(["127.0.0.1"])) as box:
            with pytest.raises(OutboundError, match="more than 3 times"):
                await fetched(box, f"http://files.example:{it.port}/a")
        assert [seen.split()[1] for seen in it.seen] == [b"/a", b"/next", b"/next", b"/next"]


@pytest.mark.parametrize(
    ("to", "word"),
    [
        ("http://127.0.0.1:1/x", "internal address"),
        ("http://169.254.169.254/latest/meta-data/", "internal address"),
        ("http://0x7f000001/", "internal address"),
        ("http://2130706433/", "internal address"),
        ("http://127.1/", "internal address"),
        ("http://0177.0.0.1/", "internal address"),
        ("http://[::1]/", "internal address"),
        ("http://[::ffff:127.0.0.1]/", "internal address"),
        ("http://[64:ff9b::7f00:1]/", "internal address"),
        ("http://localhost/", "internal name"),
        ("http://db.internal/", "internal name"),
        ("http://user:secret@files.example/", "user name"),
        ("file:///etc/passwd", "must start with"),
        ("gopher://files.example/x", "must start with"),
        ("ftp://files.example/x", "must start with"),
    ],
)
async def test_a_redirect_may_not_lead_inside(to: str, word: str) -> None:
    async with receiver(redirect(to)) as it, own(Names(["127.0.0.1"])) as box:
        with pytest.raises(RefusedAddressError, match=word):
            await fetched(box, f"http://files.example:{it.port}/a")


async def test_a_redirect_to_a_name_that_leads_inside_is_refused_before_it_is_called() -> None:
    async with receiver() as inner:
        to = f"http://elsewhere.example:{inner.port}/"
        async with receiver(redirect(to)) as it, own(Names(["127.0.0.1"])) as box:
            with pytest.raises(OutboundError, match=r"elsewhere\.example"):
                await fetched(box, f"http://files.example:{it.port}/a")
        assert not inner.seen


async def test_a_name_that_rebinds_between_two_downloads_is_checked_again() -> None:
    async with receiver() as inner, Outbound(resolve=Names([PUBLIC, "127.0.0.1"], ["127.0.0.1"])) as box:
        for _ in range(2):
            with pytest.raises(OutboundError, match="internal address"):
                await fetched(box, f"http://files.example:{inner.port}/")
        assert not inner.seen


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified", "401 Unauthorized", "404 Not Found"])
async def test_only_200_is_a_file(status: str) -> None:
    answer = f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode()
    async with receiver(answer) as it, own(Names(["127.0.0.1"])) as box:
        with pytest.raises(OutboundError, match=f"answered {status[:3]}"):
            await fetched(box, f"http://files.example:{it.port}/a")


async def test_a_download_that_breaks_off_is_an_error_and_no_short_file() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"
    async with receiver(answer) as it, own(Names(["127.0.0.1"])) as box:
        with pytest.raises(OutboundError, match="broke off"):
            await fetched(box, f"http://files.example:{it.port}/a")
