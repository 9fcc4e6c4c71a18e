"""Light and colour of a finished picture, changed by words: an hour, warmer, darker, black and white."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.planes import Frame


@dataclass(frozen=True)
class Grade:
    """gain: of light; gamma: above 1 darkens the middle; colour: of saturation; warm: levels to yellow and red;
    contrast: about the middle; lift: of the darks, in levels.
    """

    gain: float = 1.0
    gamma: float = 1.0
    colour: float = 1.0
    warm: float = 0.0
    contrast: float = 1.0
    lift: float = 0.0

    def apply(self, frame: Frame, k: float = 1.0) -> None:
        """Change the picture, by the part `k` of the whole way."""
        if k <= 0:
            return
        t = np.clip((np.arange(256) - 16) / 219, 0, 1)
        curve = np.clip((t**self.gamma * self.gain - 0.5) * self.contrast + 0.5, 0, 1) * 219 + 16 + self.lift
        luma = (1 - k) * np.arange(256) + k * curve
        cv2.LUT(frame.y, np.clip(luma + 0.5, 0, 255).astype(np.uint8), dst=frame.y)
        colour = 1 + (self.colour - 1) * k
        for plane, to_warm in ((frame.u, -1.0), (frame.v, 0.8)):
            shift = 128 * (1 - colour) + to_warm * self.warm * k
            cv2.LUT(plane, np.clip(np.arange(256) * colour + shift + 0.5, 16, 240).astype(np.uint8), dst=plane)

    def report(self) -> dict[str, float]:
        return {
            name: value
            for name, value in self.__dict__.items()
            if value != Grade.__dataclass_fields__[name].default
        }


HOURS: dict[str, Grade] = {
    "night": Grade(gain=0.46, gamma=1.25, colour=0.62, warm=-11, contrast=1.06),
    "blue hour": Grade(gain=0.62, gamma=1.12, colour=0.75, warm=-13),
    "dusk": Grade(gain=0.70, gamma=1.10, colour=0.85, warm=4),
    "dawn": Grade(gain=0.88, gamma=0.98, colour=0.86, warm=6, contrast=0.92, lift=6),
    "golden hour": Grade(gain=0.96, gamma=1.04, colour=1.10, warm=13, contrast=1.03),
    "noon": Grade(gain=1.08, gamma=0.96, colour=1.06, contrast=1.05),
    "day": Grade(gain=1.05, gamma=0.97, colour=1.03),
}
WEATHERS: dict[str, Grade] = {
    "rain": Grade(gain=0.86, gamma=1.05, colour=0.72, warm=-4, contrast=0.96),
    "storm": Grade(gain=0.70, gamma=1.12, colour=0.60, warm=-6),
    "snow": Grade(gain=1.0, gamma=0.94, colour=0.70, warm=-4, contrast=0.92, lift=8),
    "fog": Grade(gain=0.96, gamma=0.92, colour=0.55, contrast=0.80, lift=8),
}
WORDS: tuple[tuple[str, str, Grade], ...] = (
    (
        r"black[- ]and[- ]white|monochrome|greyscale|grayscale|\bb&w\b",
        "black and white",
        Grade(colour=0.0, contrast=1.06),
    ),
    (r"\bsepia\b", "sepia", Grade(colour=0.12, warm=13)),
    (r"\bwarm(?:er|ly|th)?\b", "warmer", Grade(warm=9, colour=1.05)),
    (r"\b(?:cool(?:er)?|cold(?:er)?|bluish|icy)\b", "cooler", Grade(warm=-9)),
    (r"\b(?:bright(?:er|en)?|lighter|more light)\b", "brighter", Grade(gain=1.08, gamma=0.82)),
    (r"\b(?:dark(?:er|en)?|dim(?:mer)?|moodier|moody)\b", "darker", Grade(gain=0.86, gamma=1.22)),
    (r"\b(?:more contrast|contrasty|high contrast|punchier|dramatic)\b", "more contrast", Grade(contrast=1.25)),
    (
        r"\b(?:less contrast|low contrast|flatter|faded|washed out)\b",
        "less contrast",
        Grade(contrast=0.78, lift=8),
    ),
    (r"\b(?:vivid|saturated|more colou?r(?:ful)?|vibrant)\b", "more colour", Grade(colour=1.35)),
    (r"\b(?:desaturated?|muted|less colou?r)\b", "less colour", Grade(colour=0.55)),
)


def graded_by_words(prompt: str) -> list[tuple[str, str, Grade]]:
    """(what was said, its name, the grade) for each that a prompt asks for, in the order of the prompt."""
    found = []
    for rule, name, grade in WORDS:
        if match := re.search(rule, prompt.lower()):
            found.append((match.start(), match[0], name, grade))
    return [(said, name, grade) for _, said, name, grade in sorted(found, key=lambda item: item[0])]


def levels(plane: npt.NDArray[Any]) -> tuple[float, float]:
    """(mean, standard deviation) of a plane."""
    mean, deviation = cv2.meanStdDev(plane)
    return float(mean[0][0]), float(deviation[0][0])
