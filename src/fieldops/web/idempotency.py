"""Idempotency-Key: a POST that is sent again does nothing again and gets the first one's answer.

The key is taken and the answer kept in the transaction of the action itself, so there are both or neither: a refused
action leaves no key behind. A handler calls its action through :func:`perform` here and returns what it gave.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from litestar import Request

from fieldops.database import door
from fieldops.store.idempotency import Answer, Ask, claim, remember
from fieldops.web.refusals import IdempotencyKeyMalformed, IdempotencyKeyMissing, IdempotencyKeyReused

P = ParamSpec("P")
T = TypeVar("T")

HEADER = "Idempotency-Key"
EXEMPT = "not_idempotent"
"""The handler option that takes a POST out; its value says why."""


class Replayed(Exception):
    """The request was done before: ``answer`` is the answer it got."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__()


@dataclass
class Once:
    """The POST that is being handled. ``encode`` makes the answer out of what the action returns."""

    ask: Ask
    encode: Callable[[Any], Answer]
    result: Any = None
    answer: Answer | None = None


_current: ContextVar[Once | None] = ContextVar("fieldops_once", default=None)


async def perform(action: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run ``action`` in one transaction, at most once for each Idempotency-Key.

    :raises Replayed: it was done before.
    :raises IdempotencyKeyReused: the key stands for another request.
    """
    once = _current.get()
    if once is None:
        return await door.perform(action, *args, **kwargs)
    if once.answer is not None:
        raise RuntimeError("A POST performs one action only; a second one would not be undone with the first")

    async def at_most_once() -> tuple[T, Answer]:
        await _refuse_or_replay(once.ask)
        result = await action(*args, **kwargs)
        answer = once.encode(result)
        await remember(once.ask, answer)
        return result, answer

    once.result, once.answer = await door.perform(at_most_once)
    return once.result  # type: ignore[no-any-return]


async def _refuse_or_replay(ask: Ask) -> None:
    earlier = await claim(ask)
    if earlier is None:
        return
    if earlier.ask != ask:
        raise IdempotencyKeyReused(method=earlier.ask.method, path=earlier.ask.path)
    raise Replayed(earlier.answer)


async def begin(request: Request[Any, Any, Any], actor: str, encode: Callable[[Any], Answer]) -> None:
    """Prepare :func:`perform` for this request.

    :raises IdempotencyKeyMissing: :raises IdempotencyKeyMalformed:
    """
    key = request.headers.get(HEADER.lower())
    if key is None:
        raise IdempotencyKeyMissing()
    if not re.fullmatch(r"[!-~]{1,255}", key):
        raise IdempotencyKeyMalformed()
    _current.set(Once(await _asked(request, actor, key), encode))


def end() -> None:
    _current.set(None)


def answer_of(result: object) -> Answer | None:
    """The answer that was kept for what the handler returns; None outside of an idempotent POST.

    Raises RuntimeError where a handler returns anything but what :func:`perform` gave: that would be lost when the
    request is repeated.
    """
    once = _current.get()
    if once is None:
        return None
    if once.answer is None or once.result is not result:
        raise RuntimeError("A POST returns what fieldops.web.idempotency.perform gave, unchanged")
    return once.answer


async def _asked(request: Request[Any, Any, Any], actor: str, key: str) -> Ask:
    query = request.scope["query_string"]
    path = request.scope["path"]
    hashed = hashlib.sha256()
    for part in (request.method.encode(), path.encode(), query, await request.body()):
        hashed.update(len(part).to_bytes(8))
        hashed.update(part)
    return Ask(actor=actor, key=key, method=request.method, path=path, request_hash=hashed.digest())
