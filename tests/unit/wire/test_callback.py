"""The static rules of callback addresses (contract 2.7, 8.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel.wire.callback import callback_problem

GOOD = [
    "https://hooks.example.com/omnireel",
    "https://hooks.example.com",
    "https://hooks.example.com:8443/a/b?c=d&e=%20#".rstrip("#"),
    "HTTPS://Hooks.Example.COM/",
    "https://xn--bcher-kva.example/",
    "https://my_app.example.com/",
    "https://8.8.8.8/hook",
    "https://[2606:4700:4700::1111]/hook",
    "https://example.com./",
    "https://example.com/" + "x" * 2028,
]


@pytest.mark.parametrize("url", GOOD)
def test_good(url):
    assert callback_problem(url) is None
    assert callback_problem(url, allow_private=True) is None


INTERNAL = [
    "localhost",
    "LOCALHOST",
    "localhost.",
    "app.localhost",
    "db",
    "printer.local",
    "metadata.google.internal",
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[fe80::1]",
    "[fd00::1]",
    "[::ffff:8.8.8.8]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
]


@pytest.mark.parametrize("host", INTERNAL)
def test_internal(host):
    assert "internal address" in (callback_problem(f"https://{host}:8443/hook") or "")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "must not be empty"),
        ("http://hooks.example.com/", "must start with https://"),
        ("ftp://hooks.example.com/", "must start with https://"),
        ("hooks.example.com/x", "must start with https://"),
        ("//hooks.example.com/x", "must start with https://"),
        ("javascript:alert(1)", "must start with https://"),
        ("https:hooks.example.com", "must name a host"),
        ("https:///x", "must name a host"),
        ("https://", "must name a host"),
        ("https://?x", "must name a host"),
        ("https://:443/", "must name a host"),
        ("https://example.com:0/", "usable port"),
        ("https://example.com:65536/", "not a valid URL"),
        ("https://example.com:x/", "not a valid URL"),
        ("https://[::1/", "not a valid URL"),
        ("https://[v1.x]/", "valid host"),
        ("https://user:pass@example.com/", "user name"),
        ("https://example.com@127.0.0.1/", "user name"),
        ("https://example.com/#x", "fragment"),
        ("https://example.com#@127.0.0.1/", "fragment"),
        ("https://127.0.0.1\\@example.com/", "plain ASCII"),
        ("https://exa mple.com/", "plain ASCII"),
        ("https://example.com/\n", "plain ASCII"),
        ("https://exam\tple.com/", "plain ASCII"),
        ("https://bücher.example/", "plain ASCII"),
        ("https://１２７.0.0.1/", "plain ASCII"),
        ("https://%31%32%37.0.0.1/", "valid host"),
        ("https://example..com/", "valid host"),
        ("https://-example.com/", "valid host"),
        ("https://" + "a." * 127 + "com/", "valid host"),
        ("https://256.1.1.1/", "valid host"),
        ("https://1.2.3.4.5/", "valid host"),
        ("https://example.0x10/", "valid host"),
        ("https://08.1.1.1/", "valid host"),
        ("https://134744072/", "four decimal numbers"),
        ("https://8.8.2056/", "four decimal numbers"),
        ("https://010.8.8.8/", "four decimal numbers"),
        ("https://example.com/" + "x" * 2029, "at most 2048 characters"),
    ],
)
def test_bad(url, words):
    problem = callback_problem(url)
    assert problem is not None
    assert words in problem
    assert len(problem) < 200


@pytest.mark.parametrize(
    "url", ["http://localhost:9000/x", "http://127.0.0.1:9000/", "https://db/", "http://[::1]:1/"]
)
def test_development_takes_inner_hosts(url):
    assert callback_problem(url) is not None
    assert callback_problem(url, allow_private=True) is None


@pytest.mark.parametrize("url", ["ftp://localhost/", "http://", "http://a@localhost/", "http://a b/"])
def test_development_does_not_take_everything(url):
    assert callback_problem(url, allow_private=True) is not None


@given(st.text(max_size=60), st.booleans())
def test_any_text_is_answered(text, allow_private):
    callback_problem(text, allow_private=allow_private)
    callback_problem("https://" + text, allow_private=allow_private)
