"""A small validator of JSON Schema: the keywords that our document uses. One that it does not know is an error,
so that it never passes what it has not looked at."""

from __future__ import annotations

import re
from typing import Any

ANNOTATIONS = {
    "title",
    "description",
    "default",
    "examples",
    "example",
    "format",
    "discriminator",
    "contentMediaType",
    "deprecated",
}
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
}


def resolve(document: dict[str, Any], ref: str) -> Any:
    """What a local reference points at. Raises KeyError."""
    assert ref.startswith("#/"), f"not a local reference: {ref}"
    found: Any = document
    for part in ref[2:].split("/"):
        found = found[part.replace("~1", "/").replace("~0", "~")]
    return found


def _is(value: Any, name: str) -> bool:
    if name in ("integer", "number"):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return name == "number" or float(value).is_integer()
    return isinstance(value, TYPES[name])


def problems(document: dict[str, Any], schema: dict[str, Any], value: Any, where: str = "$") -> list[str]:
    """Everything in which a value departs from a schema; empty when it fits."""
    found: list[str] = []

    def need(good: bool, rule: str) -> None:
        if not good:
            found.append(f"{where}: {rule} (got {str(value)[:80]})")

    def inner(part: dict[str, Any], part_value: Any, step: str = "") -> list[str]:
        return problems(document, part, part_value, where + step)

    for word, rule in schema.items():
        match word:
            case "$ref":
                found += inner(resolve(document, rule), value)
            case "type":
                names = [rule] if isinstance(rule, str) else rule
                need(any(_is(value, name) for name in names), f"must be {rule}")
            case "enum":
                need(value in rule, f"must be one of {rule}")
            case "const":
                need(value == rule, f"must be {rule!r}")
            case "anyOf":
                need(any(not inner(part, value) for part in rule), "fits none of anyOf")
            case "oneOf":
                need(sum(not inner(part, value) for part in rule) == 1, "must fit exactly one of oneOf")
            case "allOf":
                for part in rule:
                    found += inner(part, value)
            case "pattern":
                need(not isinstance(value, str) or re.search(rule, value) is not None, f"must match {rule}")
            case "minimum":
                need(not _is(value, "number") or value >= rule, f"must be at least {rule}")
            case "maximum":
                need(not _is(value, "number") or value <= rule, f"must be at most {rule}")
            case "minLength" | "maxLength" | "minItems" | "maxItems":
                kind = str if word.endswith("Length") else list
                if isinstance(value, kind):
                    need(len(value) >= rule if word.startswith("min") else len(value) <= rule, f"{word} {rule}")
            case "required":
                for name in rule:
                    need(not isinstance(value, dict) or name in value, f"lacks {name}")
            case "properties":
                for name, part in rule.items():
                    if isinstance(value, dict) and name in value:
                        found += inner(part, value[name], f".{name}")
            case "additionalProperties":
                named = schema.get("properties", {})
                for name in value if isinstance(value, dict) else ():
                    if name not in named:
                        need(rule is not False, f"has a member {name}")
                        found += inner(rule, value[name], f".{name}") if isinstance(rule, dict) else []
            case "items":
                for position, item in enumerate(value if isinstance(value, list) else ()):
                    found += inner(rule, item, f"[{position}]")
            case _:
                assert word in ANNOTATIONS, f"{where}: unknown keyword {word}"
    return found


def strict(document: dict[str, Any], schema: dict[str, Any], value: Any, where: str = "$") -> list[str]:
    """`problems`, and every member that the schema does not name: an answer says nothing undocumented."""
    found = problems(document, schema, value, where)
    named, loose = _members(document, schema, value)
    if isinstance(value, dict) and not loose:
        found += [f"{where}: undocumented member {name}" for name in value if name not in named]
        for name, part in value.items():
            if name in named:
                found += strict(document, named[name], part, f"{where}.{name}")
    if isinstance(value, list):
        item = _items(document, schema)
        found += [
            text
            for position, part in enumerate(value)
            for text in strict(document, item, part, f"{where}[{position}]")
        ]
    return found


def _branches(document: dict[str, Any], schema: dict[str, Any], value: Any) -> list[dict[str, Any]]:
    """The schema and all that it refers to, as far as the value fits."""
    found = [schema]
    if "$ref" in schema:
        found += _branches(document, resolve(document, schema["$ref"]), value)
    for word in ("anyOf", "oneOf", "allOf"):
        for part in schema.get(word, ()):
            if not problems(document, part, value):
                found += _branches(document, part, value)
    return found


def _members(document: dict[str, Any], schema: dict[str, Any], value: Any) -> tuple[dict[str, Any], bool]:
    branches = _branches(document, schema, value)
    named = {name: part for branch in branches for name, part in branch.get("properties", {}).items()}
    loose = any(branch.get("additionalProperties") is True for branch in branches)
    return named, loose or not named


def _items(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    for branch in _branches(document, schema, []):
        if "items" in branch:
            found: dict[str, Any] = branch["items"]
            return found
    return {}
