"""The life of a request for a route plan (V4): one table of states, one door between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from refusals import FieldProblem, Refusal, Text, in_range, refuse_all, with_offset
from routing.policy import MOST_RESERVE


class PlanState(StrEnum):
    """A ``DRAFT`` binds nobody. At most one plan of a province and day is ``PUBLISHED``: its parts are reserved, its visits
    given out. ``SUPERSEDED``: another one was published in its place."""

    QUEUED = "queued"
    RUNNING = "running"
    DRAFT = "draft"
    PUBLISHED = "published"
    FAILED = "failed"
    CANCELLED = "cancelled"
    DISCARDED = "discarded"
    SUPERSEDED = "superseded"


STATES_ZH: dict[PlanState, str] = {
    PlanState.QUEUED: "排队中",
    PlanState.RUNNING: "计算中",
    PlanState.DRAFT: "草稿",
    PlanState.PUBLISHED: "已发布",
    PlanState.FAILED: "失败",
    PlanState.CANCELLED: "已取消",
    PlanState.DISCARDED: "已废弃",
    PlanState.SUPERSEDED: "已被替换",
}
"""What each state is called in Chinese."""

TRANSITIONS: dict[PlanState, frozenset[PlanState]] = {
    PlanState.QUEUED: frozenset({PlanState.RUNNING, PlanState.CANCELLED}),
    # running -> running: the worker died and another one begins anew
    PlanState.RUNNING: frozenset({PlanState.RUNNING, PlanState.DRAFT, PlanState.FAILED, PlanState.CANCELLED}),
    PlanState.DRAFT: frozenset({PlanState.PUBLISHED, PlanState.DISCARDED}),
    # published -> draft: withdrawn before anybody had begun
    PlanState.PUBLISHED: frozenset({PlanState.SUPERSEDED, PlanState.DRAFT}),
    PlanState.FAILED: frozenset(),
    PlanState.CANCELLED: frozenset(),
    PlanState.DISCARDED: frozenset(),
    PlanState.SUPERSEDED: frozenset(),
}


class PlanStateRefused(Refusal):
    code = "plan_state_refused"
    rule = "V4"
    cause = Text(
        en="The plan is {state}; it can't become {wanted}.",
        zh="该路线计划状态为“{state_zh}”，不能变更为“{wanted_zh}”。",
    )
    remedy = Text(
        en="Look at the plan's present state, or request a new plan.", zh="请查看计划当前状态，或重新生成计划。"
    )


def move(state: PlanState, wanted: PlanState) -> PlanState:
    """The one door: ``wanted`` if the table allows it.

    :raises PlanStateRefused: it doesn't.
    """
    if wanted not in TRANSITIONS[state]:
        raise state_refused(state, wanted)
    return wanted


def state_refused(state: PlanState, wanted: PlanState) -> PlanStateRefused:
    return PlanStateRefused(state=state, state_zh=STATES_ZH[state], wanted=wanted, wanted_zh=STATES_ZH[wanted])


MOST_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What a dispatcher asks for: the plan of a province's technicians for one local day, or for so many ``days`` (1 to 3) from it
    on, each of which becomes a plan of its own.

    ``time_limit_s`` bounds the search, 1 to 3,600; ``seed`` fixes its choices. ``today`` is the network's local date.
    ``publish``: as soon as it is made, without anybody looking at it. ``based_on``: the plan from which the search goes on, and
    of which what is locked stays.
    """

    province: str
    day: date
    requested_at: datetime
    today: date
    time_limit_s: int
    seed: int = 0
    publish: bool = False
    based_on: int | None = None
    days: int = 1
    reserve: int | None = None

    def __post_init__(self) -> None:
        refuse_all(
            with_offset("requested_at", self.requested_at),
            in_range("time_limit_s", self.time_limit_s, 1, 3600),
            in_range("seed", self.seed, 0, 2**31 - 1),
            in_range("days", self.days, 1, MOST_DAYS),
            None if self.reserve is None else in_range("reserve", self.reserve, 0, MOST_RESERVE),
            _one_day(self.days, self.based_on),
            _past(self.day, self.today),
        )


def _one_day(days: int, based_on: int | None) -> FieldProblem | None:
    if days == 1 or based_on is None:
        return None
    text = Text(en="must be 1 if it is based on a plan, which is of one day", zh="基于某一计划时只能为 1 天")
    return FieldProblem("days", "several_days", text, str(days))


def _past(day: date, today: date) -> FieldProblem | None:
    if day >= today:
        return None
    text = Text(en=f"must not be before today ({today})", zh=f"不能早于今天（{today}）")
    return FieldProblem("day", "too_early", text, str(day))
