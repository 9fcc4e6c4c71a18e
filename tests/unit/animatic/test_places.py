"""Every place of the table, painted without subjects and looked at: depth, framing, holes, the subject's lane."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from omnireel.animatic import engine, lens, styles, weather
from omnireel.animatic.parse import Reading, understand
from omnireel.animatic.planes import Frame, draw
from omnireel.animatic.scene import Scene, arrange
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.settings.table import SETTINGS
from omnireel.animatic.stage import Stage

WIDE, TALL, SQUARE = (192, 108), (108, 192), (128, 128)


@functools.lru_cache(maxsize=8)
def painted(
    place: str,
    size: tuple[int, int] = WIDE,
    hour: str | None = None,
    sky: str | None = None,
    camera: str | None = None,
    style: str | None = None,
) -> Scene:
    reading = Reading(setting=place, time_of_day=hour, weather=sky, camera=camera, style=style)
    shot = arrange(reading, 2.0, *size, 12, 0)
    shot.paint(shot.stage)
    return shot


def picture(shot: Scene, n: int = 6, behind: int = 0) -> np.ndarray:
    """Luma of frame `n`, drawn over a sheet of tone `behind`, without lens."""
    w, h = shot.stage.w, shot.stage.h
    glass = lens.Lens(grain=0.0, vignette=0.0, bloom=0.0, grade=0.0)
    glass.prepare(w, h, 0)
    frame = Frame(w, h)
    frame.y[:] = behind
    return engine.compose(shot, glass, frame, n).y.astype(int)


def lane(stage: Stage) -> np.ndarray:
    """How clear the air is (0..1) where the subject stands, above its soles, before it: what is in front of it."""
    veiled = []
    for behind in (0, 255):
        frame = Frame(stage.w, stage.h)
        frame.y[:] = behind
        first = next((i for i, layer in enumerate(stage.layers) if layer.front), len(stage.layers))
        for layer in stage.layers[first:]:
            if not layer.fixed:  # light in the air may lie over anybody
                draw(frame, layer.pix, 1.0, layer.x, layer.y, None, layer.wrap)
        veiled.append(frame.y.astype(int))
    top, feet = int(0.30 * stage.h), int(stage.ground - 0.03 * stage.h)
    return ((veiled[1] - veiled[0]) / 255)[top:feet, int(0.36 * stage.w) : int(0.62 * stage.w)]


@pytest.mark.parametrize("place", sorted(SETTINGS))
@pytest.mark.parametrize(("size", "hour"), [(WIDE, "dawn"), (TALL, "night"), (SQUARE, "dusk")])
def test_every_place_is_framed_lit_and_without_holes(place: str, size: tuple[int, int], hour: str) -> None:
    shot = painted(place, size, hour)
    stage = shot.stage
    assert 0.1 * stage.h < stage.horizon < 0.85 * stage.h
    assert stage.path != "ground" or stage.horizon < stage.ground < 0.95 * stage.h
    depths = {round(layer.depth, 2) for layer in stage.layers if not layer.fixed}
    assert len(depths) >= (2 if place in ("studio", "space") else 4), sorted(depths)
    dark, light = picture(shot), picture(shot, behind=255)
    assert np.abs(dark - light).max() <= 1  # nothing behind the set shows through
    assert dark.std() > (3 if place == "studio" else 9)
    assert 20 < dark.mean() < 225
    clear = lane(stage)  # nothing stands before the subject but what covers its soles
    assert clear.mean() > 0.97
    assert np.percentile(clear, 2) > 0.5


@pytest.mark.parametrize("place", ["meadow", "forest", "city street", "sea", "room", "station", "reef"])
def test_no_camera_move_looks_past_the_set(place: str) -> None:
    shot = painted(place)
    for camera in ("truck right", "crane up", "pull out", "pan left", "orbit", "dolly zoom"):
        moved = replace(shot, camera=camera)
        for n in (0, 12, 23):
            assert np.abs(picture(moved, n) - picture(moved, n, 255)).max() <= 1, camera
    above = painted(place, WIDE, None, None, "aerial")
    for n in (0, 23):
        assert np.abs(picture(above, n) - picture(above, n, 255)).max() <= 1


@pytest.mark.parametrize("place", [name for name, setting in SETTINGS.items() if setting.above])
@pytest.mark.parametrize(("size", "hour"), [(WIDE, "dawn"), (TALL, "night"), (SQUARE, None)])
def test_a_place_seen_from_the_air_fills_the_picture(place: str, size: tuple[int, int], hour: str | None) -> None:
    shot = painted(place, size, hour, None, "aerial")
    assert shot.stage.above
    assert shot.stage.horizon < 0.3 * shot.stage.h
    for n in (0, 23):
        assert np.abs(picture(shot, n) - picture(shot, n, 255)).max() <= 1
    below = picture(shot)[int(0.45 * shot.stage.h) :]
    assert below.std() > 6
    if hour is None:  # what is nearer is darker: it has less air before it
        third = len(below) // 3
        assert below[-third:].mean() < picture(shot)[int(shot.stage.horizon) :][:third].mean() - 5


@pytest.mark.parametrize(
    ("prompt", "above"),
    [
        ("drone shot over the mountains", True),
        ("an eagle glides over a forest, aerial shot", True),
        ("aerial shot of a man walking in a forest", False),
        ("a plane flies over mountains", False),
    ],
)
def test_who_stands_on_the_ground_is_seen_on_it(prompt: str, above: bool) -> None:
    [reading] = understand([prompt])
    assert arrange(reading, 4.0, *WIDE, 12, 0).stage.above == above


@pytest.mark.parametrize("size", [WIDE, TALL, SQUARE])
@pytest.mark.parametrize("place", ["meadow", "mountains", "savanna"])
def test_open_land_in_ink_has_no_holes(place: str, size: tuple[int, int]) -> None:
    shot = painted(place, size, style="ink")
    assert np.abs(picture(shot) - picture(shot, behind=255)).max() <= 1
    assert (lane(shot.stage) > 0.5).mean() > 0.97


@pytest.mark.parametrize("place", ["city street", "garden", "kitchen", "beach"])
def test_going_along_with_somebody_looks_past_nothing(place: str) -> None:
    [reading] = understand([f"a woman walks in a {place}"])
    shot = arrange(reading, 4.0, *WIDE, 12, 0)
    assert shot.stage.tracking
    shot.paint(shot.stage)
    shot.roles.clear()
    for n in (0, 24, 47):
        assert np.abs(picture(shot, n) - picture(shot, n, 255)).max() <= 1


@pytest.mark.parametrize("place", [name for name, setting in SETTINGS.items() if setting.indoor])
def test_no_weather_comes_in(place: str) -> None:
    shot = painted(place, WIDE, None, "storm")
    sheets = weather.prepare(shot.stage, 2.0)
    assert not sheets.splashes
    assert not sheets.flashes
    assert shot.stage.weather is None


def test_rain_bursts_on_the_ground_and_snow_lies_on_it() -> None:
    wet, dry = painted("road", WIDE, "day", "rain"), painted("road", WIDE, "day")
    assert weather.prepare(wet.stage, 2.0).splashes
    assert not weather.prepare(dry.stage, 2.0).splashes
    ground = slice(int(0.6 * WIDE[1]), int(0.95 * WIDE[1]))
    for place in ("meadow", "village"):
        bare = picture(painted(place, WIDE, "day"))[ground].mean()
        assert picture(painted(place, WIDE, "day", "snow"))[ground].mean() > bare + 12


def test_the_street_runs_along_with_somebody_and_away_from_one_who_stays() -> None:
    along, stays = (
        arrange(understand([f"a man {verb} in the city"])[0], 4, *WIDE, 12, 0) for verb in ("runs", "sits")
    )
    for shot in (along, stays):
        shot.paint(shot.stage)
    widths = [{layer.wrap for layer in shot.stage.layers if layer.depth > 0.3} for shot in (along, stays)]
    assert None in widths[1]  # walls in perspective do not repeat
    assert None not in {layer.wrap for layer in along.stage.layers if not layer.fixed and layer.depth > 0}


@pytest.mark.parametrize("style", sorted(set(styles.STYLES) - {"cinematic", "vintage"}))
def test_a_style_draws_layers_and_figures_anew(style: str) -> None:
    stage = Stage(
        320, 180, 24, 0, painted("meadow").stage.palette, style, horizon=90, ground=150, sun=(230.0, 40.0)
    )
    c = Canvas(stage, 20, 170, w=320)
    r = np.random.default_rng(1)
    for k in range(14):
        c.ball(20 + k * 21, 70 + 8 * (k % 5), 8 + 5 * (k % 3), ("#b05030", "#508040", "#d0c090")[k % 3])
        c.leaves(20 + k * 21, 110, 16, 9, "#4a7034", r, 8)
    rgba = c.pix.astype(np.float32) / 255
    entry = styles.of(style)

    def pattern(picture: np.ndarray) -> np.ndarray:
        """Where brightness changes, whatever the colours: signs and sizes of steps within the silhouette."""
        grey = picture[..., :3].mean(-1)
        steps = np.abs(np.diff(grey, axis=0))[:, :-1] + np.abs(np.diff(grey, axis=1))[:-1]
        return np.concatenate([steps.ravel(), np.abs(np.diff(picture[..., 3], axis=1)).ravel()])

    likeness = []
    for hook, args in ((entry.layer, (stage, rgba.copy(), 0.6, "set", False)), (entry.figure, (rgba.copy(), 1.0))):
        assert hook is not None
        out = hook(*args)  # type: ignore[operator]
        assert out.shape == rgba.shape
        assert np.isfinite(out).all()
        assert out[..., :3].max() <= out[..., 3].max() + 1e-3
        likeness.append(np.corrcoef(pattern(rgba), pattern(out))[0, 1])
    assert max(likeness) < 0.98  # a recolour would keep 1
    assert min(likeness) < 0.93


def test_what_repeats_sideways_does_so_in_every_style() -> None:
    for style in styles.STYLES:
        shot = painted("meadow", WIDE, None, None, None, style)
        for layer in shot.stage.layers:
            if layer.wrap is not None:
                y = layer.pix.y.astype(int)
                seam = np.abs(y[:, layer.wrap - 1] - y[:, layer.wrap])
                inside = np.abs(np.diff(y[:, : layer.wrap], axis=1))
                assert seam.mean() <= np.percentile(inside.mean(0), 99.5) + 6, style


def _guide(name: str) -> dict[str, object]:
    """What the Python of a guide defines."""
    text = (Path(__file__).parents[3] / "docs" / "guides" / name).read_text(encoding="utf-8")
    defined: dict[str, object] = {}
    for code in re.findall(r"```python\n(.*?)```", text, re.S):
        exec(compile(code, name, "exec"), defined)
    return defined


def test_the_guide_to_places_adds_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SETTINGS, "orchard", SETTINGS["meadow"])  # put back as it was: not there
    _guide("animatic-places.md")
    shot = painted.__wrapped__("orchard")
    dark, light = picture(shot), picture(shot, behind=255)
    assert np.abs(dark - light).max() <= 1
    meadow = picture(painted("meadow"))
    assert np.abs(dark - meadow).mean() > 4


def test_the_guide_to_styles_adds_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(styles.STYLES, "risograph", styles.STYLES["cinematic"])
    _guide("animatic-styles.md")
    shot = painted.__wrapped__("meadow", WIDE, None, None, None, "risograph")
    plain = picture(painted("meadow"))
    printed = picture(shot)
    edges = [np.abs(np.diff(p, axis=0))[:, :-1] + np.abs(np.diff(p, axis=1))[:-1] for p in (plain, printed)]
    assert np.corrcoef(edges[0].ravel(), edges[1].ravel())[0, 1] < 0.8
