"""Check lists by kind of equipment and version (V3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from piccolo.columns.combination import WhereRaw

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert
from fieldops.tables.inspections import CheckLists
from inventory.check_lists import CheckItem, CheckList
from refusals import NotFound

NEWEST = "NOT EXISTS (SELECT FROM check_lists n WHERE n.kind = check_lists.kind AND n.version > check_lists.version)"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckListHead:
    """A version without its items."""

    kind: str
    version: int
    item_count: int
    made_by: str
    made_at: datetime


async def add(made: CheckList, *, by: str, now: datetime) -> None:
    """:raises Overtaken: somebody made that version since a moment."""
    items = msgspec.json.encode(made.items).decode()
    row = {"kind": made.kind, "version": made.version, "items": items, "made_by": by, "made_at": now}
    await insert(CheckLists, [row])


async def newest(kinds: Collection[str]) -> dict[str, CheckList]:
    """The version that is used now, by kind; a kind without any is left out."""
    rows = await CheckLists.raw(
        f"SELECT kind, version, items FROM check_lists WHERE kind = ANY({{}}) AND {NEWEST}", sorted(kinds)
    ).run()
    return {row["kind"]: _list(row) for row in rows}


async def versions(named: Iterable[tuple[str, int]]) -> list[CheckList]:
    """Those of a kind and version, in the order of their kinds."""
    pairs = sorted(named)
    rows = await CheckLists.raw(
        "SELECT kind, version, items FROM check_lists JOIN unnest({}::text[], {}::bigint[]) AS n (k, v)"
        " ON n.k = kind AND n.v = version ORDER BY kind",
        [kind for kind, _ in pairs],
        [version for _, version in pairs],
    ).run()
    return [_list(row) for row in rows]


async def check_list(kind: str, version: int | None = None) -> CheckList:
    """The newest one if no version is asked for. :raises NotFound: there is none."""
    if version is None:
        found = list((await newest([kind])).values())
    else:
        found = await versions([(kind, version)])
    if not found:
        raise NotFound(kind="check list", key=kind if version is None else f"{kind} {version}")
    return found[0]


async def head_page(wanted: Wanted, *, newest_only: bool) -> tuple[int, list[CheckListHead]]:
    count, rows = await page(CheckLists, wanted, WhereRaw(NEWEST) if newest_only else None)
    return count, [
        CheckListHead(
            kind=row["kind"],
            version=row["version"],
            item_count=len(msgspec.json.decode(row["items"])),
            made_by=row["made_by"],
            made_at=row["made_at"],
        )
        for row in rows
    ]


def _list(row: Mapping[str, Any]) -> CheckList:
    items = msgspec.json.decode(row["items"], type=tuple[CheckItem, ...])
    return CheckList(kind=row["kind"], version=row["version"], items=items)
