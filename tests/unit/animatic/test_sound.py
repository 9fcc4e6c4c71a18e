"""What is heard: loudness, silence, beds, sounds in time and in place with the picture, music."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from omnireel.animatic import RenderSpec, Shot, interpret, sound
from omnireel.animatic.actors import Actor
from omnireel.animatic.engine import arranged
from omnireel.animatic.lexicon import music as words
from omnireel.animatic.parse import understand
from omnireel.animatic.scene import Scene
from omnireel.animatic.settings.table import SETTINGS
from omnireel.animatic.sound import beds, engines, foley, loudness, music, sources, synth, voices
from omnireel.animatic.sound.track import Player, Track
from omnireel.animatic.subjects import gait
from omnireel.animatic.subjects.fireworks import RISE, SHELLS
from omnireel.animatic.subjects.gestures import CLAPS
from omnireel.animatic.weather import flash_times, prepare

F32 = npt.NDArray[Any]
RATE = 48_000


def scenes(*prompts: str, seconds: float = 2.0, seed: int = 0, fps: int = 24) -> tuple[RenderSpec, list[Scene]]:
    spec = RenderSpec(tuple(Shot(p, seconds) for p in prompts), 320, 180, fps, sound=True, seed=seed)
    return spec, arranged(spec, understand(list(prompts)))


def heard(*prompts: str, seconds: float = 2.0, seed: int = 0) -> F32:
    """The finished track of a clip."""
    spec, shots = scenes(*prompts, seconds=seconds, seed=seed)
    cuts = zip(shots, spec.cuts, spec.cuts[1:], strict=False)
    return sound.mixdown([sound.score(shot, b - a) for shot, a, b in cuts])


def bare(prompt: str, seconds: float = 3.0) -> tuple[Track, Player]:
    """A track without bed, and its first player."""
    scene = scenes(prompt, seconds=seconds)[1][0]
    return Track(scene, beds.bed_of(scene.setting), round(seconds * RATE), 0), sound.players(scene, seconds)[0]


def tone(hz: float, seconds: float = 3.0, level: float = 1.0) -> F32:
    return (level * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def middle(part: F32) -> float:
    """The centre of the spectrum in Hz."""
    power = np.abs(np.fft.rfft(part.mean(axis=0) if part.ndim == 2 else part)) ** 2
    return float((power * np.fft.rfftfreq(part.shape[-1], 1 / RATE)).sum() / power.sum())


def share(part: F32, low: float, high: float) -> float:
    """The share of the energy between two frequencies."""
    power = np.abs(np.fft.rfft(part.mean(axis=0) if part.ndim == 2 else part)) ** 2
    f = np.fft.rfftfreq(part.shape[-1], 1 / RATE)
    return float(power[(f >= low) & (f < high)].sum() / power.sum())


def onsets(part: F32, quiet_s: float = 0.06) -> list[float]:
    """The seconds at which something begins after quiet."""
    loud = np.abs(part).max(axis=0)
    hot = np.flatnonzero(loud > 0.02 * loud.max())
    starts = [hot[0], *hot[1:][np.diff(hot) > quiet_s * RATE]]
    return [float(start) / RATE for start in starts]


# ---- loudness ----


def test_loudness_of_the_reference_tones() -> None:
    one = tone(997)
    assert loudness.integrated(np.stack([one, 0 * one])) == pytest.approx(-3.01, abs=0.05)
    assert loudness.integrated(np.stack([one, one])) == pytest.approx(0.0, abs=0.05)
    assert loudness.integrated(np.stack([one, one]) * np.float32(0.1)) == pytest.approx(-20.0, abs=0.05)


def test_loudness_weighs_frequencies_as_the_standard_does() -> None:
    def level(hz: float) -> float:
        return loudness.integrated(np.stack([tone(hz, level=0.1)] * 2)) + 20

    assert level(100) == pytest.approx(-1.8, abs=0.3)
    assert level(30) < -8
    assert level(6000) == pytest.approx(3.3, abs=0.3)


def test_pauses_do_not_count_and_quiet_parts_count_by_the_relative_gate() -> None:
    loud, quiet = np.stack([tone(997, 5, 0.2)] * 2), np.stack([tone(997, 5, 0.02)] * 2)
    alone = loudness.integrated(loud)
    assert loudness.integrated(np.concatenate([loud, 0 * loud], axis=1)) == pytest.approx(alone, abs=0.4)
    assert loudness.integrated(np.concatenate([loud, quiet], axis=1)) == pytest.approx(alone, abs=0.4)


def test_silence_has_no_loudness_and_stays_silent() -> None:
    nothing = np.zeros((2, RATE), np.float32)
    assert loudness.integrated(nothing) == -math.inf
    assert not loudness.levelled(nothing).any()
    assert loudness.integrated(np.zeros((2, 0), np.float32)) == -math.inf


@pytest.mark.parametrize("n", [1, 7, 500, 19_199, 19_200, 30_000])
def test_a_track_of_any_length_is_levelled(n: int) -> None:
    track = np.random.default_rng(n).standard_normal((2, n)).astype(np.float32) * 0.01
    out = loudness.levelled(track)
    assert out.shape == track.shape
    assert loudness.true_peak(out) <= -1.0


def test_true_peaks_between_samples_are_seen() -> None:
    between = np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4)  # samples at 0.707, peaks at 1
    between = (between * np.hanning(RATE)).astype(np.float32)
    assert 20 * math.log10(between.max()) < -2.9
    assert loudness.true_peak(np.stack([between, between])) == pytest.approx(0.0, abs=0.1)


def test_the_limiter_holds_the_ceiling_without_touching_what_is_far_from_it() -> None:
    track = np.stack([tone(200, 2.0, 0.2)] * 2)
    track[:, 40_000:40_400] *= 12
    out = loudness.limited(track)
    assert loudness.true_peak(out) <= -1.2
    assert np.array_equal(out[:, :36_000], track[:, :36_000])
    # A slow gain, not a clipped wave: the peak keeps its shape.
    piece, source = out[0, 40_100:40_300], track[0, 40_100:40_300]
    assert np.corrcoef(piece, source)[0, 1] > 0.999


# ---- the whole track ----


@pytest.mark.parametrize(
    "prompts",
    [
        ("a dog runs in a meadow",),
        ("a thunderstorm over the sea, a ship sails",),
        ("a cat sleeps in a room",),
        ("a sports car races down a highway",),
        ("an astronaut walks on the moon",),
        ("a man walks in the snow, soft piano music",),
        ("a quiet room", "a rocket launches", "a lake at dawn"),
    ],
)
def test_a_clip_is_as_loud_as_promised_and_never_clips(prompts: tuple[str, ...]) -> None:
    track = heard(*prompts, seconds=3.0)
    assert track.shape == (2, 3 * RATE * len(prompts))
    assert track.dtype == np.float32
    assert loudness.integrated(track) == pytest.approx(-16.0, abs=1.0)
    assert loudness.true_peak(track) <= -1.0
    assert abs(float(track.mean())) < 1e-3
    assert not track[:, 0].any()
    assert not track[:, -1].any()
    assert np.abs(track[:, :200]).max() < 0.05
    assert np.abs(track[:, -200:]).max() < 0.05
    assert not np.array_equal(track[0], track[1])


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.39])
def test_very_short_clips_have_sound_too(seconds: float) -> None:
    track = heard("a dog runs in a meadow, piano music", seconds=seconds)
    assert track.shape[1] == pytest.approx(seconds * RATE, abs=RATE / 24)
    assert track.any()
    assert np.isfinite(track).all()


def test_the_same_seed_sounds_the_same_and_another_does_not() -> None:
    prompt = "a horse runs on the beach, epic music"
    assert np.array_equal(heard(prompt, seed=4), heard(prompt, seed=4))
    assert not np.array_equal(heard(prompt, seed=4), heard(prompt, seed=5))


def test_shots_keep_their_levels_beside_each_other() -> None:
    track = heard("a bedroom", "a waterfall of rain: a storm in the city", seconds=2.0)
    half = track.shape[1] // 2
    quiet, loud = (loudness.integrated(part) for part in (track[:, : half - 9600], track[:, half + 9600 :]))
    assert quiet < loud - 4


def test_what_sounds_by_chance_is_not_the_same_after_every_cut() -> None:
    scene = scenes("a forest at noon")[1][0]
    first, again, later = (sound.score(scene, 48, start).sound for start in (0, 0, 48))
    assert np.array_equal(first, again)
    assert abs(float(np.corrcoef(first[0], later[0])[0, 1])) < 0.5


def test_cuts_are_crossfaded_at_equal_power_and_do_not_click() -> None:
    track = heard("rain in the city", "rain in the city", seconds=2.0)
    cut = 2 * RATE
    power = (track**2).mean(axis=0)
    at_cut = power[cut : cut + 3840].mean()
    around = np.concatenate([power[cut - 24_000 : cut - 4000], power[cut + 8000 : cut + 28_000]]).mean()
    assert 0.5 < at_cut / around < 2.0
    step = np.abs(np.diff(track, axis=1)).max(axis=0)
    assert step[cut - 2000 : cut + 6000].max() < 1.5 * step[20_000:80_000].max()


def test_in_a_vacuum_only_what_is_carried_through_hull_or_suit_is_heard() -> None:
    assert not heard("a spiral galaxy in outer space").any()
    assert not heard("a wolf howls on the moon").any()
    ship = heard("a spaceship flies through space")
    assert share(ship, 0, 400) > 0.9
    suit = heard("an astronaut walks on the moon", seconds=4.0)
    assert (np.abs(suit).max(axis=0) == 0).mean() > 0.02  # silence between breaths
    mixed = heard("a galaxy in space", "a meadow in spring", seconds=2.0)
    assert not mixed[:, : 2 * RATE].any()
    assert mixed[:, 2 * RATE :].any()


# ---- beds ----


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_setting_has_a_bed_that_sounds_unless_it_lies_in_a_vacuum(name: str) -> None:
    bed = beds.bed_of(SETTINGS[name])
    for hour in beds.HOURS:
        assert bool(beds.play(bed, hour, None, RATE, 1).any()) is (bed.air != "none"), hour
    assert bed.floor in foley.FLOORS


def test_a_bed_names_real_sources_and_real_floors() -> None:
    assert {bed.floor for bed in beds.BEDS.values()} <= set(foley.FLOORS)
    assert {bed.air for bed in beds.BEDS.values()} == {"open", "indoors", "water", "none"}
    with pytest.raises(ValueError, match="no source"):
        beds.Bed("brass band 0")


def test_a_setting_without_an_entry_is_told_by_its_framing() -> None:
    room, meadow, reef = SETTINGS["room"], SETTINGS["meadow"], SETTINGS["reef"]
    assert beds.bed_of(replace(room, ground=0.8)).air == "indoors"
    assert beds.bed_of(replace(meadow, ground=0.8)).air == "open"
    assert beds.bed_of(replace(reef, ground=0.5)).air == "water"
    assert beds.bed_of(replace(SETTINGS["space"], ground=0.5)).air == "none"


@pytest.mark.parametrize("name", sorted(sources.SOURCES))
def test_every_source_sounds_in_stereo_without_dc_or_clicks(name: str) -> None:
    part = sources.SOURCES[name](4 * RATE, 11)
    assert part.shape == (2, 4 * RATE)
    assert np.isfinite(part).all()
    assert float(np.abs(part).max()) > 0.05
    assert not np.array_equal(part[0], part[1])
    assert abs(float(part.mean())) < 0.01
    # No jump that stands out of the sound around it.
    step = np.abs(np.diff(part[0]))
    assert step.max() < 1.6 * float(np.abs(part[0]).max())


@pytest.mark.parametrize(
    ("name", "low", "high", "least"),
    [
        ("crickets", 3500, 5500, 0.9),
        ("owl", 250, 800, 0.9),
        ("birds", 1500, 6500, 0.9),
        ("gulls", 700, 6500, 0.9),
        ("rain", 800, 12_000, 0.8),
        ("deep", 0, 400, 0.9),
        ("city", 0, 2500, 0.9),
        ("waterfall", 60, 10_000, 0.95),
        ("babble", 200, 3500, 0.8),
        ("hum", 80, 1500, 0.9),
        ("lava", 0, 400, 0.9),
    ],
)
def test_sources_lie_where_they_should_in_the_spectrum(name: str, low: float, high: float, least: float) -> None:
    assert share(sources.SOURCES[name](5 * RATE, 3), low, high) > least


def test_surf_comes_in_waves_and_a_waterfall_does_not() -> None:
    def swing(name: str) -> float:
        part = sources.SOURCES[name](10 * RATE, 3)
        level = np.sqrt((part**2).sum(axis=0).reshape(-1, RATE // 4).mean(axis=1))
        return float(level.std() / level.mean())

    assert swing("surf") > 2.5 * swing("waterfall")


def test_birds_by_day_crickets_by_night_neither_in_a_storm() -> None:
    meadow = beds.BEDS["meadow"]
    day, night = beds.heard(meadow, "day", None), beds.heard(meadow, "night", None)
    assert "birds" in day
    assert "crickets" not in day
    assert "crickets" in night
    assert "birds" not in night
    storm = beds.heard(meadow, "day", "storm")
    assert "birds" not in storm
    assert {"downpour", "gale"} <= set(storm)
    assert beds.heard(meadow, "day", "snow")["birds"] < day["birds"] - 6
    assert beds.heard(meadow, "dusk", None)["birds"] < day["birds"]


def test_rain_is_dull_indoors_and_unheard_under_water() -> None:
    outside = beds.play(beds.BEDS["meadow"], "day", "rain", 2 * RATE, 1)
    inside = beds.play(beds.BEDS["room"], "day", "rain", 2 * RATE, 1)
    assert middle(inside) < 0.5 * middle(outside)
    assert beds.heard(beds.BEDS["reef"], "day", "rain") == beds.heard(beds.BEDS["reef"], "day", None)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_crickets_never_pause_and_birds_do(seed: int) -> None:
    def least(name: str) -> float:
        power = (sources.SOURCES[name](5 * RATE, seed) ** 2).sum(axis=0).reshape(-1, RATE // 2).mean(axis=1)
        return float(power.min() / power.mean())

    assert least("crickets") > 0.3
    assert least("birds") < 0.3


def test_a_cave_answers_longer_than_a_meadow() -> None:
    click = synth.silence(2 * RATE)
    click[:, 100] = 1
    for name, longest in (("cave", True), ("meadow", False)):
        seconds, wet = beds.BEDS[name].echo
        out = synth.echoed(click, seconds, wet) if seconds else click
        assert bool(np.abs(out[:, RATE:]).max() > 1e-4) is longest


# ---- in time with the picture ----


@pytest.mark.parametrize(
    "prompt",
    [
        "a dog walks in a meadow",
        "a horse runs in a meadow",
        "a horse gallops on the beach",
        "a man walks in the city",
        "a girl runs in the forest",
        "a cat trots in a room",
        "an old man sneaks through a room",
    ],
)
def test_a_step_is_heard_in_the_frame_in_which_the_drawn_foot_lands(prompt: str) -> None:
    """The feet are those of the drawing: a foot lands in the first frame whose phase has it bear weight."""
    track, player = bare(prompt)
    role, fps = player.role, track.fps
    stride = foley.gait_of(player)
    assert stride is not None
    actor = role.actors[0]
    landed = set()
    for start in stride.starts:
        weight = [
            gait.foot(stride, ((n + actor.offset) % actor.cycle) / actor.cycle, start)[2] == 0.0
            for n in range(-1, round(track.seconds * fps))
        ]
        landed |= {n for n in range(round(track.seconds * fps)) if weight[n + 1] and not weight[n]}
    times = {at for phase in foley.landings(player) for at in player.beats(actor, phase, fps) if at > 1 / fps}
    for at in times:
        assert min(abs(at * fps - n) for n in landed) <= 1.0
    for n in landed - {0, 1}:
        assert min(abs(at * fps - n) for at in times) <= 1.0


def test_steps_are_audible_at_their_times() -> None:
    track, player = bare("a man walks in the city")
    foley.play(player, track)
    actor = player.role.actors[0]
    asked = sorted(at for p in foley.landings(player) for at in player.beats(actor, p, track.fps))
    found = onsets(track.out, 0.15)
    assert len(found) == len(asked)
    assert np.abs(np.array(found) - np.array(asked)).max() < 1 / track.fps


def test_who_stands_or_flies_makes_no_steps() -> None:
    for prompt in ("a dog stands in a meadow", "a man sits in a room", "a horse sleeps in a meadow"):
        track, player = bare(prompt)
        foley.play(player, track)
        assert not track.out.any(), prompt


def test_floors_and_feet_differ() -> None:
    snow, stone, sand = (foley.step(floor, "shoe", 0.12, 0) for floor in ("snow", "stone", "sand"))
    assert middle(stone) > middle(sand)

    def lasts(part: F32) -> float:
        energy = np.cumsum(part.astype(np.float64) ** 2)
        return float(np.searchsorted(energy, 0.9 * energy[-1])) / RATE

    assert lasts(snow) > 1.5 * lasts(stone)
    hoof, paw = foley.step("stone", "hoof", 0.5, 0), foley.step("stone", "paw", 0.1, 0)
    assert share(hoof, 400, 1000) > 2 * share(paw, 400, 1000)
    heavy, light = foley.step("grass", "paw", 1.0, 0), foley.step("grass", "paw", 0.05, 0)
    assert share(heavy, 0, 200) > 2 * share(light, 0, 200)
    for floor in foley.FLOORS:
        for foot in ("shoe", "paw", "hoof", "claw", "metal"):
            part = foley.step(floor, foot, 0.2, 1)
            assert not part[0]
            assert abs(part[-1]) < 1e-3 * np.abs(part).max()


@pytest.mark.parametrize(
    "prompt", ["a man jumps in a meadow", "a dog jumps in a meadow", "a rabbit hops in the snow"]
)
def test_a_jump_ends_in_a_thump_when_the_drawn_body_comes_down(prompt: str) -> None:
    track, player = bare(prompt, 4.0)
    assert player.role.action == "jump"
    foley.play(player, track)
    actor, subject = player.role.actors[0], player.role.subject
    phases = [((n + actor.offset) % actor.cycle) / actor.cycle for n in range(actor.cycle)]
    lifts = [subject.build("jump", phase, None).lift for phase in phases]
    lands = [n for n in range(1, actor.cycle) if lifts[n] <= 0.5 < lifts[n - 1]]
    assert len(lands) == 1
    assert onsets(track.out, 0.3)[0] * track.fps == pytest.approx(lands[0], abs=1)


def test_wings_are_loudest_in_the_middle_of_the_downstroke() -> None:
    track, player = bare("an eagle flies over the mountains", 4.0)
    foley.play(player, track)
    actor = player.role.actors[0]
    loud = np.sqrt((track.out**2).sum(axis=0))
    for at in (at for at in player.beats(actor, 0.25, track.fps) if at < track.seconds - 0.5):
        if at > 0.5:
            window = loud[round((at - 0.25) * RATE) : round((at + 0.25) * RATE)]
            weight = float((window * np.arange(len(window))).sum() / window.sum()) / len(window)
            assert weight == pytest.approx(0.5, abs=0.12)


def test_a_rowing_stroke_is_heard_once_a_cycle() -> None:
    track, player = bare("a rowboat on a lake", 7.0)
    foley.play(player, track)
    cycle = player.role.actors[0].cycle / track.fps
    beats = list(player.beats(player.role.actors[0], 0.0, track.fps))
    assert np.allclose(np.diff(beats), cycle)
    for at in beats:
        blade = track.out[:, round(at * RATE) : round((at + 0.15) * RATE)]
        assert np.abs(blade).max() > 0.1


def test_every_shell_is_heard_when_it_bursts() -> None:
    track, player = bare("fireworks over the sea at night", 9.0)
    foley.play(player, track)
    loud = np.abs(track.out).max(axis=0)
    for n in range(len(SHELLS)):
        for at in player.beats(player.role.actors[0], (RISE - n / len(SHELLS)) % 1.0, track.fps):
            if 0.1 < at < 8.5:
                before, after = (
                    loud[round(start * RATE) : round((start + 0.06) * RATE)].max() for start in (at - 0.07, at)
                )
                assert after > max(2 * before, 0.05)


def test_every_clap_is_heard_when_the_hands_meet() -> None:
    track, player = bare("a man claps in a room", 4.0)
    foley.play(player, track)
    loud = np.abs(track.out).max(axis=0)
    met = [at for phase in CLAPS for at in player.beats(player.role.actors[0], phase, track.fps)]
    assert len(met) >= 9
    for at in met:
        before, after = (
            loud[round(start * RATE) :][: round(0.05 * RATE)].max() for start in (max(at - 0.06, 0), at)
        )
        assert after > max(2 * before, 0.05)


def test_hands_are_heard_at_what_they_do() -> None:
    track, player = bare("a man works in a room", 4.0)

    def works(verb: str | None) -> F32:
        fresh = Track(track.scene, track.bed, track.n, 0)
        foley._works(replace(player, part=replace(player.part, said=verb)), fresh)
        return fresh.out

    assert not works(None).any()
    assert share(works("cook"), 2000, 12_000) > 0.8
    assert works("write").any()
    poured = (works("pour") ** 2).sum(axis=0).reshape(-1, RATE // 10).mean(axis=1)
    assert poured.min() < 0.01 * poured.max()  # the jug is set down in between
    quarter = player.role.actors[0].cycle / track.fps / 4
    strums = onsets(works("guitar")[:, : round(quarter * RATE)])
    assert len(strums) <= 2
    assert chroma(works("guitar")[:, : round(1.9 * quarter * RATE)])[[4, 7, 11]].sum() > 0.8  # E minor
    assert chroma(works("violin")[:, : round(1.9 * quarter * RATE)])[[4, 7, 11]].sum() > 0.8
    assert share(works("violin"), 190, 8000) > 0.9  # from its lowest string up


def test_thunder_follows_every_flash_by_a_plausible_time() -> None:
    scene = scenes("a thunderstorm over a meadow", seconds=9.0)[1][0]
    scene.stage.bed = "meadow"
    flashes = prepare(scene.stage, scene.seconds).flashes
    assert flashes == flash_times("storm", scene.seconds)
    claps = sound.thunders(scene)
    assert len(claps) == len(flashes) >= 3
    for flash, (at, near) in zip(flashes, claps, strict=True):
        assert 0.2 < at - flash < 2.0
        assert 0 < near <= 1
    near, far = (foley.thunder(n, 1) for n in (1.0, 0.35))
    assert middle(near) > middle(far)
    assert share(far, 0, 250) > 0.6
    assert not sound.thunders(scenes("rain over a meadow")[1][0])


def test_thunder_is_heard_in_the_track() -> None:
    scene = scenes("a thunderstorm over a meadow", seconds=4.0)[1][0]
    part = sound.score(scene, 96).sound
    at, _ = sound.thunders(scene)[0]
    low = synth.duller(part, 120)
    before, after = (low[:, round(t * RATE) : round((t + 0.7) * RATE)] for t in (at - 0.9, at + 0.1))
    assert (after**2).mean() > 3 * (before**2).mean()


# ---- engines ----


def passing(name: str = "car", fps: int = 24, seconds: float = 4.0) -> tuple[Track, Player, Actor]:
    """A vehicle that drives through the picture from left to right, past a camera that stays."""
    track, player = bare(f"a {name} drives along a road", seconds)
    scene = track.scene
    scene.speed, scene.camera = 0.0, "static"
    actor = player.role.actors[0]
    w = scene.stage.w
    actor.x, actor.vx, actor.depth = -0.5 * w, 2.0 * w / seconds, 1.0
    del player.role.actors[1:]
    return track, player, actor


@pytest.mark.parametrize("name", ["car", "truck", "motorcycle", "train"])
def test_an_engine_rises_passes_and_falls_from_left_to_right(name: str) -> None:
    track, player, actor = passing(name)
    x = track.where(actor).x
    assert x[0] < -1.5
    assert x[-1] > 1.5
    engines.play(player, track)
    level = np.sqrt((track.out**2).reshape(2, -1, RATE // 4).mean(axis=2))
    both = np.sqrt((level**2).sum(axis=0))
    assert abs(int(np.argmax(both)) - len(both) / 2) <= 1.5
    assert both.max() > 3 * both[0]
    assert both.max() > 3 * both[-1]
    assert level[0, 2] > 2 * level[1, 2]
    assert level[1, -3] > 2 * level[0, -3]


def test_doppler_lowers_the_pitch_as_it_passes() -> None:
    track, player, actor = passing()
    shift = engines.doppler(track.where(actor))
    assert shift[40] > 1.03
    assert shift[-40] < 0.97
    assert np.all(np.diff(shift) < 1e-4)
    engines.play(player, track)

    def highest(part: F32) -> float:
        spectrum = np.abs(np.fft.rfft(part.sum(axis=0) * np.hanning(part.shape[1])))
        f = np.fft.rfftfreq(part.shape[1], 1 / RATE)
        band = (f > 60) & (f < 130)
        return float(f[band][np.argmax(spectrum[band])])

    before, after = track.out[:, 24_000:72_000], track.out[:, -72_000:-24_000]
    assert highest(before) > 1.05 * highest(after)


def test_what_is_parked_has_no_engine_running() -> None:
    track, player = bare("a car stands on a road")
    engines.play(player, track)
    assert player.role.action == "stand"
    assert not track.out.any()


@pytest.mark.parametrize("name", sorted(engines.ENGINES))
def test_every_engine_runs(name: str) -> None:
    track, _, actor = passing(seconds=1.5)
    pitch = engines.doppler(track.where(actor))
    part = engines._running(engines.ENGINES[name], actor, pitch, 0, track)
    assert part.shape == (track.n,)
    assert np.isfinite(part).all()
    if name != "rowboat":
        assert float(np.sqrt((part**2).mean())) > 0.02
    assert abs(float(part.mean())) < 0.05


def test_sound_comes_from_where_its_subject_is_seen() -> None:
    track, player = bare("a man walks in the city")
    actor = player.role.actors[0]
    w = track.scene.stage.w
    track.scene.speed, track.scene.camera, actor.vx = 0.0, "static", 0.0
    balance = []
    for x in (0.05, 0.5, 0.95):
        actor.x = x * w
        fresh = Track(track.scene, track.bed, track.n, 0)
        foley.play(player, fresh)
        energy = (fresh.out**2).sum(axis=1)
        balance.append(10 * math.log10(energy[1] / energy[0]))
    assert balance[0] < -4
    assert abs(balance[1]) < 1
    assert balance[2] > 4


def test_panning_keeps_the_power() -> None:
    for pan in np.linspace(-1, 1, 9):
        left, right = synth.sides(float(pan))
        assert left**2 + right**2 == pytest.approx(1.0, abs=1e-5)


# ---- voices ----


def test_animals_call_only_when_the_prompt_says_so() -> None:
    for prompt, calls in (
        ("a dog barks in a garden", True),
        ("a wolf howls in the snow", True),
        ("a dog sits", False),
    ):
        track, player = bare(prompt)
        voices.play(player, track)
        assert bool(track.out.any()) is calls, prompt


@pytest.mark.parametrize("name", sorted(voices.OWN))
def test_every_voice_has_a_body(name: str) -> None:
    part = voices._voice(name, "call", 0.4)
    assert part is not None
    assert np.isfinite(part).all()
    assert len(part) > 0.05 * RATE
    assert share(part, 60, 8000) > 0.9


def test_people_who_talk_murmur_and_those_who_wait_are_quiet() -> None:
    for prompt, speaks in (("a man talks in a park", True), ("a man stands in a park", False)):
        track, player = bare(prompt)
        voices.play(player, track)
        assert bool(track.out.any()) is speaks, prompt
        if speaks:
            assert share(track.out, 80, 3000) > 0.9


def test_a_howl_is_longer_and_steadier_than_a_bark() -> None:
    howl, bark = voices._voice("wolf", "howl", 0.5), voices._voice("dog", "bark", 0.5)
    assert howl is not None
    assert bark is not None
    assert len(howl) > 3 * len(bark)


# ---- music ----


@pytest.mark.parametrize(
    ("prompt", "character"),
    [
        ("a dog runs in a meadow", None),
        ("a player scores a goal in a stadium", None),
        ("a musician sits on a stage", None),
        ("a woman opens a music shop", None),
        ("a bird sings a sweet melody", None),
        ("a symphony of lights over the city", None),
        ("lofi anime girl at a desk", None),
        ("a girl reads, lofi beats", "lo-fi"),
        ("a dog runs in a meadow, happy music", "joyful"),
        ("A man walks home. Sad piano melody.", "sad"),
        ("city at night with a lo-fi beat", "lo-fi"),
        ("a knight on a hill, epic orchestral score", "epic"),
        ("a dark forest, tense soundtrack builds", "tense"),
        ("a couple dances, romantic music", "romantic"),
        ("a lake at dawn with background music", "calm"),
        ("a lonely, melancholic man by the sea, music", "sad"),
        ("a dog in a park, no music", "none"),
        ("no dialogue just soft guitar music", "calm"),
        ("a street without any background music", "none"),
    ],
)
def test_music_is_asked_for_by_words(prompt: str, character: str | None) -> None:
    [reading] = understand([prompt])
    assert reading.music == character


def test_the_words_that_ask_for_music_were_understood() -> None:
    assert interpret("a dog runs in a meadow, lo-fi beat")["ignored"] == []
    assert "zither" in " ".join(interpret("a dog runs in a meadow, zither music")["ignored"])


def test_every_character_named_by_words_can_be_composed() -> None:
    named = {character for character, _ in words._CHARACTERS} | set(words._BY_MOOD.values())
    assert named <= set(music.STYLES)


def chroma(part: F32) -> F32:
    """The energy of the twelve notes, C first."""
    mono = part.mean(axis=0)
    power = np.abs(np.fft.rfft(mono * np.hanning(len(mono)))) ** 2
    f = np.fft.rfftfreq(len(mono), 1 / RATE)
    band = (f > 55) & (f < 1500)
    out = np.zeros(12)
    np.add.at(out, np.round(69 + 12 * np.log2(f[band] / 440)).astype(int) % 12, power[band])
    return out / out.sum()


@pytest.mark.parametrize("character", sorted(music.STYLES))
@pytest.mark.parametrize("seconds", [3.0, 10.0])
def test_a_piece_stays_in_its_key_and_ends_on_its_tonic(character: str, seconds: float) -> None:
    style = music.STYLES[character]
    piece = music.compose(character, round(seconds * RATE), 3)
    assert np.isfinite(piece).all()
    bars = music.divided(style, seconds)
    assert bars.count * bars.seconds == pytest.approx(bars.home)
    assert 0.5 < seconds - bars.home < 3.1
    assert music.harmony(style, bars.count, 3)[0] in style.progressions[0] + style.progressions[-1]
    end = chroma(piece[:, round((bars.home + 0.2) * RATE) :])
    tonic = [(style.root + step) % 12 for step in (0, style.scale[2], 7)]
    assert end[tonic].sum() > 0.7
    assert int(np.argmax(end)) == style.root % 12
    key = [(style.root + step) % 12 for step in style.scale]
    if not style.drums:
        assert chroma(piece)[key].sum() > 0.93


@pytest.mark.parametrize("instrument", sorted(music.INSTRUMENTS))
def test_instruments_are_in_tune_and_do_not_click(instrument: str) -> None:
    for midi in (45, 57, 69):
        part = music.note(instrument, midi, 1.0)
        hz = 440 * 2 ** ((midi - 69) / 12)
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)), 4 * RATE))
        near = slice(round(4 * hz * 0.94), round(4 * hz * 1.06))
        peak = (near.start + int(np.argmax(spectrum[near]))) / 4
        assert abs(1200 * math.log2(peak / hz)) < 12
        assert abs(part[0]) < 0.01 * np.abs(part).max()
        assert abs(part[-1]) < 0.01 * np.abs(part).max()


def test_music_plays_from_the_shot_that_asks_until_one_rules_it_out() -> None:
    shots = ("a quiet room", "a quiet room, gentle piano music", "a quiet room", "a quiet room, no music")
    plain, track = heard(*["a quiet room"] * 4), heard(*shots)
    assert plain.shape == track.shape
    piano = [share(track[:, k * 2 * RATE + 9600 : (k + 1) * 2 * RATE], 240, 1200) for k in range(4)]
    bare_room = share(plain[:, 9600 : 2 * RATE], 240, 1200)
    assert piano[0] == pytest.approx(bare_room, abs=0.1)
    assert piano[1] > bare_room + 0.2
    assert piano[2] > bare_room + 0.2
    assert piano[3] == pytest.approx(bare_room, abs=0.1)


# ---- the guide ----


def test_the_guides_bed_and_foley_sound_work(monkeypatch: pytest.MonkeyPatch) -> None:
    guide = Path(__file__).parents[3] / "docs" / "guides" / "animatic-sound.md"
    bed, sails = re.findall(r"^```python\n(.*?)^```$", guide.read_text(), flags=re.MULTILINE | re.DOTALL)
    monkeypatch.setattr(beds, "BEDS", dict(beds.BEDS))
    monkeypatch.setattr(foley, "HEARD", foley.HEARD)
    exec(bed, {})
    assert set(beds.heard(beds.BEDS["orchard"], "day", None)) == {"breeze", "leaves", "birds", "insects"}
    track, player = bare("a windmill in a meadow", 8.0)
    foley.play(player, track)
    assert not track.out.any()
    exec(sails, {})
    foley.play(player, track)
    beats = list(player.beats(player.role.actors[0], 0.0, track.fps))
    assert len(beats) >= 2
    loud = (track.out**2).sum(axis=0)
    for at in beats[1:]:
        around = loud[round((at - 0.5) * RATE) : round((at + 0.5) * RATE)]
        centre = float((around * np.arange(len(around))).sum() / around.sum()) / RATE
        assert centre == pytest.approx(0.5, abs=0.1)
