"""Camera moves: what the lens does over a shot, as a pure function of time."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class View:
    """Camera at one moment. Pixels at the subject's depth; `dolly` and `zoom` are scale factors."""

    x: float = 0.0  # camera moved sideways: near things move more
    y: float = 0.0
    turn_x: float = 0.0  # camera turned: everything moves alike
    turn_y: float = 0.0
    dolly: float = 1.0  # camera moved ahead: near things grow more
    zoom: float = 1.0  # lens: everything grows alike


@dataclass(frozen=True)
class Move:
    """From one view to another; amounts are fractions of the frame's width (x) or height (y)."""

    start: tuple[float, float, float, float, float, float] = (0, 0, 0, 0, 1, 1)
    end: tuple[float, float, float, float, float, float] = (0, 0, 0, 0, 1, 1)
    shake: float = 0.0
    tracking: bool | None = (
        None  # True: goes along with the subject; False: stays while it passes; None: as it moves
    )


# Table of moves. Fields: x, y, turn_x, turn_y, dolly, zoom. One entry is one move.
MOVES: dict[str, Move] = {
    "static": Move(tracking=None),
    "drift": Move((0, 0, 0, 0, 1.0, 1.0), (0.012, 0, 0, 0, 1.045, 1.0)),
    "push in": Move((0, 0, 0, 0, 1.0, 1.0), (0, 0, 0, 0, 1.20, 1.0)),
    "pull out": Move((0, 0, 0, 0, 1.22, 1.0), (0, 0, 0, 0, 1.0, 1.0)),
    "zoom in": Move((0, 0, 0, 0, 1.0, 1.0), (0, 0, 0, 0, 1.0, 1.26)),
    "zoom out": Move((0, 0, 0, 0, 1.0, 1.26), (0, 0, 0, 0, 1.0, 1.0)),
    "pan left": Move((0, 0, 0.07, 0, 1.04, 1), (0, 0, -0.07, 0, 1.04, 1)),
    "pan right": Move((0, 0, -0.07, 0, 1.04, 1), (0, 0, 0.07, 0, 1.04, 1)),
    "tilt up": Move((0, 0, 0, 0.05, 1.06, 1), (0, 0, 0, -0.055, 1.06, 1)),
    "tilt down": Move((0, 0, 0, -0.055, 1.06, 1), (0, 0, 0, 0.05, 1.06, 1)),
    "truck left": Move((0.09, 0, 0, 0, 1.02, 1), (-0.09, 0, 0, 0, 1.02, 1), tracking=False),
    "truck right": Move((-0.09, 0, 0, 0, 1.02, 1), (0.09, 0, 0, 0, 1.02, 1), tracking=False),
    "tracking": Move((-0.01, 0, 0, 0, 1.0, 1), (0.01, 0, 0, 0, 1.05, 1), tracking=True),
    "orbit": Move((-0.11, 0, 0.06, 0, 1.05, 1), (0.11, 0, -0.06, 0, 1.08, 1)),
    "crane up": Move((0, 0.045, 0, 0.0, 1.06, 1), (0, -0.055, 0, 0.0, 1.02, 1)),
    "crane down": Move((0, -0.055, 0, 0.0, 1.02, 1), (0, 0.045, 0, 0.0, 1.06, 1)),
    "handheld": Move((0, 0, 0, 0, 1.035, 1), (0.005, 0, 0, 0, 1.055, 1), shake=1.0),
    "aerial": Move((0, 0.02, 0, 0.01, 1.02, 1), (0.03, -0.03, 0, -0.01, 1.10, 1)),
    "dolly zoom": Move((0, 0, 0, 0, 1.0, 1.25), (0, 0, 0, 0, 1.25, 1.0)),
}


def ease(t: float) -> float:
    """Starts and stops softly, with most of the way at an even speed."""
    t = min(max(t, 0.0), 1.0)
    soft = t * t * t * (t * (6 * t - 15) + 10)
    return 0.55 * soft + 0.45 * t


def look(move: str, t: float, seconds: float, w: int, h: int, strength: float = 1.0, seed: int = 0) -> View:
    """The view `t` seconds into a shot of `seconds`."""
    entry = MOVES.get(move, MOVES["drift"])
    k = ease(t / max(seconds, 1e-6))
    rest = np.array([0, 0, 0, 0, 1, 1], np.float64)
    now = np.array(entry.start) + (np.array(entry.end) - np.array(entry.start)) * k
    x, y, tx, ty, dolly, zoom = (float(v) for v in rest + (now - rest) * strength)
    if entry.shake:
        a = seed % 7
        tx += (
            0.0035
            * entry.shake
            * (math.sin(2.1 * t + a) + 0.6 * math.sin(5.3 * t + 1.3 * a) + 0.25 * math.sin(11.7 * t))
        )
        ty += (
            0.0045
            * entry.shake
            * (math.sin(1.7 * t + 2 + a) + 0.6 * math.sin(4.4 * t + a) + 0.25 * math.sin(12.9 * t))
        )
    return View(x * w, y * h, tx * w, ty * h, dolly, zoom)


def place(view: View, depth: float, w: int, h: int, focus: tuple[float, float]) -> tuple[float, float, float]:
    """Scale and shift (s, tx, ty) of a plane: its point p is seen at p * s + (tx, ty)."""
    near = min(depth, 1.6)
    scale = view.zoom * (1 + (view.dolly - 1) * (0.18 + 0.82 * near))
    fx, fy = focus
    tx = fx * (1 - scale) - view.x * near - view.turn_x
    ty = fy * (1 - scale) - view.y * (0.25 + 0.75 * near) - view.turn_y
    return scale, tx, ty
