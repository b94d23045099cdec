"""Chargeable work: quotes with the customer's answer to each, and receipts (W3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert
from fieldops.store.unit_history import STANDS
from fieldops.tables.charges import ChargeableWorks, ChargeQuotes, ChargeReceipts
from inventory.chargeable import ChargeableWork, ChargeLine, Consent, Quote, Receipt, State, Way, total_fen
from inventory.entitlements import Ground
from inventory.visit_steps import Method
from refusals import NotFound

HELD = frozenset({State.CONSENTED, State.WORKED, State.RECEIPTED})
"""While it stands so, the customer's consent is that to the present quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteOnRecord:
    """A quote, and what the customer answered to it, also where another one has taken its place."""

    round: int
    quote: Quote
    consent: Consent | None
    declined_at: datetime | None
    declined_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOnRecord:
    """The work, the node that has its order, all quotes with their answers, and how often it was changed, counted from 1."""

    value: ChargeableWork
    outlet: str
    quotes: tuple[QuoteOnRecord, ...]
    version: int


async def next_receipt_number() -> str:
    """A fresh number: ``RC-`` and six digits that never repeat."""
    rows = await ChargeReceipts.raw("SELECT nextval('charge_receipt_numbers') AS number").run()
    return f"RC-{rows[0]['number']:06d}"


async def work(order: str) -> WorkOnRecord:
    """:raises NotFound: nothing was quoted for this order."""
    found = await find(order)
    if found is None:
        raise NotFound(kind="quote", key=order)
    return found


async def find(order: str) -> WorkOnRecord | None:
    """What was quoted for an order; None if nothing was. Who changes it locks the order before."""
    rows = await ChargeableWorks.raw("SELECT * FROM chargeable_works WHERE service_order = {}", order).run()
    return (await _with_quotes(rows))[0] if rows else None


async def work_page(wanted: Wanted) -> tuple[int, list[WorkOnRecord]]:
    count, rows = await page(ChargeableWorks, wanted)
    return count, await _with_quotes(rows)


async def _with_quotes(rows: Sequence[Mapping[str, Any]]) -> list[WorkOnRecord]:
    orders = [row["service_order"] for row in rows]
    quotes: dict[str, list[QuoteOnRecord]] = {order: [] for order in orders}
    for row in await ChargeQuotes.raw(
        "SELECT * FROM charge_quotes WHERE service_order = ANY({}) ORDER BY service_order, round", orders
    ).run():
        quotes[row["service_order"]].append(_quote(row))
    receipts = {
        row["service_order"]: _receipt(row)
        for row in await ChargeReceipts.raw("SELECT * FROM charge_receipts WHERE service_order = ANY({})", orders).run()
    }
    return [_work(row, quotes[row["service_order"]], receipts.get(row["service_order"])) for row in rows]


def _work(row: Mapping[str, Any], quotes: Sequence[QuoteOnRecord], receipt: Receipt | None) -> WorkOnRecord:
    last, state = quotes[-1], State(row["state"])
    return WorkOnRecord(
        value=ChargeableWork(
            order=row["service_order"],
            grounds=tuple(Ground(ground) for ground in row["grounds"]),
            quotes=tuple(one.quote for one in quotes),
            state=state,
            consent=last.consent if state in HELD else None,
            worked_at=row["worked_at"],
            receipt=receipt,
            declined_at=last.declined_at,
            declined_because=last.declined_because,
        ),
        outlet=row["outlet"],
        quotes=tuple(quotes),
        version=row["version"],
    )


def _quote(row: Mapping[str, Any]) -> QuoteOnRecord:
    consent = None
    if row["consented_at"] is not None:
        consent = Consent(
            round=row["round"],
            name=row["consent_name"],
            way=Way(row["consent_way"]),
            at=row["consented_at"],
            recorded_by=row["consent_recorded_by"],
            file=row["consent_file"],
        )
    return QuoteOnRecord(
        round=row["round"],
        quote=Quote(lines=_lines(row["lines"]), by=row["made_by"], at=row["made_at"]),
        consent=consent,
        declined_at=row["declined_at"],
        declined_because=row["declined_because"],
    )


def _receipt(row: Mapping[str, Any]) -> Receipt:
    return Receipt(
        number=row["number"],
        lines=_lines(row["lines"]),
        method=Method(row["method"]),
        by=row["given_by"],
        at=row["given_at"],
    )


def _lines(told: str) -> tuple[ChargeLine, ...]:
    return msgspec.json.decode(told, type=tuple[ChargeLine, ...])


async def save(work: ChargeableWork, *, outlet: str, before: WorkOnRecord | None) -> None:
    """Write the work as its next version, with the quote, the answer or the receipt that is new."""
    row: dict[str, Any] = {
        "outlet": outlet,
        "state": work.state.value,
        "round": work.round,
        "grounds": [ground.value for ground in work.grounds],
        "quoted_fen": work.quoted_fen,
        "worked_at": work.worked_at,
    }
    if before is None:
        await insert(ChargeableWorks, [{"service_order": work.order, **row}])
    else:
        columns: dict[Column | str, Any] = {"version": ChargeableWorks.version + 1}
        columns.update(row)
        await ChargeableWorks.update(columns).where(ChargeableWorks.service_order == work.order).run()
    if before is None or before.value.round != work.round:
        await _add_quote(work)
    elif before.value.state is not work.state and work.state in {State.CONSENTED, State.DECLINED}:
        await _answer(work)
    if work.receipt is not None and (before is None or before.value.receipt is None):
        await _add_receipt(work, work.receipt)


async def _add_quote(work: ChargeableWork) -> None:
    quote = work.quotes[-1]
    row = {
        "service_order": work.order,
        "round": work.round,
        "lines": msgspec.json.encode(quote.lines).decode(),
        "amount_fen": work.quoted_fen,
        "made_by": quote.by,
        "made_at": quote.at,
    }
    await insert(ChargeQuotes, [row])


async def _answer(work: ChargeableWork) -> None:
    """The customer's answer to the present quote; who takes a consent back has given it."""
    answered: dict[Column | str, Any] = {
        "declined_at": work.declined_at,
        "declined_because": work.declined_because,
    }
    if work.consent is not None:
        told = work.consent
        answered = {
            "consent_name": told.name,
            "consent_way": told.way.value,
            "consent_file": told.file,
            "consented_at": told.at,
            "consent_recorded_by": told.recorded_by,
        }
    present = (ChargeQuotes.service_order == work.order) & (ChargeQuotes.round == work.round)
    await ChargeQuotes.update(answered).where(present).run()


async def _add_receipt(work: ChargeableWork, receipt: Receipt) -> None:
    row = {
        "number": receipt.number,
        "service_order": work.order,
        "lines": msgspec.json.encode(receipt.lines).decode(),
        "amount_fen": total_fen(receipt.lines),
        "method": receipt.method.value,
        "given_by": receipt.by,
        "given_at": receipt.at,
    }
    await insert(ChargeReceipts, [row])


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What the customer paid at the visits of an order, by the steps that stand, and how the last of it."""

    amount_fen: int
    method: Method | None


async def collected(order: str) -> Collected:
    rows = await ChargeableWorks.raw(
        "SELECT coalesce(sum((s.content ->> 'amount_fen')::bigint), 0)::bigint AS amount,"
        " (array_agg(s.content ->> 'method' ORDER BY s.at DESC, s.id DESC))[1] AS method"
        " FROM visit_steps s JOIN visits v ON v.number = s.visit"
        f" WHERE v.service_order = {{}} AND s.did = 'charged' AND {STANDS}",
        order,
    ).run()
    method = rows[0]["method"]
    return Collected(amount_fen=rows[0]["amount"], method=Method(method) if method else None)
