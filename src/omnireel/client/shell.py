"""What both clients share: where they send to, and how a Request becomes httpx's."""

from __future__ import annotations

import ipaddress
from typing import Any, TypeVar

import httpx

from omnireel.client.effects import Reply, Request
from omnireel.client.sending import Timing
from omnireel.client.uploading import FileBody
from omnireel.errors import OmnireelError

HttpT = TypeVar("HttpT", httpx.Client, httpx.AsyncClient)

USER_AGENT = "omnireel-python"


class Shell:
    """The address and the key of a client, checked."""

    def __init__(self, base_url: str, api_key: str, *, timeout_s: float, timing: Timing) -> None:
        url = _base_url(base_url)
        if not api_key or not api_key.isascii() or not api_key.isprintable() or " " in api_key:
            raise OmnireelError(
                "the API key must be a non-empty text of printable ASCII characters without spaces"
            )
        self.base_url = str(url).rstrip("/")
        self.timing = timing
        self._api_key = api_key
        self._timeout_s = timeout_s

    def http_options(self) -> dict[str, Any]:
        """The options of httpx's client."""
        return {
            "timeout": self._timeout_s,
            "headers": {"User-Agent": USER_AGENT},
            # A proxy of the environment is for the internet, and is of no help in reaching this very machine.
            "trust_env": not _is_loopback(httpx.URL(self.base_url).host),
        }

    def prepare(self, http: HttpT, request: Request, *, gap_s_max: float | None = None) -> httpx.Request:
        """httpx's request. `gap_s_max` is for streams: the longest wait for the next bytes."""
        headers = dict(request.headers)
        if request.keyed:
            headers["Authorization"] = f"Bearer {self._api_key}"
        timeout = httpx.Timeout(self._timeout_s)
        if gap_s_max is not None:
            headers.setdefault("Accept-Encoding", "identity")
            timeout = httpx.Timeout(self._timeout_s, read=gap_s_max)
        url = request.url if "://" in request.url else self.base_url + request.url
        form = None if request.upload is None else FileBody(request.upload)
        if form is not None:
            headers |= form.headers()
        try:
            built = http.build_request(
                request.method,
                url,
                params=dict(request.query) or None,
                headers=headers,
                content=request.body,
                timeout=timeout,
            )
        except (httpx.InvalidURL, UnicodeError) as error:
            raise OmnireelError(f"{url!r} is not a valid address: {error}") from None
        if form is not None:
            built.stream = form
        return built

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"  # never the key


def reply_of(response: httpx.Response, body: bytes = b"") -> Reply:
    return Reply(status=response.status_code, headers=response.headers, body=body)


def _base_url(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, TypeError):
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host or url.query or url.fragment:
        raise OmnireelError(f"the base URL must look like http://127.0.0.1:8420 (got {text!r})")
    return url


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
