"""Policies by name and day."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.policies import Policies
from refusals import FieldProblem, Refusal, Text, refuse_all


class NoPolicy(Refusal):
    code = "no_policy"
    cause = Text(en="No {name} policy is valid on {day}.", zh="{day} 没有生效的 {name} 政策。")
    remedy = Text(en="Have an administrator enact one for that day.", zh="请管理员制定该日生效的政策。")


class PolicyOverlaps(Refusal):
    code = "policy_overlaps"
    cause = Text(
        en="Another {name} policy is valid from {valid_from} until {valid_until}.",
        zh="另一项 {name} 政策的有效期为 {valid_from} 至 {valid_until}。",
    )
    remedy = Text(en="Choose days on which no other of that name is valid.", zh="请选择没有同名政策生效的日期。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """``figures`` by name, valid from ``valid_from`` until the day before ``valid_until``, or without end."""

    name: str
    valid_from: date
    figures: dict[str, Any]
    valid_until: date | None = None

    def __post_init__(self) -> None:
        backwards = self.valid_until is not None and self.valid_until <= self.valid_from
        text = Text(en="must be after valid_from", zh="必须晚于 valid_from")
        refuse_all(FieldProblem("valid_until", "too_early", text, str(self.valid_until)) if backwards else None)


async def add(policy: Policy) -> None:
    """:raises PolicyOverlaps: one of that name is valid on one of its days."""
    # One at a time: those who meet at an exclusion constraint deadlock, and all but one would have to try again.
    await Policies.raw("LOCK TABLE policies IN SHARE ROW EXCLUSIVE MODE").run()
    overlapping = await Policies.raw(
        "SELECT valid_from, valid_until FROM policies WHERE name = {}"
        " AND daterange(valid_from, valid_until) && daterange({}, {})",
        policy.name,
        policy.valid_from,
        policy.valid_until,
    ).run()
    for row in overlapping:
        raise PolicyOverlaps(name=policy.name, valid_from=row["valid_from"], valid_until=row["valid_until"] or "…")
    await insert(
        Policies,
        [
            {
                "name": policy.name,
                "valid_from": policy.valid_from,
                "valid_until": policy.valid_until,
                "figures": json.dumps(policy.figures),
            }
        ],
    )


async def figures(name: str, day: date) -> dict[str, Any]:
    """:raises NoPolicy: none of that name is valid on ``day``."""
    rows = await Policies.raw(
        "SELECT figures FROM policies WHERE name = {} AND daterange(valid_from, valid_until) @> {}::date", name, day
    ).run()
    if not rows:
        raise NoPolicy(name=name, day=day)
    found: dict[str, Any] = json.loads(rows[0]["figures"])
    return found


async def figures_on(name: str, days: Collection[date]) -> dict[date, dict[str, Any]]:
    """The figures of each of these days, one query.

    :raises NoPolicy: none of that name is valid on one of them.
    """
    rows = await Policies.raw(
        "SELECT day, figures FROM unnest({}::date[]) day LEFT JOIN policies"
        " ON name = {} AND daterange(valid_from, valid_until) @> day ORDER BY day",
        sorted(set(days)),
        name,
    ).run()
    for row in rows:
        if row["figures"] is None:
            raise NoPolicy(name=name, day=row["day"])
    return {row["day"]: json.loads(row["figures"]) for row in rows}


async def policy_page(wanted: Wanted) -> tuple[int, list[Policy]]:
    count, rows = await page(Policies, wanted)
    return count, [value(Policy, row | {"figures": json.loads(row["figures"])}) for row in rows]
