"""What the search works on: few flat arrays, compiled code's own language.

Nodes are visits ``0 … n - 1`` and, behind them, stops at stock places ``n … n + d - 1``. Times are whole seconds, costs whole
numbers of fen/18,000, so that a rate per hour or kilometre stays whole. A *vehicle* is a technician on one day; the days of one person share a
van (``OWNER``). Parts, units and tools are *goods*: parts and units are used up, tools are there or not.

Values of a node, a vehicle or a position stand beside each other in the columns of one array, so that what is looked at together
comes into the processor together.
"""

from __future__ import annotations

import math
from typing import ClassVar

import numpy as np

from routing.kernel.memory import Block

NEVER = 2**30
"""A moment after all moments; as a cost see DEAR."""
FEN = 18_000
"""A fen, of which 5 are 1 fen/h for a second and 18 are 1 fen/km for a metre."""
DEAR = 2**60

# Columns of ``node``: OPENS and ENDS are its window if it is SINGLE, else the first opening and the last end. STRICT_END is
# ENDS, or the earliest promise if breaking that costs something; -1 if that
# is before it opens. NEEDS: goods, or a stop after it; BACK_TO is the stock place of that, else -1.
PLACE, SERVICE, OPENS, ENDS, STRICT_END, SINGLE, OUT_COST, LOAD, NEEDS, DUES, BACK_TO, NODE_COLUMNS = range(12)

# Columns of ``vehicle``. ALIKE: vehicles of one number differ in nothing, so that one idle one of them need be tried only.
# EXTRA: it has overtime or a fair share.
(
    START, HOME, FROM, UNTIL, METRE_COST, WORK_COST, BREAKS, MOST_LOAD, MOST_METRES, MOST_VISITS, MOST_STOPS, OWNER, ALIKE,
    EXTRA, OVER_FROM, OVER_COST, FAIR_FROM, FAIR_COST, FIXED, PERSON, VEHICLE_COLUMNS,
) = range(21)  # fmt: skip

# Columns of ``at`` at a position (0 the start, size + 1 the end): what stands there; the segments up to it (A) and from it on
# (B, routing.kernel.segments); the way on from it; the earliest leaving and the latest arrival that keeps what follows, both without breaks
# and promises; the load up to it.
(
    NODE, WHERE, A_LASTS, A_EARLIEST, A_LATEST, B_LASTS, B_EARLIEST, B_LATEST, ON_S, ON_M, READY, LATEST, LOADED, POSITION_COLUMNS,
) = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16)  # fmt: skip

# Columns of ``sums``: STRICT if the segments say all of the route; LASTS and BACK are then its length and its end. PRICES is what
# visits cost more because of who does them; PAID is all of it. FIRST_STOP is the position of the first stop at a stock place, else
# size + 1. VERSION names what is on the route.
(
    SIZE, PAID, PRICES, METRES, STRICT, LASTS, BACK, VISITS, FIRST_STOP, VERSION, GIVEN, SUM_COLUMNS,
) = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)  # fmt: skip

# ``total``: what all costs, visits on a route, routes with a visit, the last version given.
COST, ON, BUSY, LAST_VERSION, TOTALS = range(5)

I64, I32, U8, U64 = "int64", "int32", "uint8", "uint64"


class Data(Block):
    """Shapes: n visits, d stock places, N = n + d nodes, V vehicles, P places, Q goods, W windows and B breaks at most.

    ``way[P, P, 4]``: seconds and metres from the first to the second, seconds and metres back; NEVER seconds: no way.
    ``windows[N, W, 2]`` are filled up with NEVER. ``dues[n, D, 3]``: promise, cost once it is missed, cost per second.
    ``price[n, V]``: what it costs more if this vehicle does it; -1 if it may not. ``able_of[n + 1]`` are offsets into ``able``,
    who may. ``need_of[n + 1]`` are offsets into ``need[·, 2]``, good and count. ``has[O, Q]``: what each van carries; ``stock[d, Q]``:
    what each stock place has free; ``used_up[Q]``.
    ``stops[V, d]``: may load there. ``breaks[V, B, 3]``: earliest and latest start, length. ``near[n, K]``: the visits that may best
    come before each, the best first.
    Stops at one place from the moments on at which something arrives there are stock places of their own, one behind the other;
    ``lot_of[d]`` is the first of them, and what each has is what arrives then. ``pace``: none, or 24 factors (routing.pace).
    ``tie_of[n + 1]`` are offsets into ``tie[·, 2]``: another visit, and 1 if it must be on the same route, 0 if it must be done by
    another person. ``held[R, V]``: of which vehicles ``least[R]`` do nothing. ``rules``: see RULES. ``state`` is room to count in:
    each thread has Data of its own.
    """

    FIELDS: ClassVar = {
        "node": (I64, 2, NODE_COLUMNS),
        "vehicle": (I64, 2, VEHICLE_COLUMNS),
        "way": (I32, 3, 4),
        "windows": (I64, 3, 2),
        "dues": (I64, 3, 3),
        "price": (I64, 2, 0),
        "able_of": (I32, 1, 0),
        "able": (I32, 1, 0),
        "need_of": (I32, 1, 0),
        "need": (I64, 2, 2),
        "used_up": (U8, 1, 0),
        "has": (I64, 2, 0),
        "stock": (I64, 2, 0),
        "stops": (U8, 2, 0),
        "breaks": (I64, 3, 3),
        "near": (I32, 2, 0),
        "lot_of": (I32, 1, 0),
        "pace": (I64, 1, 0),
        "tie_of": (I32, 1, 0),
        "tie": (I32, 2, 2),
        "held": (U8, 2, 0),
        "least": (I64, 1, 0),
        "rules": (I64, 1, 0),
        "state": (I64, 2, 4),
    }


# ``rules``: whether any visit or vehicle has them, so that what isn't needed isn't computed.
LEAST_PACE, PROMISES, LOOSE, LIMITED, RULES = range(5)
"""LEAST_PACE: the least factor. PROMISES: some cost something. LOOSE: windows, breaks or promises that segments can't say. LIMITED: some goods are scarce."""


class Routes(Block):
    """A solution, and what is cached of it. L is the most nodes that a route can have.

    ``at[V, L + 2]``; ``spot[n, 2]``: vehicle (-1: none) and position of each visit. ``van[V, Q]`` is what each route takes from its
    van. ``given[V, G, 3]`` are the goods that each route takes if goods are scarce: source (-1 the van), good, count; ``taken[d, Q]``
    sums them up by stock place, ``van_taken[O, Q]`` by van.
    """

    FIELDS: ClassVar = {
        "at": (I32, 3, POSITION_COLUMNS),
        "sums": (I64, 2, SUM_COLUMNS),
        "spot": (I32, 2, 2),
        "van": (I64, 2, 0),
        "given": (I64, 3, 3),
        "taken": (I64, 2, 0),
        "van_taken": (I64, 2, 0),
        "total": (I64, 1, 0),
    }


def empty_routes(data: Data, most: int) -> Routes:
    """Nobody does anything; ``most`` nodes a route."""
    vehicles, visits = len(data.vehicle), len(data.near)
    return Routes(
        at=np.zeros((vehicles, most + 2, POSITION_COLUMNS), np.int32),
        sums=np.zeros((vehicles, SUM_COLUMNS), np.int64),
        spot=np.full((visits, 2), -1, np.int32),
        van=np.zeros((vehicles, data.has.shape[1]), np.int64),
        given=np.zeros((vehicles, 6 * most if data.rules[LIMITED] else 1, 3), np.int64),
        taken=np.zeros_like(data.stock),
        van_taken=np.zeros_like(data.has),
        total=np.zeros(TOTALS, np.int64),
    )


# Columns of ``cache``: the best place of a visit on a route as it was with that version, and what it costs more.
C_VERSION, C_COST, C_AT, C_STOP, C_STOP_AT, C_BACK_AT, CACHE_COLUMNS = 0, 1, 2, 3, 4, 5, 8


class Work(Block):
    """What a search needs beside its routes, made once."""

    FIELDS: ClassVar = {
        "gone": (U8, 1, 0),
        "saved": (U8, 1, 0),
        "absent": (I32, 1, 0),
        "again": (I32, 1, 0),
        "keys": (I64, 1, 0),
        "order": (I32, 1, 0),
        "other": (I32, 1, 0),
        "look": (I32, 1, 0),
        "found": (I64, 1, 0),
        "stamp": (I64, 1, 0),
        "idle": (I32, 1, 0),
        "cache": (I64, 3, CACHE_COLUMNS),
        "rng": (U64, 1, 0),
        "logs": (I64, 1, 0),
    }


def work_of(data: Data, most: int, seed: int) -> Work:
    vehicles, visits = len(data.vehicle), len(data.near)
    return Work(
        gone=np.zeros(visits, np.uint8),
        saved=np.zeros(vehicles, np.uint8),
        absent=np.zeros(visits + 1, np.int32),
        again=np.zeros(visits + 1, np.int32),
        keys=np.zeros(visits, np.int64),
        order=np.zeros(most + 6, np.int32),
        other=np.zeros(most + 6, np.int32),
        look=np.zeros(visits + 1, np.int32),
        found=np.zeros(4, np.int64),
        stamp=np.zeros(vehicles + 1, np.int64),
        idle=np.zeros(2 * vehicles + 1, np.int32),
        cache=np.zeros((visits, vehicles, CACHE_COLUMNS), np.int64),
        rng=np.array([seed * 2685821657736338717 % 2**64 + 88172645463325252], np.uint64),
        logs=np.array([int(-math.log((k + 0.5) / 4096) * 2**30) for k in range(4096)]),
    )
