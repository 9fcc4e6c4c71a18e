"""Every sentence that the server may say to a customer, read from its code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import omnireel
from omnireel.errors import api_errors

SOURCE = Path(omnireel.__file__).parent
SAYERS = (
    *("wire/answers.py", "wire/messages.py", "wire/rules.py", "wire/creation.py", "wire/bodies.py"),
    *("wire/callback.py", "wire/campaigns.py", "wire/base64_upload.py", "core/media.py", "core/upload.py"),
    *("core/route.py", "core/campaign.py", "core/price.py", "store/accounts.py", "store/campaigns.py"),
    *("store/files.py", "store/tasks.py", "studio/accounts.py", "studio/campaigns.py", "studio/courier.py"),
    *("studio/files.py", "studio/fitness.py", "studio/health.py", "studio/inputs.py", "studio/studio.py"),
    *("studio/worker.py", "media/incoming.py", "media/outbound.py", "media/probe.py", "providers/base.py"),
    *("child.py", "api/context.py", "api/errors.py", "api/multipart.py", "api/query.py"),
    *("api/routes/account.py", "api/routes/campaigns.py", "api/routes/deliveries.py", "api/routes/files.py"),
    *("api/routes/keys.py", "api/routes/page.py", "api/routes/providers.py", "api/routes/results.py"),
    *("api/routes/tasks.py",),
)
"""The modules that speak to customers."""

SENTENCE, VALUE = "must be an object", "7"
"""What stands in the places: a sentence where one is quoted, else a value."""
_QUOTES = re.compile(r"message|problem|rule|reason|words|why|illness|refusal|error\b|remedy|given_both|_extra")
_NO_SENTENCE = re.compile(
    r"[A-Z]{4,} |\$\d|\$\{|^ ?(AND|OR) |^[\w.-]+(/[\w.+-]+)+;|: \"?\{|^[a-z-]+-src |; filename=|, (no|max)-"
)
"""SQL, headers, shapes of ids."""


def sentences() -> list[str]:
    """Each once, its places filled."""
    found = dict.fromkeys(kind().message for kind in api_errors())
    for module in SAYERS:
        tree = ast.parse((SOURCE / module).read_text())
        found |= dict.fromkeys(
            text for text in _texts(tree) if " " in text.strip() and not _NO_SENTENCE.search(text)
        )
    return list(found)


def _texts(tree: ast.AST) -> Iterator[str]:
    """The texts of a module but for its docstrings and its log."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("log.", "re.")):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(_filled(part) for part in node.values)
            for part in node.values:
                yield from _texts(part)
        else:
            yield from _texts(node)


def _filled(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    return SENTENCE if _QUOTES.search(ast.unparse(part.value)) else VALUE
