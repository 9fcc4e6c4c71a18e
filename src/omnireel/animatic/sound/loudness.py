"""How loud a track is to the ear (ITU-R BS.1770-4), and a limiter that keeps its true peaks below a ceiling."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.encode import SOUND_RATE

RATE = SOUND_RATE
F32 = npt.NDArray[Any]  # float32; NumPy loses the exact type on the way
TARGET_LUFS = -16.0
CEILING_DBTP = -1.5  # half a decibel below what is promised, for what filters and codecs add
SILENCE = -math.inf

# The two filters of BS.1770 at 48 kHz: a shelf for the head, and a high pass. (b0 b1 b2 a1 a2)
_SHELF = (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)
_HIGH_PASS = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)
_BLOCK, _HOP = RATE * 4 // 10, RATE // 10  # 400 ms, overlapping by three quarters
_CHUNK = 32  # samples that share one gain of the limiter
_AHEAD_S = 0.012  # the limiter begins to close this long before a peak, and opens as long after


def fast_size(n: int) -> int:
    """A length of at least n that transforms quickly."""
    k = max(int(n - 1).bit_length(), 5)
    return min(
        size for size in (9 << k - 4, 5 << k - 3, 3 << k - 2, 27 << k - 5, 15 << k - 4, 1 << k) if size >= n
    )


def weighting(f: F32) -> F32:
    """Response (complex) of the K weighting at frequencies in Hz."""
    z = np.exp(-2j * np.pi * np.asarray(f, np.float64) / RATE)
    out = np.ones_like(z)
    for b0, b1, b2, a1, a2 in (_SHELF, _HIGH_PASS):
        out *= (b0 + b1 * z + b2 * z * z) / (1 + a1 * z + a2 * z * z)
    return np.asarray(out, np.complex64)


@lru_cache(maxsize=16)
def response(size: int) -> F32:
    """The K weighting at the frequencies of a transform of `size` samples."""
    return weighting(np.fft.rfftfreq(size, 1 / RATE))


def through(track: F32, responses: Callable[[int], F32], reach: int) -> F32:
    """The track (channels, n) through a filter of `reach` samples, by blocks; silence before and between stays.

    responses: its response for a transform of so many samples, (frequencies,) or (channels, frequencies).
    """
    channels, n = track.shape
    size = max(1 << 16, 1 << int(2 * reach - 1).bit_length())
    if n + reach < size:
        size = fast_size(n + reach)
    block, shape = size - reach, responses(size)
    out = np.zeros((channels, n + size), np.float32)
    for start in range(0, n, block):
        piece = track[:, start : start + block]
        if piece.any():
            out[:, start : start + size] += np.fft.irfft(np.fft.rfft(piece, size) * shape, size)
    return out[:, :n]


def weighted(track: F32) -> F32:
    """The track (channels, samples) as the meter hears it. A transform costs less than running filters."""
    return through(track, response, 4096)


def integrated(track: F32) -> float:
    """Loudness in LUFS of a track (channels, samples) at 48 kHz; -inf if there is nothing above the gate.

    What is shorter than a block of 400 ms is measured as one block.
    """
    n = track.shape[1]
    if not n or not track.any():
        return SILENCE
    power = (weighted(track).astype(np.float64) ** 2).sum(axis=0)
    if n < _BLOCK:
        blocks = np.array([power.mean()])
    else:
        sums = np.concatenate([[0.0], np.cumsum(power)])
        starts = np.arange(0, n - _BLOCK + 1, _HOP)
        blocks = (sums[starts + _BLOCK] - sums[starts]) / _BLOCK
    loud = blocks[blocks > _power(-70.0)]
    if not len(loud):
        return SILENCE
    kept = loud[loud > loud.mean() * 0.1]
    return _lufs(float(kept.mean()))


def _lufs(power: float) -> float:
    return -0.691 + 10 * math.log10(power)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _between(reach: int = 12) -> F32:
    """Filters that read a signal a quarter, a half and three quarters of a sample later: (3, 2 reach)."""
    t = np.arange(-reach + 1, reach + 1, dtype=np.float64)[None, :] - np.array([0.25, 0.5, 0.75])[:, None]
    return np.asarray(np.sinc(t) * np.cos(np.pi * t / (2 * reach + 1)) ** 2, np.float32)


_READERS = _between()


def _peaks(track: F32, floor: float) -> F32:
    """The highest true peak in each chunk, four points a sample; chunks that stay far below `floor` read 0."""
    channels, n = track.shape
    count = -(-n // _CHUNK)
    reach = _READERS.shape[1] // 2
    padded = np.zeros((channels, count * _CHUNK + 2 * reach), np.float32)
    padded[:, reach : reach + n] = track
    peaks = np.abs(padded[:, reach : reach + count * _CHUNK]).reshape(channels, count, _CHUNK).max(axis=2)
    peaks[peaks < 0.5 * floor] = 0  # between two samples the signal rises by far less than that
    for channel in range(channels):
        hot = np.flatnonzero(peaks[channel])
        if len(hot):
            index = hot[:, None] * _CHUNK + np.arange(_CHUNK + 2 * reach)[None, :]
            windows = np.lib.stride_tricks.sliding_window_view(padded[channel][index], 2 * reach, axis=1)
            fine = np.abs(windows[:, 1:] @ _READERS.T).max(axis=(1, 2))
            peaks[channel, hot] = np.maximum(peaks[channel, hot], fine)
    return np.asarray(peaks.max(axis=0), np.float32)


def true_peak(track: F32) -> float:
    """The highest peak in dBTP, between samples too; -inf for silence."""
    top = float(np.abs(track).max(initial=0.0))
    return 20 * math.log10(float(_peaks(track, top).max())) if top > 0 else SILENCE


def limited(track: F32, ceiling_db: float = CEILING_DBTP) -> F32:
    """The track with its true peaks at or below the ceiling; the gain moves slowly, and ahead of a peak."""
    ceiling = 10 ** (ceiling_db / 20)
    if not float(np.abs(track).max(initial=0.0)) > 0.5 * ceiling:
        return track
    peaks = _peaks(track, ceiling)
    need = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9)).astype(np.float32)
    if float(need.min()) >= 1.0:
        return track
    # The smallest gain within reach, then a smooth mean over less than that reach: never above what is needed.
    reach = max(int(_AHEAD_S * RATE / _CHUNK), 2)
    held = np.pad(need, reach + 1, mode="edge")
    held = np.lib.stride_tricks.sliding_window_view(held, 2 * reach + 3).min(axis=1)
    shape = np.hanning(2 * reach + 3)[1:-1]
    soft = np.convolve(np.pad(held, reach, mode="edge"), shape / shape.sum(), mode="valid")
    middles = (np.arange(len(soft)) + 0.5) * _CHUNK
    gain = np.interp(np.arange(track.shape[1]), middles, soft).astype(np.float32)
    return np.asarray(track * gain, np.float32)


def levelled(track: F32, lufs: float = TARGET_LUFS) -> F32:
    """The track at the asked loudness with its peaks limited; silence stays silence."""
    now = integrated(track)
    if now == SILENCE:
        return track
    gain = lufs - now
    out = track
    for _ in range(6):
        out = limited(np.asarray(track * np.float32(10 ** (gain / 20)), np.float32))
        if out is track:
            break
        short = lufs - integrated(out)
        if abs(short) < 0.4:
            break
        gain += short * 1.2
    return out
