"""The table of subjects: one entry for each thing that can be drawn. Variants differ by the parameters of a rig."""

from __future__ import annotations

from omnireel.animatic.solids import Colour, Figure
from omnireel.animatic.subjects import quadruped
from omnireel.animatic.subjects.kinds import Subject


def _beast(beast: quadruped.Beast, cm: float, size: float = 0.44) -> Subject:
    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        return quadruped.build(quadruped.dressed(beast, colour), action, phase)

    def motion(action: str) -> tuple[float, float]:
        gait = quadruped.GAITS.get(action)
        if gait is None:
            return {"jump": (1.3, 60.0), "eat": (3.0, 0.0)}.get(action, (4.0, 0.0))
        slow = (cm / 62) ** 0.35
        return gait.period * slow, gait.speed / slow

    return Subject(build, motion, 122, cm * 1.22, 1.7, size=size)


SUBJECTS: dict[str, Subject] = {
    "golden retriever": _beast(quadruped.RETRIEVER, 62),
}
