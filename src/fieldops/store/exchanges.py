"""Exchanges and refunds, with what the technical department found (W2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import msgspec
from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.reach import everywhere
from fieldops.store.rows import insert
from fieldops.tables.exchanges import ExchangeAppraisals, Exchanges
from inventory.entitlements import Answer, Reason
from inventory.exchanges import Appraisal, Exchange, State
from refusals import NotFound

OVER = (State.REFUSED, State.WITHDRAWN)
"""Nothing came of it: the machine may be asked back once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedExchange:
    """An exchange, the node that had its order when it was asked for, and how often it was changed, counted from 1."""

    value: Exchange
    outlet: str
    version: int


async def next_number() -> str:
    """A fresh number: ``EX-`` and six digits that never repeat."""
    rows = await Exchanges.raw("SELECT nextval('exchange_numbers') AS number").run()
    return f"EX-{rows[0]['number']:06d}"


async def add(exchange: Exchange, *, outlet: str) -> None:
    """:raises Overtaken: somebody has asked for the same machine since a moment."""
    row = {
        "number": exchange.number,
        "service_order": exchange.order,
        "outlet": outlet,
        "unit": exchange.serial,
        "asked": exchange.asked.value,
        "choices": [answer.value for answer in exchange.choices],
        "reasons": msgspec.json.encode(exchange.reasons).decode(),
        "requested_by": exchange.requested_by,
        "requested_at": exchange.requested_at,
    }
    await insert(Exchanges, [row | _changing(exchange)])


def _changing(exchange: Exchange) -> dict[str, Any]:
    return {
        "state": exchange.state.value,
        "new_unit": exchange.new_serial,
        "refunded_fen": exchange.refunded_fen,
        "done_by": exchange.done_by,
        "done_at": exchange.done_at,
        "note": exchange.note,
    }


async def save(before: Exchange, exchange: Exchange) -> None:
    """Write it as its next version, with the appraisals that are new."""
    new = exchange.appraisals[len(before.appraisals) :]
    await insert(
        ExchangeAppraisals,
        [
            {
                "exchange": exchange.number,
                "appraised_by": one.by,
                "appraised_at": one.at,
                **{name: cell for name, cell in asdict(one).items() if name not in {"by", "at", "files"}},
                "files": list(one.files),
            }
            for one in new
        ],
    )
    columns: dict[Column | str, Any] = {"version": Exchanges.version + 1}
    columns.update(_changing(exchange))
    await Exchanges.update(columns).where(Exchanges.number == exchange.number).run()


async def exchange(number: str) -> VersionedExchange:
    """:raises NotFound: there is none."""
    return await _one("", number)


async def locked(number: str) -> VersionedExchange:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE", number)


async def _one(locking: str, number: str) -> VersionedExchange:
    rows = await Exchanges.raw(f"SELECT * FROM exchanges WHERE number = {{}} {locking}", number).run()
    if not rows:
        raise NotFound(kind="exchange", key=number)
    return (await _with_appraisals(rows))[0]


async def exchange_page(wanted: Wanted) -> tuple[int, list[VersionedExchange]]:
    count, rows = await page(Exchanges, wanted)
    return count, await _with_appraisals(rows)


async def live_of(unit: str) -> str | None:
    """The exchange that is asked for, or done, for a machine, whoever asked; None if there is none."""
    async with everywhere():
        rows = await Exchanges.raw(
            "SELECT number FROM exchanges WHERE unit = {} AND state <> ALL ({})", unit, [state.value for state in OVER]
        ).run()
    return rows[0]["number"] if rows else None


async def _with_appraisals(rows: Sequence[Mapping[str, Any]]) -> list[VersionedExchange]:
    found: dict[str, list[Appraisal]] = {row["number"]: [] for row in rows}
    for row in await ExchangeAppraisals.raw(
        "SELECT * FROM exchange_appraisals WHERE exchange = ANY({}) ORDER BY id", sorted(found)
    ).run():
        appraisal = Appraisal(
            by=row["appraised_by"],
            at=row["appraised_at"],
            confirmed=row["confirmed"],
            findings=row["findings"],
            reason=row["reason"],
            files=tuple(row["files"]),
        )
        found[row["exchange"]].append(appraisal)
    return [
        VersionedExchange(value=_exchange(row, found[row["number"]]), outlet=row["outlet"], version=row["version"])
        for row in rows
    ]


def _exchange(row: Mapping[str, Any], appraisals: Sequence[Appraisal]) -> Exchange:
    reasons = row["reasons"]
    return Exchange(
        number=row["number"],
        order=row["service_order"],
        serial=row["unit"],
        asked=Answer(row["asked"]),
        choices=tuple(Answer(answer) for answer in row["choices"]),
        reasons=msgspec.json.decode(reasons, type=tuple[Reason, ...]),
        requested_by=row["requested_by"],
        requested_at=row["requested_at"],
        state=State(row["state"]),
        appraisals=tuple(appraisals),
        new_serial=row["new_unit"],
        refunded_fen=row["refunded_fen"],
        done_by=row["done_by"],
        done_at=row["done_at"],
        note=row["note"],
    )
