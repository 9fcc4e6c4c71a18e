"""The page's texts: one table a language, and none is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import omnireel.web
from omnireel.api.openapi import document
from omnireel.api.operations import OPERATIONS

WEB = Path(omnireel.web.__file__).parent
SHOWN = [one for one in OPERATIONS if one.tag not in ("Page", "Operation") and one.method != "head"]
"""What the page's reference shows."""


def table(name: str) -> dict[str, str]:
    """A table of texts: a line an entry."""
    lines = re.findall(r'^  ("(?:[^"\\]|\\.)*"): ("(?:[^"\\]|\\.)*"),$', (WEB / "texts" / name).read_text(), re.M)
    return {json.loads(key): json.loads(text) for key, text in lines}


def places(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_every_text_is_there_in_every_language() -> None:
    english, french = table("en.js"), table("fr.js")
    # Titles of the reference: in English they are the OpenAPI document's own.
    titles = {f"op.{one.id}" for one in SHOWN} | {f"tag.{one.tag}" for one in SHOWN}
    assert titles == {key for key in french if key.startswith(("op.", "tag."))}
    for key in titles:
        del french[key]
    assert len(english) > 300
    for mine in (english, french):
        singles = {key for key in mine if key.endswith(".one")}
        assert set(mine) - singles == {key for key in english if not key.endswith(".one")}
        for key in mine:
            assert places(mine[key]) == places(english.get(key, mine[key])), key
    # Every key that the code names stands in the tables.
    code = "".join(path.read_text() for path in WEB.glob("*/*.js") if path.parent.name != "texts")
    for key in re.findall(r'\bt\("([^"]+)"', code):
        assert key in english, key


def descriptions() -> Iterator[str]:
    """Every description that the page's reference shows of the OpenAPI document."""
    whole = document("1")

    def resolve(part: dict[str, Any]) -> dict[str, Any]:
        target: Any = whole
        for name in part.get("$ref", "#").split("/")[1:]:
            target = target[name]
        return {**(target if "$ref" in part else {}), **part}

    def members(schema: dict[str, Any]) -> Iterator[str]:
        for given in schema.get("properties", {}).values():
            member = resolve(given)
            yield member.get("description", "")
            yield from members(member)
            yield from members(resolve(member.get("items", {})))

    for operation in (whole["paths"][one.path][one.method] for one in SHOWN):
        yield operation["description"]
        yield from (resolve(given)["description"] for given in operation.get("parameters", ()))
        yield from (resolve(given)["description"] for given in operation["responses"].values())
        for content in operation.get("requestBody", {}).get("content", {}).values():
            schema = resolve(content["schema"])
            for one in schema.get("oneOf", (schema,)):
                yield from members(resolve(one))


def test_the_reference_is_told_in_french() -> None:
    shown = {part for text in descriptions() for part in text.split("\n\n") if part}
    french = table("fr-reference.js")
    assert len(shown) > 150
    assert shown == set(french)
    for english, text in french.items():
        # What is code stays code; only what stands for a value (`<key>`, `{column}`) has a French name.
        code = [re.sub(r"[<{][^>}]*[>}]", "", part) for part in re.findall(r"`([^`]+)`", english)]
        assert code == [re.sub(r"[<{][^>}]*[>}]", "", part) for part in re.findall(r"`([^`]+)`", text)], english
        assert text != english


def test_the_sentences_keep_their_values() -> None:
    for english, text in table("fr-sentences.js").items():
        assert places(english) == places(text), english
