"""Takes tasks off the table and brings each to its end: claim, route, render, keep the bytes, settle.

Every change names the claim it was made under. A worker that lost its lease changes nothing, and whatever it
was rendering is thrown away.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import ceil, floor
from pathlib import Path
from typing import Any, TypeVar

import structlog

from omnireel.core.catalogue import CATALOGUE
from omnireel.core.media import Problem
from omnireel.core.price import quote
from omnireel.core.request import ElementOrder, VideoRequest
from omnireel.core.task import Attempt, AttemptState, Task, TaskState
from omnireel.errors import (
    InsufficientQuotaError,
    LeaseLostError,
    OutcomeUnknownError,
    ProviderRejectedError,
    ProviderUnavailableError,
)
from omnireel.media.assets import AssetFolder
from omnireel.media.probe import probe
from omnireel.providers.base import Cast, Clip, Provider
from omnireel.settings import Settings
from omnireel.store import elements, tasks
from omnireel.store.base import PENDING_BELL, Store, StoreError, Verb, task_bell
from omnireel.studio import metrics
from omnireel.studio.clock import Clock, wait
from omnireel.studio.health import Health
from omnireel.studio.inputs import Inputs, Local, RefusedMediaError
from omnireel.studio.studio import route_of

LOOK_S = 2.0
"""How often a worker looks for tasks when no bell rings."""
CLEAN_UP_S_MAX = 5.0
"""Seconds that a stopping worker gives cancelled renders for their clean-up."""
PERSIST_PAUSES_S = (1.0, 2.0, 4.0)
"""How a result is written when the database is away for a moment; all within one life of a lease."""
REPORT_MS = 400
"""Progress is written at most this often."""

T = TypeVar("T")
log = structlog.get_logger("omnireel.worker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a task's request brings with it, as files."""

    media: Mapping[str, Local] = field(default_factory=dict)
    cast: Sequence[Cast] = ()


class _Run:
    """One attempt, as the provider sees it (providers.base.Run)."""

    def __init__(
        self, worker: Worker, task: Task, attempt: Attempt, *, resuming: bool, folder: Path, given: Given
    ) -> None:
        self.attempt_id = attempt.id
        self.media = {uri: local.path for uri, local in given.media.items()}
        self.cast = given.cast
        self.token = attempt.token
        self.resuming = resuming
        self.folder = folder
        self._worker = worker
        self._task = task
        self._percent = task.progress
        self._reported_ms = 0

    async def save(self, token: str) -> None:
        await self._worker.store.write(tasks.save_token(self._task, self.attempt_id, token))
        self.token = token

    async def report(self, fraction: float) -> None:
        percent = int(max(0.0, min(1.0, fraction)) * 100)
        now_ms = self._worker.clock.now_ms()
        if percent <= self._percent or now_ms - self._reported_ms < REPORT_MS:
            return
        self._percent, self._reported_ms = percent, now_ms
        with suppress(StoreError):  # progress is nice to know; a render does not end for want of it
            await self._worker.store.write(tasks.report_progress(self._task, percent))


class MissingClipError(Exception):
    """A provider says that it made a clip, and did not."""


class Worker:
    """Runs tasks of one store on some providers. `run` until `stop`."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: Store,
        clips: AssetFolder,
        inputs: Inputs,
        elements: AssetFolder,
        providers: Sequence[Provider],
        health: Health,
        clock: Clock,
        name: str,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self.store = store
        self.clock = clock
        self._settings = settings
        self._clips = clips
        self._inputs = inputs
        self._elements = elements
        self._random_bytes = random_bytes
        self._providers = {provider.name: provider for provider in providers}
        self._slots = {provider.name: asyncio.Semaphore(provider.profile.tasks_max) for provider in providers}
        self._health = health
        self.name = name
        self._running: dict[asyncio.Task[None], Task] = {}
        self._tasks_max = settings.worker_tasks_max or sum(p.profile.tasks_max for p in providers)
        self._wake = asyncio.Event()
        self._stopping = False
        self._hurry = asyncio.Event()
        self._work = settings.data_dir / "work"
        self._work.mkdir(parents=True, exist_ok=True)

    @property
    def busy(self) -> int:
        """How many tasks are under way here."""
        return len(self._running)

    async def run(self) -> None:
        """Claim and run tasks until `stop` is called."""
        renewing = asyncio.ensure_future(self._renew())
        try:
            if not self._settings.database_url:
                await self._bury_earlier_lives()
            async with self.store.bells.listen(PENDING_BELL) as rung:
                self._wake = rung
                while not self._stopping:
                    rung.clear()
                    if not await self._claim():
                        await wait(rung, LOOK_S, self.clock)
        finally:
            await self._hand_back()
            renewing.cancel()

    async def _bury_earlier_lives(self) -> None:
        """Before the first claim: let go of what dead workers of this machine held, without waiting for their
        leases.

        Only with the embedded database: all its workers are processes here, so that one whose process is gone,
        or that bears this process's own name, is surely an earlier life. The claim fences it all the same.
        """
        try:
            for worker in await self.store.read(tasks.list_workers(), heavy=True):
                if worker == self.name or _is_dead(worker, self.name):
                    count = await self.store.write(tasks.take_back(worker, now_ms=self.clock.now_ms()))
                    log.info("took back the tasks of an earlier life", worker=worker, count=count)
        except StoreError as error:
            log.error("cannot look for earlier lives", error=error.message)  # their leases will lapse

    def stop(self, *, at_once: bool = False) -> None:
        """Claim no more; let what runs finish within the grace (`at_once`: without any), hand the rest back."""
        self._stopping = True
        self._wake.set()
        if at_once:
            self._hurry.set()

    async def _claim(self) -> bool:
        """Claim as many tasks as there is room for; whether there may be more."""
        room = self._tasks_max - len(self._running)
        if room <= 0:
            return False
        now_ms = self.clock.now_ms()
        try:
            claimed = await self.store.write(
                tasks.claim_tasks(worker=self.name, limit=room, now_ms=now_ms, lease_ms=self._lease_ms(now_ms))
            )
        except Exception as error:
            log.error("cannot claim tasks", error=str(error))
            return False
        for task in claimed:
            running = asyncio.ensure_future(self._guard(task))
            self._running[running] = task
            running.add_done_callback(self._ended)
        return len(claimed) == room

    def _ended(self, running: asyncio.Task[None]) -> None:
        del self._running[running]
        self._wake.set()  # there is room again

    def _lease_ms(self, now_ms: int) -> int:
        return now_ms + round(self._settings.lease_s * 1000)

    async def _renew(self) -> None:
        """Renew all leases, three times within the life of one; what was lost is cancelled, once."""
        told: set[asyncio.Task[None]] = set()
        while True:
            await self.clock.sleep(self._settings.lease_s / 3)
            claims = [(task.id, task.claim) for task in self._running.values()]
            if not claims:
                continue
            try:
                held = await self.store.write(
                    tasks.renew_leases(claims, lease_ms=self._lease_ms(self.clock.now_ms()))
                )
            except Exception as error:
                log.error("cannot renew leases", error=str(error))
                continue
            told &= self._running.keys()
            for running, task in list(self._running.items()):
                if (task.id, task.claim) in claims and task.id not in held and running not in told:
                    told.add(running)
                    running.cancel()

    async def _hand_back(self) -> None:
        """Wait for what runs, within the grace; then give the rest back to the table."""
        if not self._running:
            return
        finishing = asyncio.ensure_future(asyncio.wait(self._running))
        await _first(finishing, wait(self._hurry, self._settings.stop_grace_s, self.clock))
        finishing.cancel()
        left = dict(self._running)
        for running in left:
            running.cancel()
        if left:
            # Bounded: a provider whose clean-up hangs must not keep the process.
            await asyncio.wait(left, timeout=CLEAN_UP_S_MAX)
        for task in left.values():
            try:
                await self.store.write(tasks.hand_back_task(task, now_ms=self.clock.now_ms()))
                log.info("task handed back", task_id=task.id)
            except (LeaseLostError, StoreError):
                pass  # it ended meanwhile, or its lease will lapse

    # --- one task ---

    async def _guard(self, task: Task) -> None:
        """Run one task; stop it when it is cancelled by its customer; let nothing escape."""
        bound = structlog.contextvars.bind_contextvars
        bound(task_id=task.id, claim=task.claim)
        work = asyncio.ensure_future(self._run_task(task))
        try:
            async with self.store.bells.listen(task_bell(task.id)) as rung:
                while not work.done():
                    await _first(work, rung.wait())
                    if rung.is_set() and not work.done():
                        rung.clear()
                        if await self._was_taken_away(task):
                            work.cancel()
            await work
        except asyncio.CancelledError:
            log.info("task stopped")
        except LeaseLostError:
            log.info("task was taken away")
        except StoreError as error:
            # The lease lapses and the task is taken up again.
            log.error("task left to its lease", error=error.message)
        except Exception:
            log.exception("the worker itself failed")
            with suppress(LeaseLostError, StoreError):
                await self._fail(task, code="unknown_error", message="The server failed while it ran this task")
        finally:
            # Whatever happened here, nothing renders on without a lease.
            if not work.done():
                work.cancel()
                await asyncio.gather(work, return_exceptions=True)
            await self._let_go(task)

    async def _was_taken_away(self, task: Task) -> bool:
        """Whether the customer cancelled it, or another worker has it. A bell is a hint: what cannot be read
        now is learnt when the lease is renewed."""
        try:
            now = await self.store.read(tasks.get_task(task.id))
        except StoreError:
            return False
        taken = now.claim != task.claim or now.state is TaskState.PENDING
        return taken or now.state is TaskState.CANCELLED

    async def _let_go(self, task: Task) -> None:
        """Remove what is held for a task that has ended; the janitor does it where this fails."""
        if task.request.media:
            with suppress(StoreError):
                if not await self.store.read(tasks.unfinished([task.id])):
                    await self._inputs.release(task.id, task.request)

    async def _run_task(self, task: Task) -> None:
        attempts = await self.store.read(tasks.list_attempts(task.id))
        open_attempt = attempts[-1] if attempts and attempts[-1].state.is_open else None
        given = Given()
        folder = self._make_folder(f"{task.id}-media-")
        try:
            # What a provider has begun upstream is only asked about: its pictures may be gone by now.
            if open_attempt is None or open_attempt.token is None:
                task, given = await self._take_in(task, folder)
            await self._try_providers(task, given, attempts, open_attempt)
        except RefusedMediaError as refused:
            await self._fail(task, code=refused.problem.code, message=str(refused))
        except InsufficientQuotaError as error:
            await self._fail(task, code="quota_exceeded", message=error.message)
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def _take_in(self, task: Task, folder: Path) -> tuple[Task, Given]:
        """The task's media and elements as files, and the hold as long as its footage is.

        Raises RefusedMediaError, InsufficientQuotaError.
        """
        request, card = task.request, CATALOGUE[task.model]
        cast = []
        if request.element_ids:
            rows = await self.store.read(elements.of_task(task.account_id, request.element_ids))
            for element in (rows[element_id] for element_id in request.element_ids):
                paths = tuple(self._elements.path(name).absolute() for name in element.media)
                video = element.reference_type == "video_refer"
                cast.append(
                    Cast(
                        id=element.id,
                        name=element.name,
                        description=element.description,
                        images=() if video else paths,
                        video=paths[0] if video else None,
                    )
                )
        if not request.media:
            return task, Given(cast=cast)
        media = await self._inputs.gather(task.id, request, card, folder)
        if card.follows == "video" and request.video_url is not None:
            seconds = ceil(media[request.video_url].facts.duration_s)
            if seconds != task.seconds:
                priced = quote(card, seconds=seconds, quality=request.quality, sound=request.sound)
                task = await self.store.write(
                    tasks.adjust_hold(task, seconds=seconds, units=priced.units, now_ms=self.clock.now_ms())
                )
            task = replace(task, request=replace(request, duration_s=seconds))
        return task, Given(media=media, cast=cast)

    async def _try_providers(
        self, task: Task, given: Given, attempts: Sequence[Attempt], open_attempt: Attempt | None
    ) -> None:
        tried = [attempt.provider for attempt in attempts]
        down: ProviderUnavailableError | None = None
        if open_attempt is not None:
            async with self._slot(open_attempt.provider):
                down = await self._run_attempt(task, open_attempt, given, resuming=True)
            if down is None:
                return
        while True:
            route = route_of(
                task.request,
                list(self._providers.values()),
                self._health,
                now_ms=self.clock.now_ms(),
                tried=tried,
            )
            if route.provider is None:
                log.warning("no provider is left", why=route.why)
                code = down.code if down else ProviderUnavailableError.code
                message = f"No provider could make it: {down.message if down else route.why}"
                await self._fail(task, code=code, message=message)
                return
            async with self._slot(route.provider):
                attempt = await self.store.write(
                    tasks.open_attempt(task, provider=route.provider, why=route.why, now_ms=self.clock.now_ms())
                )
                down = await self._run_attempt(task, attempt, given, resuming=False)
            if down is None:
                return
            tried.append(route.provider)

    def _slot(self, provider: str) -> asyncio.Semaphore:
        """A provider takes so many at once; the others wait here, not at the provider's expense."""
        return self._slots.get(provider) or asyncio.Semaphore()

    async def _run_attempt(
        self, task: Task, attempt: Attempt, given: Given, *, resuming: bool
    ) -> ProviderUnavailableError | None:
        """Run one attempt to its end. Returns why the next provider should try; None if the task is settled."""
        provider = self._providers.get(attempt.provider)
        folder = self._make_folder(f"{attempt.id}-")
        try:
            if resuming:
                attempt = await self.store.write(tasks.resume_attempt(task, attempt))
            if provider is None:
                raise OutcomeUnknownError(f"{attempt.provider} is no longer configured, so it cannot be asked")
            run = _Run(self, task, attempt, resuming=resuming, folder=folder, given=given)
            log.info("attempt started", attempt_id=attempt.id, provider=provider.name, why=attempt.why)
            clip = await self._render(provider, task.request, run)
            await self._complete(task, attempt, clip, given)
        except ProviderUnavailableError as error:
            self._health.failed(attempt.provider, now_ms=self.clock.now_ms())
            await self._end(task, attempt, AttemptState.UNAVAILABLE, error.message)
            return error
        except ProviderRejectedError as error:
            self._health.succeeded(attempt.provider)
            await self._fail(
                task, code=error.code, message=error.message, state=AttemptState.REJECTED, attempt=attempt
            )
        except OutcomeUnknownError as error:
            return await self._park(task, attempt, error)
        except (LeaseLostError, StoreError, asyncio.CancelledError):
            raise
        except Exception as error:
            log.exception("the provider failed in a way that it must not", provider=attempt.provider)
            note = f"failed unexpectedly ({type(error).__name__})"  # the rest is in the log, not for customers
            await self._fail(
                task,
                code="unknown_error",
                message=f"{attempt.provider} failed unexpectedly",
                note=note,
                attempt=attempt,
            )
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        return None

    def _make_folder(self, prefix: str) -> Path:
        try:
            return Path(tempfile.mkdtemp(prefix=prefix, dir=self._work))
        except OSError as error:
            raise StoreError(f"Cannot make a work folder: {error}") from error

    async def _render(self, provider: Provider, request: VideoRequest, run: _Run) -> Clip:
        limit_s = self._settings.attempt_s_max
        rendering = asyncio.ensure_future(provider.render(request, run))
        try:
            await _first(rendering, self.clock.sleep(limit_s))
            if rendering.done():
                return rendering.result()
        finally:
            if not rendering.done():
                rendering.cancel()
                await asyncio.gather(rendering, return_exceptions=True)
        if provider.profile.local:  # its process was stopped, so it has surely ended
            raise ProviderUnavailableError(f"No clip within {limit_s:g} s", code="generation_timeout")
        raise OutcomeUnknownError(f"No clip within {limit_s:g} s")

    async def _complete(self, task: Task, attempt: Attempt, clip: Clip, given: Given) -> None:
        result = dict(clip.result_data or {})
        asset = element = None
        due_units = task.held_units
        try:
            if task.request.element is not None:
                element = await self._keep_element(task, task.request.element, given)
                named = {"element_id": element.id, "element_name": element.name}
                result = {"element_id": element.id, "elements": [named], **result}
            else:
                due_units = await self._due(task, clip)
                asset = await self._keep_clip(task, attempt, clip)
        except OSError as error:
            # Our disk's fault and not the provider's: the attempt stays open, and is taken up again.
            raise StoreError(f"Cannot keep the result: {error}") from error
        done = await self._persist(
            lambda: tasks.complete_task(
                task,
                attempt.id,
                asset=asset,
                element=element,
                result_data=json.dumps(result, ensure_ascii=False) if result else None,
                due_units=due_units,
                now_ms=self.clock.now_ms(),
            )
        )
        self._health.succeeded(attempt.provider)
        metrics.finished(done, provider=attempt.provider)
        log.info("task completed", provider=attempt.provider, units=done.charged_units)

    async def _keep_clip(self, task: Task, attempt: Attempt, clip: Clip) -> tasks.NewAsset:
        # The claim is part of the name: a worker that lost its lease cannot overwrite its successor's clip.
        asset_id = f"{task.id}.{task.claim}"
        if clip.path is None or not clip.path.is_file():
            raise MissingClipError(f"{attempt.provider} gave no clip")
        kept = await self._clips.keep(clip.path, asset_id)
        return tasks.NewAsset(
            id=asset_id, media_type=clip.media_type, size_bytes=kept.size_bytes, sha256=kept.sha256
        )

    async def _due(self, task: Task, clip: Clip) -> int:
        """What a finished clip costs: what is held, but of an edit what its length comes to (contract 7.4)."""
        card = CATALOGUE[task.model]
        if card.follows != "video" or clip.path is None:
            return task.held_units
        facts = await probe(clip.path)
        if isinstance(facts, Problem):
            raise MissingClipError(f"the clip {facts.message}")
        seconds = floor(facts.duration_s + 0.5)
        priced = quote(card, seconds=seconds, quality=task.request.quality, sound=task.request.sound)
        return min(priced.units, task.held_units)

    async def _keep_element(self, task: Task, order: ElementOrder, given: Given) -> elements.Element:
        """Put an element's pictures or video in their place, for the row that is then written."""
        element_id = elements.new_element_id(self._random_bytes(8))
        uris = order.images if order.video is None else (order.video,)
        names = [f"{element_id}.{number}" for number in range(len(uris))]
        for uri, name in zip(uris, names, strict=True):
            await self._elements.keep_copy(given.media[uri].path, name)
        return elements.Element(
            id=element_id,
            account_id=task.account_id,
            name=order.name,
            description=order.description,
            reference_type=order.reference_type,
            media=tuple(names),
            voice_id=order.voice_id,
            task_id=task.id,
            created_ms=self.clock.now_ms(),
        )

    async def _end(self, task: Task, attempt: Attempt, state: AttemptState, note: str) -> None:
        await self.store.write(tasks.end_attempt(task, attempt.id, state, note, now_ms=self.clock.now_ms()))
        metrics.ATTEMPTS.labels(attempt.provider, state.value).inc()
        log.warning("attempt ended", attempt_id=attempt.id, state=state.value, note=note)

    async def _park(
        self, task: Task, attempt: Attempt, error: OutcomeUnknownError
    ) -> ProviderUnavailableError | None:
        """Hold the credits and look again later; returns why the next provider should try instead, if the
        operator wants that."""
        now_ms = self.clock.now_ms()
        log.warning("outcome unknown", attempt_id=attempt.id, provider=attempt.provider, note=error.message)
        if self._settings.on_unknown == "failover":
            down = ProviderUnavailableError(f"given up with unknown outcome: {error.message}", code=error.code)
            await self._end(task, attempt, AttemptState.UNAVAILABLE, down.message)
            return down
        if now_ms - attempt.started_ms > self._settings.unknown_s_max * 1000:
            hours = self._settings.unknown_s_max / 3600
            message = f"The provider's outcome stayed unknown for {hours:g} hours: {error.message}"
            await self._fail(
                task, code=error.code, message=message, state=AttemptState.UNAVAILABLE, attempt=attempt
            )
            return None
        until_ms = now_ms + round(self._settings.unknown_retry_s * 1000)
        await self._persist(lambda: tasks.park_task(task, attempt.id, error.message, until_ms=until_ms))
        return None

    async def _persist(self, verb_of: Callable[[], Verb[T]]) -> T:
        """Write what must not be lost: again after a while, if the database is away for a moment."""
        for pause_s in PERSIST_PAUSES_S:
            try:
                return await self.store.write(verb_of())
            except StoreError as error:
                log.warning("cannot write yet", error=error.message, again_in_s=pause_s)
                await self.clock.sleep(pause_s)
        return await self.store.write(verb_of())

    async def _fail(
        self,
        task: Task,
        *,
        code: str,
        message: str,
        state: AttemptState = AttemptState.CRASHED,
        note: str = "",
        attempt: Attempt | None = None,
    ) -> None:
        failed = await self._persist(
            lambda: tasks.fail_task(
                task,
                code=code,
                message=message,
                now_ms=self.clock.now_ms(),
                attempt_state=state,
                attempt_note=note,
            )
        )
        metrics.finished(failed, provider=attempt.provider if attempt else "")
        if attempt is not None:
            metrics.ATTEMPTS.labels(attempt.provider, state.value).inc()
        log.warning("task failed", code=code, message=message)


def _is_dead(worker: str, own_name: str) -> bool:
    """Whether `worker` (`host:pid`) was a process of this machine that is gone."""
    host, _, pid = worker.rpartition(":")
    if host != own_name.rpartition(":")[0] or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False  # it is there, but somebody else's
    return False


async def _first(work: asyncio.Task[T], other: Coroutine[Any, Any, object]) -> None:
    """Wait for the work or something else, whichever comes first; the something else ends with the wait."""
    second = asyncio.ensure_future(other)
    try:
        await asyncio.wait([work, second], return_when=asyncio.FIRST_COMPLETED)
    finally:
        second.cancel()
