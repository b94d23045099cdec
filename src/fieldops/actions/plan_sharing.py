"""A large plan is shared out among the machines that are free, and put together again (V4)."""

from __future__ import annotations

from fieldops.store import jobs, plan_shares, plans
from routing.excerpt import nobody_moves, put_back
from routing.plan import Plan, Score
from routing.problem import RoutingProblem
from routing.requests import PlanState

MOST_MACHINES = 16


async def offer(plan_id: int, machine: str) -> None:
    """Ask all machines that are free to help with a plan that ``machine`` makes. What was asked before is forgotten."""
    await plan_shares.clear(plan_id)
    await plan_shares.add_helper(plan_id, machine)
    for n in range(1, MOST_MACHINES):
        lock = f"help/{plan_id}/{n}"
        await jobs.defer(jobs.HELP_PLAN, queue=jobs.PLANS_QUEUE, lock=lock, arguments={"plan_id": plan_id})


async def join(plan_id: int, machine: str) -> bool:
    """False if nobody asks any more, or the machine helps already."""
    head = await plans.head(plan_id)
    asked = head.state is PlanState.RUNNING and await plan_shares.helpers(plan_id) > 0
    return asked and await plan_shares.add_helper(plan_id, machine)


async def wanted(plan_id: int, machine: str) -> bool:
    """Whether its help may still be of use."""
    return (await plans.head(plan_id)).state is PlanState.RUNNING and await plan_shares.helps(plan_id, machine)


async def put_together(plan_id: int, problem: RoutingProblem) -> Plan:
    """All routes that were made, to go on from. The shares are gone, and nobody helps any more."""
    routes = nobody_moves(problem)
    for share in await plan_shares.made(plan_id):
        routes = put_back(problem, routes, share)
    await plan_shares.clear(plan_id)
    return Plan(routes, (), Score(), "", 0, 0)
