"""What the customers of the past month said when they were called back (S9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fieldops.actions.desk import Desk
from fieldops.actions.policies import callbacks_on
from fieldops.demo.dice import Dice
from fieldops.demo.past import PastMonth, PastOrder, Story
from fieldops.demo.past_lives import HOTLINE
from fieldops.store import callbacks, visits
from inventory.aftercare import Attempt, Callback, CallbackPolicy, ClosedOrder, Satisfaction, callback_for, record
from inventory.visits import State, Visit

ANSWERS = (Satisfaction.VERY_SATISFIED, Satisfaction.SATISFIED, Satisfaction.FAIR, Satisfaction.DISSATISFIED, None)
PROMPT, LATE = (46, 36, 9, 2, 7), (12, 30, 28, 22, 8)
"""How often which answer is given, None for nobody who answers."""


async def call_back(past: PastMonth, seed: int, desk: Desk) -> None:
    """Every visit that was done, as far as its callback was due by now."""
    of = {one.life.number: one for one in past.orders}
    done = [visit for visit in await visits.of_orders(of) if visit.state is State.DONE]
    policies = await callbacks_on({desk.day(visit.closed.at) for visit in done if visit.closed})
    dice = Dice(seed, "past callbacks")
    called = (_called(of[visit.order], visit, policies, dice, desk) for visit in done)
    await callbacks.add([one for one in called if one is not None])


def _called(
    past: PastOrder, visit: Visit, policies: Mapping[date, CallbackPolicy], dice: Dice, desk: Desk
) -> Callback | None:
    assert visit.closed is not None
    assert visit.technician is not None
    order = ClosedOrder(
        number=visit.order,
        visit=visit.number,
        kind=past.order.kind,
        outlet=visit.node,
        technician=visit.technician,
        closed_at=visit.closed.at,
    )
    policy = policies[desk.day(order.closed_at)]
    callback = callback_for(order, policy, zone=desk.zone)
    answer = dice.weighted(ANSWERS, PROMPT if past.story is Story.PROMPT else LATE)
    if callback is None or callback.due_at > desk.now:
        return callback
    at = order.closed_at + (callback.due_at - order.closed_at) * dice.between(0.5, 1)
    at = at.replace(second=0, microsecond=0)
    for _ in range(policy.attempts if answer is None else 1):
        callback = record(callback, Attempt(at=at, by=HOTLINE, answer=answer), policy, now=desk.now)
    return callback
