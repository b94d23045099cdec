"""A machine is exchanged, or taken back for the money: by right only, and once the technical department has appraised it (W2)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fieldops.actions.desk import Desk
from fieldops.actions.entitlements import judge_order
from fieldops.actions.one import register_one
from fieldops.actions.policies import warranty_on
from fieldops.actions.unit_warranty import proven_unit
from fieldops.files.kinds import FileKind
from fieldops.store import exchanges as store
from fieldops.store import files, orders, sold_units
from fieldops.store.exchanges import VersionedExchange
from inventory import exchanges as rules
from inventory.entitlements import Answer, NothingToJudge
from inventory.exchanges import Appraisal, Exchange, NewExchange
from inventory.network import is_code
from inventory.orders import OrderNotOpen, OrderStatus
from refusals import AlreadyThere, refuse_all

NEVER_DONE = frozenset({OrderStatus.CANCELLED, OrderStatus.DUPLICATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAppraisal:
    """What was found at the machine; ``reason`` is given where the fault isn't confirmed. ``files`` are photos."""

    confirmed: bool
    findings: str
    reason: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMachine:
    """What the customer is given; ``model`` None: of the same model."""

    serial: str
    model: str | None = None

    def __post_init__(self) -> None:
        refuse_all(is_code("serial", self.serial), None if self.model is None else is_code("model", self.model))


async def request(number: str, asked: Answer, desk: Desk) -> VersionedExchange:
    """The customer of an order asks for another machine, or for the money.

    :raises NotFound: :raises OrderNotOpen: it was withdrawn, or is merged. :raises NothingToJudge:
    :raises AlreadyThere: it is asked for already. :raises NoRightToExchange: And what ``entitlements.judge_order`` raises.
    """
    order = (await orders.locked_order(number)).value
    if order.status in NEVER_DONE:
        raise OrderNotOpen(number=number, status=order.status)
    if order.unit is None:
        raise NothingToJudge(number=number)
    await _refuse_live(order.unit)
    judged, _ = await judge_order(order, desk)
    rules.has_right(order.unit, asked, judged.decision)
    new = NewExchange(number=await store.next_number(), order=number, serial=order.unit, asked=asked)
    exchange = rules.request(new, judged.decision, by=desk.by, now=desk.now)
    await store.add(exchange, outlet=order.outlet)
    return await store.exchange(exchange.number)


async def _refuse_live(unit: str) -> None:
    """:raises AlreadyThere: the machine is asked back, or was taken back, already."""
    live = await store.live_of(unit)
    if live is not None:
        raise AlreadyThere(kind="exchange", keys=live)


async def appraise(number: str, new: NewAppraisal, desk: Desk) -> VersionedExchange:
    """The technical department confirms the fault, or refuses with its reason.

    :raises NotFound: :raises ExchangeWrongState: :raises OwnExchange: :raises Invalid: a photo isn't there.
    """
    found = (await store.locked(number)).value
    appraisal = Appraisal(
        by=desk.by,
        at=desk.now,
        confirmed=new.confirmed,
        findings=new.findings,
        reason=new.reason,
        files=new.files,
    )
    await files.digests([(f"files.{n}", file) for n, file in enumerate(new.files)], (FileKind.PHOTO,))
    return await _saved(found, rules.appraise(found, appraisal))


async def appraise_again(number: str, reason: str, desk: Desk) -> VersionedExchange:
    """What was refused is looked at once more.

    :raises NotFound: :raises ExchangeWrongState: :raises AlreadyThere: it was asked for anew. :raises Invalid: no reason.
    """
    found = (await store.locked(number)).value
    again = rules.appraise_again(found, reason=reason)
    await _refuse_live(found.serial)
    return await _saved(found, again)


async def withdraw(number: str, reason: str, desk: Desk) -> VersionedExchange:
    """The customer doesn't want it any more. :raises NotFound: :raises ExchangeWrongState: :raises Invalid: no reason."""
    found = (await store.locked(number)).value
    return await _saved(found, rules.withdraw(found, reason=reason))


async def exchange_for(number: str, new: NewMachine, desk: Desk) -> VersionedExchange:
    """The customer has another machine, which is on record from now on with its own warranty: from today, or, if the policy says
    so, from the sale of the old one.

    :raises NotFound: :raises ExchangeNotAppraised: :raises ExchangeWrongState: :raises NotAmongChoices: :raises NoPolicy:
    :raises AlreadyThere: :raises SerialSoldTwice: the new machine was sold already. :raises Invalid: its model isn't known.
    """
    found = (await store.locked(number)).value
    done = rules.exchange_for(found, new.serial, by=desk.by, at=desk.now)
    policy = await warranty_on(desk.today)
    old, proven = await proven_unit(found.serial, policy)
    given = replace(
        old,
        serial=new.serial,
        model=new.model or old.model,
        sold_on=desk.today if policy.exchange_restarts else proven.since,
        receipt_card_on=None,
        invoice=None,
        made_on=None,
    )
    await register_one(sold_units.add, given)
    return await _saved(found, done)


async def refund(number: str, amount_fen: int, desk: Desk) -> VersionedExchange:
    """The customer has the money back.

    :raises NotFound: :raises ExchangeNotAppraised: :raises ExchangeWrongState: :raises NotAmongChoices: :raises Invalid:
    """
    found = (await store.locked(number)).value
    return await _saved(found, rules.refund(found, amount_fen, by=desk.by, at=desk.now))


async def _saved(before: Exchange, exchange: Exchange) -> VersionedExchange:
    await store.save(before, exchange)
    return await store.exchange(exchange.number)
