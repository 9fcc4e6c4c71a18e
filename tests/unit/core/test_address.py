"""Addresses: which are public, and which hosts are addresses in disguise."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel.core.address import is_inner_name, is_public, literal_ip

HOSTS: list[tuple[str, str]] = [
    # public
    ("8.8.8.8", "public"),
    ("1.1.1.1", "public"),
    ("9.255.255.255", "public"),
    ("11.0.0.0", "public"),
    ("100.63.255.255", "public"),
    ("100.128.0.0", "public"),
    ("126.255.255.255", "public"),
    ("128.0.0.0", "public"),
    ("169.253.255.255", "public"),
    ("172.15.255.255", "public"),
    ("172.32.0.0", "public"),
    ("192.167.255.255", "public"),
    ("192.169.0.0", "public"),
    ("223.255.255.255", "public"),
    ("134744072", "public"),
    ("0x08080808", "public"),
    ("8.8.8.8.", "public"),
    ("2606:4700:4700::1111", "public"),
    ("[2606:4700:4700::1111]", "public"),
    ("2a00:1450:4001:81b::200e", "public"),
    # loopback, in all spellings
    ("127.0.0.1", "inner"),
    ("127.255.255.255", "inner"),
    ("127.0.0.1.", "inner"),
    ("127.1", "inner"),
    ("127.0.1", "inner"),
    ("2130706433", "inner"),
    ("0x7f000001", "inner"),
    ("0X7F000001", "inner"),
    ("0x7f.1", "inner"),
    ("0x7f.0x0.0x0.0x1", "inner"),
    ("0177.0.0.1", "inner"),
    ("017700000001", "inner"),
    ("0177.0x0.0.1", "inner"),
    ("00000177.0.0.1", "inner"),
    ("１２７.０.０.１", "inner"),
    ("127。0。0。1", "inner"),
    ("①②⑦.0.0.1", "inner"),
    ("::1", "inner"),
    ("[::1]", "inner"),
    ("0:0:0:0:0:0:0:1", "inner"),
    ("0000:0000:0000:0000:0000:0000:0000:0001", "inner"),
    # unspecified, private, shared, link-local
    ("0.0.0.0", "inner"),
    ("0", "inner"),
    ("0x0", "inner"),
    ("::", "inner"),
    ("0.1.2.3", "inner"),
    ("10.0.0.0", "inner"),
    ("10.255.255.255", "inner"),
    ("10.1", "inner"),
    ("012.0.0.1", "inner"),
    ("100.64.0.0", "inner"),
    ("100.100.100.200", "inner"),
    ("100.127.255.255", "inner"),
    ("168.63.129.16", "inner"),
    ("169.254.169.254", "inner"),
    ("0xA9FEA9FE", "inner"),
    ("2852039166", "inner"),
    ("172.16.0.0", "inner"),
    ("172.31.255.255", "inner"),
    ("192.168.0.0", "inner"),
    ("192.168.255.255", "inner"),
    ("192.168.257", "inner"),
    # protocol, documentation, benchmarks, multicast, reserved
    ("192.0.0.1", "inner"),
    ("192.0.2.1", "inner"),
    ("192.88.99.1", "inner"),
    ("198.18.0.1", "inner"),
    ("198.19.255.255", "inner"),
    ("198.51.100.1", "inner"),
    ("203.0.113.1", "inner"),
    ("224.0.0.1", "inner"),
    ("239.255.255.255", "inner"),
    ("240.0.0.1", "inner"),
    ("255.255.255.255", "inner"),
    ("4294967295", "inner"),
    # IPv6
    ("fe80::1", "inner"),
    ("fe80::1%eth0", "inner"),
    ("2606:4700:4700::1111%eth0", "inner"),
    ("febf::1", "inner"),
    ("fec0::1", "inner"),
    ("fc00::1", "inner"),
    ("fd12:3456:789a::1", "inner"),
    ("ff02::1", "inner"),
    ("100::1", "inner"),
    ("2001:db8::1", "inner"),
    ("3fff::1", "inner"),
    ("5f00::1", "inner"),
    ("4000::1", "inner"),
    # IPv4 inside IPv6
    ("::ffff:127.0.0.1", "inner"),
    ("::ffff:7f00:1", "inner"),
    ("::ffff:8.8.8.8", "inner"),
    ("::127.0.0.1", "inner"),
    ("::ffff:0:127.0.0.1", "inner"),
    ("64:ff9b::127.0.0.1", "inner"),
    ("64:ff9b::8.8.8.8", "inner"),
    ("64:ff9b:1::10.0.0.1", "inner"),
    ("2002:7f00:1::", "inner"),
    ("2002:808:808::", "inner"),
    ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "inner"),
    ("2606:4700::5efe:10.0.0.1", "inner"),
    ("2606:4700::200:5efe:10.0.0.1", "inner"),
    # names, and what no resolver takes for an address
    ("example.com", "name"),
    ("1.2.3.4.example.com", "name"),
    ("127.0.0.1.nip.io", "name"),
    ("dead.beef", "name"),
    ("256.0.0.1", "name"),
    ("1.2.3.256", "name"),
    ("1.2.3.4.5", "name"),
    ("1..2", "name"),
    ("08.0.0.1", "name"),
    ("4294967296", "name"),
    ("0x100000000", "name"),
    ("-1", "name"),
    ("+1", "name"),
    ("1e3", "name"),
    ("", "name"),
    (".", "name"),
    ("[::1", "name"),
    ("::1]", "name"),
    ("1::2::3", "name"),
    ("localhost", "name"),
    ("9" * 5000, "name"),
]


def test_the_table_is_long_enough():
    assert len(HOSTS) >= 80


@pytest.mark.parametrize(("host", "kind"), HOSTS, ids=[host[:30] or "empty" for host, _ in HOSTS])
def test_hosts(host, kind):
    ip = literal_ip(host)
    found = "name" if ip is None else "public" if is_public(ip) else "inner"
    assert found == kind


@given(st.ip_addresses(v=4))
def test_every_spelling_of_an_address_is_that_address(ip):
    number = int(ip)
    a, b, c, d = ip.packed
    for spelling in (
        str(ip),
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a}.{number & 0xFFFFFF}",
        f"{a}.{b}.{number & 0xFFFF}",
        f"0{a:o}.0x{b:x}.{c}.{d}",
    ):
        assert literal_ip(spelling) == ip


def known_to_python(ip) -> bool:
    return ip.is_private or ip.is_loopback or ip.is_multicast or ip.is_reserved or ip.is_link_local


@given(st.ip_addresses(v=4))
def test_no_private_address_is_public(ip):
    # Python's own table is a lower bound: what it calls private must never be public here.
    if is_public(ip):
        assert not known_to_python(ip)


@given(st.ip_addresses(v=6))
def test_no_private_ipv6_address_is_public(ip):
    if is_public(ip):
        assert not known_to_python(ip)
        assert ip.ipv4_mapped is None
        assert ip.sixtofour is None
        assert ip.teredo is None


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:0:0", "::", "64:ff9b::"]))
def test_embedded_addresses_are_refused(inner, base):
    assert not is_public(ipaddress.IPv6Address(int(ipaddress.IPv6Address(base)) | int(inner)))


@given(st.text(max_size=40))
def test_any_text_is_answered(text):
    literal_ip(text)
    is_inner_name(text)


@pytest.mark.parametrize(
    ("host", "inner"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("a.localhost", True),
        ("printer.local", True),
        ("metadata.google.internal", True),
        ("db", True),
        ("nas.lan", True),
        ("router.home.arpa", True),
        ("x.localdomain", True),
        ("ｌｏｃａｌｈｏｓｔ", True),
        ("example.com", False),
        ("local.example.com", False),
        ("mylocal.com", False),
        ("notinternal.io", False),
    ],
)
def test_inner_names(host, inner):
    assert is_inner_name(host) is inner
