"""`omnireel keys`: API keys, on the database itself."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from omnireel.cli import out
from omnireel.cli.options import AsJson, DataDir, read, write
from omnireel.wire.messages import is_printable

if TYPE_CHECKING:
    from omnireel.store.accounts import Key
    from omnireel.store.base import Verb

app = typer.Typer(help="Create, list and revoke API keys (on the server's own machine).", no_args_is_help=True)


@app.command()
def create(
    name: Annotated[str, typer.Option(help="What it is for.")] = "",
    account: Annotated[str, typer.Option(help="The account that pays; made if it is new.")] = "default",
    limit: Annotated[
        str | None, typer.Option(metavar="CREDITS", help="What the key may spend in all.", show_default=False)
    ] = None,
    model: Annotated[
        list[str] | None,
        typer.Option(help="A model that the key may use; repeat it. Default: every model.", show_default=False),
    ] = None,
    role: Annotated[
        str, typer.Option(help="use: make clips; manage: see to the account's keys; operate: see providers.")
    ] = "use",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Make a key and show it, once: only its hash is kept."""
    from omnireel.core.catalogue import CATALOGUE
    from omnireel.core.sign import hash_key, new_key
    from omnireel.store.accounts import ROLES
    from omnireel.store.accounts import list_keys as list_keys_verb

    if role not in ROLES:
        raise typer.BadParameter(f"{role!r} is not one of {', '.join(ROLES)}", param_hint="--role")
    if not account.strip() or not is_printable(name) or not is_printable(account):
        raise typer.BadParameter("names must be printable, and an account must have one", param_hint="--account")
    key = new_key(secrets.token_bytes(30))
    key_id = f"key_{hash_key(key)[:12]}"
    limit_units = None if limit is None else units_of(limit, "--limit")
    if limit_units is not None and limit_units < 0:
        raise typer.BadParameter("must not be negative", param_hint="--limit")
    unknown = [name for name in model or () if name not in CATALOGUE]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is not one of {', '.join(CATALOGUE)}", param_hint="--model")
    write(
        data_dir,
        _create(key, key_id, account=account, name=name, limit_units=limit_units, models=model or None, role=role),
    )
    if as_json:
        found = next(made for made in read(data_dir, list_keys_verb()) if made.id == key_id)
        out.show_json({"key": key, **next(iter(_json([found])))})
        return
    out.say(key)
    out.note(f"{key_id} on account {account}. The key is shown only now: keep it.")


@app.command("list")
def list_keys(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """All keys, oldest first."""
    from omnireel.store.accounts import list_keys as verb

    found = read(data_dir, verb())
    if as_json:
        out.show_json(list(_json(found)))
        return
    whole: dict[str, Any] = {"no_wrap": True}
    right = {"justify": "right", "no_wrap": True}
    table = out.grid(
        ("key", whole),
        ("account", {}),
        ("name", {}),
        ("ends", whole),
        ("spent", right),
        ("limit", right),
        ("models", {}),
        ("", whole),
    )
    for key in found:
        table.add_row(
            key.id,
            key.account_id,
            key.name,
            f"…{key.hint}",
            out.number(key.spent_units / 10_000),
            "-" if key.limit_units is None else out.number(key.limit_units / 10_000),
            "all" if key.models is None else ", ".join(key.models),
            "revoked" if key.revoked_ms else key.role,
        )
    out.show(table)


@app.command()
def revoke(
    key_id: Annotated[str, typer.Argument(metavar="KEY_ID", help="key_... from `keys list`.")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Close a key for good. Tasks that it started go on."""
    from omnireel.store.accounts import revoke_key

    key = write(data_dir, revoke_key(key_id, now_ms=_now_ms()))
    if as_json:
        out.show_json(next(iter(_json([key]))))
    else:
        out.say(f"{key.id} ({key.name or 'no name'}) is revoked")


def units_of(text: str, option: str) -> int:
    """Credits that a person typed, as units. A usage error when they are none."""
    from omnireel.core.price import units_of_credits

    try:
        return units_of_credits(text)
    except (ValueError, ArithmeticError):
        raise typer.BadParameter(
            f"{text!r} is not a number of credits with at most four decimals", param_hint=option
        ) from None


def _create(
    key: str, key_id: str, *, account: str, name: str, limit_units: int | None, models: list[str] | None, role: str
) -> Verb[None]:
    from omnireel.core.sign import hash_key
    from omnireel.store import accounts

    yield from accounts.create_account(account, name=account, now_ms=_now_ms())
    yield from accounts.create_key(
        key_id,
        account_id=account,
        name=name,
        hash=hash_key(key),
        hint=key[-4:],
        limit_units=limit_units,
        models=models,
        role=role,
        now_ms=_now_ms(),
    )


def _json(keys: Iterable[Key]) -> Iterable[dict[str, Any]]:
    """The API's words and units: credits and RFC 3339, not rows."""
    from omnireel.core.price import credits_number
    from omnireel.wire.answers import rfc3339

    for key in keys:
        yield {
            "id": key.id,
            "account": key.account_id,
            "name": key.name,
            "hint": key.hint,
            "role": key.role,
            "created_at": rfc3339(key.created_ms),
            "revoked_at": None if key.revoked_ms is None else rfc3339(key.revoked_ms),
            "limit_credits": None if key.limit_units is None else credits_number(key.limit_units),
            "used_credits": credits_number(key.spent_units),
            "held_credits": credits_number(key.held_units),
            "models": key.models,
        }


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
