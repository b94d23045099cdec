"""Plans as people read them (V4)."""

from __future__ import annotations

from fieldops.store import plan_premises
from fieldops.store import plans as store
from fieldops.store.plan_premises import PlanPremises
from fieldops.store.plans import PlanHead
from refusals import Refusal, Text
from routing.requests import STATES_ZH, PlanState

MADE = frozenset({PlanState.DRAFT, PlanState.PUBLISHED, PlanState.SUPERSEDED, PlanState.DISCARDED})


class PlanNotMadeYet(Refusal):
    code = "plan_not_made_yet"
    rule = "V4"
    cause = Text(en="Plan {plan} is {state}: there is nothing in it.", zh="计划 {plan} 状态为“{state_zh}”，没有内容。")
    remedy = Text(en="Wait until it is made, or plan again.", zh="请等待计划生成，或重新计划。")


async def made(plan_id: int) -> PlanHead:
    """:raises NotFound: :raises PlanNotMadeYet:"""
    head = await store.head(plan_id)
    if head.state not in MADE:
        raise PlanNotMadeYet(plan=plan_id, state=head.state, state_zh=STATES_ZH[head.state])
    return head


async def premises(plan_id: int) -> PlanPremises:
    """:raises NotFound: :raises PlanNotMadeYet: :raises PlanNotEditable: an older version of the program made it."""
    await made(plan_id)
    return await plan_premises.premises(plan_id)
