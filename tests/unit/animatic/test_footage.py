"""What people bring: pictures that move, footage that is followed or changed, elements that play."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import numpy.typing as npt
import pytest

from omnireel.animatic import ElementSpec, RenderSpec, Shot, Sources, render
from omnireel.animatic.footage.acts import MOVES
from omnireel.animatic.footage.cutout import SURE_MIN, Cutout, cut_out, filled
from omnireel.animatic.footage.figures import Puppet, role_before, spoken
from omnireel.animatic.footage.heavens import rainbow
from omnireel.animatic.footage.motion import measure
from omnireel.animatic.footage.still import Plate, Still, Way, covered, exact, make, path
from omnireel.animatic.parse import understand
from omnireel.animatic.planes import Frame
from omnireel.animatic.scene import arrange
from support.media import encoded, movie, scene

W, H = 320, 180
Film = tuple[npt.NDArray[np.uint8], dict[str, Any], Fraction]


def put(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def made(folder: Path, prompt: str, seconds: float = 1.0, **spec: Any) -> Film:
    """(luma of every frame (n, h, w), the interpretation, the frame rate)."""
    out = folder / "out.mp4"
    size = spec.pop("size", (W, H))
    report = render(RenderSpec((Shot(prompt, seconds),), *size, 24, **spec), out)
    with av.open(str(out)) as box:
        rate = box.streams.video[0].average_rate
        frames = [frame.to_ndarray(format="gray") for frame in box.decode(video=0)]
    assert len(frames) == report["frames"]
    json.dumps(report["interpretation"])
    return np.array(frames), report["interpretation"], Fraction(rate or 0)


def planes_of(folder: Path, n: int) -> npt.NDArray[np.uint8]:
    """Frame n of the last film, as Y, U, V stacked (h * 3 / 2, w)."""
    with av.open(str(folder / "out.mp4")) as box:
        return np.asarray(list(box.decode(video=0))[n].to_ndarray(format="yuv420p"), np.uint8)


def psnr(a: npt.NDArray[Any], b: npt.NDArray[Any]) -> float:
    error = float(np.mean((a.astype(float) - b) ** 2))
    return 99.0 if error == 0 else float(10 * np.log10(255**2 / error))


def luma(rgb: npt.NDArray[np.uint8], w: int = W, h: int = H) -> npt.NDArray[np.uint8]:
    """The picture as a frame of a film shows it."""
    return np.asarray(exact(covered(rgb, w, h)).y, np.uint8)


def to_full(y: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.clip((y.astype(float) - 16) * 255 / 219, 0, 255)


def standing() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """A picture of something red before a grainy green, and the matte that is the truth about it."""
    r = np.random.default_rng(3)
    rgb = np.clip(np.array([90, 130, 80]) + r.standard_normal((240, 320, 1)) * 6, 0, 255).astype(np.uint8)
    truth = np.zeros((240, 320), np.float32)
    cv2.ellipse(truth, (160, 140), (40, 70), 0, 0, 360, 1, -1)
    rgb[truth > 0] = (60, 60, 200)
    return rgb, truth


A, B = scene(480, 300, 1), scene(480, 300, 2)


# ---- image to video ----


@pytest.mark.parametrize("prompt", ["slow push in", "pan left, rain at night", "orbit, watercolour, snow"])
def test_a_picture_is_shown_as_it_is_at_first_and_then_moves(tmp_path: Path, prompt: str) -> None:
    start = put(tmp_path, "a.png", encoded(A))
    frames, told, _ = made(tmp_path, prompt, 2.0, mode="image", sources=Sources(start=start))
    assert psnr(planes_of(tmp_path, 0)[:H], luma(A)) > 34
    assert psnr(frames[-1], frames[0]) < 30
    [shot] = told["shots_of_picture"]
    assert shot["first_frame"] == {"width": 480, "height": 300, "scaled": "to cover"}
    told_of_camera = {"move", "asked", "pan_degrees", "tilt_degrees"}
    told_of_camera |= {f"{way}_percent_per_s" for way in ("zoom", "pan", "tilt")}
    assert told_of_camera <= set(shot["camera_path"])
    assert shot["camera_path"]["asked"] is True


def test_a_move_that_nobody_asked_for_is_told_as_the_engines_own(tmp_path: Path) -> None:
    start = put(tmp_path, "a.png", encoded(A))
    _, told, _ = made(tmp_path, "a hill", 0.5, mode="image", sources=Sources(start=start))
    camera = told["shots_of_picture"][0]["camera_path"]
    assert (camera["move"], camera["asked"]) == ("push in", False)


def moving(rgb: npt.NDArray[np.uint8], folder: Path, prompt: str, seconds: float, w: int, h: int) -> Still:
    [reading] = understand([prompt])
    shot = arrange(reading, seconds, w, h, 24, 0)
    shot.stage.air = None
    camera = reading.camera, shot.strength
    return make(
        Path(put(folder, "m.png", encoded(rgb))), None, prompt, shot.stage, *camera, seconds, reading.time_of_day
    )


@pytest.mark.parametrize("prompt", ["She waves. Static camera", "The tree sways in the wind. Static camera"])
def test_before_a_static_camera_nothing_moves(tmp_path: Path, prompt: str) -> None:
    """To the pixel; and what would move all of the picture is said not to be done."""
    made = moving(standing()[0], tmp_path, prompt, 2.0, W, H)
    first, *others = made.frames(48)
    assert all(np.array_equal(first, other) for other in others)
    camera = made.told["camera_path"]
    assert (camera["zoom_percent_per_s"], camera["pan_degrees"], camera["tilt_degrees"]) == (0, 0, 0)
    assert len(made.plate.nature.not_done) == ("wind" in prompt)


@pytest.mark.parametrize(
    ("prompt", "not_done", "ignored"),
    [
        ("She waves. Static camera", ["she does not wave"], []),
        ("The woman smiles and waves", ["woman does not wave"], []),
        ("Steam everywhere, slow push in", ["steam"], []),
        ("He walks, the smoke drifts", ["he does not walk", "smoke does not drift"], []),
        ("A rainbow, slow push in", ["rainbow"], []),
        ("A cup and a zorb", [], ["zorb (nothing is drawn into a picture)"]),
    ],
)
def test_what_is_told_of_a_picture_is_true_of_a_picture(
    tmp_path: Path, prompt: str, not_done: list[str], ignored: list[str]
) -> None:
    """Nothing is drawn into it, and who and what is in it does not act."""
    start = put(tmp_path, "a.png", encoded(A))
    _, told, _ = made(tmp_path, prompt, 0.2, mode="image", sources=Sources(start=start))
    assert sorted(said.split(":")[0] for said in told["not_done"]) == sorted(not_done)
    assert told["ignored"] == ignored
    assert "shown as" not in str(told["ignored"])


def test_waves_of_a_hand_are_no_wind(tmp_path: Path) -> None:
    assert not moving(A, tmp_path, "She waves, slow push in", 1.0, W, H).windy
    windy = moving(A, tmp_path, "The grass sways, slow push in", 1.0, W, H)
    assert windy.windy
    assert windy.told["moves_by_itself"][-1]["what"] == "wind"


@pytest.mark.parametrize("move", ["push in", "truck left", "crane up"])
def test_who_is_cut_by_the_pictures_edge_reaches_the_frames_edge(move: str) -> None:
    """No strip of the ground that was made up behind them shows along it."""
    rgb = np.full((H, W, 3), (90, 130, 80), np.uint8)
    matte = np.zeros((H, W), np.float32)
    matte[60:, 110:210] = 1
    rgb[matte > 0] = (200, 40, 40)
    plate = Plate.of(rgb, Cutout(matte, 1.0, np.zeros((64, 96), np.float32), rgb))
    way = Way.over(plate, move, 1.0, 2.0, 0)
    for t in (0.2, 1.0, 2.0):
        frame = Frame(W, H)
        plate.show(frame, way.at(t))
        red = cv2.resize(frame.v, (W, H), interpolation=cv2.INTER_NEAREST) > 170
        assert red[-1].sum() > 0.95 * red[-8].sum() > 60


def test_beyond_the_edge_nobody_is_seen_twice() -> None:
    """Somebody whose head nearly touches the upper edge, when the camera draws back."""
    rgb = np.full((H, W, 3), (90, 130, 80), np.uint8)
    matte = np.zeros((H, W), np.float32)
    matte[6:, 110:210] = 1
    rgb[matte > 0] = (200, 40, 40)
    plate = Plate.of(rgb, Cutout(matte, 1.0, np.zeros((64, 96), np.float32), rgb))
    way = Way.over(plate, "pull out", 1.0, 2.0, 0)
    frame = Frame(W, H)
    plate.show(frame, way.at(2.0))
    red = cv2.resize(frame.v, (W, H), interpolation=cv2.INTER_NEAREST) > 170
    assert np.diff(red[:, W // 2].astype(int)).tolist().count(1) == 1, "one head"
    assert way.told()["made_up_beyond_edge_percent"] > 2


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("move", ["pan right", "pan left", "truck right", "tilt up", "orbit", "crane down"])
def test_a_camera_that_turns_does_not_see_the_picture_mirrored(move: str, apart: bool) -> None:
    """Of a picture that grows lighter from side to side and from the top down, no part grows darker."""
    ramp = np.add.outer(np.linspace(20, 120, H), np.linspace(0, 110, W)).astype(np.uint8)
    rgb = np.dstack([ramp] * 3)
    matte = np.zeros((H, W), np.float32)
    matte[80:120, 140:180] = float(apart)  # as light as what is round it
    plate = Plate.of(rgb, Cutout(matte, float(apart), np.zeros((64, 96), np.float32), rgb))
    way = Way.over(plate, move, 1.0, 2.0, 0)
    frame = Frame(W, H)
    for t in (0.5, 2.0):
        plate.show(frame, way.at(t))
        soft = cv2.blur(frame.y, (5, 5)).astype(float)
        for axis in (0, 1):
            steps = np.diff(soft, axis=axis).mean(axis=1 - axis)
            assert min(steps[2:30].min(), steps[-30:-2].min()) > 0, "at the frame's edges"
    told = way.told()
    assert max(abs(told["pan_degrees"]), abs(told["tilt_degrees"])) > 1
    if move.startswith("pan"):
        assert told["kept_percent"] < 100
        assert np.sign(told["pan_degrees"]) == (1 if move == "pan right" else -1)


def test_a_picture_does_not_flicker(tmp_path: Path) -> None:
    start = put(tmp_path, "a.png", encoded(A))
    frames, _, _ = made(tmp_path, "static shot", 1.5, mode="image", sources=Sources(start=start))
    means = frames.reshape(len(frames), -1).mean(axis=1)
    assert float(np.abs(np.diff(means)).max()) < 0.5


def test_the_edge_of_what_was_cut_out_does_not_flicker(tmp_path: Path) -> None:
    """What a frame shows along the cut, beside what the next one shows at the place to which it moved."""
    rgb, truth = standing()
    start = put(tmp_path, "s.png", encoded(rgb))
    frames, told, _ = made(
        tmp_path, "Slow truck right", 2.0, mode="image", sources=Sources(start=start), size=(480, 360)
    )
    assert told["shots_of_picture"][0]["subject"]["moved_apart"]
    matte = (covered(np.dstack([truth] * 3).astype(np.uint8) * 255, 480, 360)[..., 0] > 127).astype(np.uint8)
    near = np.ones((31, 31), np.uint8)  # it moves: the cut is somewhere in this ring in all the frames looked at
    ring = cv2.dilate(matte, near) - cv2.erode(matte, near)
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    grid = np.dstack(np.meshgrid(np.arange(480, dtype=np.float32), np.arange(360, dtype=np.float32)))
    unlike = []
    for a, b in zip(frames[10:30:4], frames[11:31:4], strict=True):
        there = grid + flow.calc(a, b, None)
        moved = cv2.remap(b, there, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        unlike.append(np.abs(moved.astype(float) - a))
    edge, whole = (float(np.mean([one[where] for one in unlike])) for where in (ring > 0, ring >= 0))
    assert edge < 2.5, "levels of 255"
    assert edge < 3 * whole + 0.5


def crowded(w: int, h: int) -> np.ndarray:  # type: ignore[type-arg]
    """Soft spots of many colours everywhere: nothing stands out."""
    small = np.random.default_rng(5).integers(30, 220, (h // 30, w // 30, 3)).astype(np.uint8)
    return cv2.resize(small, (w, h), interpolation=cv2.INTER_CUBIC)


@pytest.mark.parametrize("apart", [False, True])
def test_before_it_moves_a_picture_in_depth_is_the_picture(apart: bool) -> None:
    """Bent or in planes: the second frame would jump if a camera at rest saw anything else."""
    rgb = standing()[0] if apart else crowded(960, 540)
    h, w = rgb.shape[:2]
    plate = Plate.of(rgb)
    assert (plate.near is not None) is apart
    frame = Frame(w, h)
    plate.show(frame, path("push in", 0.0, 2.0, w, h, 1.0, 0))
    assert psnr(frame.buffer, exact(rgb).buffer) > 42


def test_first_and_last_frame_are_both_reached_through_motion(tmp_path: Path) -> None:
    wide = scene(700, 300, 4)
    first, last = wide[:, :560], wide[:, 60:620]  # the camera went to the right
    sources = Sources(start=put(tmp_path, "a.png", encoded(first)), end=put(tmp_path, "b.png", encoded(last)))
    frames, told, _ = made(tmp_path, "it moves", 1.0, mode="image", sources=sources)
    assert psnr(planes_of(tmp_path, 0)[:H], luma(first)) > 34
    assert psnr(planes_of(tmp_path, -1)[:H], luma(last)) > 30
    assert told["shots_of_picture"][0]["last_frame"]["reached_by"] == "optical flow"
    # Half way it is neither, nor both at once: the thing in the middle stands between its two places.
    faded = (to_full(luma(first)) + to_full(luma(last))) / 2
    middle = frames[len(frames) // 2]
    half = luma(wide[:, 30:590])
    assert psnr(middle, to_full(half)) > psnr(middle, faded) + 1


def test_pictures_without_anything_in_common_are_said_to_be(tmp_path: Path) -> None:
    other = np.random.default_rng(5).integers(0, 255, (30, 48, 3), np.uint8).repeat(10, 0).repeat(10, 1)
    sources = Sources(start=put(tmp_path, "a.png", encoded(A)), end=put(tmp_path, "b.png", encoded(other)))
    _, told, _ = made(tmp_path, "it changes", 1.0, mode="image", sources=sources)
    assert "too little in common" in told["shots_of_picture"][0]["last_frame"]["why"]


@pytest.mark.parametrize(("size", "seen"), [((400, 300), (240, 180)), ((300, 600), (180, 360))])
def test_the_ratio_follows_the_picture_where_it_is_asked_to(
    tmp_path: Path, size: tuple[int, int], seen: tuple[int, int]
) -> None:
    start = put(tmp_path, "a.png", encoded(scene(*size)))
    frames, _, _ = made(tmp_path, "x", 0.3, mode="image", sources=Sources(start=start), follow=True)
    assert frames.shape[1:] == (seen[1], seen[0])


def test_a_picture_can_be_the_place_and_another_stand_in_it(tmp_path: Path) -> None:
    cut = np.zeros((300, 200, 4), np.uint8)
    cut[20:290, 60:140] = (20, 20, 220, 255)
    done, data = cv2.imencode(".png", cut)
    assert done
    images = (
        put(tmp_path, "w.png", bytes(data)),
        put(tmp_path, "s.png", encoded(B)),
        put(tmp_path, "n.png", encoded(A)),
    )
    prompt = "The woman in <<<image_1>>> crosses the street shown in <<<image_2>>>"
    _, told, _ = made(tmp_path, prompt, 1.0, mode="image", sources=Sources(images=images))
    assert [element["name"] for element in told["elements"]] == ["image_1"]
    assert sorted(told["not_done"]) == [
        "image_1 does not cross with its legs: no legs stand apart in its picture, it glides",
        "image_3 is named by no placeholder and was not used",
    ]
    v = planes_of(tmp_path, -1)[H + H // 4 :]
    assert int(v.max()) > 200  # something very red stands there


def test_who_is_in_a_picture_walks_where_the_words_say(tmp_path: Path) -> None:
    """One picture, of somebody; the place is in words: the place is drawn, and the picture is no ground."""
    cut = np.zeros((400, 200, 4), np.uint8)
    cut[10:390, 50:150] = (240, 30, 200, 255)
    done, data = cv2.imencode(".png", cut)
    assert done
    images = (put(tmp_path, "w.png", bytes(data)),)
    prompt = "The woman in <<<image_1>>> walks along a beach"
    _, told, _ = made(tmp_path, prompt, 1.0, mode="image", sources=Sources(images=images))
    assert told["elements"] == [{"number": 1, "name": "image_1", "plays": "woman", "sure": 1.0}]
    assert "beach" in str(told["shots"][0]["setting"])
    u, v = planes_of(tmp_path, 0)[H : H + H // 4], planes_of(tmp_path, 0)[H + H // 4 :]
    pink = (v.reshape(H // 2, W // 2) > 150) & (u.reshape(H // 2, W // 2) > 135)
    assert 60 < pink.sum() < 0.3 * pink.size, "she is there, and does not fill the picture"


@pytest.mark.parametrize(
    ("prompt", "role"),
    [
        ("The woman in <<<image_1>>> walks along a beach", "woman"),
        ("A beach. The dog of <<<image_1>>> runs", "dog"),
        ("<<<image_1>>> runs through a forest", "person"),
    ],
)
def test_a_picture_plays_what_the_words_before_it_say(prompt: str, role: str) -> None:
    assert role_before([prompt], 1) == role


@pytest.mark.parametrize("head", [0.16, 0.30, 0.62])
def test_a_picture_is_cut_so_that_a_head_stays(head: float) -> None:
    """A portrait of 2:3 shown in 16:9: the middle alone would cut heads at the top through."""
    portrait = np.full((900, 600, 3), (96, 120, 150), np.uint8)
    portrait += np.random.default_rng(1).integers(0, 6, portrait.shape, dtype=np.uint8)
    cv2.rectangle(portrait, (140, round(900 * head)), (460, 900), (60, 70, 60), -1)
    cv2.circle(portrait, (300, round(900 * head)), 90, (224, 172, 140), -1)
    cut = covered(portrait, W, H)
    lab = cv2.cvtColor(cut, cv2.COLOR_RGB2LAB).astype(int)
    rows = np.flatnonzero((lab[..., 1] > 137).sum(axis=1) > 3)
    assert rows[0] > 2, "the top of the head is in the picture, with air above it"
    assert rows[-1] < H - 2
    tall = 2 * 90 * W / 600
    assert len(rows) > 0.85 * tall, "and so is the rest of it"


def test_a_picture_of_nobody_is_cut_about_its_middle() -> None:
    marked = np.full((900, 600, 3), (60, 110, 160), np.uint8)
    marked[448:452] = 255
    y = luma(marked)
    assert abs(int(y.mean(axis=1).argmax()) - H / 2) <= 2


def card(folder: Path, name: str, colour: tuple[int, int, int], wide: int = 100) -> str:
    """A cut-out of one colour (BGR), twice as tall as 100 pixels are wide."""
    cut = np.zeros((200, wide, 4), np.uint8)
    cut[4:196, 4 : wide - 4] = (*colour, 255)
    done, data = cv2.imencode(".png", cut)
    assert done
    return put(folder, name, bytes(data))


def reds_and_blues(folder: Path, n: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    both = planes_of(folder, n)
    u, v = (part.reshape(H // 2, W // 2) for part in (both[H : H + H // 4], both[H + H // 4 :]))
    return v > 180, u > 190


def test_two_who_come_into_a_picture_have_room_and_do_what_their_own_words_say(tmp_path: Path) -> None:
    """Broad cut-outs side by side do not cover each other; the one who jumps does, the one who stands does not;
    and both come in as a whole, from the sides."""
    start = put(
        tmp_path, "street.png", encoded(cv2.cvtColor(np.full((300, 480), 120, np.uint8), cv2.COLOR_GRAY2RGB))
    )
    elements = (
        ElementSpec("Ann", "A young woman", (card(tmp_path, "a.png", (20, 20, 230), 160),)),
        ElementSpec("Bob", "A man", (card(tmp_path, "b.png", (230, 30, 20), 160),)),
    )
    prompt = "<<<element_1>>> jumps high. <<<element_2>>> stands."
    made(tmp_path, prompt, 3.0, mode="image", sources=Sources(start=start, elements=elements))
    red, blue = reds_and_blues(tmp_path, 0)
    assert not red.any(), "the first frame is the picture that was brought"
    assert not blue.any()
    heights: dict[str, list[int]] = {"red": [], "blue": []}
    for n in range(40, 70, 2):
        red, blue = reds_and_blues(tmp_path, n)
        for name, seen in (("red", red), ("blue", blue)):
            assert seen.sum() > 200
            heights[name].append(int(np.flatnonzero(seen.any(axis=1))[-1]))
        columns = np.flatnonzero(red.any(axis=0)), np.flatnonzero(blue.any(axis=0))
        assert max(columns[0][0], columns[1][0]) >= min(columns[0][-1], columns[1][-1]), "each has room of its own"
    assert max(heights["red"]) - min(heights["red"]) > 8, "she jumps"
    assert max(heights["blue"]) - min(heights["blue"]) <= 2, "he does not"
    # On their way in they are as solid as later, and come from the sides.
    sides = [
        seen for colour in reds_and_blues(tmp_path, 14) for seen in (colour[:, : W // 8], colour[:, -W // 8 :])
    ]
    assert sum(bool(seen.any()) for seen in sides) == 2


# ---- elements ----


def half(folder: Path) -> ElementSpec:
    """A magenta woman whose picture ends at her thighs."""
    cut = np.zeros((400, 320, 4), np.uint8)
    for shape in (
        cv2.ellipse2Poly((160, 60), (34, 46), 0, 0, 360, 8),
        np.array([(140, 90), (180, 90), (240, 130), (252, 420), (68, 420), (80, 130)]),
    ):
        cv2.fillPoly(cut, [shape.astype(np.int32)], (240, 30, 200, 255))
    done, data = cv2.imencode(".png", cut)
    assert done
    return ElementSpec("Mara", "A young woman", (put(folder, "half.png", bytes(data)),))


def pinks(folder: Path, count: int) -> list[npt.NDArray[np.bool_]]:
    """Where each of the first pictures is magenta, at half its size."""
    out = []
    with av.open(str(folder / "out.mp4")) as box:
        for frame, _ in zip(box.decode(video=0), range(count), strict=False):
            planes = frame.to_ndarray(format="yuv420p")
            h = planes.shape[0] * 2 // 3
            u, v = (part.reshape(h // 2, -1) for part in (planes[h : h * 5 // 4], planes[h * 5 // 4 :]))
            out.append((v > 150) & (u > 135))
    return out


@pytest.mark.parametrize(
    "prompt",
    [
        "<<<element_1>>> walks through a meadow",
        "<<<element_1>>> dances, crane up",
        "<<<element_1>>> jumps, pull out",
    ],
)
def test_who_is_seen_only_in_part_ends_at_the_frames_lower_edge(tmp_path: Path, prompt: str) -> None:
    """And never in mid-air, whatever they and the camera do; and it is said."""
    mara = half(tmp_path)
    _, told, _ = made(tmp_path, prompt, 2.0, sources=Sources(elements=(mara,)))
    for seen in pinks(tmp_path, 48):
        assert seen[-1].sum() > 0.6 * seen.sum(axis=1).max() > 12
        assert np.flatnonzero(seen.any(axis=1))[0] > 2, "her head is in the picture"
    assert told["elements"][0]["framing"] == "the picture ends at the thighs: shown from there up, near by"
    assert any("ends at the thighs" in said for said in told["not_done"])


def test_who_is_seen_only_in_part_comes_into_pictures_and_footage_near_by(tmp_path: Path, walk: str) -> None:
    mara, start = half(tmp_path), put(tmp_path, "a.png", encoded(A))
    _, told, _ = made(
        tmp_path, "<<<element_1>>>", 2.0, mode="image", sources=Sources(start=start, elements=(mara,))
    )
    seen = pinks(tmp_path, 48)[-1]
    assert seen[-1].sum() > 0.6 * seen.sum(axis=1).max() > 12
    assert "thighs" in told["elements"][0]["framing"]
    for prompt in ("Add <<<element_1>>> on the left, jumping", "Replace the man by <<<element_1>>>"):
        _, told, _ = edit(tmp_path, prompt, walk, elements=(mara,))
        for seen in pinks(tmp_path, 60):
            assert seen[-1].sum() > 0.6 * seen.sum(axis=1).max() > 12
        assert any("ends at the thighs" in said for said in told["not_done"])


@pytest.mark.parametrize(("other", "said"), [(False, ", the others are the same file"), (True, "")])
def test_it_is_told_which_of_an_elements_pictures_is_used(
    tmp_path: Path, walk: str, other: bool, said: str
) -> None:
    first = half(tmp_path).images[0]
    second = put(tmp_path, "again.png", Path(first).read_bytes() + b"\0" * other)
    mara = ElementSpec("Mara", "A young woman", (first, second))
    told = made(tmp_path, "<<<element_1>>> in a meadow", 0.2, sources=Sources(elements=(mara,)))[1]
    assert told["elements"][0]["pictures"] == "the first of 2 is cut out" + said
    told = edit(tmp_path, "Add <<<element_1>>> on the left", walk, elements=(mara,))[1]
    assert told["operations"][0]["pictures"] == "the first of 2 is cut out" + said


def test_who_stands_at_the_edge_of_their_picture_is_not_taken_for_half(tmp_path: Path) -> None:
    """Down to the hem of a long dress: no legs, and seen whole."""
    cut = np.zeros((420, 160, 4), np.uint8)
    cv2.ellipse(cut, (80, 30), (20, 28), 0, 0, 360, (240, 30, 200, 255), -1)
    dress = np.array([(70, 50), (90, 50), (112, 76), (100, 170), (136, 420), (24, 420), (60, 170), (48, 76)])
    cv2.fillPoly(cut, [dress.astype(np.int32)], (240, 30, 200, 255))
    done, data = cv2.imencode(".png", cut)
    assert done
    puppet = Puppet.of(1, ElementSpec("Mara", "A woman", (put(tmp_path, "d.png", bytes(data)),)), "woman")
    assert puppet.ends == ""
    assert puppet.cannot("walk", "walk") is not None, "and it is said that she glides"


def test_what_plays_nobody_is_said_and_not_told_as_playing(tmp_path: Path) -> None:
    cut = np.zeros((400, 200, 4), np.uint8)
    cut[10:390, 50:150] = (240, 30, 200, 255)
    done, data = cv2.imencode(".png", cut)
    assert done
    picture = put(tmp_path, "m.png", bytes(data))
    elements = (
        ElementSpec("Mara", "Young woman in a coat", (picture,)),
        ElementSpec("Rex", "A brown dog", (picture,)),
    )
    prompt = "<<<element_1>>> walks through a meadow"
    _, told, _ = made(tmp_path, prompt, 0.5, sources=Sources(elements=elements))
    assert [element["name"] for element in told["elements"]] == ["Mara"]
    assert told["not_done"] == [
        "element_1 (Mara) does not walk with its legs: no legs stand apart in its picture, it glides",
        "element_2 (Rex) is named by no placeholder and was not used",
    ]
    # The first picture and the first element have one number; only one of them plays.
    prompt = "<<<element_1>>> stands on a beach and the dog of <<<image_1>>> runs"
    given = Sources(elements=(ElementSpec("Kim", "A red kettle-drum orchestra", (picture,)),), images=(picture,))
    _, told, _ = made(tmp_path, prompt, 0.5, mode="image", sources=given)
    names = [element["name"] for element in told["elements"]]
    assert "image_1" in names
    assert len(names) + sum("has nobody to play" in said for said in told["not_done"]) == 2


def test_an_element_plays_where_it_is_named_and_keeps_its_face(tmp_path: Path) -> None:
    cut = np.zeros((400, 200, 4), np.uint8)
    cut[10:390, 50:150] = (240, 30, 200, 255)  # magenta: nothing of the kind grows on a meadow
    cut[10:90, 50:150, :3] = (40, 240, 240)
    done, data = cv2.imencode(".png", cut)
    assert done
    mara = ElementSpec("Mara", "Young woman in a coat", (put(tmp_path, "m.png", bytes(data)),))
    _, told, _ = made(tmp_path, "<<<element_1>>> walks through a meadow", 1.0, sources=Sources(elements=(mara,)))
    assert told["elements"] == [{"number": 1, "name": "Mara", "plays": "woman", "sure": 1.0}]
    found = []
    for n in (0, -1):
        u, v = planes_of(tmp_path, n)[H : H + H // 4], planes_of(tmp_path, n)[H + H // 4 :]
        pink = (v.reshape(H // 2, W // 2) > 150) & (u.reshape(H // 2, W // 2) > 135)
        assert pink.sum() > 60
        found.append(pink)
    assert not np.array_equal(found[0], found[1])


@pytest.mark.parametrize(
    ("prompt", "plain"),
    [
        ("<<<element_1>>> opens a red umbrella", "the woman opens a red umbrella"),
        ("The man in <<<image_1>>> runs", "The man runs"),
        ("Make <<<video_1>>> a rainy night", "Make a rainy night"),
        ("A fox in the snow, moving like <<<video_1>>>", "A fox in the snow"),
        ("The camera moves as in <<<video_1>>>. A fox walks", "A fox walks"),
        ("A fox walks like in <<<video_1>>>", "A fox walks"),
        ("moving like <<<video_1>>>", ""),
    ],
)
def test_placeholders_become_words(prompt: str, plain: str) -> None:
    assert spoken(prompt, Sources(), ["woman"]) == plain


def test_the_guides_program_runs(tmp_path: Path) -> None:
    guide = Path(__file__).parents[3] / "docs" / "guides" / "animatic-footage.md"
    program = guide.read_text().split("```python\n")[1].split("```")[0]
    names: dict[str, Any] = {"picture": put(tmp_path, "a.png", encoded(A)), "folder": tmp_path}
    exec(program, names)
    assert (names["report"]["width"], names["report"]["height"]) == (288, 180)


@pytest.mark.parametrize("action", [*MOVES, "stand"])
def test_no_move_takes_an_element_out_of_its_picture(action: str) -> None:
    puppet = Puppet(1, "Mara", np.ones((200, 80, 4), np.float32), 1.0, "woman")
    for sprite in puppet.sprites(200, action, 12, 1, np.ones(3, np.float32)):
        keep = sprite.pix.keep
        assert keep is not None
        assert min(int(edge.min()) for edge in (keep[0], keep[-1], keep[:, 0], keep[:, -1])) == 255


# ---- cutting out ----


def test_what_stands_out_is_cut_out_and_its_place_filled() -> None:
    rgb, truth = standing()
    found = cut_out(rgb)
    both = float(((found.matte > 0.5) & (truth > 0.5)).sum()) / float(((found.matte > 0.5) | (truth > 0.5)).sum())
    assert found.sure >= SURE_MIN
    assert both > 0.9
    assert float(np.abs(filled(rgb, found.matte)[truth > 0].astype(float).mean(axis=0) - (90, 130, 80)).max()) < 12


@pytest.mark.parametrize("colour", [(200, 60, 40), (40, 90, 200), (30, 160, 60)])
def test_what_stands_before_a_plain_ground_is_cut_out(colour: tuple[int, int, int]) -> None:
    """The first and the last are as light as the ground: only their hue tells them from it."""
    picture = np.full((400, 600, 3), 120, np.uint8)
    cv2.ellipse(picture, (300, 220), (80, 140), 0, 0, 360, colour, -1)
    whole = np.zeros((400, 600), np.uint8)
    cv2.ellipse(whole, (300, 220), (80, 140), 0, 0, 360, (255,), -1)
    cut = cut_out(picture)
    assert cut.sure >= SURE_MIN
    both = np.minimum(cut.matte, whole / 255).sum() / np.maximum(cut.matte, whole / 255).sum()
    assert both > 0.95


def test_nothing_is_cut_out_of_an_even_picture() -> None:
    even = np.full((200, 300, 3), 120, np.uint8)
    assert cut_out(even).sure < SURE_MIN


# ---- reference to video ----


def test_the_cameras_path_is_measured_and_followed(tmp_path: Path) -> None:
    big = scene(900, 400, 6)

    def pan(n: int) -> npt.NDArray[np.uint8]:
        return np.ascontiguousarray(big[:360, 4 * n : 4 * n + 640])  # 96 pixels a second: 15 % of the width

    video = put(tmp_path, "pan.mp4", movie(640, 360, seconds=2.0, picture=pan))
    found = measure(Path(video))
    assert found.report()["camera_path"]["pan_percent_per_s"] == pytest.approx(15, abs=2.5)
    assert abs(found.report()["camera_path"]["tilt_percent_per_s"]) < 1
    _, told, _ = made(tmp_path, "a fox in a meadow", 2.0, mode="reference", sources=Sources(video=video))
    assert told["taken_from_video"]["cuts_s"] == []
    assert len(told["taken_from_video"]["palette"]) == 5


def test_cuts_are_found_where_they_are(tmp_path: Path) -> None:
    def two(n: int) -> npt.NDArray[np.uint8]:
        return scene(320, 240, 1) if n < 24 else 255 - scene(320, 240, 2)

    video = put(tmp_path, "cut.mp4", movie(320, 240, seconds=2.0, picture=two))
    frames, told, _ = made(tmp_path, "a dog on a beach", 2.0, mode="reference", sources=Sources(video=video))
    assert told["taken_from_video"]["cuts_s"] == [pytest.approx(1.0, abs=0.1)]
    steps = np.abs(np.diff(frames.astype(float), axis=0)).mean(axis=(1, 2))
    assert int(np.argmax(steps)) + 1 == pytest.approx(24, abs=3)


# ---- video edit ----


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two seconds of footage at 29.97 pictures a second, with a tone."""
    big = scene(500, 300, 8)

    def pan(n: int) -> npt.NDArray[np.uint8]:
        return np.ascontiguousarray(big[30:270, n : n + 400])

    t = np.arange(2 * 48_000) / 48_000
    tone = np.stack([np.sin(2 * np.pi * 440 * t) * 0.4] * 2).astype(np.float32)
    data = movie(400, 240, seconds=2.0, fps=Fraction(30000, 1001), picture=pan, sound=tone)
    return put(tmp_path_factory.mktemp("footage"), "walk.mp4", data)


def edit(folder: Path, prompt: str, video: str, **sources: Any) -> Film:
    return made(folder, prompt, 5.0, mode="edit", sources=Sources(video=video, **sources), follow=True)


def test_an_edit_keeps_length_ratio_rate_and_sound(tmp_path: Path, walk: str) -> None:
    frames, told, rate = edit(tmp_path, "make it night", walk)
    assert (frames.shape[1:], rate) == ((180, 300), Fraction(30000, 1001))
    assert len(frames) == 60
    assert told["footage"]["sound_kept"] is True
    with av.open(str(tmp_path / "out.mp4")) as box:
        assert box.streams.audio


def test_night_is_dark_and_blue_and_said(tmp_path: Path, walk: str) -> None:
    plain, told, _ = edit(tmp_path, "do nothing that is known", walk)
    assert told["operations"] == []
    assert told["not_done"] == ["no instruction was understood: the footage is unchanged"]
    before = planes_of(tmp_path, 30)
    night, told, _ = edit(tmp_path, "Make <<<video_1>>> a rainy night", walk)
    assert night.mean() < 0.62 * plain.mean()
    assert planes_of(tmp_path, 30)[180:225].mean() > before[180:225].mean()
    assert [entry["what"] for entry in told["operations"]] == ["night", "rain", "rain"]


@pytest.mark.parametrize(
    ("prompt", "done", "not_done", "ignored"),
    [
        ("Make it night and add a rainbow", ["time of day"], ["adding rainbow"], []),
        ("Make it warmer, then add a lens flare", ["grade"], [], ["add a lens flare"]),
        ("Blur the background and rotate the video", ["background blur"], [], ["rotate the video"]),
        ("Make it dusk. Make the sky purple", ["time of day"], ["recolouring the sky"], []),
        ("Replace the background with white, add a dragon", ["background replaced"], ["drawing dragon"], []),
    ],
)
def test_everything_that_is_asked_of_footage_is_told_of(
    tmp_path: Path, walk: str, prompt: str, done: list[str], not_done: list[str], ignored: list[str]
) -> None:
    _, told, _ = edit(tmp_path, prompt, walk)
    assert [entry["operation"] for entry in told["operations"]] == done
    assert [said.split(" into ")[0].split(":")[0] for said in told["not_done"]] == not_done
    assert told["ignored"] == ignored


def test_a_rainbow_stands_where_the_subject_does_not_hide_it() -> None:
    rgb, sky = np.full((H, W, 3), (110, 150, 210), np.uint8), np.zeros((H, W), np.float32)
    sky[:110] = 1
    rgb[110:] = (200, 180, 120)
    hidden = np.zeros((H, W), np.float32)
    hidden[:, 60:220] = 1
    out, seen = rainbow(rgb, sky, hidden)
    beside = np.abs(out.astype(int) - rgb).max(axis=2) > 12
    assert not beside[110:].any(), "it stands in the sky"
    assert seen > 0.15
    assert beside[:, 220:].sum() > 200
    # Outside it is red, inside violet.
    rows = np.flatnonzero(beside[:, 300])
    high, low = (out[row, 300].astype(int) - rgb[0, 300] for row in (rows[1], rows[-2]))
    assert high[0] - high[2] > low[0] - low[2]
    out, seen = rainbow(rgb, sky, np.ones((H, W), np.float32))
    assert seen == 0
    assert np.array_equal(out, rgb), "nobody would see it"


@pytest.mark.parametrize(
    ("prompt", "why"),
    [
        ("Replace the background with white and add a rainbow", "no sky is found in the new background"),
        ("Make it warmer and add a rainbow", "it is drawn into the sky of a new background only"),
    ],
)
def test_why_no_rainbow_is_added_is_true(tmp_path: Path, walk: str, prompt: str, why: str) -> None:
    _, told, _ = edit(tmp_path, prompt, walk)
    assert f"adding rainbow: {why}" in told["not_done"]


def test_a_rainbow_is_added_to_the_sky_of_a_new_background(tmp_path: Path) -> None:
    def red(n: int) -> npt.NDArray[np.uint8]:
        rgb = standing()[0].copy()
        rgb[:2] += np.uint8(n % 2)
        return rgb

    video = put(tmp_path, "red.mp4", movie(320, 240, seconds=0.5, picture=red))
    _, told, _ = edit(tmp_path, "Replace the background with a meadow and add a rainbow", video)
    replaced, added = told["operations"]
    assert (replaced["by"], added["operation"], added["what"]) == ("meadow", "added", "rainbow")
    assert added["seen_percent"] > 10
    assert told["not_done"] == told["ignored"] == []


@pytest.mark.parametrize("style", ["watercolour", "anime", "ink style", "pencil sketch", "pixel art", "film noir"])
def test_styles_change_the_drawing_and_do_not_flicker(tmp_path: Path, walk: str, style: str) -> None:
    plain, _, _ = edit(tmp_path, "nothing", walk)
    frames, told, _ = edit(tmp_path, f"turn it into {style}", walk)
    assert [entry["operation"] for entry in told["operations"]][-1] == "style", told
    assert psnr(frames[20], plain[20]) < 33  # the picture is soft: most of what a style changes is its edges
    means = frames.reshape(len(frames), -1).mean(axis=1)
    assert float(np.abs(np.diff(means)).max()) < 3.0


def test_a_colour_is_changed_and_the_rest_left(tmp_path: Path) -> None:
    def red(n: int) -> npt.NDArray[np.uint8]:
        rgb = np.full((240, 320, 3), (90, 140, 90), np.uint8)
        rgb[80:160, 100 + n : 180 + n] = (194, 42, 36)
        return rgb

    video = put(tmp_path, "red.mp4", movie(320, 240, seconds=1.0, picture=red))
    edit(tmp_path, "make the red car blue", video)
    yuv = planes_of(tmp_path, 12)
    h, w = yuv.shape[0] * 2 // 3, yuv.shape[1]
    u, v = (part.reshape(h // 2, w // 2) for part in (yuv[h : h * 5 // 4], yuv[h * 5 // 4 :]))
    assert u[h // 4, int(w * 0.24)] > 150  # the thing is blue now
    assert v[h // 4, int(w * 0.24)] < 128
    assert abs(int(u[5, 5]) - 116) < 10  # the green beside it is as it was


def test_writing_that_stands_still_is_removed(tmp_path: Path) -> None:
    big = scene(500, 300, 9)

    def titled(n: int) -> npt.NDArray[np.uint8]:
        rgb = np.ascontiguousarray(big[30:270, n : n + 400])
        cv2.putText(rgb, "SAMPLE", (30, 220), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (255, 255, 255), 3, cv2.LINE_AA)
        return rgb

    video = put(tmp_path, "t.mp4", movie(400, 240, seconds=2.0, picture=titled))
    frames, told, _ = edit(tmp_path, "remove the text", video)
    assert told["operations"][0]["operation"] == "remove"
    assert float((frames[24][140:170, 20:120] > 235).mean()) < 0.01
    _, told, _ = edit(tmp_path, "remove the watermark in the top left corner", video)
    assert told["operations"]


def colours(folder: Path, n: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Where picture n is red, and where it is blue, at half its size."""
    yuv = planes_of(folder, n)
    h, w = yuv.shape[0] * 2 // 3, yuv.shape[1]
    u, v = (part.reshape(h // 2, w // 2) for part in (yuv[h : h * 5 // 4], yuv[h * 5 // 4 :]))
    return v > 165, u > 165


def test_an_element_stands_in_for_somebody_in_footage(tmp_path: Path) -> None:
    r = np.random.default_rng(3)
    ground = np.clip(np.array([90, 130, 80]) + r.standard_normal((240, 320, 1)) * 6, 0, 255).astype(np.uint8)

    def passing(n: int) -> npt.NDArray[np.uint8]:
        rgb = ground.copy()
        cv2.ellipse(rgb, (120 + 3 * n, 140), (34, 66), 0, 0, 360, (200, 60, 60), -1)
        return rgb

    video = put(tmp_path, "red.mp4", movie(320, 240, seconds=1.0, picture=passing))
    blue = ElementSpec("Blue", "A blue card", (card(tmp_path, "blue.png", (220, 60, 30)),))
    edit(tmp_path, "do nothing that is known", video)
    before = colours(tmp_path, 12)[0]
    _, told, _ = edit(tmp_path, "Replace the red man with <<<element_1>>>", video, elements=(blue,))
    [done] = told["operations"]
    assert (done["operation"], done["what"], done["by"]) == ("replaced", "the red man", "Blue")
    assert done["subject_percent"] > 3
    assert told["not_done"] == []
    middles = []
    for n in (0, 12, 23):
        red, there = colours(tmp_path, n)
        assert red.sum() < 0.06 * before.sum()
        where = np.flatnonzero(there.any(axis=0))
        assert len(where)
        middles.append(float(where.mean()))
    w = before.shape[1]
    for n, middle in zip((0, 12, 23), middles, strict=True):  # it goes where the other one went
        assert middle / w == pytest.approx((120 + 3 * n) / 320, abs=0.06)


def test_an_element_comes_into_footage_and_stays_on_its_ground(tmp_path: Path, walk: str) -> None:
    blue = ElementSpec("Blue", "A blue card", (card(tmp_path, "blue.png", (220, 60, 30)),))
    _, told, _ = edit(tmp_path, "Add <<<element_1>>> on the right. Make it warmer", walk, elements=(blue,))
    assert [entry["operation"] for entry in told["operations"]] == ["added", "grade"]
    assert (told["operations"][0]["what"], told["operations"][0]["place"]) == ("Blue", "right")
    assert told["not_done"] == []
    at = [float(np.flatnonzero(colours(tmp_path, n)[1].any(axis=0)).mean()) for n in (0, 50)]
    wide = colours(tmp_path, 0)[1].shape[1]
    assert at[0] / wide == pytest.approx(0.76, abs=0.05)
    # The camera turns right by one pixel of 400 a picture: the ground goes left, and so does who stands on it.
    assert (at[0] - at[1]) / wide == pytest.approx(50 / 400, abs=0.03)


@pytest.mark.parametrize(
    ("prompt", "places", "moves"),
    [
        (
            "Add <<<element_1>>> on the left and <<<element_2>>> on the right",
            ["left", "right"],
            ["stand", "stand"],
        ),
        ("On the right add <<<element_1>>>, on the left <<<element_2>>>", ["right", "left"], ["stand", "stand"]),
        ("Add <<<element_1>>>, waving, and <<<element_2>>>, dancing", ["right", "left"], ["wave", "dance"]),
    ],
)
def test_each_of_several_guests_does_what_is_said_of_it(
    tmp_path: Path, walk: str, prompt: str, places: list[str], moves: list[str]
) -> None:
    both = tuple(ElementSpec(name, "", (card(tmp_path, f"{name}.png", (220, 60, 30)),)) for name in ("One", "Two"))
    _, told, _ = edit(tmp_path, prompt, walk, elements=both)
    assert [entry["place"] for entry in told["operations"]] == places
    assert [entry["moves"] for entry in told["operations"]] == moves
    armless = [
        f"element_{n} ({name}) does not wave" for n, name in ((1, "One"), (2, "Two")) if moves[n - 1] == "wave"
    ]
    assert [line.partition(":")[0] for line in told["not_done"]] == armless


@pytest.mark.parametrize(
    ("prompt", "done", "not_done"),
    [
        (
            "Make it a snowy night and turn the dog into a zebra, remove the flowers",
            {"time of day", "weather", "particles"},
            ["removing the flowers", "turning the dog into a zebra"],
        ),
        ("It is snowing at night, remove the umbrella, add a dog", {"time of day", "weather", "particles"},
         ["removing the umbrella", "drawing dog into footage"]),
        ("Turn it into a watercolour", {"style"}, []),
    ],
)  # fmt: skip
def test_each_instruction_is_carried_out_or_said_not_to_be(
    tmp_path: Path, walk: str, prompt: str, done: set[str], not_done: list[str]
) -> None:
    _, told, _ = edit(tmp_path, prompt, walk)
    assert {entry["operation"] for entry in told["operations"]} == done
    assert [line.partition(":")[0] for line in told["not_done"]] == not_done


def test_what_cannot_be_done_is_said(tmp_path: Path, walk: str) -> None:
    _, told, _ = edit(tmp_path, "Add a dog, and make it slow motion", walk)
    assert told["operations"] == []
    assert any("dog" in line for line in told["not_done"])
    assert any("length of the footage" in line for line in told["not_done"])
    blue = ElementSpec("Blue", "A blue card", (card(tmp_path, "blue.png", (220, 60, 30)),))
    wall = put(
        tmp_path, "wall.mp4", movie(320, 240, seconds=0.5, picture=lambda n: np.full((240, 320, 3), 90, np.uint8))
    )
    _, told, _ = edit(tmp_path, "Replace the hiker with <<<element_1>>>", wall, elements=(blue,))
    assert told["operations"] == []  # nobody stands out of that picture
    assert told["not_done"] == ["replaced: the subject could not be told from its background surely enough"]
    _, told, _ = edit(tmp_path, "make it night", walk, elements=(blue,))
    assert told["not_done"] == ["element_1 (Blue) is named by no placeholder and was not used"]


def test_kept_sound_is_in_time_to_twenty_milliseconds(tmp_path: Path) -> None:
    """A flash and a click at the same moment stay together."""
    at, rate = 24, 24

    def flash(n: int) -> npt.NDArray[np.uint8]:
        return np.full((240, 320, 3), 230 if n >= at else 40, np.uint8)

    click = np.zeros((2, 2 * 48_000), np.float32)
    start = at * 48_000 // rate
    click[:, start : start + 4800] = np.sin(2 * np.pi * 1000 * np.arange(4800) / 48_000) * 0.8
    video = put(tmp_path, "click.mp4", movie(320, 240, seconds=2.0, fps=rate, picture=flash, sound=click))
    for mode, prompt in (("edit", "warmer"), ("reference", "a lake")):
        frames, _, _ = made(tmp_path, prompt, 2.0, mode=mode, sources=Sources(video=video), follow=mode == "edit")
        with av.open(str(tmp_path / "out.mp4")) as box:
            sound = np.concatenate([part.to_ndarray() for part in box.decode(audio=0)], axis=1)[0]
        heard = int(np.flatnonzero(np.abs(sound) > 0.2)[0]) / 48_000
        assert heard == pytest.approx(at / rate, abs=0.02)
        if mode == "edit":
            seen = int(np.argmax(np.diff(frames.reshape(len(frames), -1).mean(axis=1)))) + 1
            assert seen == at
    quiet = Sources(video=video, keep_sound=False)
    made(tmp_path, "warmer", 2.0, mode="edit", sources=quiet, follow=True)
    with av.open(str(tmp_path / "out.mp4")) as box:
        assert not box.streams.audio
