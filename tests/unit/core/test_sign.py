"""Signatures: no link, key or secret can be made or bent without the server's secret."""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel.core.sign import LinkVerdict, check_link, hash_key, new_key, sign_link, webhook_secret

SECRET = b"a secret of the server"
PATH = "/results/task-unified-1-a.mp4"
EXPIRES = 1_795_341_600


def verdict(link: str, *, secret: bytes = SECRET, now_s: float = EXPIRES - 1) -> LinkVerdict:
    parts = urlsplit(link)
    query = parse_qs(parts.query, keep_blank_values=True)
    return check_link(secret, parts.path, query.get("expires", [""])[0], query.get("signature", [""])[0], now_s)


def test_a_link_is_good_until_it_expires():
    link = sign_link(SECRET, PATH, EXPIRES)
    assert verdict(link) is LinkVerdict.GOOD
    assert verdict(link, now_s=EXPIRES) is LinkVerdict.EXPIRED
    assert verdict(link, now_s=EXPIRES + 1) is LinkVerdict.EXPIRED


def test_another_secret_signs_other_links():
    assert verdict(sign_link(b"another", PATH, EXPIRES)) is LinkVerdict.FORGED
    assert verdict(sign_link(SECRET, PATH, EXPIRES), secret=b"another") is LinkVerdict.FORGED


@given(st.data())
def test_any_changed_character_is_a_forgery(data):
    link = sign_link(SECRET, PATH, EXPIRES)
    values = {"path": PATH, "expires": str(EXPIRES), "signature": link.rpartition("=")[2]}
    which = data.draw(st.sampled_from(sorted(values)))
    text = values[which]
    position = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda char: char != text[position]))
    values[which] = text[:position] + other + text[position + 1 :]
    # A later expiry must not help either, so the clock stands before both.
    assert check_link(SECRET, values["path"], values["expires"], values["signature"], 0) is LinkVerdict.FORGED


@pytest.mark.parametrize("expires", ["", "-1", "1e9", "٣", "1" * 13, " 1795341600", "0x1", "1795341600 "])
def test_junk_for_an_expiry(expires):
    signature = sign_link(SECRET, PATH, EXPIRES).rpartition("=")[2]
    assert check_link(SECRET, PATH, expires, signature, 0) is LinkVerdict.FORGED


def test_keys_are_stored_hashed_with_or_without_prefix():
    key = new_key(bytes(range(24)))
    assert key.startswith("sk-")
    assert key == key.lower()
    assert hash_key(key) == hash_key(key.removeprefix("sk-"))
    assert key not in hash_key(key)
    assert new_key(bytes(24)) != key


def test_webhook_secrets_are_per_account():
    mine = webhook_secret(SECRET, "ann")
    assert mine.startswith("whsec_")
    assert len(base64.b64decode(mine.removeprefix("whsec_"))) == 32
    assert mine == webhook_secret(SECRET, "ann")
    assert mine != webhook_secret(SECRET, "bob")
