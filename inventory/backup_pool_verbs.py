"""What is done with a backup unit, one function a verb (B1 to B4): each gives the next unit and what it moves in the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from inventory.accounts import Account, AccountKind, Condition, parts_account
from inventory.backup_pool import (
    HELD,
    TRANSITIONS,
    BackupPolicy,
    BackupUnit,
    NewUnit,
    Origin,
    Sending,
    State,
    Use,
    Verb,
    WriteOff,
    WrittenOff,
    account_of,
    hold_of,
)
from inventory.backup_pool_refusals import (
    LoanWithoutContract,
    OrderTakesNoUnit,
    RepairTooShort,
    SetAsideForSwaps,
    UnitHasNoOrder,
    UnitWrongState,
    WrongUnit,
)
from inventory.ledger import Balance, Pending, Purpose, Request, Transfer, VoidPending
from inventory.orders import Customer, OrderKind, ServiceOrder, is_open, swap_is_promised
from refusals import FieldProblem, Invalid, Text, refuse_all

Stepped = tuple[BackupUnit, list[Request]]


def after(unit: BackupUnit, verb: Verb) -> State:
    """:raises SetAsideForSwaps: it is set aside, and the verb isn't for that (B2). :raises UnitWrongState:"""
    if unit.state in TRANSITIONS[verb]:
        return TRANSITIONS[verb][unit.state]
    if unit.state is State.SET_ASIDE and verb is not Verb.SET_ASIDE:
        raise SetAsideForSwaps(serial=unit.serial, place=unit.place, verb=verb)
    raise UnitWrongState(serial=unit.serial, state=unit.state, verb=verb)


def register(new: NewUnit, *, owner: str, now: datetime) -> Stepped:
    """The first step of a unit. A piece that is on hand already stays where it is."""
    unit = BackupUnit(
        serial=new.serial,
        part=new.part,
        owner=owner,
        home=new.place,
        place=new.place,
        state=new.state,
        since=now,
    )
    came_from = {
        Origin.SUPPLIER: parts_account(AccountKind.SUPPLIER, owner, "", new.part),
        Origin.CUSTOMER: parts_account(AccountKind.CONSUMPTION, owner, "", new.part, Condition.DEFECTIVE),
        Origin.ON_HAND: account_of(unit),
    }[new.origin]
    purpose = Purpose.SWAP if new.origin is Origin.CUSTOMER else Purpose.RECEIPT
    return unit, [*_moved(unit, came_from, purpose), *_held(unit)]


def set_aside(unit: BackupUnit, *, now: datetime) -> Stepped:
    """Keep it for swaps (B2)."""
    return _step(unit, Verb.SET_ASIDE, Purpose.SET_ASIDE, now=now)


def free(unit: BackupUnit, *, now: datetime) -> Stepped:
    """It is no longer kept for swaps."""
    return _step(unit, Verb.FREE, Purpose.SET_ASIDE, now=now)


def move(unit: BackupUnit, place: str, *, now: datetime) -> Stepped:
    """It goes to another place and belongs there from now on.

    :raises Invalid: it stands there.
    """
    here = Text(en="it stands there already", zh="备机已在该库位")
    after(unit, Verb.MOVE)
    refuse_all(FieldProblem("place", "not_allowed", here, place) if place == unit.place else None)
    return _step(unit, Verb.MOVE, Purpose.MOVE, now=now, place=place, home=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """The order that a unit is for, its customer, the model to stand in for, and the whole units that fit that model."""

    order: ServiceOrder
    customer: Customer
    model: str | None
    fitting: frozenset[str]


def send(unit: BackupUnit, sending: Sending, need: Need, policy: BackupPolicy, *, now: datetime) -> Stepped:
    """It leaves for the customer: for a swap (B1), or lent while the own one is repaired (B3).

    :raises SetAsideForSwaps: :raises UnitWrongState: :raises OrderTakesNoUnit: :raises SwapWithoutContract:
    :raises WrongUnit: :raises LoanWithoutContract: :raises RepairTooShort: :raises Invalid: a date is missing or wrong.
    """
    after(unit, Verb.SEND)
    order = need.order
    uses = {OrderKind.SWAP: Use.SWAP, OrderKind.REPAIR: Use.LOAN}
    if not is_open(order.status) or order.kind not in uses:
        raise OrderTakesNoUnit(order=order.number, kind=order.kind, status=order.status)
    use = uses[order.kind]
    due_at = _swap_due(unit, sending, need, policy, now) if use is Use.SWAP else _loan_due(sending, need, policy)
    refuse_all(_is_due("due_at", due_at, policy, now))
    return _step(
        unit,
        Verb.SEND,
        Purpose.SWAP if use is Use.SWAP else Purpose.LOAN,
        now=now,
        place=sending.via,
        use=use,
        order=order.number,
        customer=order.customer,
        due_at=due_at,
    )


def _swap_due(unit: BackupUnit, sending: Sending, need: Need, policy: BackupPolicy, now: datetime) -> datetime:
    swap_is_promised(need.order.kind, need.customer)
    wanted = need.fitting | {line.part for line in need.order.parts or ()}
    if unit.part not in wanted:
        raise WrongUnit(
            part=unit.part, model=need.model or "-", order=need.order.number, wanted=", ".join(sorted(wanted)) or "-"
        )
    return sending.due_at or now + timedelta(seconds=policy.swap_return_s)


def _loan_due(sending: Sending, need: Need, policy: BackupPolicy) -> datetime:
    if policy.loan_needs_contract and not need.customer.contract:
        raise LoanWithoutContract(customer=need.customer.code)
    if sending.repair_until is None:
        text = Text(en="must be given for a loan", zh="借用备机时必须填写")
        raise Invalid([FieldProblem("repair_until", "missing", text)])
    repair_s = (sending.repair_until - need.order.registered_at).total_seconds()
    if repair_s <= policy.loan_after_s:
        raise RepairTooShort(
            order=need.order.number,
            repair_h=round(repair_s / 3600, 1),
            loan_after_h=round(policy.loan_after_s / 3600, 1),
        )
    return sending.due_at or sending.repair_until


def _is_due(path: str, due_at: datetime, policy: BackupPolicy, now: datetime) -> FieldProblem | None:
    latest = now + timedelta(seconds=policy.longest_loan_s)
    if now < due_at <= latest:
        return None
    text = Text(
        en=f"must be after now and until {latest.isoformat()}", zh=f"应晚于当前时间且不晚于 {latest.isoformat()}"
    )
    return FieldProblem(path, "out_of_range", text, due_at.isoformat())


def hand_over(unit: BackupUnit, *, now: datetime) -> Stepped:
    """It stands at the customer.

    :raises UnitHasNoOrder: it was moved, not sent.
    """
    after(unit, Verb.HAND_OVER)
    if unit.order is None:
        raise UnitHasNoOrder(serial=unit.serial, place=unit.place)
    return _step(unit, Verb.HAND_OVER, _why(unit), now=now)


def take_back(unit: BackupUnit, place: str, *, now: datetime) -> Stepped:
    """It leaves the customer for ``place``."""
    return _step(unit, Verb.TAKE_BACK, _why(unit), now=now, place=place)


def arrive(unit: BackupUnit, place: str, *, now: datetime) -> Stepped:
    """It is at ``place``, in the pool again; what was not handed over too."""
    return _step(unit, Verb.ARRIVE, _why(unit), now=now, place=place, **_OVER)


def repair(unit: BackupUnit, place: str, *, now: datetime) -> Stepped:
    """It doesn't work: it is at ``place`` to be repaired."""
    return _step(unit, Verb.REPAIR, _why(unit), now=now, place=place, **_OVER)


def repaired(unit: BackupUnit, *, now: datetime) -> Stepped:
    """It works again, and is in the pool where it was repaired."""
    return _step(unit, Verb.REPAIRED, Purpose.INSPECTION, now=now)


def write_off(unit: BackupUnit, told: WriteOff, *, now: datetime) -> Stepped:
    """The end of a unit.

    :raises Invalid: a customer keeps only what stands there.
    """
    after(unit, Verb.WRITE_OFF)
    there = Text(en="is only for a unit at a customer", zh="仅适用于在客户处的备机")
    kept = told.reason is WrittenOff.KEPT and unit.state is not State.AT_CUSTOMER
    refuse_all(FieldProblem("reason", "not_allowed", there, told.reason) if kept else None)
    return _step(unit, Verb.WRITE_OFF, Purpose.DISPOSAL, now=now, written_off=told.reason, **_OVER)


_OVER: dict[str, None] = {"use": None, "order": None, "customer": None, "due_at": None}


def _why(unit: BackupUnit) -> Purpose:
    return {Use.SWAP: Purpose.SWAP, Use.LOAN: Purpose.LOAN, None: Purpose.MOVE}[unit.use]


def _step(unit: BackupUnit, verb: Verb, purpose: Purpose, *, now: datetime, **changed: object) -> Stepped:
    state = after(unit, verb)
    gone = replace(unit, state=state, since=now, steps=unit.steps + 1, **changed)  # type: ignore[arg-type]
    released = [VoidPending(id=f"{hold_of(unit)}/released", of=hold_of(unit), occurred_at=now)]
    return gone, [*(released if unit.state in HELD else []), *_moved(gone, account_of(unit), purpose), *_held(gone)]


def _moved(unit: BackupUnit, before: Account, purpose: Purpose) -> list[Request]:
    if account_of(unit) == before:
        return []
    return [
        Transfer(
            id=f"unit/{unit.serial}/{unit.steps}",
            source=before,
            destination=account_of(unit),
            amount=1,
            purpose=purpose,
            reference=unit.order or unit.serial,
            occurred_at=unit.since,
        )
    ]


def _held(unit: BackupUnit) -> list[Request]:
    """Among ordinary stock the piece is reserved, for what comes next in its life."""
    if unit.state not in HELD:
        return []
    following = AccountKind.SET_ASIDE if unit.state is State.IN_POOL else AccountKind.STOCK
    return [
        Pending(
            id=hold_of(unit),
            source=account_of(unit),
            destination=parts_account(following, unit.owner, unit.place, unit.part),
            amount=1,
            purpose=Purpose.SET_ASIDE,
            reference=unit.serial,
            occurred_at=unit.since,
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """An account where the books have ``pieces`` of what are ``units`` by their serials; reserved ones where units are held."""

    account: Account
    units: int
    pieces: int


def reconcile(
    units: Iterable[BackupUnit], balances: Iterable[Balance], held: Mapping[Account, int]
) -> list[Discrepancy]:
    """Where units and books differ (B4).

    ``balances`` are of all accounts of the units' parts, ``held`` what is reserved under the units' own ids. Among
    ordinary stock the reserved pieces are compared, of what is on the way only whether there are enough: shipments
    travel there too.
    """
    there = Counter(account_of(unit) for unit in units if unit.state is not State.WRITTEN_OFF)
    books = {one.account: one.balance for one in balances}
    found = []
    for account in sorted({*there, *books, *held}, key=str):
        pieces = held.get(account, 0) if account.kind is AccountKind.STOCK else books.get(account, 0)
        if account.kind is AccountKind.IN_TRANSIT:
            pieces = min(pieces, there[account])
        if account.kind in _WHERE_UNITS_ARE and pieces != there[account]:
            found.append(Discrepancy(account=account, units=there[account], pieces=pieces))
    return found


_WHERE_UNITS_ARE = frozenset({AccountKind.STOCK, AccountKind.SET_ASIDE, AccountKind.IN_TRANSIT, AccountKind.LENT})
