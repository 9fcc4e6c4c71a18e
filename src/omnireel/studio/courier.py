"""Delivers callbacks: signed, at least once, with one id per message, to checked addresses only."""

from __future__ import annotations

import asyncio
import json
from collections import Counter

import structlog

from omnireel.core.delivery import Delivery, Try
from omnireel.core.retry import next_try_s
from omnireel.core.sign import webhook_headers, webhook_secret
from omnireel.errors import TaskNotFoundError
from omnireel.media.outbound import Outbound, OutboundError
from omnireel.settings import Settings
from omnireel.store import deliveries, tasks
from omnireel.store.base import DELIVERY_BELL, Store, StoreError
from omnireel.store.deliveries import WebhookTurn
from omnireel.studio import metrics
from omnireel.studio.clock import Clock, wait
from omnireel.studio.studio import Studio

AT_ONCE_MAX = 32
RECEIVER_MAX = 8
"""How many of those may go to one receiver, so that a slow one does not keep the others waiting."""
OLD_SECRET_MS = 24 * 3600 * 1000
"""How long an account's former secret signs beside its new one."""
LOOK_S = 2.0
LOST_SENDERS_MAX = 20
"""After so many senders lost in a row a message is given up: it may be what ends them."""

log = structlog.get_logger("omnireel.courier")


class Courier:
    """Sends what is due until `stop`."""

    def __init__(
        self, settings: Settings, *, studio: Studio, store: Store, outbound: Outbound, clock: Clock, secret: bytes
    ) -> None:
        self._settings = settings
        self._studio = studio
        self._store = store
        self._outbound = outbound
        self._clock = clock
        self._secret = secret
        self._sending: dict[asyncio.Task[None], str] = {}
        """Messages under way, each with its receiver."""
        self._wake = asyncio.Event()
        self._stopping = False

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Send due callbacks until `stop` is called."""
        async with self._store.bells.listen(DELIVERY_BELL) as rung:
            self._wake = rung
            while not self._stopping:
                rung.clear()
                pause_s = LOOK_S
                try:
                    if await self.start_due():
                        continue
                    pause_s = await self._pause_s()
                except StoreError as error:
                    log.error("cannot look for callbacks", error=error.message)
                await wait(rung, pause_s, self._clock)
        await self.settle()

    async def start_due(self) -> int:
        """Begin to send what is due now and has room; returns how many messages that are."""
        room, full = self._room()
        if room == 0:
            return 0
        now_ms = self._clock.now_ms()
        # Claimed past the longest try: a courier that dies leaves them to be claimed again then.
        until_ms = now_ms + round(self._settings.callback_timeout_s * 2000)
        due = await self._store.write(
            deliveries.claim_deliveries(limit=room, but=full, now_ms=now_ms, until_ms=until_ms)
        )
        if due:
            accounts = sorted({delivery.account_id for delivery in due})
            turns = await self._store.read(deliveries.webhook_turns(accounts))
            for delivery in due:
                sending = asyncio.ensure_future(self._guard(delivery, turns[delivery.account_id]))
                self._sending[sending] = delivery.receiver
                sending.add_done_callback(self._ended)
        return len(due)

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        while self._sending:
            await asyncio.wait(self._sending)

    def _room(self) -> tuple[int, list[str]]:
        """(how many messages may be begun, whomever they go to; the receivers that may get none of them)."""
        shares = Counter(self._sending.values())
        full = [receiver for receiver, share in shares.items() if share >= RECEIVER_MAX]
        largest = max((share for share in shares.values() if share < RECEIVER_MAX), default=0)
        return min(AT_ONCE_MAX - len(self._sending), RECEIVER_MAX - largest), full

    async def _pause_s(self) -> float:
        """How long to wait for the bell: until something is due that has room. The end of a try rings it too."""
        room, full = self._room()
        next_ms = await self._store.read(deliveries.next_delivery_ms(but=full)) if room else None
        if next_ms is None:
            return LOOK_S
        return max(0.01, min(LOOK_S, (next_ms - self._clock.now_ms()) / 1000))

    def _ended(self, sending: asyncio.Task[None]) -> None:
        del self._sending[sending]
        self._wake.set()  # there is room again

    async def _guard(self, delivery: Delivery, turn: WebhookTurn) -> None:
        """One try. What goes wrong with it is logged: its claim lapses then, and it comes again."""
        try:
            await self._send(delivery, turn)
        except Exception:
            log.exception("a callback could not be tried", task_id=delivery.task_id)

    async def _send(self, delivery: Delivery, turn: WebhookTurn) -> None:
        if delivery.claims > LOST_SENDERS_MAX:
            now_ms = self._clock.now_ms()
            note = f"given up: the server ended {LOST_SENDERS_MAX} times while it sent this"
            number = delivery.tries_before + delivery.tries + 1
            made = Try(number=number, at_ms=now_ms, took_ms=0, status=None, note=note, answer="")
            await self._record(delivery, made, delivered=False, again=False)
            return
        try:
            task = await self._store.read(tasks.get_task(delivery.task_id))
        except TaskNotFoundError:
            return
        body = json.dumps(self._studio.show(task), ensure_ascii=False, separators=(",", ":")).encode()
        at_ms = self._clock.now_ms()
        secrets = self._secrets(delivery.account_id, turn, at_ms)
        headers = webhook_headers(secrets, delivery.id, at_ms // 1000, body.decode())
        status, head = None, b""
        try:
            answer = await self._outbound.post(delivery.url, body, headers, self._settings.callback_timeout_s)
            status, head = answer.status, answer.body_head
            delivered, note = 200 <= status < 300, f"answered {status}"
        except OutboundError as error:
            delivered, note = False, error.message
        made = Try(
            number=delivery.tries_before + delivery.tries + 1,
            at_ms=at_ms,
            took_ms=self._clock.now_ms() - at_ms,
            status=status,
            note=note,
            # PostgreSQL's text takes no NUL.
            answer=head.decode("utf-8", "replace").replace("\0", "\ufffd"),
        )
        await self._record(delivery, made, delivered=delivered)

    def _secrets(self, account_id: str, turn: WebhookTurn, now_ms: int) -> list[str]:
        """What signs now: the account's secret, and for a day the one before, so that receivers can follow."""
        turns = [turn.turn]
        if turn.turned_ms is not None and now_ms - turn.turned_ms < OLD_SECRET_MS:
            turns.append(turn.turn - 1)
        return [webhook_secret(self._secret, account_id, number) for number in turns]

    async def _record(self, delivery: Delivery, made: Try, *, delivered: bool, again: bool = True) -> None:
        now_ms = self._clock.now_ms()
        tries = delivery.tries + 1
        pause_s = next_try_s(self._settings.callback_retries_s, tries) if again and not delivered else None
        metrics.DELIVERIES.labels("delivered" if delivered else "failed").inc()
        log.info("callback tried", task_id=delivery.task_id, tries=tries, delivered=delivered, note=made.note)
        if pause_s is None:
            verb = deliveries.end_delivery(delivery, delivered=delivered, now_ms=now_ms, made=made)
        else:
            verb = deliveries.put_off_delivery(delivery, due_ms=now_ms + round(pause_s * 1000), made=made)
        await self._store.write(verb)
