"""OpenAPI: to be described."""

from fastapi import FastAPI


def describe(app: FastAPI) -> None:
    pass
