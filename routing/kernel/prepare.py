"""Compiling the search, once on a machine: each function for one kind of arguments, those called before those that call them.

Left to itself numba compiles what is called while it works out the types of the caller, and anew for each kind of whole number;
that takes many times as long.
"""

from __future__ import annotations

from threading import Lock

from numba import types

from routing.kernel import anneal, goods, improve, moves, pace, places, recreate, returns, routes, ruin, start, timing
from routing.kernel.data import Data, Routes, Work
from routing.kernel.memory import BlockType, GridType

_LOCK = Lock()
_done: list[bool] = []


def prepare() -> None:
    """Compile, or load what was compiled before; later calls do nothing."""
    with _LOCK:
        if not _done and hasattr(anneal.anneal, "compile"):
            _compile()
            _done.append(True)


def _compile():
    data, plan, work = (BlockType(kind.__name__, tuple(kind.FIELDS.items())) for kind in (Data, Routes, Work))
    order, numbers, n, b = GridType("int32", 1, 0), GridType("int64", 1, 0), types.int64, types.boolean
    f8 = types.float64
    for function, *arguments in [
        (pace._slow_arrival_s, data, n, n),
        (pace.arrival_s, data, n, n),
        (pace.driven, data, n, n, n),
        (timing._broken, data, n, n, n),
        (timing._paid, data, n, order, n),
        (timing._serve, data, n, GridType("int64", 2, 4), n),
        (timing._drive, data, n, n, GridType("int64", 2, 4)),
        (timing._paid_after, data, n, order, n, n, n),
        (timing._paid_with_breaks, data, n, order, n),
        (timing.full_cost, data, n, order, n),
        (goods.stop_supplies, data, plan, n, n, n),
        (goods.release, data, plan, n),
        (goods._brought, data, order, n, n),
        (goods._given, data, plan, n, order, n, n, n, n),
        (goods.supplied, data, plan, n, order, n, n),
        (goods.listed, plan, n, order),
        (goods.without_idle_stops, data, plan, n, order, n),
        (routes._clock, data, plan, n),
        (routes._settle, data, plan, n, n, n, order),
        (routes.begin_all, data, plan, work),
        (routes.put_in, data, plan, n, n, numbers, order),
        (routes.take_out, data, plan, n, GridType("uint8", 1, 0), order),
        (routes.set_route, data, plan, n, work, n),
        (routes.lay, data, plan, n, order, n),
        (routes.lay_ordered, data, plan, n, work, n),
        (routes.clear_route, data, plan, n, work),
        (routes.copy_route, plan, plan, n),
        (routes.copy_shared, plan, plan, data),
        (routes.recount, data, plan),
        (routes.copy_all, plan, plan, data),
        (returns._cost, data, plan, n, n, n, n, n, n, order),
        (returns.with_return, data, plan, n, n, order, n, n, numbers),
        (places._in_full, data, plan, n, n, n, order, n, n),
        (places._with_stop, data, plan, n, n, n, order, n, n, b, numbers),
        (places.best_place, data, plan, n, n, order, n, n, numbers),
        (recreate._spared, data, plan, n),
        (recreate._untied, data, plan, n, n),
        (recreate.arrange, data, order, n, work),
        (recreate.recreate, data, plan, plan, work, order, n, n),
        (ruin._with_partners, data, plan, n, work, order, n, n),
        (ruin.ruin, data, plan, plan, work, order, n),
        (start.propose, data, plan, work, n, n),
        (start.append, data, plan, work, n, n),
        (moves.relocated, data, plan, n, n, n, n, n),
        (moves.exchanged, data, plan, n, n, n, n),
        (moves.crossed, data, plan, n, n, n, n),
        (moves.shifted, data, plan, n, n, n, n),
        (improve._do_relocate, data, plan, plan, work, n, n, n, n, n),
        (improve._do_exchange, data, plan, plan, work, n, n, n, n),
        (improve._do_cross, data, plan, plan, work, n, n, n, n),
        (improve._do_shift, data, plan, plan, work, n, n, n, n),
        (improve._move, data, plan, plan, work, n, n, n, n, n),
        (improve._exchange, data, plan, plan, work, n, n, n, n),
        (improve._cross, data, plan, plan, work, n, n, n, n),
        (improve._behind, data, plan, plan, work, n, n, n, n),
        (improve._before, data, plan, plan, work, n, n, n, n),
        (improve._improve_one, data, plan, plan, work, n),
        (improve.improve, data, plan, plan, work, n),
        (anneal.build, data, plan, plan, work),
        (anneal.anneal, data, plan, plan, plan, work, n, f8, f8),
    ]:
        function.compile(tuple(arguments))
        function.disable_compile()
