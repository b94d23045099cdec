"""Policies by name and day."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piccolo.columns.combination import WhereRaw

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import value
from fieldops.tables.policies import Policies
from inventory.validity import Succession, Term
from refusals import Refusal, Text, plain_text, refuse_all


class NoPolicy(Refusal):
    code = "no_policy"
    cause = Text(en="No {name} policy is valid on {day}.", zh="{day} 没有生效的 {name} 政策。")
    remedy = Text(en="Have an administrator enact one for that day.", zh="请管理员制定该日生效的政策。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """``figures`` by name, valid from ``valid_from`` until the day before ``valid_until``, or without end."""

    name: str
    valid_from: date
    figures: dict[str, Any]
    valid_until: date | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        Term(valid_from=self.valid_from, valid_until=self.valid_until)
        refuse_all(plain_text("reason", self.reason, most=500))

    @property
    def term(self) -> Term:
        return Term(valid_from=self.valid_from, valid_until=self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enacted:
    """A policy on record. Since ``replaced_at`` other figures stand in its place, or it ends earlier."""

    name: str
    valid_from: date
    valid_until: date | None
    figures: dict[str, Any]
    reason: str
    enacted_at: datetime
    enacted_by: str
    replaced_at: datetime | None

    @property
    def term(self) -> Term:
        return Term(valid_from=self.valid_from, valid_until=self.valid_until)


async def locked(name: str) -> list[Enacted]:
    """The policies of that name that hold; nobody enacts another one until the transaction ends."""
    # One at a time: those who meet at an exclusion constraint deadlock, and all but one would have to try again.
    await Policies.raw("LOCK TABLE policies IN SHARE ROW EXCLUSIVE MODE").run()
    rows = await Policies.raw(
        "SELECT * FROM policies WHERE name = {} AND replaced_at IS NULL ORDER BY valid_from", name
    ).run()
    return [_enacted(row) for row in rows]


async def add(policy: Policy) -> Enacted:
    """The database says when, and by whom."""
    rows = await Policies.raw(
        "INSERT INTO policies (name, valid_from, valid_until, figures, reason, enacted_by) VALUES ({}, {}, {}, {}, {},"
        " coalesce(current_setting('fieldops.actor', true), '')) RETURNING *",
        policy.name,
        policy.valid_from,
        policy.valid_until,
        json.dumps(policy.figures),
        policy.reason,
    ).run()
    return _enacted(rows[0])


async def give_way(name: str, succession: Succession) -> None:
    """A policy is replaced; the days that it keeps get a row of their own, with its figures."""
    [row] = await Policies.raw(
        "UPDATE policies SET replaced_at = now() WHERE name = {} AND valid_from = {} AND replaced_at IS NULL RETURNING *",
        name,
        succession.of.valid_from,
    ).run()
    if succession.keeps is not None:
        await Policies.raw(
            "INSERT INTO policies (name, valid_from, valid_until, figures, reason, enacted_by)"
            " VALUES ({}, {}, {}, {}, {}, {})",
            name,
            row["valid_from"],
            succession.keeps.valid_until,
            row["figures"],
            row["reason"],
            row["enacted_by"],
        ).run()


async def figures(name: str, day: date, *, known_at: datetime | None = None) -> dict[str, Any]:
    """What is valid on ``day``; with ``known_at``, what was taken to be so then, or first if that was later.

    :raises NoPolicy: none of that name is valid on ``day``.
    """
    return (await on(name, day, known_at=known_at)).figures


async def on(name: str, day: date, *, known_at: datetime | None = None) -> Enacted:
    """The same, with when and by whom.

    :raises NoPolicy:
    """
    valid = "SELECT * FROM policies WHERE name = {} AND daterange(valid_from, valid_until) @> {}::date"
    if known_at is None:
        rows = await Policies.raw(f"{valid} AND replaced_at IS NULL", name, day).run()
    else:
        rows = await Policies.raw(
            f"{valid} ORDER BY enacted_at <= {{}} AND (replaced_at IS NULL OR replaced_at > {{}}) DESC, id LIMIT 1",
            name,
            day,
            known_at,
            known_at,
        ).run()
    if not rows:
        raise NoPolicy(name=name, day=day)
    return _enacted(rows[0])


async def figures_on(name: str, days: Collection[date]) -> dict[date, dict[str, Any]]:
    """The figures of each of these days, one query.

    :raises NoPolicy: none of that name is valid on one of them.
    """
    rows = await Policies.raw(
        "SELECT day, figures FROM unnest({}::date[]) day LEFT JOIN policies"
        " ON name = {} AND daterange(valid_from, valid_until) @> day AND replaced_at IS NULL ORDER BY day",
        sorted(set(days)),
        name,
    ).run()
    for row in rows:
        if row["figures"] is None:
            raise NoPolicy(name=name, day=row["day"])
    return {row["day"]: json.loads(row["figures"]) for row in rows}


async def figures_between(name: str, first: date, last: date | None) -> list[dict[str, Any]]:
    """The figures of all that are valid on one of the days from ``first`` to ``last``, or without end.

    :raises NoPolicy: there are none.
    """
    rows = await Policies.raw(
        "SELECT figures FROM policies WHERE name = {} AND daterange(valid_from, valid_until) && daterange({}, {}, '[]')"
        " AND replaced_at IS NULL ORDER BY valid_from",
        name,
        first,
        last,
    ).run()
    if not rows:
        raise NoPolicy(name=name, day=first)
    return [json.loads(row["figures"]) for row in rows]


async def without(needed: Collection[tuple[str, date]]) -> set[tuple[str, date]]:
    """Those of these names and days for which there is none, one query."""
    asked = sorted(needed)
    rows = await Policies.raw(
        "SELECT needed.name, needed.day FROM unnest({}::text[], {}::date[]) AS needed (name, day) WHERE NOT EXISTS"
        " (SELECT FROM policies p WHERE p.name = needed.name AND p.replaced_at IS NULL"
        "  AND daterange(p.valid_from, p.valid_until) @> needed.day)",
        [name for name, _ in asked],
        [day for _, day in asked],
    ).run()
    return {(row["name"], row["day"]) for row in rows}


async def policy_page(wanted: Wanted, *, on: date | None = None, replaced: bool = False) -> tuple[int, list[Enacted]]:
    """``on``: those valid on that day. ``replaced``: also those in whose place others stand."""
    conditions: Sequence[str] = ["TRUE" if replaced else "replaced_at IS NULL"]
    if on is not None:
        conditions = [*conditions, "daterange(valid_from, valid_until) @> {}::date"]
    also = WhereRaw(" AND ".join(conditions), *([] if on is None else [on]))
    count, rows = await page(Policies, wanted, also=also)
    return count, [_enacted(row) for row in rows]


def _enacted(row: dict[str, Any]) -> Enacted:
    return value(Enacted, row | {"figures": json.loads(row["figures"])})
