"""Idempotency keys and the answers they stand for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from fieldops.tables.idempotency import IdempotencyKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request under a key. ``actor`` is who sent it; ``request_hash`` is of everything that was asked."""

    actor: str
    key: str
    method: str
    path: str
    request_hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """An earlier request under the same key, and its answer."""

    ask: Ask
    answer: Answer


async def claim(ask: Ask) -> Remembered | None:
    """Take the key, or return what was done under it. Waits while another transaction holds it.

    The unique index makes the second of two wait for the first; when that one commits, its row is there, and when it
    rolls back, the key is free. Needs READ COMMITTED, where the later SELECT sees what was committed meanwhile.
    """
    taken = await IdempotencyKeys.raw(
        "INSERT INTO idempotency_keys (actor, key, method, path, request_hash) VALUES ({}, {}, {}, {}, {})"
        " ON CONFLICT (actor, key) DO NOTHING RETURNING id",
        ask.actor,
        ask.key,
        ask.method,
        ask.path,
        ask.request_hash,
    ).run()
    if taken:
        return None
    keys = IdempotencyKeys
    row = (
        await keys.select(keys.method, keys.path, keys.request_hash, keys.status, keys.headers, keys.body)
        .where((keys.actor == ask.actor) & (keys.key == ask.key))
        .first()
        .run()
    )
    if row is None:  # it expired and was removed between the two statements
        return await claim(ask)
    earlier = Ask(
        actor=ask.actor, key=ask.key, method=row["method"], path=row["path"], request_hash=row["request_hash"]
    )
    answer = Answer(status=row["status"], headers=json.loads(row["headers"]), body=row["body"])
    return Remembered(ask=earlier, answer=answer)


async def remember(ask: Ask, answer: Answer) -> None:
    """Keep ``answer`` under the key that this transaction took."""
    keys = IdempotencyKeys
    await (
        keys.update({keys.status: answer.status, keys.headers: json.dumps(answer.headers), keys.body: answer.body})
        .where((keys.actor == ask.actor) & (keys.key == ask.key))
        .run()
    )


async def forget_before(moment: datetime) -> int:
    """Remove keys older than ``moment`` and return how many."""
    rows = await IdempotencyKeys.delete().where(IdempotencyKeys.created_at < moment).returning(IdempotencyKeys.id).run()
    return len(rows)
