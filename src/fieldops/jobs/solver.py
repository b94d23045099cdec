"""The solver in a process of its own: it keeps a core busy, and the event loop must not wait for it."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection

from routing.plan import Plan
from routing.problem import RoutingProblem
from routing.search import Progress
from routing.solve import solve

SPAWN = multiprocessing.get_context("spawn")  # a fork would share the parent's sockets and threads


class SolverDied(RuntimeError):
    """The solver's process ended without an answer: killed, or out of memory."""


async def solve_apart(
    problem: RoutingProblem,
    *,
    time_limit_s: float,
    seed: int,
    on_progress: Callable[[Progress], Awaitable[bool]],
) -> Plan:
    """:func:`routing.solve.solve` in another process; ``on_progress`` returning False stops it.

    The process ends with this one, however that ends. Raises SolverDied, or what the solver raised.
    """
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=_solve_for, args=(theirs, problem, time_limit_s, seed), daemon=True)
    process.start()
    theirs.close()
    try:
        while True:
            try:
                message = await asyncio.to_thread(ours.recv)
            except EOFError:
                raise SolverDied(f"exit code {process.exitcode}") from None
            if isinstance(message, Plan):
                return message
            if isinstance(message, BaseException):
                raise message
            if not await on_progress(message):
                ours.send("stop")
    finally:
        process.terminate()
        await asyncio.to_thread(process.join)
        ours.close()


def _solve_for(parent: Connection, problem: RoutingProblem, time_limit_s: float, seed: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to deal with

    def report(progress: Progress) -> bool:
        # a pipe that is readable holds "stop", or its other end is gone
        if parent.poll():
            return False
        parent.send(progress)
        return True

    try:
        parent.send(solve(problem, time_limit_s=time_limit_s, seed=seed, on_progress=report))
    except BrokenPipeError:
        return
    except Exception as error:  # noqa: BLE001 - it is raised again on the other side
        parent.send(error)
