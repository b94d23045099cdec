"""One of something through an action that takes many."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from refusals import Invalid

T = TypeVar("T")


async def register_one(action: Callable[..., Awaitable[Any]], item: T, **given: Any) -> T:
    """``action([item])``; wrong fields are named as the single item's. Returns the item as the action gave it back.

    :raises Invalid: and whatever else the action raises.
    """
    try:
        registered: Sequence[T] | None = await action([item], **given)
    except Invalid as invalid:
        raise Invalid([replace(p, path=p.path.removeprefix("0.")) for p in invalid.problems]) from invalid
    return registered[0] if registered else item
