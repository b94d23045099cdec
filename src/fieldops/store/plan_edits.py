"""What a plan was made of, how it was made, and what was changed in it by hand since.

What was read last is kept in memory, found by the digest of the bytes in the database: it can't be out of date.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cachetools import LRUCache

from fieldops.store.plan_forms import (
    Premises,
    read_plan,
    read_premises,
    written_locks,
    written_plan,
    written_premises,
)
from fieldops.store.rows import insert, value
from fieldops.tables.plans import PlanEdits, PlanProblems
from routing.edit import OpenPlan, open_plan
from routing.locks import NO_LOCKS, Locks
from routing.plan import Plan

MOST_CELLS = 25_000_000
"""Of travel matrices, nine bytes each, that a process keeps: those of one or two whole provinces."""

MOST_OPEN = 16


def _cells(premises: Premises) -> int:
    return premises.problem.matrix.duration_s.size


_premises: LRUCache[bytes, Premises] = LRUCache(MOST_CELLS, getsizeof=_cells)
_open: LRUCache[tuple[bytes, bytes], OpenPlan] = LRUCache(MOST_OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEdit:
    """``n`` 0 is the plan as it was made; ``said`` names the verb and what it was about, ``locks`` are all that hold after it."""

    n: int
    said: Mapping[str, Any]
    locks: Locks = NO_LOCKS
    by: str
    at: datetime


async def keep_premises(plan_id: int, premises: Premises) -> None:
    await insert(PlanProblems, [{"plan": plan_id, "problem": written_premises(premises)}])


async def premises_of(plan_id: int) -> Premises:
    """:raises PlanNotEditable: nothing is kept, or what an older version of the program wrote."""
    rows = await PlanProblems.raw("SELECT digest FROM plan_problems WHERE plan = {}", plan_id).run()
    known = _premises.get(rows[0]["digest"]) if rows else None
    if known is not None:
        return known
    rows = await PlanProblems.raw("SELECT digest, problem FROM plan_problems WHERE plan = {}", plan_id).run()
    premises = read_premises(plan_id, rows[0]["problem"] if rows else None)
    if _cells(premises) <= MOST_CELLS:
        _premises[rows[0]["digest"]] = premises
    return premises


async def opened(plan_id: int, n: int) -> tuple[Premises, OpenPlan]:
    """The plan as it was after edit ``n``, to be changed by hand. :raises PlanNotEditable:"""
    digests = (
        "SELECT p.digest AS of, e.digest AS made FROM plan_problems p JOIN plan_edits e USING (plan) "
        "WHERE plan = {} AND n = {}"
    )
    rows = await PlanEdits.raw(digests, plan_id, n).run()
    premises = await premises_of(plan_id)
    if rows and (known := _open.get((rows[0]["of"], rows[0]["made"]))):
        return premises, known
    plan = open_plan(premises.problem, await content(plan_id, n))
    _open[rows[0]["of"], rows[0]["made"]] = plan
    return premises, plan


async def add(plan_id: int, plan: Plan, edit: PlanEdit) -> None:
    """``edit`` made ``plan``; what was undone before it is gone."""
    await PlanEdits.delete().where((PlanEdits.plan == plan_id) & (PlanEdits.n >= edit.n)).run()
    told = {"said": json.dumps(edit.said), "locks": written_locks(edit.locks)}
    row = {"plan": plan_id, "n": edit.n, **told, "content": written_plan(plan), "by": edit.by, "at": edit.at}
    await insert(PlanEdits, [row])


async def content(plan_id: int, n: int) -> Plan:
    """The plan as it was after edit ``n``. :raises PlanNotEditable:"""
    rows = await PlanEdits.raw("SELECT content FROM plan_edits WHERE plan = {} AND n = {}", plan_id, n).run()
    return read_plan(plan_id, rows[0]["content"] if rows else None)


async def edits_of(plan_id: int) -> list[PlanEdit]:
    """All of them, undone ones too, in their order."""
    asked = 'SELECT n, said, locks, "by", at FROM plan_edits WHERE plan = {} ORDER BY n'
    rows = await PlanEdits.raw(asked, plan_id).run()
    return [value(PlanEdit, row | {name: json.loads(row[name]) for name in ("said", "locks")}) for row in rows]
