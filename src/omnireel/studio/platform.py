"""The platform of one process: opens what the settings name, runs the parts of its role, stops in order."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from omnireel.core.price import units_of_credits
from omnireel.core.sign import hash_key, new_key
from omnireel.media.assets import AssetFolder
from omnireel.media.outbound import Outbound
from omnireel.providers.base import Provider
from omnireel.providers.registry import load_providers
from omnireel.settings import Settings
from omnireel.store import accounts
from omnireel.store.base import Store, Verb
from omnireel.store.open import open_store
from omnireel.studio.accounts import Accounts
from omnireel.studio.campaigns import Campaigner, Campaigns
from omnireel.studio.clock import Clock, RealClock
from omnireel.studio.courier import Courier
from omnireel.studio.files import Files
from omnireel.studio.health import Health
from omnireel.studio.inputs import Inputs
from omnireel.studio.janitor import Janitor
from omnireel.studio.secret import server_secret, write_private
from omnireel.studio.sessions import Sessions
from omnireel.studio.studio import Studio
from omnireel.studio.worker import Worker

FIRST_ACCOUNT = "default"
RESTART_S = 1.0

log = structlog.get_logger("omnireel.platform")
KEY_FILE = "api-key"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstKey:
    """The key that this server can be used with from the start."""

    id: str
    key: str
    made_now: bool
    """Whether it was made at this start: then it is to be shown, once."""


class Platform:
    """Store, providers, studio, worker, courier, campaigner and janitor of one process."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: Store,
        providers: Sequence[Provider],
        secret: bytes,
        clock: Clock,
    ) -> None:
        self.settings = settings
        self.store = store
        self.providers = providers
        folders = {
            name: AssetFolder(settings.data_dir / name) for name in ("clips", "files", "inputs", "elements")
        }
        clips = folders["clips"]
        health = Health(settings.provider_rest_s)
        # Customers' files come over http too; callbacks do not.
        fetching = Outbound(private_hosts=settings.private_hosts)
        self.inputs = Inputs(
            settings,
            store=store,
            folder=folders["inputs"],
            uploads=folders["files"],
            outbound=fetching,
            clock=clock,
        )
        self.studio = Studio(
            settings,
            store=store,
            clips=clips,
            inputs=self.inputs,
            providers=providers,
            health=health,
            clock=clock,
            secret=secret,
        )
        self.accounts = Accounts(store=store, clock=clock)
        self.sessions = Sessions(secret=secret, clock=clock)
        self.worker = Worker(
            settings,
            store=store,
            clips=clips,
            inputs=self.inputs,
            elements=folders["elements"],
            providers=providers,
            health=health,
            clock=clock,
            name=f"{socket.gethostname()}:{os.getpid()}",
        )
        self._outbound = Outbound(allow_private=settings.callback_allow_private)
        self.courier = Courier(
            settings, studio=self.studio, store=store, outbound=self._outbound, clock=clock, secret=secret
        )
        self.campaigns = Campaigns(settings, studio=self.studio, store=store, clock=clock)
        self.campaigner = Campaigner(studio=self.studio, store=store, clock=clock)
        self.files = Files(settings, store=store, folder=folders["files"], outbound=fetching, clock=clock)
        self.janitor = Janitor(settings, store=store, folders=folders, clock=clock)
        self._parts: dict[str, asyncio.Task[None]] = {}

    @classmethod
    async def open(
        cls, settings: Settings, *, clock: Clock | None = None, providers: Sequence[Provider] | None = None
    ) -> Platform:
        """Open everything; nothing runs yet. Raises SettingsError, StoreError."""
        # Its owner's alone: the database holds prompts.
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        chosen = load_providers(settings) if providers is None else providers
        secret = server_secret(settings)
        store = await open_store(settings)
        return cls(settings, store=store, providers=chosen, secret=secret, clock=clock or RealClock())

    async def first_key(self) -> FirstKey:
        """Make sure that there is an account with a key: the operator's, the one on file, or a new one."""
        now_ms = self.studio.clock.now_ms()
        path = self.settings.data_dir / KEY_FILE
        on_file = path.read_text().strip() if path.exists() else ""
        key = self.settings.api_key or on_file or new_key(secrets.token_bytes(30))
        made_now = key not in (self.settings.api_key, on_file)
        if made_now:
            write_private(path, key + "\n")
        await self.store.write(
            _first_account(
                key,
                credits=self.settings.first_credits,
                # A key that the operator names is open, whatever was done to it before; one on file that was
                # revoked stays so.
                reopen=key == self.settings.api_key,
                now_ms=now_ms,
            )
        )
        known = await self.store.read(accounts.find_key(hash_key(key)))
        assert known is not None
        return FirstKey(id=known.id, key=key, made_now=made_now)

    def start(self) -> None:
        """Run the parts of this process's role."""
        if self.settings.role in ("all", "worker"):
            self._parts = {
                name: asyncio.ensure_future(self._keep_running(name, run))
                for name, run in (
                    ("worker", self.worker.run),
                    ("courier", self.courier.run),
                    ("campaigner", self.campaigner.run),
                    ("janitor", self.janitor.run),
                )
            }

    async def _keep_running(self, name: str, run: Callable[[], Awaitable[None]]) -> None:
        """Run a part until it ends by itself; one that fails is logged and started again."""
        while True:
            try:
                await run()
                return
            except Exception:
                log.exception("a part failed and is started again", part=name)
                await self.studio.clock.sleep(RESTART_S)

    def stopped_part(self) -> str | None:
        """Which part of this process has stopped though it should run; None if all is well."""
        stopped = (name for name, part in self._parts.items() if part.done())
        return next((f"the {name} has stopped" for name in stopped), None)

    async def stop(self) -> None:
        """Finish or hand back what is under way, and close."""
        self.worker.stop()
        self.courier.stop()
        self.campaigner.stop()
        if "janitor" in self._parts:
            self._parts["janitor"].cancel()  # a sweep is safe to leave at any point
        await asyncio.gather(*self._parts.values(), return_exceptions=True)
        await self._outbound.close()
        await self.files.close()
        for provider in self.providers:
            await provider.close()
        await self.store.close()


def _first_account(key: str, *, credits: int, reopen: bool, now_ms: int) -> Verb[None]:
    known = yield from accounts.find_key(hash_key(key))
    if known is not None and (known.revoked_ms is None or not reopen):
        return
    yield from accounts.create_account(FIRST_ACCOUNT, name="Default account", now_ms=now_ms)
    if credits:
        yield from accounts.grant(
            FIRST_ACCOUNT,
            units=units_of_credits(credits),
            transfer_id=f"grant:{FIRST_ACCOUNT}:first",
            note="credits of the first start",
            now_ms=now_ms,
        )
    yield from accounts.create_key(
        f"key_{hash_key(key)[:12]}",
        account_id=FIRST_ACCOUNT,
        name="first key",
        hash=hash_key(key),
        hint=key[-4:],
        role="operate",
        now_ms=now_ms,
    )
