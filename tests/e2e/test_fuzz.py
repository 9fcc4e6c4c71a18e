"""Schemathesis against the OpenAPI document of a real server: no 5xx, no answer that is not described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from omnireel.api.openapi import document
from support.servers import ServerProcess

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
ENDLESS = "/v1/events"
"""Goes on until it is left; tests/api/test_account_events.py asks it."""
NOWHERE = "https://127.0.0.1:9/x"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    settings_of_server = {"SCRIPTED": "v=success", "PROVIDERS": "v", "LOG_LEVEL": "error"}
    started = ServerProcess(tmp_path_factory.mktemp("fuzz"), settings_of_server).start()
    yield started
    assert started.stop() == 0


def harmless(value: Any) -> Any:
    """The same with every address replaced by one of this machine: a test calls nobody else's."""
    if isinstance(value, dict):
        return {name: harmless(item) for name, item in value.items()}
    if isinstance(value, list):
        return [harmless(item) for item in value]
    return NOWHERE if isinstance(value, str) and "://" in value else value


OPERATIONS = [
    found.ok()
    for found in schemathesis.openapi.from_dict(document("0")).get_all_operations()
    if found.ok().path != ENDLESS
]


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_every_operation_keeps_to_its_description(
    operation: Any, mode: GenerationMode, server: ServerProcess
) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
    )
    def ask(case: Any) -> None:
        case.body = harmless(case.body)
        answer = case.call(base_url=server.url, headers={"Authorization": f"Bearer {server.key}"}, timeout=20)
        case.validate_response(answer, checks=CHECKS)
        assert answer.headers["x-request-id"][0].startswith("req_")

    try:
        ask()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # it takes nothing that could be wrong
