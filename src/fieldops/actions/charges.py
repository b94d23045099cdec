"""What the customer pays for: a quote, consent to that very quote, the work, a receipt (W3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldops.actions.desk import Desk
from fieldops.actions.entitlements import judge_order
from fieldops.files.kinds import FileKind
from fieldops.store import charges as store
from fieldops.store import files, orders, parts
from fieldops.store.charges import WorkOnRecord
from fieldops.store.rows import refuse_if_any
from inventory import chargeable as rules
from inventory.chargeable import ChargeableWork, ChargeLine, Consent, Quote, Receipt, Way
from inventory.charging import VisitEnd, end_visit, grounds_for, receipt_lines
from inventory.entitlements import Answer
from inventory.orders import OrderKind, OrderNotOpen, ServiceOrder, is_open
from inventory.sale_proofs import SaleNotProven, SerialSoldTwice, UnitTakenBack
from inventory.visit_part_steps import PartUsed
from inventory.visit_steps import Charged, Method
from inventory.visits import State, Visit
from refusals import FieldProblem, Invalid, Text, refuse_all, with_offset


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuote:
    """``at``: when it was made, if not now; a phone without a network tells it later."""

    lines: tuple[ChargeLine, ...]
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsent:
    """``name`` agreed to the quote of ``round``; ``file`` is the picture of what was signed or written."""

    round: int
    name: str
    way: Way
    file: str | None = None
    at: datetime | None = None


async def quote(number: str, new: NewQuote, desk: Desk) -> WorkOnRecord:
    """The first quote for a repair, or another one in place of the present; only for what the customer has to pay (W1, W3).

    :raises NotFound: :raises OrderNotOpen: :raises CoveredNotCharged: :raises ChargeableWrongState: it is worked.
    :raises Invalid: a part isn't known, or it is told as of a day to come. And what ``entitlements.judge_order`` raises.
    """
    order = (await orders.locked_order(number)).value
    if not is_open(order.status):
        raise OrderNotOpen(number=number, status=order.status)
    at = _told(new.at, desk)
    named = [(f"lines.{n}.part", line.part) for n, line in enumerate(new.lines)]
    refuse_if_any(await parts.unknown_parts(named))
    judged, _ = await judge_order(order, desk, also=[part for _, part in named if part])
    grounds = grounds_for(number, new.lines, judged)
    told, before = Quote(lines=new.lines, by=desk.by, at=at), await store.find(number)
    if before is None:
        work = rules.quote(number, told, grounds=grounds)
    else:
        work = rules.quote_again(before.value, told, grounds=grounds)
    return await _saved(work, order, before)


async def consent(number: str, new: NewConsent, desk: Desk) -> WorkOnRecord:
    """The customer agreed to the present quote: signed, written, said on the phone or there.

    :raises NotFound: :raises ChargeableWrongState: :raises QuoteReplaced: :raises Invalid: a file isn't there, or it was told
        as of a day to come.
    """
    order, before = await _locked(number)
    told = Consent(
        round=new.round, name=new.name, way=new.way, at=_told(new.at, desk), recorded_by=desk.by, file=new.file
    )
    if new.file is not None:
        await files.digests([("file", new.file)], (FileKind.SIGNATURE, FileKind.PHOTO))
    return await _saved(rules.consent(before.value, told), order, before)


async def decline(number: str, reason: str, desk: Desk) -> WorkOnRecord:
    """The customer doesn't want it, or not any more. :raises NotFound: :raises ChargeableWrongState: :raises Invalid:"""
    order, before = await _locked(number)
    return await _saved(rules.decline(before.value, reason=reason, at=desk.now), order, before)


async def give_receipt(number: str, lines: tuple[ChargeLine, ...] | None, desk: Desk) -> WorkOnRecord:
    """Over what was collected at the visits, which the books have already; what was quoted if no ``lines`` are told.

    :raises NotFound: :raises ChargeableWrongState: it isn't worked. :raises ReceiptNotCollected:
    :raises ChargedMoreThanQuoted: :raises Invalid:
    """
    order, before = await _locked(number)
    there = await store.collected(number)
    charged = receipt_lines(before.value, lines, collected_fen=there.amount_fen)
    receipt = Receipt(
        number=await store.next_receipt_number(),
        lines=charged,
        method=there.method or Method.CASH,
        by=desk.by,
        at=desk.now,
    )
    return await _saved(rules.give_receipt(before.value, receipt), order, before)


async def visit_ends(visit: Visit, desk: Desk) -> None:
    """What a visit's end means for the chargeable work of its order, whose row is locked.

    :raises ChargedWithoutQuote: :raises WorkWithoutConsent: :raises ChargedMoreThanQuoted: :raises ChargeableWrongState:
    """
    assert visit.closed is not None
    order = (await orders.order(visit.order)).value
    if order.kind is not OrderKind.REPAIR:
        return
    end = VisitEnd(
        order=visit.order,
        kind=order.kind,
        at=visit.closed.at,
        charged_fen=sum(step.amount_fen for step in visit.standing if isinstance(step, Charged)),
        collected_fen=(await store.collected(visit.order)).amount_fen,
        uncovered=await _uncovered(order, visit, desk),
        finished=visit.state is State.DONE,
    )
    before = await store.find(visit.order)
    work = end_visit(before.value if before else None, end, now=desk.now)
    if before is not None and work is not None and work != before.value:
        await store.save(work, outlet=order.outlet, before=before)


async def _uncovered(order: ServiceOrder, visit: Visit, desk: Desk) -> tuple[str, ...]:
    """The parts used that the customer has to pay for. While nobody can say what the machine's sale proves, none: the visit
    doesn't wait for that."""
    used = sorted({step.part for step in visit.standing if isinstance(step, PartUsed)})
    if not used:
        return ()
    try:
        judged, _ = await judge_order(order, desk, also=used)
    except (SerialSoldTwice, SaleNotProven, UnitTakenBack, Invalid):
        return ()
    return tuple(part for part in used if judged.decisions[part].answer is Answer.CHARGEABLE)


async def _locked(number: str) -> tuple[ServiceOrder, WorkOnRecord]:
    """:raises NotFound: there is no such order, or nothing was quoted for it."""
    order = (await orders.locked_order(number)).value
    return order, await store.work(number)


async def _saved(work: ChargeableWork, order: ServiceOrder, before: WorkOnRecord | None) -> WorkOnRecord:
    await store.save(work, outlet=order.outlet, before=before)
    return await store.work(work.order)


def _told(at: datetime | None, desk: Desk) -> datetime:
    """:raises Invalid: it lies ahead."""
    if at is None:
        return desk.now
    ahead = at.utcoffset() is not None and at > desk.now
    text = Text(en="must not lie ahead", zh="不能晚于现在")
    refuse_all(with_offset("at", at), FieldProblem("at", "too_late", text, at.isoformat()) if ahead else None)
    return at
