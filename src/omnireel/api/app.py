"""Puts the routes of a platform together."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI

from omnireel.api import errors
from omnireel.api.envelope import Envelope
from omnireel.api.limits import CreationLimits
from omnireel.api.openapi import describe
from omnireel.api.routes import (
    account,
    campaigns,
    deliveries,
    elements,
    events,
    files,
    keys,
    ops,
    page,
    providers,
    results,
    tasks,
    videos,
)
from omnireel.studio.platform import Platform

VERSION = version("omnireel")


def create_app(platform: Platform) -> FastAPI:
    """The HTTP application over an open platform. A pure worker answers the watching machines only."""
    app = FastAPI(
        title="omnireel",
        version=VERSION,
        openapi_url="/openapi.json",
        # The framework's pages load their scripts from other hosts.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.platform = platform
    app.state.limits = CreationLimits(platform.settings.creations_per_minute_max, platform.studio.clock)
    errors.install(app)
    app.include_router(ops.router)
    if platform.settings.role != "worker":
        for resource in (
            videos,
            tasks,
            events,
            campaigns,
            elements,
            deliveries,
            files,
            account,
            keys,
            providers,
            results,
            page,
        ):
            app.include_router(resource.router)
    app.add_middleware(Envelope)
    describe(app)
    return app
