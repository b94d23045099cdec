"""Technicians who are kept free for what comes in, in each area (V4, V5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from inventory.network import Technician
from routing.couplings import Reserve


def reserves_of(
    shifts: Iterable[tuple[Technician, str, int]], seen: Collection[str], least: int
) -> tuple[Reserve, ...]:
    """``least`` of those who work for a node on a day, who have not begun; where more than that are on duty."""
    if not least:
        return ()
    areas: dict[tuple[str, int], set[str]] = {}
    for technician, id, number in shifts:
        if number > 0 or technician.code not in seen:
            areas.setdefault((technician.node, number), set()).add(id)
    return tuple(Reserve(frozenset(free), least) for _, free in sorted(areas.items()) if len(free) > least)
