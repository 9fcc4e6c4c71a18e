"""The settings: one frozen value, the only reader of the environment.

Every field is a setting `OMNIREEL_<NAME IN CAPITALS>`; docs/reference/settings.md is generated from here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from math import isfinite
from pathlib import Path
from typing import Any, get_type_hints

from omnireel.errors import SettingsError

PREFIX = "OMNIREEL_"


NUMBERS_MIN = {
    "first_credits": 0,
    "unknown_s_max": 0,
    "unknown_retry_s": 0.1,
    "worker_tasks_max": 0,
    "lease_s": 1,
    "attempt_s_max": 1,
    "resumes_max": 0,
    "provider_rest_s": 0,
    "stop_grace_s": 0,
    "render_tasks": 0,
    "render_cpu_s_max": 1,
    "render_memory_bytes_max": 256 * 1024**2,
    "bakes_bytes_max": 0,
    "upload_bytes_max": 1,
    "files_max": 0,
    "keep_files_s": 1,
    "download_timeout_s": 0.1,
    "link_s": 1,
    "keep_clips_s": 0,
    "idempotency_s": 1,
    "body_bytes_max": 1024,
    "creations_per_minute_max": 0,
    "callback_timeout_s": 0.1,
}
"""setting -> the least value that makes sense."""


NUMBER_MAX = 10**12

LONG_RETRIES_S = (5.0, 300.0, 1800.0, 7200.0, 18_000.0, 36_000.0, 36_000.0)
"""The schedule `long`: seven more tries over 27 and a half hours."""


def _setting(default: Any, doc: str) -> Any:
    return field(default=default, metadata={"doc": doc})


def _default_data_dir() -> Path:
    return Path.home() / ".local" / "share" / "omnireel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of a process. Build it with `Settings.load()`; tests construct it."""

    data_dir: Path = field(
        default_factory=_default_data_dir,
        metadata={
            "doc": "Folder of the database, the clips, the secret, the first key and the animatic's paintings."
        },
    )
    host: str = _setting("127.0.0.1", "Address that the server listens on.")
    port: int = _setting(8420, "Port that the server listens on; 0 picks a free one.")
    public_url: str = _setting("", "Base of the links in answers; empty: made of host and port.")
    database_url: str = _setting("", "PostgreSQL DSN (`postgresql://...`); empty: SQLite in the data folder.")
    api_key: str = _setting(
        "", "An API key that the operator chooses, installed at start (16 characters or more)."
    )
    secret: str = _setting("", "Secret for links and webhooks; empty: made once and kept in the data folder.")
    base_url: str = _setting("", "Where the command line finds its server; empty: the server of this machine.")
    role: str = _setting("all", "`all`, `api` (answers only) or `worker` (renders only).")
    first_credits: int = _setting(10_000, "Credits of the account that the first start makes.")

    providers: str = _setting(
        "", "Providers on the route, by name, separated by commas; empty: all that are configured, else animatic."
    )
    scripted: str = _setting(
        "", "Scripts of test doubles: `name=outcome,outcome;name=...` (see docs/reference/settings.md)."
    )
    on_unknown: str = _setting(
        "hold",
        "When a provider's outcome stays unknown: `hold` the credits, or `failover` and risk a second cost.",
    )
    unknown_s_max: float = _setting(6 * 3600.0, "Seconds after which a task of unknown outcome fails.")
    unknown_retry_s: float = _setting(15.0, "Seconds between two looks at an attempt of unknown outcome.")

    worker_tasks_max: int = _setting(0, "Tasks that one worker runs at once; 0: what its providers take together.")
    lease_s: float = _setting(30.0, "Seconds that a worker's claim lasts without renewal.")
    attempt_s_max: float = _setting(1800.0, "Seconds that one attempt at a provider may take.")
    resumes_max: int = _setting(5, "How often an attempt whose worker was lost is taken up again.")
    provider_rest_s: float = _setting(30.0, "Seconds that a provider is left alone after three failures in a row.")
    stop_grace_s: float = _setting(
        20.0, "Seconds that a stopping worker gives its tasks before it hands them back."
    )

    render_tasks: int = _setting(0, "Local renders at once; 0: one for every two cores.")
    render_cpu_s_max: int = _setting(900, "CPU seconds that one local render may use.")
    render_memory_bytes_max: int = _setting(6 * 1024**3, "Address space that one local render may use.")

    bakes_bytes_max: int = _setting(
        2 * 1024**3, "Disk space for the animatic's paintings, kept for clips to come; 0: keep none."
    )

    upload_bytes_max: int = _setting(100 * 1024**2, "Largest file that may be uploaded.")
    files_max: int = _setting(2000, "Uploaded files that one account may have at once.")
    keep_files_s: int = _setting(72 * 3600, "Seconds that uploaded files are kept.")
    download_timeout_s: float = _setting(120.0, "Seconds that fetching a file from a customer's URL may take.")
    private_hosts: tuple[str, ...] = _setting(
        (), "Hosts of your own network that files may be fetched from, separated by commas (development only)."
    )

    link_s: int = _setting(24 * 3600, "Seconds that a result link lives.")
    keep_clips_s: int = _setting(30 * 24 * 3600, "Seconds that finished clips are kept; 0: for ever.")
    idempotency_s: int = _setting(24 * 3600, "Seconds that an idempotency key is remembered.")
    creations_per_minute_max: int = _setting(0, "Creations that one key may send in a minute; 0: no limit.")
    body_bytes_max: int = _setting(
        30 * 1024**2, "Largest body of a JSON request; pictures may stand in it as data: URLs."
    )

    callback_retries_s: tuple[float, ...] = _setting(
        (1.0, 2.0, 4.0),
        "Seconds between the tries of a callback, separated by commas; `long`: seven more tries over 27.5 hours"
        " (5, 300, 1800, 7200, 18000, 36000, 36000).",
    )
    callback_timeout_s: float = _setting(10.0, "Seconds that a callback's receiver has to answer.")
    callback_allow_private: bool = _setting(
        False, "Allow callbacks over http and to private addresses (development only)."
    )

    log_format: str = _setting("text", "`text` for people, `json` for programs.")
    log_level: str = _setting("info", "`debug`, `info`, `warning` or `error`.")

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
        """Settings from the environment; `overrides` that are not None win. Raises SettingsError."""
        environ = os.environ if environ is None else environ
        hints = get_type_hints(cls)
        known = {PREFIX + item.name.upper(): item.name for item in fields(cls)}
        values: dict[str, Any] = {}
        for variable, text in environ.items():
            if not variable.startswith(PREFIX):
                continue
            if variable not in known:
                raise SettingsError(f"{variable} is not a setting. See docs/reference/settings.md for the list.")
            name = known[variable]
            values[name] = _parse(variable, text, hints[name])
        values.update({name: value for name, value in overrides.items() if value is not None})
        settings = cls(**values)
        settings._check()
        return settings

    def _check(self) -> None:
        def need(good: bool, name: str, rule: str) -> None:
            if not good:
                raise SettingsError(f"{PREFIX}{name.upper()} {rule} (got {getattr(self, name)!r})")

        need(0 <= self.port <= 65535, "port", "must be between 0 and 65535")
        need(self.role in ("all", "api", "worker"), "role", "must be all, api or worker")
        need(self.on_unknown in ("hold", "failover"), "on_unknown", "must be hold or failover")
        need(self.log_format in ("text", "json"), "log_format", "must be text or json")
        need(
            self.log_level in ("debug", "info", "warning", "error"),
            "log_level",
            "must be debug, info, warning or error",
        )
        for name, low in NUMBERS_MIN.items():
            value = getattr(self, name)
            need(isfinite(value) and value >= low, name, f"must be a number of at least {low:g}")
            need(value <= NUMBER_MAX, name, f"must be at most {NUMBER_MAX}")
        need(
            all(isfinite(pause) and pause >= 0 for pause in self.callback_retries_s),
            "callback_retries_s",
            "must be numbers that are not negative",
        )
        if self.database_url and not self.database_url.startswith(("postgresql://", "postgres://")):
            # The value is not shown: a DSN holds a password.
            raise SettingsError(f"{PREFIX}DATABASE_URL must start with postgresql://")
        if self.public_url and not self.public_url.startswith(("http://", "https://")):
            raise SettingsError(
                f"{PREFIX}PUBLIC_URL must start with http:// or https:// (got {self.public_url!r})"
            )
        if self.api_key and (len(self.api_key) < 16 or not self.api_key.isascii() or " " in self.api_key):
            raise SettingsError(f"{PREFIX}API_KEY must have at least 16 characters and no spaces")
        if self.secret and len(self.secret) < 16:
            raise SettingsError(f"{PREFIX}SECRET must have at least 16 characters")
        if self.role != "all" and not self.database_url:
            raise SettingsError(
                f"{PREFIX}ROLE={self.role} splits the work over processes and needs {PREFIX}DATABASE_URL"
            )
        if self.role != "all" and not self.secret:
            raise SettingsError(
                f"{PREFIX}ROLE={self.role} splits the work over processes, which must agree on {PREFIX}SECRET"
            )


def child_environment() -> dict[str, str]:
    """The environment for a child process of ours: without our settings, which hold keys and passwords."""
    return {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}


def _parse(variable: str, text: str, kind: Any) -> Any:
    try:
        if kind is bool:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[text.lower()]
        if kind is Path:
            return Path(text).expanduser()
        if kind == tuple[float, ...]:
            if text.strip() == "long":
                return LONG_RETRIES_S
            return tuple(float(part) for part in text.split(",") if part.strip())
        if kind == tuple[str, ...]:
            return tuple(part.strip() for part in text.split(",") if part.strip())
        return kind(text)
    except (KeyError, ValueError):
        name = {bool: "true or false", int: "a whole number", float: "a number"}.get(kind, "numbers with commas")
        raise SettingsError(f"{variable} must be {name} (got {text!r})") from None


def reference_rows() -> list[tuple[str, str, str]]:
    """(variable, default, meaning) of every setting, for the generated reference."""

    def default(item: Field[Any]) -> str:
        if item.default is MISSING:
            return "`~/.local/share/omnireel`"
        value = item.default
        if isinstance(value, tuple):
            value = ",".join(part if isinstance(part, str) else f"{part:g}" for part in value)
        return f"`{value}`" if value != "" else "-"

    return [(PREFIX + item.name.upper(), default(item), item.metadata["doc"]) for item in fields(Settings)]
