"""The sound of a clip, made from what is seen: beds, foley, engines, and music for those who ask for it.

`score` makes the sound of one shot, `mixdown` joins the shots to a track of -16 LUFS. 48 kHz stereo float32;
everything is a function of the scenes and their seed. Nothing but silence where nothing sounds.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from omnireel.animatic.encode import SOUND_RATE as RATE
from omnireel.animatic.noise import rng
from omnireel.animatic.scene import Scene
from omnireel.animatic.sound import beds, engines, foley, loudness, music, voices
from omnireel.animatic.sound.synth import F32, duller, echoed, gain, put, silence
from omnireel.animatic.sound.track import Player, Track
from omnireel.animatic.weather import comes_at, flash_times

CROSSFADE_S = 0.08  # a shot goes on for so long under the next one
FADE_IN_S, FADE_OUT_S = 0.06, 0.35
BED_DB = -21.0  # a bed of everyday strength before the whole is levelled
MUSIC_DB = -17.5
UNDER_MUSIC_DB = -5.0  # by how much all else steps back where music plays
DUST = 1e-6  # what transforms leave where there is silence
SUIT_HZ, WATER_HZ = 170.0, 800.0  # above these, little comes through a space suit and through water


@dataclass
class Part:
    """The sound of one shot: (2, samples), longer than the shot by what fades under the next one."""

    sound: F32
    music: str | None
    seed: int

    @property
    def length(self) -> int:
        """Samples of the shot itself."""
        return int(self.sound.shape[1]) - round(CROSSFADE_S * RATE)


def players(scene: Scene, seconds: float) -> list[Player]:
    """Who is heard in a shot whose sound lasts so long: the roles, part by part."""
    out = []
    for role in scene.roles:
        ends = [*(part.since for part in role.parts[1:]), seconds]
        out += [Player(role, part, until) for part, until in zip(role.parts, ends, strict=True)]
    return out


def thunders(scene: Scene) -> list[tuple[float, float]]:
    """(seconds, nearness 0..1) of the thunder after each flash: the farther, the later and the duller."""
    r = rng(scene.stage.seed, 606)
    out = []
    start = comes_at(scene.seconds)[0] if scene.reading.weather_comes else 0.0
    for flash in flash_times(scene.reading.weather, scene.seconds):
        if flash < start:
            continue
        near = float(r.uniform(0.35, 1.0))
        out.append((flash + 0.35 + 1.5 * (1 - near), near))
    return out


def score(scene: Scene, frames: int, first: int = 0) -> Part:
    """The sound of one shot of so many frames. first: the clip's frame that it begins with, so that what sounds
    by chance (a bird, a drip) does not do so in the same way after every cut.
    """
    n = max(round(frames / scene.stage.fps * RATE), 1) + round(CROSSFADE_S * RATE)
    cast_of = repr([(seen.name, seen.action) for seen in scene.reading.subjects])
    seed = scene.stage.seed + 1000 + first + zlib.crc32(cast_of.encode()) % 9973  # other shots, other birds
    bed = beds.bed_of(scene.setting)
    track = Track(scene, bed, n, seed)
    hour = scene.reading.time_of_day or scene.setting.hour
    heard = players(scene, track.seconds)
    for player in heard:
        engines.play(player, track)
        if bed.air != "none":
            foley.play(player, track)
            voices.play(player, track)
    out = track.out
    if bed.air == "none":
        suit = Track(scene, bed, n, seed)
        for player in heard:
            if player.name == "astronaut":
                foley.play(player, suit)
        out = out + duller(suit.out, SUIT_HZ) * np.float32(gain(-2)) + suit.inside
    elif bed.air == "water":
        out = duller(out, WATER_HZ)
    if bed.air == "open":
        for at, near in thunders(scene):
            put(out, at, foley.thunder(round(near, 2), seed + int(at * 10)), gain(13.0 + 5.0 * near))
    if bed.echo[0] and out.any():
        out = echoed(out, *bed.echo)
    around = beds.play(bed, hour, scene.reading.weather, n, seed)
    if scene.reading.weather_comes:
        start, full = comes_at(scene.seconds)
        come = np.clip((np.arange(n, dtype=np.float32) / RATE - start) / (full - start), 0, 1)
        around = around * come + beds.play(bed, hour, None, n, seed) * (1 - come)
    out = out + around
    return Part(np.asarray(out * np.float32(gain(BED_DB)), np.float32), scene.reading.music, scene.stage.seed)


def mixdown(parts: Sequence[Part]) -> F32:
    """The whole track (2, samples), as long as the shots together, at -16 LUFS with peaks below -1 dBTP."""
    total = sum(part.length for part in parts)
    lap = round(CROSSFADE_S * RATE)
    out = silence(total + lap)
    rise = np.sin(np.linspace(0, np.pi / 2, lap, dtype=np.float32))
    start = 0
    for number, part in enumerate(parts):
        sound = part.sound.copy()
        k = min(lap, sound.shape[1])
        if number:
            sound[:, :k] *= rise[:k]
        if number < len(parts) - 1:
            sound[:, -k:] *= rise[::-1][:k]
        out[:, start : start + sound.shape[1]] += sound
        start += part.length
    out = np.asarray(out[:, :total], np.float32)
    _underscore(out, parts)
    _fade(out)
    out = loudness.levelled(out)
    out[np.abs(out) < DUST] = 0
    return out


def _underscore(out: F32, parts: Sequence[Part]) -> None:
    """Music from the first shot that asks for it until the end, or until a shot rules it out."""
    start, total = 0, out.shape[1]
    begin = character = None
    end, seed = total, 0
    for part in parts:
        if part.music == "none" and begin is not None:
            end = start
            break
        if part.music not in (None, "none") and begin is None:
            begin, character, seed = start, part.music, part.seed
        start += part.length
    if begin is None or character is None or end - begin < RATE // 4:
        return
    piece = music.compose(character, end - begin, seed)
    k = min(RATE // 5, (end - begin) // 3)
    piece[:, -k:] *= np.linspace(1, 0, k, dtype=np.float32)
    strength = np.sqrt(float((loudness.weighted(piece) ** 2).mean())) + 1e-9
    out[:, begin:end] *= np.float32(gain(UNDER_MUSIC_DB))
    out[:, begin:end] += piece * np.float32(gain(MUSIC_DB) / strength)


def _fade(out: F32) -> None:
    """Both ends to zero, in place."""
    n = out.shape[1]
    for seconds, ahead in ((FADE_IN_S, True), (FADE_OUT_S, False)):
        k = min(int(seconds * RATE), n // 2)
        if k:
            ramp = np.sin(np.linspace(0, np.pi / 2, k, dtype=np.float32)) ** 2
            piece = out[:, :k] if ahead else out[:, n - k :]
            piece *= ramp if ahead else ramp[::-1]
    if n:
        out[:, 0] = out[:, -1] = 0
