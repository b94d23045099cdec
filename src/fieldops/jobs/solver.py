"""The solver in a process of its own: it keeps a core busy, and the event loop must not wait for it.

The process imports the planner and nothing else. Both sides send pickles, each behind its length; the end of its input
tells the process to stop, and comes by itself when this process dies.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from fieldops.jobs.framing import LENGTH, length_of, packed, unpacked
from routing.plan import Plan
from routing.problem import RoutingProblem
from routing.search import OnProgress, Progress

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

COMMAND = (sys.executable, "-m", "fieldops.jobs.solver_process")


class SolverDied(RuntimeError):
    """The solver's process ended without an answer: killed, or out of memory."""


class Solver(Protocol[T_co]):
    """:func:`routing.solve.solve`, or another function of the planner that goes on until a time limit."""

    def __call__(
        self, problem: RoutingProblem, *, time_limit_s: float, seed: int, on_progress: OnProgress, begin: Plan | None
    ) -> T_co: ...


async def apart(
    solver: Solver[T],
    problem: RoutingProblem,
    *,
    time_limit_s: float,
    seed: int,
    on_progress: Callable[[Progress], Awaitable[bool]],
    begin: Plan | None = None,
) -> T:
    """What ``solver`` returns, in another process; ``on_progress`` returning False stops it.

    Raises SolverDied, or what the solver raised.
    """
    process = await asyncio.create_subprocess_exec(*COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
    assert process.stdin is not None
    try:
        process.stdin.write(packed((solver, problem, time_limit_s, seed, begin)))
        await process.stdin.drain()
        while True:
            message = await _receive(process)
            if isinstance(message, BaseException):
                raise message
            if not isinstance(message, Progress):
                return message  # type: ignore[no-any-return]  # what the solver returned
            if not await on_progress(message):
                process.stdin.close()
    except (ConnectionError, asyncio.IncompleteReadError) as error:
        raise SolverDied(f"exit code {await process.wait()}") from error
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _receive(process: Process) -> Any:
    assert process.stdout is not None
    length = length_of(await process.stdout.readexactly(LENGTH.size))
    return unpacked(await process.stdout.readexactly(length))
