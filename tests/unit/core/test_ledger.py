"""The ledger: no sequence of holds and settlements makes or loses a unit, and the audit finds tampering."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel.core.ledger import (
    HOUSE,
    TaskMoney,
    Transfer,
    TransferKind,
    audit_sums,
    audit_tasks,
    changes,
    hold,
    settle,
)

ACCOUNTS = ("ann", "bob")


@dataclass
class Book:
    """A ledger with its running sums, kept as a store would."""

    transfers: list[Transfer] = field(default_factory=list)
    sums: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in (HOUSE, *ACCOUNTS)})
    tasks: dict[str, TaskMoney] = field(default_factory=dict)

    def book(self, *transfers: Transfer) -> None:
        for transfer in transfers:
            self.transfers.append(transfer)
            for change in changes(transfer):
                self.sums[change.account_id][0] += change.balance
                self.sums[change.account_id][1] += change.held

    def grant(self, name: str, units: int) -> None:
        count = len(self.transfers)
        self.book(
            Transfer(
                id=f"grant:{count}",
                kind=TransferKind.GRANT,
                debit=HOUSE,
                credit=name,
                units=units,
                task_id=None,
                key_id=None,
                created_ms=0,
            )
        )

    def available(self, name: str) -> int:
        balance, held = self.sums[name]
        return balance - held

    def rows(self) -> list[tuple[str, int, int]]:
        return [(name, balance, held) for name, (balance, held) in self.sums.items()]

    def problems(self, transfers: list[Transfer] | None = None) -> list[str]:
        entries = self.transfers if transfers is None else transfers
        return audit_sums(accounts=self.rows(), transfers=entries) + audit_tasks(
            tasks=self.tasks.values(), transfers=entries
        )


@st.composite
def books(draw) -> Book:
    book = Book()
    for name in ACCOUNTS:
        book.grant(name, draw(st.integers(1, 1_000_000)))
    for number in range(draw(st.integers(1, 12))):
        name = draw(st.sampled_from(ACCOUNTS))
        if book.available(name) < 1:
            continue
        units = draw(st.integers(1, book.available(name)))
        task_id = f"t{number}"
        book.book(hold(task_id=task_id, account_id=name, key_id="k", units=units, now_ms=number))
        end = draw(st.sampled_from(["processing", "completed", "failed", "cancelled"]))
        due = draw(st.integers(0, units)) if end == "completed" else 0
        book.tasks[task_id] = TaskMoney(task_id=task_id, state=end, charged_units=due)
        if end != "processing":
            book.book(
                *settle(
                    task_id=task_id, account_id=name, key_id="k", held_units=units, due_units=due, now_ms=number
                )
            )
    return book


@given(books())
def test_any_sequence_keeps_the_sums(book):
    assert sum(balance for balance, _ in book.sums.values()) == 0
    assert all(book.available(name) >= 0 and book.sums[name][1] >= 0 for name in ACCOUNTS)
    assert book.problems() == []


@given(books(), st.data())
def test_tampering_with_any_transfer_is_found(book, data):
    position = data.draw(st.integers(0, len(book.transfers) - 1))
    transfer = book.transfers[position]
    how = data.draw(st.sampled_from(["units", "lost", "twice", "account"]))
    forged = list(book.transfers)
    match how:
        case "units":
            delta = data.draw(st.integers(-transfer.units, 10**6).filter(bool))
            forged[position] = replace(transfer, units=transfer.units + delta)
        case "lost":
            del forged[position]
        case "twice":
            forged.insert(position, transfer)
        case "account":
            other = {"ann": "bob", "bob": "ann"}
            forged[position] = replace(
                transfer,
                debit=other.get(transfer.debit, transfer.debit),
                credit=other.get(transfer.credit, transfer.credit),
            )
    assert book.problems(forged)


@given(books(), st.data())
def test_a_wrong_running_sum_is_found(book, data):
    name = data.draw(st.sampled_from([HOUSE, *ACCOUNTS]))
    which = data.draw(st.integers(0, 1))
    book.sums[name][which] += data.draw(st.integers(-100, 100).filter(bool))
    assert any(name in problem for problem in book.problems())


def test_settling_names_its_transfers_after_the_task():
    parts = settle(task_id="t", account_id="a", key_id="k", held_units=10, due_units=4, now_ms=1)
    assert [(part.id, part.units) for part in parts] == [("post:t", 4), ("release:t", 6)]
    whole = settle(task_id="t", account_id="a", key_id="k", held_units=10, due_units=10, now_ms=1)
    assert [part.id for part in whole] == ["post:t"]
    nothing = settle(task_id="t", account_id="a", key_id="k", held_units=10, due_units=0, now_ms=1)
    assert [part.id for part in nothing] == ["release:t"]


@pytest.mark.parametrize("due", [-1, 11])
def test_never_more_due_than_held(due):
    with pytest.raises(ValueError, match="are held"):
        settle(task_id="t", account_id="a", key_id="k", held_units=10, due_units=due, now_ms=1)


def test_each_kind_of_disorder_is_named():
    task = TaskMoney(task_id="t", state="completed", charged_units=10)
    first = hold(task_id="t", account_id="ann", key_id="k", units=10, now_ms=0)
    (post,) = settle(task_id="t", account_id="ann", key_id="k", held_units=10, due_units=10, now_ms=0)

    def found(state: str, *transfers: Transfer) -> str:
        return "\n".join(audit_tasks(tasks=[replace(task, state=state)], transfers=transfers))

    assert found("completed", first, post) == ""
    assert "0 holds" in found("completed")
    assert "charged 2" in found("completed", first, post, post)
    assert "its hold has ended" in found("processing", first, post)
    assert "was charged" in found("failed", first, post)
    assert "0 ended" in found("completed", first)
    assert "unknown task" in "\n".join(audit_tasks(tasks=[], transfers=[first]))


def test_the_sums_name_strangers_and_debts():
    first = hold(task_id="t", account_id="eve", key_id="k", units=10, now_ms=0)
    assert "unknown account eve" in "\n".join(audit_sums(accounts=[(HOUSE, 0, 0)], transfers=[first]))
    first = replace(first, debit="ann")
    assert "overdrawn" in "\n".join(audit_sums(accounts=[(HOUSE, 0, 0), ("ann", 0, 10)], transfers=[first]))
