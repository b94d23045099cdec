"""Why promises were missed, as persons decided it (S7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from piccolo.columns import Column

from fieldops.store.rows import insert
from fieldops.tables.causes import CauseRulings, Causes
from inventory.cause_rulings import Cause, Ruling
from inventory.causes import CauseKind, Missed, Owner, Proposal


def key_of(missed: Missed | Cause) -> str:
    """The order and the promise; neither has a colon."""
    return f"{missed.order}:{missed.promise}"


async def causes_of(orders: Collection[str], *, known_at: datetime | None = None) -> dict[str, Cause]:
    """By key, all that were decided for these orders, as one knew at ``known_at``, or knows now."""
    rows = await CauseRulings.raw(
        "SELECT c.key, c.service_order, c.promise, r.kind, r.owner, r.by, r.at, r.reason"
        " FROM causes c JOIN cause_rulings r ON r.cause = c.key"
        " WHERE c.service_order = ANY({}) AND ({}::timestamptz IS NULL OR r.at <= {}) ORDER BY r.id",
        sorted(set(orders)),
        known_at,
        known_at,
    ).run()
    rulings: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        rulings.setdefault(row["key"], []).append(row)
    return {
        key: Cause(
            order=some[0]["service_order"], promise=some[0]["promise"], rulings=tuple(_ruling(row) for row in some)
        )
        for key, some in rulings.items()
    }


def _ruling(row: Mapping[str, Any]) -> Ruling:
    return Ruling(
        kind=CauseKind(row["kind"]), owner=Owner(row["owner"]), by=row["by"], at=row["at"], reason=row["reason"]
    )


async def lock(order: str) -> None:
    """Nobody else decides about the order's promises until the transaction ends."""
    await Causes.raw("SELECT number FROM service_orders WHERE number = {} FOR NO KEY UPDATE", order).run()


async def save(cause: Cause, proposals: Sequence[Proposal], *, outlet: str) -> None:
    """The cause's last ruling, with what was proposed when it was made.

    :raises Overtaken: somebody else has decided first.
    """
    ruling = cause.rulings[-1]
    told = {"state": cause.state.value, "kind": ruling.kind.value, "owner": ruling.owner.value}
    if len(cause.rulings) == 1:
        row = {"key": key_of(cause), "service_order": cause.order, "promise": cause.promise, "outlet": outlet}
        await insert(Causes, [row | told])
    else:
        columns: dict[Column | str, Any] = {"version": Causes.version + 1}
        columns.update(told)
        await Causes.update(columns).where(Causes.key == key_of(cause)).run()
    await insert(
        CauseRulings,
        [
            {
                "cause": key_of(cause),
                "kind": ruling.kind.value,
                "owner": ruling.owner.value,
                "by": ruling.by,
                "at": ruling.at,
                "reason": ruling.reason,
                "proposed": msgspec.json.encode([_proposed(one) for one in proposals]).decode(),
            }
        ],
    )


def _proposed(one: Proposal) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "owner": one.owner.value,
        "accounts_s": one.accounts_s,
        "decisive": one.decisive,
        "text_en": one.text.en,
        "text_zh": one.text.zh,
    }
