"""How uploaded files are recognised and named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel.core.upload import FILE_ID, MEDIA_TYPES, file_name, folder_problem, media_type_of, new_file_id


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png"),
        (b"GIF89a\x01\x00", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00", "video/mp4"),
        (b"\x00\x00\x00\x20ftypmp42\x00\x00", "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00", "video/quicktime"),
        (b"\x00\x00\x00\x08wide\x00\x00", "video/quicktime"),
        (b"\x00\x00\x00\x20ftypM4A \x00\x00", "audio/mp4"),
        (b"ID3\x04\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"OggS\x00", "audio/ogg"),
        (b"fLaC\x00", "audio/flac"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", None),
        (b"\x00\x00\x00\x20ftypavif\x00", None),
        (b"\x00\x00\x00\x20ftypheic\x00", None),
        (b"PK\x03\x04", None),
        (b"<svg xmlns=", None),
        (b"#EXTM3U\n", None),
        (b"ffconcat version 1.0", None),
        (b"<!DOCTYPE html>", None),
        (b"\xff\xd8", None),
        (b"", None),
        (b"\xff", None),
    ],
)
def test_the_kind_is_read_from_the_beginning(head: bytes, kind: str | None) -> None:
    assert media_type_of(head) == kind
    assert kind is None or kind in MEDIA_TYPES


@pytest.mark.parametrize(
    ("wanted", "kind", "name"),
    [
        ("IMG_2041.JPG", "image/jpeg", "IMG_2041.jpg"),
        ("../../etc/passwd", "image/png", "passwd.png"),
        ("C:\\pics\\me.png", "image/png", "me.png"),
        ("Ünïcode nämé.mov", "video/quicktime", "Unicode-name.mov"),
        ("page.html", "image/png", "page.png"),
        ('a"b\r\nc.png', "image/png", "a-b-c.png"),
        ("", "video/mp4", "file.mp4"),
        ("....", "video/mp4", "file.mp4"),
        ("x" * 500, "image/gif", "x" * 120 + ".gif"),
    ],
)
def test_names_are_made_safe_and_end_in_what_the_file_is(wanted: str, kind: str, name: str) -> None:
    assert file_name(wanted, kind) == name


@given(st.text(), st.sampled_from(sorted(MEDIA_TYPES)))
def test_every_name_is_safe(wanted: str, kind: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,120}\.[a-z0-9]{3,4}", file_name(wanted, kind))


@pytest.mark.parametrize("folder", ["portraits", "a/b.c/d_e", "2026-11"])
def test_plain_folders_are_taken(folder: str) -> None:
    assert folder_problem(folder) is None


@pytest.mark.parametrize(
    "folder", ["..", "a/../b", "/a", "a//b", "a/", ".a", "ä", "a b", "a\\b", "x" * 201, "a?b", "a%2fb"]
)
def test_odd_folders_are_refused(folder: str) -> None:
    assert folder_problem(folder)


def test_ids_have_one_form() -> None:
    assert FILE_ID.fullmatch(new_file_id(bytes(range(16))))
    assert new_file_id(bytes(16)) != new_file_id(bytes(15) + b"\x01")
