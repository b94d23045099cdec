"""Stock is carried by hand: vans are loaded and unloaded, shelves put in order (P1)."""

from __future__ import annotations

from datetime import datetime

from fieldops.actions.ordinary import post_ordinary
from fieldops.store import network, parts, places, serials
from fieldops.store import stock_moves as store
from fieldops.store.rows import refuse_if_any
from inventory import moves
from inventory.moves import BookedMove, MoveReferenceReused, Place, StockMove
from inventory.serials import as_many
from refusals import refuse_all, unknown


async def carry(move: StockMove, *, by: str, now: datetime) -> BookedMove:
    """Book all lines or none, at once; once per source and reference.

    :raises Invalid: a place or part isn't known, or isn't one for it. :raises TooFarToCarry: :raises MoveReferenceReused:
    :raises InsufficientStock: with every line that is short. :raises OnlySetAside: backup units are left only (B2).
    :raises SerialNotThere: a piece is somewhere else.
    """
    source, destination = await _places(move)
    refuse_if_any(await parts.unknown_parts((f"lines.{i}.part", line.part) for i, line in enumerate(move.lines)))
    tracked = await serials.tracked([line.part for line in move.lines])
    refuse_all(
        *(
            as_many(f"lines.{i}.serials", line.serials, line.quantity, tracked=line.part in tracked)
            for i, line in enumerate(move.lines)
        )
    )
    ours = await network.head_office()
    owner = moves.owner_of(move, source, ours=ours)
    earlier = await store.of_reference(move.source, move.reference)
    if earlier:
        if not earlier.says(move, owner):
            raise MoveReferenceReused(reference=move.reference, source=move.source)
        return earlier
    moves.can_be_carried(source, destination)
    booked = BookedMove(
        number=await store.next_number(),
        reference=move.reference,
        source=move.source,
        destination=move.destination,
        owner=owner,
        lines=move.lines,
        moved_by=by,
        moved_at=now,
        note=move.note,
    )
    postings = moves.postings(booked)
    named = {posting.id: line.serials for posting, line in zip(postings, move.lines, strict=True)}
    await post_ordinary(postings, named, source=move.source, parts=[line.part for line in move.lines])
    await store.add(booked)
    return booked


async def _places(move: StockMove) -> tuple[Place, Place]:
    """Both places are the caller's; a technician also takes from, and brings to, the warehouse where the van is loaded."""
    named = {"source": move.source, "destination": move.destination}
    found = await places.within_reach(named.values())
    if len(found) == 1:
        found |= await places.where_own_van_is_loaded(named.values())
    refuse_all(*(unknown(path, code) for path, code in named.items() if code not in found))
    return found[move.source], found[move.destination]
