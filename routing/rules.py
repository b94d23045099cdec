"""The rules of a route plan by their names (V4), as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from refusals import Text


class Rule(StrEnum):
    KNOWN = "known"
    ONE_ROUTE_EACH = "one_route_each"
    SERVED_ONCE = "served_once"
    ALLOWED = "allowed"
    SKILLS = "skills"
    TOOLS = "tools"
    SHIFT = "shift"
    WINDOW = "window"
    TOLD = "told"
    TIMES = "times"
    REACHABLE = "reachable"
    BREAKS = "breaks"
    CAPACITY = "capacity"
    MOST_VISITS = "most_visits"
    MOST_DISTANCE = "most_distance"
    FIXED = "fixed"
    TOGETHER = "together"
    APART = "apart"
    SEQUENCE = "sequence"
    RESERVE = "reserve"
    DEPOT = "depot"
    OPENING = "opening"
    PARTS = "parts"
    ON_BOARD = "on_board"
    STOCK = "stock"
    SET_ASIDE = "set_aside"
    RETURNED = "returned"
    LATE = "late"
    TRAVEL = "travel"
    SCORE = "score"


WORDING: Mapping[Rule, Text] = {
    Rule.KNOWN: Text(en="a plan names only what the problem holds", zh="计划只能引用问题中已有的对象"),
    Rule.ONE_ROUTE_EACH: Text(en="every technician has one route", zh="每名人员恰有一条路线"),
    Rule.SERVED_ONCE: Text(
        en="a visit is on one route, or among those that aren't served", zh="任务只在一条路线上，或列为未安排"
    ),
    Rule.ALLOWED: Text(en="a visit is done by someone who may do it", zh="任务须由允许的人员承担"),
    Rule.SKILLS: Text(en="its technician has the skills it needs", zh="承担者须具备所需技能"),
    Rule.TOOLS: Text(en="its technician has its tools with them", zh="承担者须带有所需工具"),
    Rule.SHIFT: Text(en="a route lies within the shift", zh="路线须在班次之内"),
    Rule.WINDOW: Text(en="work starts within a window of the visit", zh="开始时间须在任务时间窗内"),
    Rule.TOLD: Text(
        en="work doesn't start before the time that the customer was told", zh="不得早于已告知客户的时间开始"
    ),
    Rule.TIMES: Text(en="each stop takes its time, and driving what the roads take", zh="停留与行驶时间须符合实际所需"),
    Rule.REACHABLE: Text(en="each stop can be reached from the one before", zh="每一站须能从上一站到达"),
    Rule.BREAKS: Text(en="each break is taken once within its window", zh="每次休息须在规定时段内恰好一次"),
    Rule.CAPACITY: Text(en="the loads of a route don't exceed the capacity", zh="路线载量不得超过容量"),
    Rule.MOST_VISITS: Text(en="a route has no more visits than allowed", zh="路线任务数不得超过上限"),
    Rule.MOST_DISTANCE: Text(en="a route is no longer than allowed", zh="路线里程不得超过上限"),
    Rule.FIXED: Text(
        en="a route begins with the visits that are fixed for it, in their order", zh="路线须以固定任务按序开头"
    ),
    Rule.TOGETHER: Text(en="these visits are done by the same technician", zh="这些任务须由同一人员完成"),
    Rule.APART: Text(en="these visits are done by different persons", zh="这些任务须由不同人员完成"),
    Rule.SEQUENCE: Text(
        en="a visit starts only after the one that must be done first", zh="须先完成前置任务，方可开始后续任务"
    ),
    Rule.RESERVE: Text(en="enough technicians are kept free", zh="须保留足够的机动人员"),
    Rule.DEPOT: Text(en="technicians stop only at their own stock places", zh="只能在有权限的库存点停靠"),
    Rule.OPENING: Text(en="a stop at a stock place lies within its opening hours", zh="取件停靠须在营业时间内"),
    Rule.PARTS: Text(en="a visit uses exactly what it needs", zh="任务所用配件须与需求一致"),
    Rule.ON_BOARD: Text(en="no visit without its parts on board", zh="没有所需配件不得上门"),
    Rule.STOCK: Text(en="no more is taken than there is by then", zh="取用数量不得超过届时库存"),
    Rule.SET_ASIDE: Text(en="what is set aside is for swaps only", zh="预留备机只用于换机"),
    Rule.RETURNED: Text(
        en="a unit taken out is brought to its workshop on the same route", zh="换下的机器须在同一路线送到维修点"
    ),
    Rule.LATE: Text(en="lateness is told as it is", zh="超时须如实记录"),
    Rule.TRAVEL: Text(en="driving is told as it is", zh="行驶里程与时间须如实记录"),
    Rule.SCORE: Text(en="the score is what the plan costs", zh="评分须与计划成本一致"),
}


@dataclass(frozen=True, slots=True)
class Broken:
    """Why something can't be done: the rule, and the visit, technician or stock place at which it breaks."""

    rule: Rule
    subject: str

    @property
    def message(self) -> Text:
        wording = WORDING[self.rule]
        return Text(en=f"{self.subject}: {wording.en}", zh=f"{self.subject}：{wording.zh}")


@dataclass(frozen=True, slots=True)
class Violation:
    """Found in a plan. ``subject``: the id of the visit, technician or stock place concerned, or ``plan``."""

    rule: Rule
    subject: str
    message: Text


def violation(rule: Rule, subject: str, en: str, zh: str) -> Violation:
    return Violation(rule, subject, Text(en=en, zh=zh))
