"""`omnireel render`: a clip without any server, by the built-in engine in a child process."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from omnireel.cli import out
from omnireel.cli.brought import Brought
from omnireel.cli.interpret import shot_texts
from omnireel.cli.options import AsJson, check_folder
from omnireel.settings import Settings

if TYPE_CHECKING:
    from omnireel.core.request import VideoRequest
    from omnireel.wire.creation import Draft


def render(
    prompt: Annotated[str, typer.Argument(help="What the clip should show; not needed with --shot.")] = "",
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")] = Path("clip.mp4"),
    duration: Annotated[
        int | None, typer.Option(help="Seconds, 3-15. Default: 5, or the sum of the shots.", show_default=False)
    ] = None,
    ratio: Annotated[
        str | None,
        typer.Option(help="16:9, 9:16 or 1:1. Default: 16:9, or that of the picture.", show_default=False),
    ] = None,
    quality: Annotated[str, typer.Option(help="720p, 1080p or 4k.")] = "720p",
    sound: Annotated[bool, typer.Option("--sound/--no-sound", help="With a sound track.")] = True,
    shot: Annotated[
        list[str] | None,
        typer.Option(metavar="PROMPT=SECONDS", help="One shot of several; repeat it.", show_default=False),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="Even and odd numbers are two drawings of one prompt.", show_default=False)
    ] = None,
    watermark: Annotated[bool, typer.Option("--watermark", help="Mark the clip.")] = False,
    image: Annotated[
        Path | None, typer.Option("--image", help="A picture to start from.", show_default=False)
    ] = None,
    end: Annotated[
        Path | None, typer.Option("--end", help="A picture to end on; with --image.", show_default=False)
    ] = None,
    refer: Annotated[
        list[Path] | None,
        typer.Option("--ref", help="A picture named <<<image_N>>> in the prompt; repeat it.", show_default=False),
    ] = None,
    video: Annotated[
        Path | None, typer.Option("--video", help="Footage to move like.", show_default=False)
    ] = None,
    edit: Annotated[Path | None, typer.Option("--edit", help="Footage to change.", show_default=False)] = None,
    keep_sound: Annotated[
        bool, typer.Option("--keep-sound/--drop-sound", help="Keep the sound of --video or --edit.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Make a clip here and now: no server, no key, no credits.

    The built-in engine draws a storyboard clip of exactly the asked length and size, moves a picture (--image),
    follows footage (--video) or changes it (--edit).
    """
    settings = Settings.load()
    brought = Brought.of(image, end, refer or (), video, edit)
    draft = draft_of(
        prompt,
        [_shot(text) for text in shot or ()],
        brought.fields(
            {
                "duration": duration,
                "aspect_ratio": ratio,
                "quality": quality,
                "sound": sound,
                "watermark": watermark,
            },
            keep_sound=keep_sound,
        ),
    )
    request = draft.request
    assert request is not None
    check_folder(output)
    brought.check(draft)
    started_s = time.monotonic()
    report = _draw(request, output, seed, settings, brought.files)
    receipt = _receipt(draft, output, report, seed, time.monotonic() - started_s)
    if as_json:
        out.show_json(receipt)
    else:
        _show(receipt)


def _shot(text: str) -> tuple[str, int]:
    prompt, _, seconds = text.rpartition("=")
    if not prompt.strip() or not seconds.strip().isdigit():
        raise typer.BadParameter(f"{text!r} must look like 'A door opens=3'", param_hint="--shot")
    return prompt.strip(), int(seconds)


def draft_of(prompt: str, shots: list[tuple[str, int]], fields: dict[str, Any]) -> Draft:
    """The request, read by the same rules as at the API. Raises InvalidRequestError."""
    from omnireel.client.calls import VideoFields, body_of
    from omnireel.errors import InvalidRequestError
    from omnireel.wire.creation import read_creation

    given = VideoFields(**fields, shots=shots)  # type: ignore[typeddict-item]
    draft = read_creation(json.dumps(body_of(prompt, given)).encode())
    if draft.details:
        raise InvalidRequestError.of(draft.details)
    return draft


def _draw(
    request: VideoRequest, output: Path, seed: int | None, settings: Settings, files: Mapping[str, Path]
) -> dict[str, Any]:
    """Run the engine, with the limits that a server sets it; the file appears whole or not at all."""
    import asyncio

    from omnireel.child import run_engine
    from omnireel.providers.animatic import job_of, spec_of

    spec = spec_of(request, files)
    if seed is not None:
        spec["seed"] = seed
    # A folder of its own beside the target: whatever is left of a stopped render goes with it.
    with tempfile.TemporaryDirectory(prefix=".omnireel-", dir=output.parent) as folder:
        part = Path(folder) / "clip.mp4"
        with out.Progress("drawing") as progress:

            async def report(fraction: float) -> None:
                progress.update("drawing", 100 * fraction)

            job = job_of(spec, part, settings)
            done = asyncio.run(run_engine("omnireel.animatic", job, on_progress=report))
            progress.update("drawing", 100)
        part.replace(output)
    return {**done, "seed": spec["seed"]}


def _receipt(
    draft: Draft, output: Path, report: dict[str, Any], seed: int | None, took_s: float
) -> dict[str, Any]:
    from omnireel.core.price import credits_number, quote

    request = draft.request
    assert request is not None
    # Footage that is changed keeps its length, and the result's is what is charged.
    seconds = int(report["seconds"] + 0.5) if draft.card.follows == "video" else request.duration_s
    price = quote(draft.card, seconds=seconds, quality=request.quality, sound=request.sound)
    return {
        "path": str(output),
        "bytes": output.stat().st_size,
        "seconds": report["seconds"],
        "width": report["width"],
        "height": report["height"],
        "sound": report["has_audio"],
        "seed": report["seed"],
        "took_s": round(took_s, 3),
        "engine": "animatic",
        "interpretation": report.get("interpretation"),
        "server_price": {"credits": credits_number(price.units), "rule": price.rule},
        "warnings": list(draft.warnings),
    }


def _show(receipt: dict[str, Any]) -> None:
    sound = "with sound" if receipt["sound"] else "silent"
    told = receipt["interpretation"] or {}
    understood = shot_texts(told)
    ignored = told.get("ignored") or []
    done = [f"{entry['operation']} {entry.get('what', '')}".strip() for entry in told.get("operations") or ()]
    out.show(
        out.facts(
            [
                ("saved", f"{receipt['path']} ({out.size(receipt['bytes'])})"),
                ("clip", f"{receipt['seconds']:g} s, {receipt['width']}x{receipt['height']}, {sound}"),
                *(("understood" if number == 0 else "", text) for number, text in enumerate(understood)),
                ("done", ", ".join(done) or None),
                ("not done", "; ".join(told.get("not_done") or ()) or None),
                ("ignored", ", ".join(str(word) for word in ignored) or None),
                ("seed", str(receipt["seed"])),
                ("took", f"{receipt['took_s']:.1f} s"),
                ("price", f"free here; {out.number(receipt['server_price']['credits'])} credits at a server"),
            ],
            title="clip",
        )
    )
    for warning in receipt["warnings"]:
        out.note(f"warning: {warning}")
