"""City streets: along the houses, down between them, and the alley."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.planes import rgb_of
from omnireel.animatic.settings import common, houses, plants, water
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.settings.open_land import shades
from omnireel.animatic.stage import Layer, Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def _wet(stage: Stage) -> bool:
    return stage.palette.name == "neon" or stage.weather in ("rain", "storm")


def _neon_air(stage: Stage, row: float, power: float = 0.24) -> None:
    """The signs' colours hang in the air, warm on one side and cold on the other."""
    s = 4
    gx, gy = common.grid(stage.h // s, stage.w // s)
    for cx, hue, reach in ((0.80, "#e030b0", 0.22), (0.10, "#22a0ff", 0.20)):
        reach *= 0.6 + 1.7 * power
        d = np.hypot((gx * s - cx * stage.w) / stage.w, (gy * s - row) / stage.w * 1.3)
        common.veil(stage, np.clip(np.exp(-((d / reach) ** 1.6)) * power, 0, 0.6).astype(np.float32), rgb(hue))


def backdrop(stage: Stage) -> None:
    """Sky and two rows of towers in the haze."""
    u, h, hz = stage.unit, stage.h, stage.horizon
    night = stage.palette.dark
    common.sky(stage, 0.6, horizon=hz)
    houses.skyline(
        stage, hz, 0.20 * h, 0.42 * h, 84 * u, "#2a2a54" if night else "#8a98ac", 0.05, 21, 0.30 if night else 0.05
    )
    common.sun_haze(stage, 0.5, 0.4)
    houses.skyline(
        stage,
        hz + 0.01 * h,
        0.16 * h,
        0.36 * h,
        110 * u,
        "#201c40" if night else "#74808e",
        0.12,
        33,
        0.34 if night else 0.05,
        mist=0.85,
    )
    common.mist_band(stage, hz, 0.06 * h, 0.6, 0.12, 9)


def _puddled(stage: Stage, top: float, colour: str, shine: float, dry: float = 0.5) -> None:
    """Wet ground: a smeared mirror of all that stands above, with dry patches and rings of drops."""
    _mirror(stage, top, colour, shine)
    _dry(stage, top, colour, dry)


def _mirror(stage: Stage, top: float, colour: str, shine: float) -> None:
    base = rgb(colour) if stage.palette.dark else rgb(colour) * stage.palette.ambient
    water.mirror(stage, top, stage.h + 2, base, shine=shine, ripple=0.7, smear=15)


def _dry(stage: Stage, top: float, colour: str, dry: float = 0.5) -> None:
    """Patches of wet ground where less of the mirror shows, `dry` of it at the most."""
    u, h = stage.unit, stage.h
    base = rgb(colour) if stage.palette.dark else rgb(colour) * stage.palette.ambient
    grain = fbm(common.even(h - top), stage.period(), 34 * u, 4, stage.seed + 77, 6.0, True)
    a = (smooth(0.50, 0.76, grain) * dry).astype(np.float32)[..., None]
    dark = np.zeros((*a.shape[:2], 3), np.float32) + base * 0.35
    layer = common.add_layer(
        stage, np.concatenate([dark * a, a], 2).astype(np.float32), 0, top, 0.8, wrap=True, kind="veil"
    )
    layer.solid = None


def street(stage: Stage) -> None:
    """Along the houses when the camera goes with somebody; down the street when it stays."""
    if stage.tracking:
        _along(stage)
    else:
        _down(stage)
    stage.bed = "city"
    stage.wet = (0.75 if stage.palette.dark else 0.5) if _wet(stage) else 0.0


def _along(stage: Stage) -> None:
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    night, neon, wet = stage.palette.dark, stage.palette.name == "neon", _wet(stage)
    backdrop(stage)
    if neon:
        _neon_air(stage, hz, 0.46)
    curb = hz + 0.30 * (stage.ground - hz)
    road, shine = ("#1c1738", 1.0) if night else ("#5a5f68", 0.5)
    if wet:
        _mirror(stage, curb, road, shine)
    c = Canvas(stage, -stage.margin_y, curb + 4 * u, far=0.10 if not neon else 0.04)
    foot = c.row(curb)
    low, high = (0.36, 0.74) if neon else (0.52, 0.96)  # over the roofs the air glows
    houses.fronts(c, foot, low * foot, high * foot, stage.rng(17), night, neon, gap=0.35)
    fronts = c.layer(0.40, rim=0.45, mist=0.16, mist_from=0.75, texture=0.16)
    if wet:
        # What goes by is mirrored by the ground as it goes by.
        water.reflection(stage, fronts, curb, shine * 0.9, c.lamps if night else ())
        _dry(stage, curb, road)
    if night:
        common.mist_band(stage, curb - 0.02 * h, 0.10 * h, 0.30 if neon else 0.40, 0.42, 23)
    common.shafts(stage, 0.35)
    common.sun_haze(stage, 0.22, 0.5)
    if not wet:
        walk, tar = (
            shades(stage, "#b0aaa2", "#a09a92", "#98928a"),
            shades(stage, "#6c6c70", "#5c5c62", "#505056", "#404046"),
        )
        z_curb = (curb + 0.20 * (stage.ground - curb) - curb) / (h + stage.margin_y * 1.5 - curb)

        def colour(z: float) -> F32:
            edge = float(smooth(z_curb, z_curb + 0.012, z))
            stone = float(smooth(z_curb - 0.02, z_curb, z)) * (1 - edge)
            return mix(mix(walk(0.4 + z), tar(0.3 + 0.7 * z), edge), np.clip(walk(0.4) * 1.15, 0, 1), stone)

        common.strips(stage, 10, colour, None, start=curb, texture=0.22, patch=26, power=1.25)
    row = stage.ground + 42 * u
    c = Canvas(stage, row - 4, row + 12 * u)
    for k in range(max(round(c.w / (240 * u)), 1)):
        x = (k + 0.25) * c.w / max(round(c.w / (240 * u)), 1)
        pts = [(x + 3 * u, 3), (x + 120 * u, 3), (x + 117 * u, 10 * u), (x, 10 * u)]
        c.lay(pts, rgb("#e6e2d4") * (0.25 + 0.75 * pal.ambient), alpha=0.45 if wet else 0.75, raw=True)
    c.layer(stage.depth_at(row), kind="ground", texture=0.4, grain=8).base_y = curb + 1
    row = curb + 12 * u
    c = Canvas(stage, row - 0.50 * h, row + 8 * u, far=0.04)
    r, foot = stage.rng(43), c.row(row)
    n = max(round(c.w / (420 * u)), 1)
    for k in range(n):
        # Half a gap from where a lone subject stands, so that no post grows out of a head.
        x = (0.47 * stage.w + (k + 0.5) * c.w / n) % c.w
        houses.lamp_post(c, x, foot, 0.36 * h, night)
        if not neon and k % 2 == 0:
            plants.tree(c, (x + 0.36 * c.w / n) % c.w, foot, 0.40 * h, r, "#5c7a3c", wide=0.26)
        hue = ("#8a2c2c", "#2c4a74", "#c8c4bc", "#3a4a3c", "#b8862c")[int(r.integers(0, 5))]
        houses.parked_car(c, (x + 0.62 * c.w / n) % c.w, foot + 2 * u, 185 * u, hue)
    c.layer(0.46, rim=0.6, texture=0.10, row=row)
    if night:
        common.bokeh(stage, [rgb(v) for v in (houses.NEON if neon else ("#ffca80", "#ffe2ac"))], 16, 0, hz, 0.11)
    common.ground_light(stage, 0.6, base_y=stage.ground - 30 * u)
    houses.near_posts(stage, "#14151a")


class Lane:
    """A street seen down its length: where a point of it is seen. Distances in units of the nearest wall's."""

    def __init__(self, stage: Stage, half: float, wall: float, vanish: float = 0.5) -> None:
        """half: of the lane's width at distance 1, wall: height there, both in frame heights."""
        self.stage, self.x, self.y = stage, vanish * stage.w, stage.horizon
        self.half, self.wall = half * stage.h, wall * stage.h
        self.eye = (stage.h + stage.margin_y) - stage.horizon + 0.04 * stage.h

    def at(self, x: float, y: float, z: float) -> tuple[float, float]:
        """x: -1 the left wall, 1 the right; y: 0 the ground, 1 the walls' top; z: distance, 1 near."""
        return self.x + x * self.half / z, self.y + (self.eye - y * (self.eye + self.wall)) / z


def _side(stage: Stage, lane: Lane, c: Canvas, left: bool, near: float, far: float, fog: float) -> F32:
    """One wall of a lane: flat fronts drawn on `c`, seen in perspective. RGBA of the frame with margins."""
    mx, my = stage.margin_x, stage.margin_y
    w, h = common.even(stage.w + 2 * mx), common.even(stage.h + 2 * my)
    s = -1.0 if left else 1.0
    ends = (near, far) if left else (far, near)
    corners = [lane.at(s, 1, ends[0]), lane.at(s, 1, ends[1]), lane.at(s, 0, ends[1]), lane.at(s, 0, ends[0])]
    dst = np.array(corners, np.float32) + np.array([mx, my], np.float32)
    src = np.array([[0, 0], [c.w, 0], [c.w, c.h], [0, c.h]], np.float32)
    flat = c.pix.astype(np.float32) / 255
    halo = c.halo()
    base = flat[..., :3]
    flat[..., :3] = base + (np.clip(base * halo * 1.6, 0, 1) + halo * 0.30) * (1 - base) * flat[..., 3:]
    seen = cv2.warpPerspective(flat, cv2.getPerspectiveTransform(src, dst), (w, h), flags=cv2.INTER_LINEAR)
    cols, _ = common.grid(h, w)
    z = lane.half / np.maximum(np.abs(cols - mx - lane.x), 1.0)
    air = np.clip((1 - np.exp(-(z - near) * 0.30)) * fog, 0, 0.95)[..., None]
    shade = np.clip(0.72 + 0.16 * (z - near), 0, 1.0)[..., None]  # the near end lies in shadow
    a = seen[..., 3:]
    seen[..., :3] = seen[..., :3] * shade + (stage.palette.fog * a - seen[..., :3] * shade) * air
    return np.asarray(seen, np.float32)


def _raise(stage: Stage, walls: list[Layer]) -> None:
    """Walls stand on the ground that was laid since: draw them after it."""
    for wall in walls:
        stage.layers.remove(wall)
        stage.layers.append(wall)


def _lane_walls(
    stage: Stage, lane: Lane, near: float, far: float, night: bool, neon: bool, fog: float
) -> list[Layer]:
    mx, my = stage.margin_x, stage.margin_y
    both = None
    for left in (True, False):
        c = Canvas(stage, 0, 860, w=round(244 * (far - near)))
        c.u = 1.25
        c.toward = (1.0 if stage.sun[0] > stage.w / 2 else -1.0) * (1 if left else -1)
        houses.fronts(c, 860, 560, 840, stage.rng(17 + left), night, neon)
        side = _side(stage, lane, c, left, near, far, fog)
        both = side if both is None else both + side * (1 - both[..., 3:])
    assert both is not None
    noise = fbm(both.shape[0] // 2, both.shape[1] // 2, 20 * stage.unit, 4, stage.seed + 5)
    both[..., :3] *= 1 + (cv2.resize(noise, both.shape[1::-1]) - 0.5)[..., None] * 0.24
    layer = common.add_layer(stage, both, -mx, -my, 0.45)
    layer.solid = None
    return [layer]


def _lane_ground(
    stage: Stage, lane: Lane, walk: str, tar: str, kerb: float, lines: bool, cobbles: bool = False
) -> None:
    """The ground of a lane in perspective: pavements, kerbs, the road and its markings."""
    pal, mx, my = stage.palette, stage.margin_x, stage.margin_y
    y0 = int(stage.horizon) & ~1
    w, h = common.even(stage.w + 2 * mx), common.even(stage.h + my - y0)
    x, y = common.grid(h, w)
    z = lane.eye / np.maximum(y + y0 - lane.y, 1.0)
    wx = (x - mx - lane.x) * z / lane.half
    soft = 2.0 * z / lane.half
    on = np.clip((kerb - np.abs(wx)) / soft + 0.5, 0, 1)
    grain = fbm(h, w, 18 * stage.unit, 4, stage.seed + 3, 3.0) - 0.5
    stone, road = rgb(walk) * pal.ambient, rgb(tar) * pal.ambient
    img = stone + (road - stone) * on[..., None]
    u_along = 7.0 * z
    if cobbles:
        row = np.floor(u_along * 3)
        cell = np.abs(((wx * 9 + 0.5 * (row % 2)) % 1) - 0.5) * 2
        joint = np.maximum(smooth(0.80, 0.98, cell), smooth(0.80, 0.98, np.abs((u_along * 3 % 1) - 0.5) * 2))
        img = img * (1 - (joint * np.clip(1.6 / z, 0, 1) * 0.30)[..., None])
        img = img * (1 + (np.sin(row * 12.9 + np.floor(wx * 9 + 0.5 * (row % 2)) * 78.2) * 0.07)[..., None])
    else:
        joint = np.maximum(
            smooth(0.90, 0.99, np.abs((u_along * 1.6 % 1) - 0.5) * 2),
            smooth(0.90, 0.99, np.abs((wx * 8 % 1) - 0.5) * 2),
        )
        img = img * (1 - (joint * (1 - on) * 0.22 * np.clip(1.6 / z, 0, 1))[..., None])
    edge = np.clip(1 - np.abs(np.abs(wx) - kerb) / (soft * 1.2 + 0.012), 0, 1)
    img = mix(img, np.clip(stone * 1.25, 0, 1), edge[..., None] * 0.7)
    if lines:
        dash = smooth(0.48, 0.52, (z * 1.4) % 1.0) * np.clip((0.014 - np.abs(wx)) / soft + 0.5, 0, 1)
        img = mix(img, rgb("#e6e2d4") * (0.25 + 0.75 * pal.ambient), (dash * 0.75)[..., None])
    img = img * (1 + grain[..., None] * 0.30)
    img = mix(img, pal.fog, np.clip((1 - np.exp(-(z - 1) * 0.20)) * 0.9, 0, 0.9)[..., None])
    img = img * (1.06 - 0.30 * smooth(0, h, y))[..., None]
    layer = common.add_layer(
        stage,
        np.dstack([np.clip(img, 0, 1), np.ones((h, w), np.float32)]).astype(np.float32),
        -mx,
        y0,
        0.92,
        kind="ground",
    )
    layer.base_y = stage.horizon + 1


def _down(stage: Stage) -> None:
    """The street as a canyon that runs to a glow at its end: wires and lamps lead in, signs stand out."""
    pal, u, h, hz, w = stage.palette, stage.unit, stage.h, stage.horizon, stage.w
    night, neon, wet = stage.palette.dark, stage.palette.name == "neon", _wet(stage)
    backdrop(stage)
    driven = stage.drive is not None
    if stage.drive is None:
        lane = Lane(stage, min(0.62 * w / h, 1.05), 1.30, 0.5 + (0.06 if stage.sun[0] > w / 2 else -0.06))
    else:
        lane = Lane(stage, 1.25 * w / h, 2.1, stage.drive)  # broad enough for lanes on either side of a car
    kerb = 0.76 if driven else 0.62  # of the way from the middle to a wall
    common.sun_haze(stage, 0.5, 0.3)
    fog = 0.72 if not night else 0.55 if neon else 0.86
    walls = _lane_walls(stage, lane, 0.80, 15.0 if driven else 9.0, night, neon, fog)
    s = 4
    gx, gy = common.grid(h // s, w // s)
    end = rgb("#c070e0") if neon else rgb("#ffb870") if night else mix(pal.light, pal.fog, 0.5)
    d = np.hypot((gx * s - lane.x) / w, (gy * s - hz + 0.02 * h) / w * 1.2)
    power, reach = (
        (0.85, 0.30 if neon and driven else 0.15 if neon else 0.20) if night else (0.40 + 0.3 * pal.glow, 0.15)
    )
    common.veil(stage, np.clip(np.exp(-((d / reach) ** 1.3)) * power, 0, 0.85).astype(np.float32), end)
    if night and not neon:  # the lamps' light hangs in the whole street
        common.veil(stage, np.clip(np.exp(-((d / 0.5) ** 1.5)) * 0.34, 0, 0.5).astype(np.float32), rgb("#d08a5c"))
    if neon:
        _neon_air(stage, hz)
    if wet:
        _puddled(
            stage,
            hz + 0.010 * h,
            "#1a1636" if night else "#5a5f68",
            1.15 if night else 0.55,
            0.2 if driven else 0.5,
        )
        _lane_marks(stage, lane, kerb)
    else:
        _lane_ground(
            stage, lane, "#b0aaa0" if not night else "#5c5a68", "#5c5c62" if not night else "#34343e", kerb, True
        )
    _raise(stage, walls)
    c = Canvas(stage, -stage.margin_y, h, w=common.even(w + 2 * stage.margin_x))
    r, ox, oy = stage.rng(41), stage.margin_x, stage.margin_y
    nearest = lane.eye / max(stage.ground - 12 * u - hz, 1.0)  # nothing here stands before the subject
    for z in (7.0, 5.2, 3.9, 2.9, 2.15, 1.65):
        z = max(z, nearest)
        for side in (-1, 1):
            if neon or (night and z < 6):
                bx, by = lane.at(side * (0.93 - 0.10 * r.random()), 0.30 + 0.22 * r.random(), z * 1.05)
                size = (250 if driven else 150) * u / z
                tall, flat = r.random() < 0.7, 0.34
                for _ in range(2 if neon else int(r.random() < 0.3)):
                    by -= 0.0 if tall else size * 0.6
                    sw, sh = (size * flat, size * (1.0 + 0.7 * r.random())) if tall else (size * 1.2, size * 0.42)
                    houses.sign(c, r, bx + ox - sw / 2, by + oy - sh, sw, sh)
                    bx, by = lane.at(side * (0.97 - 0.06 * r.random()), 0.26 + 0.34 * r.random(), z * 1.22)
                    size, tall = (210 if driven else 128) * u / z, not tall
            px, py = lane.at(side * (kerb + 0.06), 0, z)
            houses.lamp_post(c, px + ox, py + oy, 380 * u / z, night, arm=-side * 46)
        for side in (-1, 1):
            if not night and z < 4.5 and r.random() < 0.7:  # at night the lamps lead in, and nothing hides them
                px, py = lane.at(side * (1 + kerb) / 2, 0, z * (1.08 + 0.15 * r.random()))
                plants.tree(c, px + ox, py + oy, (430 + 170 * r.random()) * u / z, r, "#5c7a3c", wide=0.26)
        if z in (5.2, 3.9, 2.9):
            for side in (-1, 1) if stage.drive is None else (-1,) if stage.drive < 0.5 else (1,):
                px, py = lane.at(side * (kerb - 0.12), 0, z * 1.1)
                _car_end(
                    c,
                    px + ox,
                    py + oy,
                    (330 if driven else 240) * u / z,
                    ("#8a2c2c", "#2c4a74", "#c8c4bc", "#4a4c54")[int(r.integers(0, 4))],
                    night,
                    side < 0,
                )
    for z in (4.4, 3.1):
        a, b = lane.at(-1, 0.44, z), lane.at(1, 0.46, z)
        houses.wires(c, a[0] + ox, a[1] + oy, b[0] + ox, b[1] + oy, 40 * u / z, 3.4 / z)
    layer = c.layer(0.62, rim=0.5, texture=0.08, x=-ox)
    layer.base_y = hz + 4
    common.stand(stage, layer, hz + 4)
    layer.depth = 0.62
    if wet and night:
        _streaks(stage, lane, c, ox)
    if wet:
        _beside_walls(stage, lane)
    if not wet:
        common.shafts(stage, 0.5)
    if night:
        common.bokeh(
            stage,
            [rgb(v) for v in (houses.NEON if neon else ("#ffca80", "#ffe2ac", "#9ad4ff"))],
            20,
            0,
            hz * 1.1,
            0.14,
        )
    common.ground_light(stage, 0.7, base_y=stage.ground - 30 * u)
    _near_wall(stage)
    if not neon:
        common.near_leaves(stage, rgb("#141c12"), low=0.22)


def _lane_marks(stage: Stage, lane: Lane, kerb: float) -> None:
    """Kerb lines and the road's broken line on wet ground."""
    c = Canvas(stage, stage.horizon, stage.h + stage.margin_y, w=common.even(stage.w + 2 * stage.margin_x))
    ox, oy = stage.margin_x, -c.top
    pale = rgb("#c8c4d0") * (0.25 + 0.5 * stage.palette.ambient)
    for side in (-1, 1):
        a, b = lane.at(side * kerb, 0, 8), lane.at(side * kerb, 0, 0.8)
        a2, b2 = lane.at(side * (kerb + 0.015), 0, 8), lane.at(side * (kerb + 0.015), 0, 0.8)
        c.lay([(p[0] + ox, p[1] + oy) for p in (a, b, b2, a2)], pale, alpha=0.30, raw=True)
    for k in range(9):
        z0, z1 = 0.95 + 0.7 * k, 0.95 + 0.7 * k + 0.34
        quad = [lane.at(-0.012, 0, z0), lane.at(0.012, 0, z0), lane.at(0.012, 0, z1), lane.at(-0.012, 0, z1)]
        c.lay([(px + ox, py + oy) for px, py in quad], pale, alpha=0.40, raw=True)
    layer = c.layer(0.9, kind="ground", texture=0.3, x=-ox)
    layer.base_y, layer.solid = stage.horizon + 1, None


def _streaks(stage: Stage, lane: Lane, c: Canvas, ox: float) -> None:
    """Lamps drawn out downwards on the wet ground, between the walls."""
    s, y0 = 4, int(stage.horizon) & ~1
    lamps = [(x - ox, stage.horizon - y - c.top, reach, colour) for x, y, reach, colour in c.lamps]
    tone = water.drawn_out(stage, lamps, stage.w, stage.h - y0)
    x, y = common.grid(*tone.shape[:2])
    road = np.abs(x * s - lane.x) / np.maximum(lane.half * (y * s + y0 - lane.y) / lane.eye, 1.0)
    tone = tone * smooth(1.0, 0.86, road)[..., None]
    a = np.clip(tone.max(-1), 0, 0.85)
    common.veil(stage, a.astype(np.float32), tone / np.maximum(a, 1e-3)[..., None], y0, base_y=stage.horizon + 2)


def _beside_walls(stage: Stage, lane: Lane) -> None:
    """Fronts and signs mirrored in the wet ground at their feet, which run into the picture: each column about the
    row where its wall stands. Fading, and drawn out, with the way from there."""
    s, y0 = 2, int(stage.horizon) & ~1
    shot = rgb_of(common.so_far(stage).buffer, stage.w, stage.h)
    small = cv2.resize(shot, (stage.w // s, stage.h // s), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    x, y = common.grid((stage.h - y0) // s, stage.w // s)
    z = lane.half / np.maximum(np.abs(x * s - lane.x), 1.0)
    foot = lane.y + lane.eye / z
    below = y * s + y0 - foot
    seen = water.taken(small, x, (foot - 0.9 * below - 2) / s)
    seen = cv2.GaussianBlur(seen, (0, 0), 0.8 * stage.unit + 0.3, sigmaY=9 * stage.unit)
    seen = np.clip(seen * 1.5 - 0.10, 0, 1)  # what glows is mirrored brightest
    broken = 0.55 + 0.6 * fbm((stage.h - y0) // s, stage.w // s, 30 * stage.unit / s + 2, 3, stage.seed + 13, 5.0)
    fade = smooth(0, 4 * stage.unit, below) * np.exp(-np.maximum(below, 0) / (0.42 * stage.h / z))
    a = np.clip(seen.max(-1) * broken * fade, 0, 0.9)
    common.veil(
        stage, a.astype(np.float32), seen / np.maximum(seen.max(-1), 1e-3)[..., None], y0, base_y=stage.horizon + 3
    )


def _car_end(c: Canvas, x: float, foot: float, wide: float, colour: str, lit: bool, back: bool) -> None:
    """A car seen from its front or back."""
    s = wide / 100
    c.shade(x, foot, 56 * s, 7 * s, 0.6)
    for wx in (-38, 38):
        c.rect(x + (wx - 9) * s, foot - 16 * s, x + (wx + 9) * s, foot, c.lit("#121318"), raw=True)
    c.lay(
        [
            (x + a * s, foot + b * s)
            for a, b in ((-50, -8), (-49, -34), (-42, -44), (42, -44), (49, -34), (50, -8))
        ],
        c.lit(colour, 1.1),
        c.lit(colour, 0.4),
    )
    c.lay(
        [(x + a * s, foot + b * s) for a, b in ((-38, -43), (-29, -68), (29, -68), (38, -43))],
        c.lit(colour, 1.1),
        c.lit(colour, 0.8),
    )
    glass = mix(c.stage.palette.sky[1], (0.04, 0.05, 0.07), 0.6)
    c.lay(
        [(x + a * s, foot + b * s) for a, b in ((-33, -45), (-26, -64), (26, -64), (33, -45))],
        mix(glass, c.stage.palette.sky[2], 0.4),
        glass,
        raw=True,
    )
    hue = "#ff3426" if back else "#fff0d0"
    for side in (-1, 1):
        tone = rgb(hue) if lit else c.lit(hue, 0.7)
        c.oval(x + side * 38 * s, foot - 30 * s, 7 * s, 5 * s, tone, raw=True)
        if lit:
            c.glow(x + side * 38 * s, foot - 30 * s, 34 * s, hue, 0.7)


def _near_wall(stage: Stage) -> None:
    """The dark, unsharp end of a wall or a post at the picture's side away from the light."""
    u, mx = stage.unit, stage.margin_x
    c = Canvas(stage, -stage.margin_y, stage.h + stage.margin_y, w=common.even(stage.w + 2 * mx))
    left = stage.sun[0] > stage.w / 2
    dark = rgb("#14131a") * (0.25 + 0.5 * stage.palette.ambient)
    wide = 0.055 * stage.w
    x0, x1 = (0.0, mx + wide) if left else (mx + stage.w - wide, float(c.w))
    c.rect(x0, 0, x1, c.h, dark * 1.5, dark * 0.8, raw=True)
    inner = x1 if left else x0
    for k in range(5):
        y = c.h * (0.12 + 0.17 * k)
        c.rect(inner - 10 * u, y, inner + 10 * u, y + 34 * u, dark * 1.7, raw=True)
    c.layer(1.45, front=True, kind="near", soft=9.0, rim=0.25, x=-mx, texture=0.05)


def alley(stage: Stage) -> None:
    """A narrow lane between high walls: pipes, crates, one lamp, a strip of sky."""
    pal, u, h, hz, w = stage.palette, stage.unit, stage.h, stage.horizon, stage.w
    night, neon, wet = stage.palette.dark, stage.palette.name == "neon", _wet(stage)
    backdrop(stage)
    lane = Lane(stage, min(0.62 * w / h, 0.98), 1.75, 0.52)
    walls: list[Layer] = []
    for left in (True, False):
        c = Canvas(stage, 0, 1000, w=1500)
        c.u = 1.5
        r = stage.rng(3 + left)
        wall = c.lit(("#8a6252", "#7c7068")[left] if not neon else ("#4a3468", "#34406e")[left])
        c.rect(0, 0, c.w, c.h, wall, wall * 0.8, raw=True)
        for row, y in enumerate(float(v) for v in range(0, c.h, 17)):
            c.rect(0, y, c.w, y + 2, wall * 0.6, alpha=0.5, raw=True)
            for x in range((row % 2) * 22, c.w, 44):
                if r.random() < 0.5:
                    c.rect(x, y + 2, x + 42, y + 17, wall * (0.8 + 0.35 * r.random()), alpha=0.6, raw=True)
        for y in (180.0, 420.0, 640.0):
            for x in range(90, c.w - 100, 190):
                if r.random() < 0.75:
                    houses.window(c, x, y, 70, 110, wall, r, r.random() < (0.4 if night else 0.03), night)
        for x in range(150, c.w, 370):
            c.tube(x, 0, x + 13, c.h, "#5c5650" if not night else "#3c3a46")
            c.rect(x + 60, 760, x + 136, c.h, wall * 0.35, wall * 0.22, raw=True)
            c.rect(x + 170, 800, x + 230, 850, c.lit("#7a8088", 0.9), raw=True)
            if night:
                c.glow(x + 98, 745, 230, "#ffc070", 1.0)
                houses.sign(c, r, x + 20, 470 + 60 * r.random(), 60, 190)
        side = _side(stage, lane, c, left, 0.84, 6.0, 0.60 if not night else 0.5)
        walls.append(common.add_layer(stage, side, -stage.margin_x, -stage.margin_y, 0.5))
        walls[-1].solid = None
    s = 4
    gx, gy = common.grid(h // s, w // s)
    end = rgb("#b060d8") if neon else rgb("#ffbf7a") if night else mix(pal.light, pal.fog, 0.4)
    d = np.hypot((gx * s - lane.x) / w, (gy * s - hz + 0.04 * h) / w)
    # Who comes stands dark before it.
    bright = stage.style == "noir" or stage.weather == "fog"
    reach, power = (0.26, 1.0) if bright else (0.20 if night else 0.14, 0.80)
    common.veil(stage, np.clip(np.exp(-((d / reach) ** 1.3)) * power, 0, 0.92).astype(np.float32), end)
    if neon:
        _neon_air(stage, hz)
    if wet:
        _puddled(stage, hz + 0.012 * h, "#131128" if night else "#504e54", 0.9 if night else 0.5)
    else:
        _lane_ground(stage, lane, "#7c746c", "#6a645e", 0.30, False, cobbles=True)
    _raise(stage, walls)
    c = Canvas(stage, -stage.margin_y, stage.ground + 8 * u, w=common.even(w + 2 * stage.margin_x))
    r, ox, oy = stage.rng(41), stage.margin_x, stage.margin_y
    for far, level in ((4.4, 0.42), (3.2, 0.5), (2.4, 0.40)):
        a, b = lane.at(-1, level, far), lane.at(1, level + 0.02, far)
        houses.wires(c, a[0] + ox, a[1] + oy, b[0] + ox, b[1] + oy, 60 * u / far, 4 / far)
        for k in range(7):
            if r.random() < 0.7 and not neon:
                t = (k + 0.5) / 7
                px = a[0] + (b[0] - a[0]) * t + ox
                py = a[1] + (b[1] - a[1]) * t + 60 * u / far * 4 * t * (1 - t) + oy
                size = 70 * u / far
                hue = ("#e8e0d0", "#a84a44", "#4a6a8a", "#d8b060")[int(r.integers(0, 4))]
                c.lay(
                    [
                        (px - size * 0.5, py),
                        (px + size * 0.5, py),
                        (px + size * 0.45, py + size * 1.2),
                        (px - size * 0.42, py + size * 1.1),
                    ],
                    c.lit(hue, 1.0),
                    c.lit(hue, 0.6),
                    raw=True,
                )
    for far, hand in ((3.6, -1), (2.7, 1), (2.0, -1), (1.7, 1)):
        px, py = lane.at(hand * 0.80, 0, far)
        size = 120 * u / far
        c.box(
            px + ox - size * 0.5,
            py + oy - size * 0.8,
            px + ox + size * 0.5,
            py + oy,
            ("#7a5c3c", "#4c5a52")[hand > 0],
            lid=size * 0.16,
        )
        c.oval(
            px + ox + hand * size * -0.75, py + oy - size * 0.26, size * 0.26, size * 0.30, "#3c3f46", "#1c1e22"
        )
    px, py = lane.at(0.92, 0.30, 2.5)
    houses.lamp_post(c, px + ox - 20 * u, py + oy + 90 * u, 90 * u, True, arm=-40) if night else None
    if night:
        for z in (3.4, 2.4):
            px, py = lane.at(-0.90, 0.42 + 0.05 * z, z)
            houses.sign(c, r, px + ox, py + oy - 160 * u / z, 60 * u / z, 190 * u / z)
    layer = c.layer(0.66, rim=0.5, x=-ox)
    common.stand(stage, layer, hz + 4)
    layer.depth = 0.66
    if night and wet:
        _streaks(stage, lane, c, ox)
    if wet:
        _beside_walls(stage, lane)
    common.shafts(stage, 0.7, 0.8)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    _near_wall(stage)
    stage.bed, stage.wet = "city", 0.5 if wet else 0.0
