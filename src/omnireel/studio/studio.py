"""What a customer can ask of the platform, each act one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from omnireel.core.delivery import Delivery, Try
from omnireel.core.ledger import Transfer
from omnireel.core.media import Problem
from omnireel.core.price import Quote
from omnireel.core.request import VideoRequest
from omnireel.core.route import Candidate, Route, choose
from omnireel.core.sign import LinkVerdict, check_link, hash_key, sign_link, webhook_secret
from omnireel.core.task import Attempt, Task, TaskState, is_task_id, new_task_id
from omnireel.errors import (
    ApiError,
    DeliveryNotFoundError,
    Detail,
    InvalidTaskIdError,
    LinkExpiredError,
    LinkForgedError,
    ModelAccessDeniedError,
    NotFoundError,
    UnauthorizedError,
)
from omnireel.media.assets import AssetFolder
from omnireel.media.outbound import check_url
from omnireel.providers.base import Provider
from omnireel.settings import Settings
from omnireel.store import accounts, assets, campaigns, deliveries, elements, tasks
from omnireel.store.accounts import Account, CampaignStoppedError, Key
from omnireel.store.assets import Asset
from omnireel.store.base import Store, Verb
from omnireel.store.deliveries import WebhookTurn
from omnireel.store.elements import Element
from omnireel.studio.clock import Clock
from omnireel.studio.estimates import Estimates
from omnireel.studio.health import Health
from omnireel.studio.inputs import Inputs, Looked
from omnireel.wire.answers import first_estimate_s, task_answer
from omnireel.wire.creation import Draft, read_creation
from omnireel.wire.messages import in_schema_order

RESULT_PATH = "/results/"
REDELIVERED_MAX = 1000
"""As many callbacks are sent again in one transaction, and shown in the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What a request would cost and where it would run, with everything that is wrong with it."""

    draft: Draft
    price: Quote | None
    route: Route | None
    details: tuple[Detail, ...]
    available_units: int


def route_of(
    request: VideoRequest,
    providers: Sequence[Provider],
    health: Health,
    *,
    now_ms: int,
    tried: Sequence[str] = (),
) -> Route:
    """The provider for a request at this moment, with the reason."""
    return choose(
        [
            Candidate(
                provider=provider.name,
                cost_units=provider.profile.cost_units(request),
                refusal=provider.profile.refusal(request),
                illness=health.illness(provider.name, now_ms=now_ms),
            )
            for provider in providers
        ],
        tried=tried,
    )


class Studio:
    """The front of the platform. It knows no HTTP: the API and the CLI are thin shells over it."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: Store,
        clips: AssetFolder,
        inputs: Inputs,
        providers: Sequence[Provider],
        health: Health,
        clock: Clock,
        secret: bytes,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self.settings = settings
        self.store = store
        self.clips = clips
        self._inputs = inputs
        self.clock = clock
        self.public_url = settings.public_url.rstrip("/")
        """Base of the links; the server sets it when it learns its own address."""
        self.closing = False
        """The server stops: streams end, and are taken up again at the next one."""
        self._providers = providers
        self._health = health
        self._secret = secret
        self._random_bytes = random_bytes
        self._estimates = Estimates(store, clock, providers)

    # --- who is calling ---

    async def authenticate(self, key: str | None) -> Key:
        """The key that a caller showed. Raises UnauthorizedError."""
        if not key:
            raise UnauthorizedError("API key is required")
        return _usable(await self.store.read(accounts.find_key(hash_key(key))))

    async def key(self, key_id: str) -> Key:
        """The key with this id, if it may still be used. Raises UnauthorizedError."""
        return _usable(await self.store.read(accounts.find_key_by_id(key_id)))

    async def account(self, caller: Key) -> Account:
        """The caller's account."""
        return await self.store.read(accounts.get_account(caller.account_id))

    # --- tasks ---

    async def submit(
        self, caller: Key, body: bytes, *, idempotency_key: str | None = None, warnings: Sequence[str] = ()
    ) -> tasks.Submitted:
        """Take on a task, or find the one that the idempotency key made. `warnings` are told to the customer
        beside those about the body. Raises ApiError."""
        draft = self._read(caller, body)
        now_ms, idempotency_ms = self.clock.now_ms(), self.settings.idempotency_s * 1000
        if idempotency_key is not None:
            # Before the world is asked again: who lost the answer is told what was done, whatever is true now.
            replay = await self.store.read(
                tasks.find_replay(
                    caller.account_id,
                    idempotency_key,
                    draft.digest,
                    now_ms=now_ms,
                    idempotency_ms=idempotency_ms,
                )
            )
            if replay is not None:
                return tasks.Submitted(task=replay, replayed=True)
        return await self._take_on(
            caller,
            draft,
            lambda new: tasks.submit_task(new, now_ms=now_ms, idempotency_ms=idempotency_ms),
            idempotency_key=idempotency_key,
            warnings=warnings,
        )

    async def submit_row(self, caller: Key, body: bytes, *, campaign_id: str, number: int) -> Task:
        """Take on the task of a campaign's row. Raises CampaignStoppedError, ApiError."""

        def start(new: tasks.NewTask) -> Verb[tasks.Submitted]:
            return campaigns.start_row(new, number=number, now_ms=self.clock.now_ms())

        submitted = await self._take_on(caller, self._read(caller, body), start, campaign_id=campaign_id)
        return submitted.task

    async def _take_on(
        self,
        caller: Key,
        draft: Draft,
        verb_of: Callable[[tasks.NewTask], Verb[tasks.Submitted]],
        *,
        idempotency_key: str | None = None,
        campaign_id: str | None = None,
        warnings: Sequence[str] = (),
    ) -> tasks.Submitted:
        """Look at a request's media and the world, hold its files, and write the task."""
        looked = await self._look(caller, draft)
        try:
            draft = _measured(draft, looked)
            request = draft.require([*looked.details, *await self._outer_problems(caller, draft)])
            price = draft.price()
            assert price is not None
            task_id = new_task_id(self.clock.now_ms(), self._random_bytes(8))
            new = tasks.NewTask(
                id=task_id,
                account_id=caller.account_id,
                key_id=caller.id,
                request=await self._inputs.hold(task_id, request, looked),
                warnings=(*draft.warnings, *warnings),
                seconds=price.seconds,
                units=price.units,
                body_digest=draft.digest,
                idempotency_key=idempotency_key,
                estimated_s=await self._estimates.seconds(request, price.seconds),
                campaign_id=campaign_id,
            )
            try:
                submitted = await self.store.write(verb_of(new))
            except (ApiError, CampaignStoppedError):
                # Surely not taken on; after any other error it may be, and the janitor will see.
                await self._inputs.release(task_id, new.request)
                raise
            if submitted.replayed:
                await self._inputs.release(task_id, new.request)
            return submitted
        finally:
            await self._inputs.drop(looked)

    async def dry_run(self, caller: Key, body: bytes) -> DryRun:
        """What `submit` would do; nothing is created. Raises ApiError only for a body without a model
        that the caller may use."""
        draft = self._read(caller, body)
        looked = await self._look(caller, draft)
        await self._inputs.drop(looked)
        draft = _measured(draft, looked)
        details = in_schema_order([*draft.details, *looked.details, *await self._outer_problems(caller, draft)])
        route = None
        if draft.request is not None and not details:
            route = route_of(draft.request, self._providers, self._health, now_ms=self.clock.now_ms())
        available = await self.available_units(caller)
        return DryRun(draft=draft, price=draft.price(), route=route, details=details, available_units=available)

    async def available_units(self, caller: Key) -> int:
        """What the caller may still spend: the account's rest, or the key's if that is less."""
        available = (await self.account(caller)).available
        if caller.limit_units is not None:
            available = min(available, caller.limit_units - caller.spent_units - caller.held_units)
        return max(0, available)

    def _read(self, caller: Key, body: bytes) -> Draft:
        draft = read_creation(body, allow_private_callbacks=self.settings.callback_allow_private)
        if not caller.may_use(draft.card.id):
            raise ModelAccessDeniedError(
                f"Token does not have access to model: {draft.card.id}",
                param="model",
                extra={"allowed_models": caller.models},
            )
        return draft

    async def _look(self, caller: Key, draft: Draft) -> Looked:
        """The request's media that is here already."""
        if draft.request is None or not draft.request.media:
            return Looked(found={}, details=())
        clips = {}
        for uri in {field.uri for field in draft.request.media}:
            if (found := await self._clip(uri)) is not None:
                clips[uri] = found
        return await self._inputs.look(caller.account_id, draft.request, draft.card, self.public_url, clips)

    async def _clip(self, uri: str) -> Path | Problem | None:
        """The clip behind one of this server's result links; None for any other address."""
        if not self.public_url or not uri.startswith(self.public_url + RESULT_PATH):
            return None
        parts = urlsplit(uri)
        query = dict(parse_qsl(parts.query))
        name = parts.path.rpartition("/")[2]
        try:
            asset = await self.result(name, expires=query.get("expires", ""), signature=query.get("signature", ""))
        except ApiError as error:
            return Problem(code="invalid_request", message=f"is a link of this server to no clip: {error.message}")
        return self.clips.path(asset.id)

    async def _outer_problems(self, caller: Key, draft: Draft) -> list[Detail]:
        """What cannot be seen from the body alone: whose the elements are, where the callback leads."""
        problems = []
        if draft.element_refs:
            wanted = [element_id for _, element_id in draft.element_refs]
            own = await self.store.read(elements.own_elements(caller.account_id, wanted))
            for param, element_id in draft.element_refs:
                element = own.get(element_id)
                if element is None:
                    rule = "must be an element of this account that is ready: see GET /v1/elements"
                    problems.append(Detail(param, f"{param} {rule} (got {element_id})"))
                elif element.reference_type == "video_refer" and draft.card.mode in ("reference", "edit"):
                    rule = "must be made of pictures: an element of video_refer cannot be used with footage"
                    problems.append(Detail(param, f"{param} {rule} (got {element_id})"))
        if draft.callback_url is not None:
            reason = await check_url(draft.callback_url, allow_private=self.settings.callback_allow_private)
            if reason is not None:
                problems.append(Detail("callback_url", f"callback_url {reason}"))
        return problems

    async def task(self, caller: Key, task_id: str) -> Task:
        """One of the caller's tasks. Raises InvalidTaskIdError, TaskNotFoundError."""
        return await self.store.read(tasks.get_task(_checked(task_id), account_id=caller.account_id))

    async def batch(self, caller: Key, task_ids: Sequence[str]) -> list[Task]:
        """The caller's tasks among `task_ids`."""
        return await self.store.read(tasks.get_tasks(task_ids, account_id=caller.account_id))

    async def page(
        self, caller: Key, *, states: Sequence[TaskState], model: str | None, page: int, page_size: int
    ) -> tuple[list[Task], int]:
        """(a page of the caller's tasks, newest first; how many there are)."""
        verb = tasks.list_tasks(
            caller.account_id, states=states, model=model, limit=page_size, offset=(page - 1) * page_size
        )
        return await self.store.read(verb, heavy=True)

    async def ended(self, caller: Key, *, after: tuple[int, str], limit: int) -> list[Task]:
        """The caller's tasks in the order of their ends; `after` is (finished_ms, id) of the last one seen."""
        return await self.store.read(tasks.list_ended(caller.account_id, after=after, limit=limit))

    async def cancel(self, caller: Key, task_id: str) -> Task:
        """Take a task back and release its credits. Raises TaskNotFoundError, InvalidRequestError."""
        return await self.store.write(
            tasks.cancel_task(_checked(task_id), account_id=caller.account_id, now_ms=self.clock.now_ms())
        )

    async def delete(self, caller: Key, task_id: str) -> Task:
        """Take a finished task out of every list, and delete its clip. Raises TaskNotFoundError,
        InvalidRequestError."""
        task, asset_id = await self.store.write(
            tasks.delete_task(_checked(task_id), account_id=caller.account_id, now_ms=self.clock.now_ms())
        )
        if asset_id is not None:  # after a crash in between, the janitor finds the bytes without a living row
            await self.clips.delete(asset_id)
        return task

    async def statement(self, caller: Key, task_id: str) -> tuple[Task, list[Attempt], list[Transfer]]:
        """Every attempt and every movement of credits of a task."""
        return await self.store.read(tasks.get_statement(_checked(task_id), account_id=caller.account_id))

    # --- elements ---

    async def elements(self, caller: Key, *, page: int, page_size: int) -> tuple[list[Element], int]:
        """(a page of the caller's elements, newest first; how many there are)."""
        verb = elements.list_elements(caller.account_id, limit=page_size, offset=(page - 1) * page_size)
        return await self.store.read(verb, heavy=True)

    async def element(self, caller: Key, element_id: str) -> Element:
        """One of the caller's elements. Raises ElementNotFoundError."""
        return await self.store.read(elements.get_element(element_id, account_id=caller.account_id))

    async def delete_element(self, caller: Key, element_id: str) -> Element:
        """Delete an element; tasks that were taken on with it still get it. Raises ElementNotFoundError."""
        verb = elements.delete_element(element_id, account_id=caller.account_id, now_ms=self.clock.now_ms())
        return await self.store.write(verb)

    # --- callbacks ---

    async def deliveries(
        self, caller: Key, *, state: str | None, task_id: str | None, page: int, page_size: int
    ) -> tuple[list[Delivery], int]:
        """(a page of the caller's callbacks, newest first; how many there are)."""
        offset = (page - 1) * page_size
        verb = deliveries.list_deliveries(
            caller.account_id, state=state, task_id=task_id, limit=page_size, offset=offset
        )
        return await self.store.read(verb, heavy=True)

    async def delivery(self, caller: Key, delivery_id: str) -> tuple[Delivery, list[Try]]:
        """One of the caller's callbacks with its tries. Raises DeliveryNotFoundError."""
        return await self.store.read(deliveries.get_delivery(delivery_id, account_id=caller.account_id))

    async def redeliver(self, caller: Key, delivery_id: str) -> Delivery:
        """Send a callback again, now. Raises DeliveryNotFoundError."""
        verb = deliveries.send_again(
            caller.account_id, delivery_id=delivery_id, limit=1, now_ms=self.clock.now_ms()
        )
        sent = await self.store.write(verb)
        if not sent:
            raise DeliveryNotFoundError
        return sent[0]

    async def redeliver_many(
        self, caller: Key, *, state: str | None, since_ms: int, until_ms: int | None
    ) -> tuple[list[Delivery], int]:
        """Send all callbacks of a time again, now; those of one state only, if it is named. Returns
        (the first of them, at most REDELIVERED_MAX; how many they are)."""
        first: list[Delivery] = []
        count, after, now_ms = 0, None, self.clock.now_ms()
        while True:  # in transactions of a size that hinders nobody
            sent = await self.store.write(
                deliveries.send_again(
                    caller.account_id,
                    state=state,
                    since_ms=since_ms,
                    until_ms=until_ms,
                    after=after,
                    limit=REDELIVERED_MAX,
                    now_ms=now_ms,
                )
            )
            first, count = first or sent, count + len(sent)
            if len(sent) < REDELIVERED_MAX:
                return first, count
            after = (sent[-1].created_ms, sent[-1].id)

    async def webhook_secret(self, caller: Key) -> tuple[str, WebhookTurn]:
        """What the caller's callbacks are signed with."""
        turn = (await self.store.read(deliveries.webhook_turns([caller.account_id])))[caller.account_id]
        return webhook_secret(self._secret, caller.account_id, turn.turn), turn

    async def turn_webhook_secret(self, caller: Key) -> tuple[str, WebhookTurn]:
        """A new secret for the caller's callbacks."""
        turn = await self.store.write(
            deliveries.turn_webhook_secret(caller.account_id, now_ms=self.clock.now_ms())
        )
        return webhook_secret(self._secret, caller.account_id, turn.turn), turn

    # --- how tasks are shown ---

    def show(self, task: Task) -> dict[str, object]:
        """A task as customers see it, in answers, events and callbacks alike."""
        return task_answer(task, link=self.link(task), estimated_s=self._seconds_left(task))

    def link(self, task: Task) -> str | None:
        """A signed link to the clip, good for `link_s` seconds from now at least. It changes 24 times in that
        span (hourly by default), so that asking twice mostly gives the same link."""
        if task.asset_id is None or task.deleted_ms is not None:
            return None
        return self.sign(f"{RESULT_PATH}{task.id}.mp4")

    def sign(self, path: str) -> str:
        """A signed link to a path, as good as those to clips."""
        step_s = max(1, self.settings.link_s // 24)
        rounded_s = -(-self.clock.now_ms() // (step_s * 1000)) * step_s
        return self.public_url + sign_link(self._secret, path, rounded_s + self.settings.link_s)

    def check(self, path: str, *, expires: str, signature: str) -> None:
        """Whether this server signed a link to a path. Raises LinkForgedError, LinkExpiredError."""
        verdict = check_link(self._secret, path, expires, signature, self.clock.now_ms() / 1000)
        if verdict is LinkVerdict.FORGED:
            raise LinkForgedError
        hours = self.settings.link_s / 3600
        if verdict is LinkVerdict.EXPIRED:
            raise LinkExpiredError(
                f"This link has expired: result links live {hours:g} hours. Read the task again for a new one"
            )

    def _seconds_left(self, task: Task) -> int | None:
        """Extrapolated from the progress so far; what was said at the creation before there is enough of that."""
        if task.state.is_final:
            return None
        whole_s = first_estimate_s(task)
        if task.started_ms is None or task.progress < 5:
            return whole_s
        spent_s = (self.clock.now_ms() - task.started_ms) / 1000
        return max(1, round(spent_s * (100 - task.progress) / task.progress))

    # --- results ---

    async def result(self, name: str, *, expires: str, signature: str) -> Asset:
        """The asset behind a result link `/results/<name>`. Raises LinkForgedError, LinkExpiredError,
        NotFoundError."""
        self.check(RESULT_PATH + name, expires=expires, signature=signature)
        task = await self.store.read(tasks.get_task(name.removesuffix(".mp4")))
        asset = await self.store.read(assets.get_asset(task.asset_id)) if task.asset_id else None
        if asset is None:
            raise NotFoundError("This task has no clip")
        if task.deleted_ms is not None:
            raise LinkExpiredError("The clip was deleted by its owner")
        if asset.deleted_ms is not None:
            days = self.settings.keep_clips_s / 86_400
            raise LinkExpiredError(f"The clip was deleted: this server keeps clips for {days:g} days")
        return asset


def _usable(key: Key | None) -> Key:
    if key is None:
        raise UnauthorizedError("Invalid API key")
    if key.revoked_ms is not None:
        raise UnauthorizedError("This API key has been disabled")
    return key


def _measured(draft: Draft, looked: Looked) -> Draft:
    """The draft with the length of its footage, where the clip follows it and the footage is here."""
    if draft.request is None or draft.card.follows != "video" or draft.basis is None:
        return draft
    footage = looked.found.get(draft.request.video_url or "")
    if footage is None:
        return draft
    seconds = ceil(footage.facts.duration_s)
    return replace(draft, request=replace(draft.request, duration_s=seconds), basis=(seconds, *draft.basis[1:]))


def _checked(task_id: str) -> str:
    if not is_task_id(task_id):
        raise InvalidTaskIdError(param="task_id")
    return task_id
