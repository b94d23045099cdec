"""Pieces by serial number: every posting of a tracked part that names its pieces goes through :func:`post` (P1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg

from fieldops.store import ledger
from fieldops.store.reach import everywhere
from fieldops.store.rows import Overtaken, insert, insert_returning
from fieldops.tables.ledger import LedgerTransfers
from fieldops.tables.parts import Parts
from fieldops.tables.serials import SerialMoves, Serials
from inventory.accounts import PLACED, Account, AccountKind, Condition
from inventory.ledger import Purpose, Request, TransferIdReused
from inventory.serials import Moving, Piece, may_move
from inventory.stock_words import words
from refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Move ``n`` of a piece; places that the caller doesn't see are ``elsewhere``, their codes None (N3)."""

    n: int
    occurred_at: datetime
    purpose: Purpose
    reference: str
    from_en: str
    from_zh: str
    from_location: str | None
    to_en: str
    to_zh: str
    to_location: str | None
    condition: Condition


async def tracked(parts: Sequence[str]) -> set[str]:
    """Those of the parts that are tracked by serial number."""
    rows = await Parts.raw(
        "SELECT number FROM parts WHERE number = ANY({}) AND serial_tracked", sorted(set(parts))
    ).run()
    return {row["number"] for row in rows}


async def known(pieces: Collection[Piece]) -> set[Piece]:
    """Those that are known, wherever they are."""
    async with everywhere():
        rows = await Serials.raw(
            "SELECT part, serial FROM unnest({}::text[], {}::text[]) AS k (part, serial) JOIN serials USING (part, serial)",
            [piece.part for piece in pieces],
            [piece.serial for piece in pieces],
        ).run()
    return {Piece(row["part"], row["serial"]) for row in rows}


async def post(requests: Sequence[Request], named: Mapping[str, Sequence[str]]) -> None:
    """Post to the ledger, and move the pieces that ``named`` gives for the ids of transfers; again, it changes nothing.

    :raises SerialNotThere: a piece is somewhere else. :raises TransferIdReused: the transfer moved other pieces.
    :raises Overtaken: somebody moved one at the same time. And what ``store.ledger.post`` raises.
    """
    await ledger.post(requests)
    wanted = {transfer: serials for transfer, serials in named.items() if serials}
    if not wanted:
        return
    async with everywhere():
        moved = await _moved(wanted)  # seen only now: the ledger's locks have let whoever was quicker finish
        reused = [transfer for transfer, serials in moved.items() if serials != set(wanted[transfer])]
        if reused:
            raise TransferIdReused(reused)
        fresh = {transfer: serials for transfer, serials in wanted.items() if transfer not in moved}
        rows = await LedgerTransfers.raw(TRANSFERS, sorted(fresh)).run()
        moves = [_moving(row, fresh[row["id"]]) for row in rows]
        if any(len(move.pieces) != row["amount"] for move, row in zip(moves, rows, strict=True)):
            raise ValueError("A transfer names all of its pieces or none")
        where = await _where([piece for move in moves for piece in move.pieces])
        at = {piece: account for piece, (_, _, account, _) in where.items()}
        may_move(moves, at, await _nameless(rows))
        await _write(rows, moves, where)


async def _moved(transfers: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """The serials that each of these transfers has moved already."""
    rows = await SerialMoves.raw(
        "SELECT m.transfer, n.serial FROM serial_moves m JOIN serials n ON n.id = m.piece WHERE m.transfer = ANY({})",
        sorted(transfers),
    ).run()
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["transfer"], set()).add(row["serial"])
    return found


ENDS = ", ".join(
    f"{end}.{column} AS {end}_{column}"
    for end in ("s", "d")
    for column in ("owner", "kind", "place", "asset", "condition")
)
TRANSFERS = (
    f"SELECT t.id, t.source_id, t.destination_id, t.amount, t.occurred_at, s.balance AS source_balance, {ENDS}"
    " FROM ledger_transfers t JOIN ledger_accounts s ON s.id = t.source_id JOIN ledger_accounts d ON d.id = t.destination_id"
    " WHERE t.id = ANY({}) ORDER BY t.id"
)


def _moving(row: Mapping[str, Any], serials: Sequence[str]) -> Moving:
    source, destination = _account(row, "s_"), _account(row, "d_")
    pieces = tuple(Piece(source.asset, serial) for serial in serials)
    return Moving(transfer=row["id"], source=source, destination=destination, pieces=pieces)


async def _where(pieces: Sequence[Piece]) -> dict[Piece, tuple[int, int, Account, int]]:
    """Of those that are known: their number, how often they moved, their account and its number; locked in order."""
    rows = await Serials.raw(
        "SELECT n.id, n.part, n.serial, n.moves, n.account, a.owner, a.kind, a.place, a.asset, a.condition"
        " FROM unnest({}::text[], {}::text[]) AS k (part, serial) JOIN serials n USING (part, serial)"
        " JOIN ledger_accounts a ON a.id = n.account ORDER BY n.id FOR UPDATE OF n",
        [piece.part for piece in pieces],
        [piece.serial for piece in pieces],
    ).run()
    return {Piece(r["part"], r["serial"]): (r["id"], r["moves"], _account(r), r["account"]) for r in rows}


async def _nameless(rows: Sequence[Mapping[str, Any]]) -> dict[Account, int]:
    """How many pieces at each source had no name before these transfers took some."""
    named = await Serials.raw(
        "SELECT account, count(*) AS named FROM serials WHERE account = ANY({}) GROUP BY account",
        sorted({row["source_id"] for row in rows}),
    ).run()
    names = {row["account"]: row["named"] for row in named}
    found: dict[Account, int] = {}
    for row in rows:
        source = _account(row, "s_")
        had = found.get(source, row["source_balance"] - names.get(row["source_id"], 0))
        found[source] = had + row["amount"]
    return found


async def _write(
    rows: Sequence[Mapping[str, Any]], moves: Sequence[Moving], where: Mapping[Piece, tuple[int, int, Account, int]]
) -> None:
    steps = [(row, piece) for row, move in zip(rows, moves, strict=True) for piece in move.pieces]
    new = [(row, piece) for row, piece in steps if piece not in where]
    added = [
        {"part": piece.part, "serial": piece.serial, "account": row["destination_id"], "moves": 1} for row, piece in new
    ]
    try:
        numbers = await insert_returning(Serials, added)
    except asyncpg.UniqueViolationError as error:
        raise Overtaken(str(error)) from error
    ids = {piece: (number, 0) for (_, piece), number in zip(new, numbers, strict=True)}
    ids |= {piece: (number, moved) for piece, (number, moved, _, _) in where.items()}
    await insert(
        SerialMoves,
        [
            {
                "piece": ids[piece][0],
                "n": ids[piece][1] + 1,
                "transfer": row["id"],
                "source": row["source_id"],
                "destination": row["destination_id"],
                "occurred_at": row["occurred_at"],
            }
            for row, piece in steps
        ],
    )
    old = [(row, piece) for row, piece in steps if piece in where]
    if old:
        await Serials.raw(
            "UPDATE serials n SET account = k.account, moves = n.moves + 1"
            " FROM unnest({}::int[], {}::bigint[]) AS k (id, account) WHERE n.id = k.id",
            [ids[piece][0] for _, piece in old],
            [row["destination_id"] for row, _ in old],
        ).run()


async def movements(part: str, serial: str) -> list[Movement]:
    """All moves of a piece that the caller sees, the first one first.

    :raises NotFound: there is no such piece, or the caller saw nothing of it.
    """
    rows = await SerialMoves.raw(MOVEMENTS, part, serial).run()
    if not rows:
        raise NotFound(kind="serial", key=f"{part} {serial}")
    return [_movement(row) for row in rows]


MOVEMENTS = (
    f"SELECT m.n, m.occurred_at, t.purpose, t.reference, {ENDS}, sa.id IS NOT NULL AS s_seen, da.id IS NOT NULL AS d_seen"
    " FROM serials n JOIN serial_moves m ON m.piece = n.id JOIN ledger_transfers t ON t.id = m.transfer"
    " JOIN ledger_account_keys s ON s.id = m.source JOIN ledger_account_keys d ON d.id = m.destination"
    " LEFT JOIN ledger_accounts sa ON sa.id = m.source LEFT JOIN ledger_accounts da ON da.id = m.destination"
    " WHERE n.part = {} AND n.serial = {} ORDER BY m.n"
)


def _movement(row: Mapping[str, Any]) -> Movement:
    source, destination = _account(row, "s_"), _account(row, "d_")
    left = words(source.kind, source.place, seen=row["s_seen"])
    came = words(destination.kind, destination.place, seen=row["d_seen"])
    return Movement(
        n=row["n"],
        occurred_at=row["occurred_at"],
        purpose=Purpose(row["purpose"]),
        reference=row["reference"],
        from_en=left.en,
        from_zh=left.zh,
        from_location=source.place if source.kind in PLACED and row["s_seen"] else None,
        to_en=came.en,
        to_zh=came.zh,
        to_location=destination.place if destination.kind in PLACED and row["d_seen"] else None,
        condition=destination.condition,
    )


def _account(row: Mapping[str, Any], prefix: str = "") -> Account:
    return Account(
        owner=row[f"{prefix}owner"],
        kind=AccountKind(row[f"{prefix}kind"]),
        place=row[f"{prefix}place"],
        asset=row[f"{prefix}asset"],
        condition=Condition(row[f"{prefix}condition"]),
    )
