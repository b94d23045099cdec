"""The catalogue is built up (P6)."""

from __future__ import annotations

from collections.abc import Sequence

from fieldops.store import parts as store
from inventory.parts import Fault, Part, ProductModel


async def add_models(models: Sequence[ProductModel]) -> None:
    await store.add_models(models)


async def add_parts(parts: Sequence[Part]) -> None:
    await store.add_parts(parts)


async def add_faults(faults: Sequence[Fault]) -> None:
    await store.add_faults(faults)
