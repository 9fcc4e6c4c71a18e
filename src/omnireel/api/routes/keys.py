"""/v1/keys: the keys of the account, for those that may see to them."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from omnireel.api.context import answer, body_of, caller_of, platform_of
from omnireel.errors import RoleDeniedError
from omnireel.store.accounts import Key
from omnireel.wire.account import key_answer, keys_answer, read_key_change, read_new_key

router = APIRouter()


async def _keeper(request: Request) -> Key:
    caller = await caller_of(request)
    if not caller.may("manage"):
        raise RoleDeniedError(
            "This key may make clips only. Keys of the role manage or operate see to keys:"
            " `omnireel keys create --role manage` on the server makes one"
        )
    return caller


def _shown(key: Key, caller: Key) -> dict[str, object]:
    return key_answer(
        id=key.id,
        name=key.name,
        hint=key.hint,
        role=key.role,
        created_ms=key.created_ms,
        revoked_ms=key.revoked_ms,
        used_ms=key.used_ms,
        limit_units=key.limit_units,
        spent_units=key.spent_units,
        held_units=key.held_units,
        models=key.models,
        current=key.id == caller.id,
    )


@router.get("/v1/keys")
async def list_keys(request: Request) -> Response:
    """The account's keys, oldest first."""
    caller = await _keeper(request)
    found = await platform_of(request).accounts.keys(caller)
    return answer(keys_answer([_shown(key, caller) for key in found]))


@router.post("/v1/keys")
async def create_key(request: Request) -> Response:
    """Make a key; the answer is the only place that it is shown in."""
    caller = await _keeper(request)
    new = read_new_key(await body_of(request), may_be=[role for role in ("use", "manage") if caller.may(role)])
    made, key = await platform_of(request).accounts.create_key(
        caller, name=new.name, limit_units=new.limit_units, models=new.models, role=new.role
    )
    return answer({**_shown(made, caller), "key": key})


@router.patch("/v1/keys/{key_id}")
async def change_key(request: Request, key_id: str) -> Response:
    """Change a key's name or limit."""
    caller = await _keeper(request)
    accounts = platform_of(request).accounts
    key = await accounts.key(caller, key_id)
    change = read_key_change(await body_of(request), name=key.name, limit_units=key.limit_units)
    changed = await accounts.change_key(caller, key_id, name=change.name, limit_units=change.limit_units)
    return answer(_shown(changed, caller))


@router.delete("/v1/keys/{key_id}")
async def revoke_key(request: Request, key_id: str) -> Response:
    """Close a key for good."""
    caller = await _keeper(request)
    return answer(_shown(await platform_of(request).accounts.revoke_key(caller, key_id), caller))
