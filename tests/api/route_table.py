"""The routes of the real application, asked of the application itself."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts


def routes_of(app: FastAPI) -> list[tuple[str, str]]:
    """(method, path) of every route. The HEAD that the framework adds to its own page is left out."""
    found = []
    for route in iter_route_contexts(app.routes):
        assert route.path is not None
        methods = set(route.methods or ())
        if route.path == "/openapi.json":
            methods.discard("HEAD")
        found += [(method, route.path) for method in sorted(methods)]
    return found
