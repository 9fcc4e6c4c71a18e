"""Understanding a prompt: words -> phrases -> roles -> what is drawn. No picture libraries here.

`tokens` splits the text, `chunks` makes noun phrases, verbs and terms of it, `roles` finds who does what where,
and `drawn` chooses the drawings and says what has none. `shots` divides a prompt that lists shots. Nothing is
invented: what the prompt does not say is None, and what was not understood is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from omnireel.animatic.lexicon.index import size_of_vocabulary
from omnireel.animatic.parse.read import Context, read
from omnireel.animatic.parse.reading import Reading, Seen
from omnireel.animatic.parse.shots import Part, shots_of

__all__ = ["Part", "Reading", "Seen", "interpret", "read_shots", "shots_of", "size_of_vocabulary", "understand"]


def understand(prompts: Sequence[str]) -> list[Reading]:
    """One reading a prompt. Who was named in an earlier prompt may be "she" or "the dog" in a later one."""
    context = Context()
    return [read(prompt, context) for prompt in prompts]


def read_shots(prompts: Sequence[str], seconds: Sequence[float]) -> list[tuple[Reading, float]]:
    """The shots of prompts that may list several themselves, with their seconds; these add up to those given."""
    context, out = Context(), []
    for prompt, length in zip(prompts, seconds, strict=True):
        parts = shots_of(prompt, length)
        out += [(read(part.text, context, part.whole), part.seconds) for part in parts]
    return out


def interpret(prompt: str | Sequence[str]) -> dict[str, Any]:
    """What the engine understood of a prompt, or of one prompt a shot; None where nothing was said."""
    prompts = [prompt] if isinstance(prompt, str) else list(prompt)
    readings = [reading for reading, _ in read_shots(prompts, [1.0] * len(prompts))]
    ignored: list[str] = []
    for reading in readings:
        ignored += [text for text in reading.ignored if text not in ignored]
    return {"engine": "animatic", "shots": [reading.report() for reading in readings], "ignored": ignored}
