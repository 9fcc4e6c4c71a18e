"""`omnireel interpret`: what the animatic understands of a prompt."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from omnireel.cli import out
from omnireel.cli.options import AsJson


def interpret(
    prompt: Annotated[str, typer.Argument(help="What the clip should show.")], as_json: AsJson = False
) -> None:
    """Show what the built-in engine understands of a prompt, and what not. Draws nothing."""
    from omnireel.animatic import interpret as understand

    found = understand(prompt)
    if as_json:
        out.show_json(found)
        return
    for number, shot in enumerate(found["shots"], 1):
        out.show(out.facts(_facts(shot), title=f"shot {number}" if len(found["shots"]) > 1 else "understood"))
    if found["ignored"]:
        out.say("ignored: " + ", ".join(str(word) for word in found["ignored"]))


def shot_texts(interpretation: Any) -> list[str]:
    """Each shot of an interpretation in one line; empty when it is none of ours."""
    try:
        return [
            ", ".join(part for part in (_subjects(shot), *(shot.get(name) for name in _OTHERS)) if part)
            for shot in interpretation["shots"]
        ]
    except (TypeError, LookupError):
        return []


_OTHERS = ("setting", "time_of_day", "weather", "camera", "style", "pace", "mood", "lighting")


def _subjects(shot: dict[str, Any]) -> str:
    def one(subject: dict[str, Any]) -> str:
        count = f"{subject['count']} x" if subject["count"] != 1 else None
        action = f"({subject['action']})" if subject["action"] else None
        return " ".join(part for part in (count, subject["colour"], subject["name"], action) if part)

    return " and ".join(one(subject) for subject in shot["subjects"])


def _facts(shot: dict[str, Any]) -> list[tuple[str, str | None]]:
    others = [(name.replace("_", " "), shot.get(name)) for name in _OTHERS]
    return [("subjects", _subjects(shot) or None), *others]
