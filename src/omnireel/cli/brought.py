"""Pictures and footage that `omnireel render` takes from this disk: checked by the rules of the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from omnireel.wire.creation import Draft

_OPTIONS = {"image_start": "--image", "image_end": "--end", "video_url": "--video or --edit"}
_LOCAL = "https://local.invalid/"
"""Files of this disk stand in the request under addresses that lead nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What was given with --image, --end, --ref, --video and --edit."""

    model: str | None
    """The model that takes it; None where nothing was given."""
    media: Mapping[str, Any]
    """The media fields of the request."""
    files: Mapping[str, Path]
    """Their URIs -> the files."""

    @classmethod
    def of(
        cls, image: Path | None, end: Path | None, refs: Sequence[Path], video: Path | None, edit: Path | None
    ) -> Brought:
        """Raises typer.BadParameter for what does not go together or is not there."""
        if video and edit:
            raise typer.BadParameter("footage is either followed or changed", param_hint="--video, --edit")
        if (video or edit) and (image or end):
            raise typer.BadParameter("footage has no first and last frame: use --ref", param_hint="--image, --end")
        files: dict[str, Path] = {}

        def uri(path: Path | None) -> str | None:
            if path is None:
                return None
            if not path.is_file():
                raise typer.BadParameter(f"there is no file {path}")
            name = f"{_LOCAL}{len(files)}"
            files[name] = path.absolute()
            return name

        media = {
            "image_start": uri(image),
            "image_end": uri(end),
            "image_urls": [uri(path) for path in refs],
            "video_url": uri(video or edit),
        }
        model = None
        if files:
            kind = "video-edit" if edit else "reference-to-video" if video else "image-to-video"
            model = f"kling-o3-{kind}"
        return cls(model=model, media={name: value for name, value in media.items() if value}, files=files)

    def fields(self, given: Mapping[str, Any], *, keep_sound: bool) -> dict[str, Any]:
        """The fields of the request: those given, without what the model does not have, and the media."""
        if self.model is None:
            return dict(given)
        left_out = {
            "kling-o3-video-edit": ("duration", "aspect_ratio", "sound"),
            "kling-o3-reference-to-video": ("sound",),
        }
        fields = {name: value for name, value in given.items() if name not in left_out.get(self.model, ())}
        if "video_url" in self.media:
            fields["keep_original_sound"] = keep_sound
        return {**fields, "model": self.model, **self.media}

    def check(self, draft: Draft) -> None:
        """Raises typer.BadParameter for a file that the API would refuse."""
        import asyncio

        from omnireel.core.media import Problem, problem_of
        from omnireel.media.probe import probe

        assert draft.request is not None
        for field in draft.request.media:
            path = self.files[field.uri]
            found = asyncio.run(probe(path))
            problem: Problem | None = found if isinstance(found, Problem) else None
            if not isinstance(found, Problem):
                card = draft.card
                problem = problem_of(found, images=card.image_limits, video=card.video_limits, kind=field.kind)
            if problem is not None:
                option = _OPTIONS.get(field.param, "--ref")
                raise typer.BadParameter(f"{path} {problem.message}", param_hint=option)
