"""From what was understood to what is drawn: the stage's framing and light, and where everybody stands and goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from omnireel.animatic.actors import Actor
from omnireel.animatic.camera import MOVES, look
from omnireel.animatic.palette import PALETTES, Light, light_for, rgb, under_weather
from omnireel.animatic.settings.table import SETTINGS, Setting
from omnireel.animatic.solids import Colour
from omnireel.animatic.stage import Stage
from omnireel.animatic.subjects.kinds import Subject
from omnireel.animatic.subjects.table import SUBJECTS

PHASES_MAX = 36


@dataclass
class Role:
    """One subject as cast: who, doing what, in which colour, and the actors that play it."""

    subject: Subject
    action: str
    colour: Colour | None
    scale: float  # pixels a rig unit, at the camera's closest
    facing: int
    cycle: int
    phases: int
    actors: list[Actor] = field(default_factory=list)


@dataclass
class Scene:
    stage: Stage
    setting: Setting
    roles: list[Role]
    light: Light
    camera: str
    strength: float
    seconds: float
    speed: float  # pixels a second that a tracking camera goes along
    slow: float
    fields: dict[str, Any]
    focus: tuple[float, float] = (0.0, 0.0)


def arrange(fields: dict[str, Any], seconds: float, w: int, h: int, fps: int, seed: int) -> Scene:
    """Compose one shot. Nothing is painted yet."""
    setting = SETTINGS.get(fields["setting"] or "", SETTINGS["meadow"])
    hour = fields["time_of_day"] or setting.hour
    pal = under_weather(PALETTES.get(hour, PALETTES["day"]), fields["weather"])
    upright = h > w * 1.1
    square = not upright and h > w * 0.8
    stage = Stage(w, h, fps, seed, pal, fields["style"] or "cinematic", weather=fields["weather"])
    stage.horizon = h * (setting.horizon + (0.06 if upright else 0.03 if square else 0))
    stage.ground = h * (min(setting.ground, 0.80) if upright else setting.ground)
    stage.margin_x, stage.margin_y = int(w * 0.13) // 2 * 2, int(h * 0.08) // 2 * 2
    stage.path, stage.bed = setting.path, setting.bed
    slow = {"slow motion": 2.6, "time-lapse": 0.5, "fast": 0.75, "slow": 1.5}.get(fields["pace"] or "", 1.0)
    roles = []
    facing = 1
    camera = fields["camera"] or "drift"
    strength = 1.0
    closest = max(look(camera, t * seconds, seconds, w, h).dolly * look(camera, t * seconds, seconds, w, h).zoom for t in (0, 0.5, 1))
    speed = 0.0
    for entry in fields["subjects"]:
        subject = SUBJECTS.get(entry["name"])
        if subject is None:
            continue
        action = entry["action"] or subject.still
        size = subject.size * (0.72 if upright else 0.85 if square else 1.0)
        unit_px = size * h / subject.units
        period, units_s = subject.motion(action)
        cycle = max(round(period * slow * fps), 2)
        phases = min(cycle, PHASES_MAX)
        pace = units_s * unit_px * period * fps / cycle  # so that feet and ground agree to the frame
        role = Role(subject, action, None, unit_px * closest, facing, cycle, phases)
        tracking = MOVES[camera].tracking
        if units_s and tracking is not False and not roles:
            stage.tracking, speed = True, pace * facing
        x = w * (0.48 if not stage.tracking else 0.47) if not roles else w * 0.7
        role.actors.append(Actor(x, stage.ground, pace * facing, cycle, baked=closest, tall=subject.units * unit_px))
        roles.append(role)
    sun_x, sun_y = pal.sun
    if facing < 0:
        sun_x = 1 - sun_x
    stage.sun = (w * sun_x, stage.horizon * (1 - sun_y))
    stage.facing = facing
    light = light_for(pal, (sun_x - 0.45) * 2.2, sun_y)
    for role in roles:
        for actor in role.actors:
            actor.shadow = pal.shadow * pal.ambient * rgb("5c5c48")
            actor.shadow_alpha = 0.5 if pal.disc > 0 else 0.3
            actor.shadow_lean = -0.9 * (sun_x - 0.45) * 2
    scene = Scene(stage, setting, roles, light, camera, strength, seconds, speed, slow, fields)
    scene.focus = (roles[0].actors[0].x if roles else w * 0.5, stage.horizon * 0.45 + stage.ground * 0.55)
    return scene
