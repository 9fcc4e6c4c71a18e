"""`omnireel warm`: paints ahead, so that clips to come find their sets and subjects painted."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from omnireel.cli import out
from omnireel.cli.options import AsJson, DataDir
from omnireel.cli.render import draft_of
from omnireel.errors import SettingsError
from omnireel.settings import Settings


def warm(
    prompts: Annotated[
        list[str] | None, typer.Argument(help="What to paint for; none: forty samples.", show_default=False)
    ] = None,
    ratio: Annotated[str, typer.Option(help="16:9, 9:16 or 1:1; of samples: their own.", show_default=False)] = "",
    quality: Annotated[str, typer.Option(help="720p, 1080p or 4k.")] = "720p",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Paint ahead: fill the cache of the built-in engine with the sets and subjects of prompts.

    Clips that show them later start at once. The cache is in the data folder and keeps to
    OMNIREEL_BAKES_BYTES_MAX; what was not used for longest makes room.
    """
    import asyncio

    from omnireel.animatic.samples import SAMPLES
    from omnireel.animatic.spec import VARIANTS
    from omnireel.child import run_engine
    from omnireel.providers.animatic import job_of, spec_of

    settings = Settings.load(data_dir=data_dir)
    if not settings.bakes_bytes_max:
        raise SettingsError("OMNIREEL_BAKES_BYTES_MAX is 0, so nothing is kept. Set it to a number of bytes")
    wanted = [(prompt, ratio or "16:9") for prompt in prompts or ()]
    wanted = wanted or [(sample.prompt, ratio or sample.ratio) for sample in SAMPLES]
    fields = {"quality": quality, "sound": False}
    requests = [draft_of(prompt, [], {**fields, "aspect_ratio": shape}).request for prompt, shape in wanted]
    specs = [spec_of(request) | {"seed": seed} for request in requests if request for seed in range(VARIANTS)]
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    began_s = time.monotonic()

    async def paint() -> None:
        with out.Progress("painting") as progress:
            for done, spec in enumerate(specs):
                progress.update("painting", 100 * done / len(specs))
                await run_engine("omnireel.animatic", job_of(spec, None, settings), on_progress=_unheard)
            progress.update("painting", 100)

    asyncio.run(paint())
    folder = settings.data_dir / "bakes"
    held = [path.stat().st_size for path in folder.glob("*/*.bake")]
    result = {
        "prompts": len(wanted),
        "paintings": len(held),
        "bytes": sum(held),
        "bytes_max": settings.bakes_bytes_max,
        "folder": str(folder),
        "took_s": round(time.monotonic() - began_s, 1),
    }
    if as_json:
        out.show_json(result)
        return
    out.say(
        f"painted for {len(wanted)} prompts in {result['took_s']} s; {folder} holds {len(held)} paintings,"
        f" {out.size(sum(held))} of at most {out.size(settings.bakes_bytes_max)}"
    )


async def _unheard(fraction: float) -> None:
    """A job that makes no clip reports no progress of its own."""
