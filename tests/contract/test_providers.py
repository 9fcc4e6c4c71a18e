"""The contract of a provider, over every implementation that is shipped."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

import av
import pytest

from omnireel.core.catalogue import CATALOGUE
from omnireel.core.request import RequestShot, VideoRequest
from omnireel.errors import SettingsError
from omnireel.providers.animatic import AnimaticProvider, spec_of
from omnireel.providers.base import Cast, Provider
from omnireel.providers.registry import load_providers
from omnireel.providers.scripted import ScriptedProvider
from omnireel.settings import Settings

REQUEST = VideoRequest(
    model="kling-o3-text-to-video",
    prompt="A red fox trots through a snowy forest at dawn, slow push in",
    duration_s=3,
    aspect_ratio="16:9",
    quality="720p",
    sound=True,
)


@dataclass
class FakeRun:
    """An attempt without a worker."""

    folder: Path
    attempt_id: str = "task-unified-1-00000000.1"
    token: str | None = None
    resuming: bool = False
    media: dict[str, Path] = field(default_factory=dict)
    cast: tuple[Cast, ...] = ()
    reports: list[float] = field(default_factory=list)
    under_way: asyncio.Event = field(default_factory=asyncio.Event)

    async def save(self, token: str) -> None:
        self.token = token

    async def report(self, fraction: float) -> None:
        self.reports.append(fraction)
        self.under_way.set()


def make_animatic() -> Provider:
    return AnimaticProvider(Settings(render_tasks=1, bakes_bytes_max=0))


PROVIDERS = {"animatic": make_animatic, "scripted": lambda: ScriptedProvider("scripted", ["slow"])}


@pytest.fixture(params=list(PROVIDERS))
def provider(request: pytest.FixtureRequest) -> Provider:
    made: Provider = PROVIDERS[request.param]()
    return made


def test_the_profile_states_facts(provider: Provider) -> None:
    profile = provider.profile
    assert provider.name
    assert profile.models <= set(CATALOGUE)
    assert profile.models
    assert profile.tasks_max >= 1
    assert all(isinstance(rate, int) and rate >= 0 for rate in profile.rates.values())
    assert profile.refusal(REQUEST) is None
    assert profile.cost_units(REQUEST) >= 0
    assert profile.refusal(replace(REQUEST, model="kling-o9")) == "it does not make kling-o9"


async def test_a_render_leaves_a_playable_clip_in_its_folder(provider: Provider, tmp_path: Path) -> None:
    run = FakeRun(tmp_path)
    clip = await provider.render(REQUEST, run)
    assert clip.path.parent == tmp_path
    assert clip.media_type == "video/mp4"
    with av.open(str(clip.path)) as container:
        assert sum(1 for _ in container.decode(video=0)) > 0
    assert run.reports == sorted(run.reports)
    assert run.reports
    assert 0 <= run.reports[0] <= run.reports[-1] <= 1
    json.dumps(clip.result_data)
    await provider.close()


async def test_a_cancelled_render_stops_and_leaves_no_process(provider: Provider, tmp_path: Path) -> None:
    run = FakeRun(tmp_path)
    rendering = asyncio.ensure_future(provider.render(REQUEST, run))
    await asyncio.wait_for(run.under_way.wait(), 60)
    rendering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await rendering
    assert _children() == []
    await provider.close()


def _children() -> list[str]:
    """Names of this process's living children that are engines."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            command = (entry / "cmdline").read_text()
        except (OSError, IndexError, ValueError):
            continue
        if parent == os.getpid() and "omnireel.animatic" in command:
            found.append(command)
    return found


# --- the animatic --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "size", "audio"),
    [
        ({"sound": True}, (1280, 720), True),
        ({"sound": False, "aspect_ratio": "9:16"}, (720, 1280), False),
        ({"sound": False, "aspect_ratio": "1:1", "watermark": True}, (720, 720), False),
    ],
)
async def test_the_animatic_makes_exactly_what_was_asked(
    tmp_path: Path, changes: dict[str, object], size: tuple[int, int], audio: bool
) -> None:
    request = replace(REQUEST, **changes)  # type: ignore[arg-type]
    clip = await make_animatic().render(request, FakeRun(tmp_path))
    with av.open(str(clip.path)) as container:
        picture = container.streams.video[0]
        assert (picture.codec_context.name, picture.width, picture.height) == ("h264", *size)
        assert picture.average_rate == 24
        assert bool(container.streams.audio) is audio
        assert sum(1 for _ in container.decode(picture)) == 24 * request.duration_s
    assert clip.result_data is not None
    interpretation = clip.result_data["interpretation"]
    assert interpretation["engine"] == "animatic"
    assert interpretation["shots"][0]["subjects"][0]["name"] == "fox"
    assert interpretation["shots"][0]["time_of_day"] == "dawn"


async def test_the_same_request_gives_the_same_bytes(tmp_path: Path) -> None:
    request = replace(REQUEST, aspect_ratio="1:1")
    clips = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        clips.append((await make_animatic().render(request, FakeRun(tmp_path / name))).path.read_bytes())
    assert clips[0] == clips[1]


def test_sizes_follow_quality_and_ratio() -> None:
    sizes = {
        (quality, ratio): replace(REQUEST, quality=quality, aspect_ratio=ratio).size
        for quality in ("720p", "1080p", "4k")
        for ratio in ("16:9", "9:16", "1:1")
    }
    assert sizes == {
        ("720p", "16:9"): (1280, 720),
        ("720p", "9:16"): (720, 1280),
        ("720p", "1:1"): (720, 720),
        ("1080p", "16:9"): (1920, 1080),
        ("1080p", "9:16"): (1080, 1920),
        ("1080p", "1:1"): (1080, 1080),
        ("4k", "16:9"): (3840, 2160),
        ("4k", "9:16"): (2160, 3840),
        ("4k", "1:1"): (2160, 2160),
    }


def test_shots_reach_the_engine_in_order() -> None:
    shots = (
        RequestShot(index=1, prompt="one", duration_s=2),
        RequestShot(index=2, prompt="two", duration_s=1),
    )
    spec = spec_of(replace(REQUEST, shots=shots, prompt=""))
    assert spec["shots"] == [{"prompt": "one", "seconds": 2}, {"prompt": "two", "seconds": 1}]


# --- the registry --------------------------------------------------------------------------------


def test_the_animatic_serves_only_when_nothing_else_is_configured_or_it_is_named(tmp_path: Path) -> None:
    def names(**settings: str) -> list[str]:
        return [provider.name for provider in load_providers(Settings(data_dir=tmp_path, **settings))]

    assert names() == ["animatic"]
    assert names(scripted="v=success") == ["v"]
    assert names(scripted="v=success", providers="v,animatic") == ["v", "animatic"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"providers": "kling"}, "kling, which is unknown"),
        ({"scripted": "v"}, "must be name=outcome"),
        ({"scripted": "v=explode"}, "explode"),
        ({"scripted": "v@much=success"}, "must be credits"),
    ],
)
def test_wrong_provider_settings_say_what_is_wrong(tmp_path: Path, settings: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        load_providers(Settings(data_dir=tmp_path, **settings))
