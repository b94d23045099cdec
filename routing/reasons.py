"""Why a visit is on no route, and what would help at which cost, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from refusals import Text


class UnservedReason(StrEnum):
    NO_TECHNICIAN = "no_technician"
    NO_SKILL = "no_skill"
    NO_TOOL = "no_tool"
    OUTSIDE_SHIFT = "outside_shift"
    WINDOW_TOO_TIGHT = "window_too_tight"
    PART_UNAVAILABLE = "part_unavailable"
    PART_TAKEN = "part_taken"
    SET_ASIDE = "set_aside"
    PART_LATE = "part_late"
    PART_NOT_IN_TIME = "part_not_in_time"
    NO_WORKSHOP = "no_workshop"
    UNREACHABLE = "unreachable"
    TOO_FAR = "too_far"
    LIMITS = "limits"
    SEQUENCE = "sequence"
    TOGETHER = "together"
    APART = "apart"
    RESERVE = "reserve"
    CAPACITY = "capacity"
    COSTS_MORE = "costs_more"
    NOT_FOUND = "not_found"
    TAKEN_OUT = "taken_out"


class RemedyKind(StrEnum):
    CALL_IN = "call_in"
    CALL_IN_SKILLED = "call_in_skilled"
    LET_DO = "let_do"
    GIVE_TOOLS = "give_tools"
    OVERTIME = "overtime"
    OTHER_TIME = "other_time"
    LOAD_VAN = "load_van"
    REQUEST_PART = "request_part"
    FETCH_FROM = "fetch_from"
    RELEASE = "release"
    USE_RESERVE = "use_reserve"
    DISPLACE = "displace"
    RAISE_LIMITS = "raise_limits"
    UNTIE = "untie"
    OTHER_WORKSHOP = "other_workshop"
    CHECK_MAP = "check_map"
    OTHER_DAY = "other_day"
    RAISE_COST = "raise_cost"
    PUT_BACK = "put_back"


_REASONS: Mapping[UnservedReason, Text] = {
    UnservedReason.NO_TECHNICIAN: Text(
        en="No technician who may do it is on duty.", zh="可承担此任务的维修人员均不当班。"
    ),
    UnservedReason.NO_SKILL: Text(
        en="No technician on duty who may do it has the skill: {skills}.",
        zh="可承担的当班人员均不具备所需技能：{skills}。",
    ),
    UnservedReason.NO_TOOL: Text(
        en="No able technician has the tool, or can fetch it in time: {tools}.",
        zh="可用人员没有所需工具，也无法及时取到：{tools}。",
    ),
    UnservedReason.OUTSIDE_SHIFT: Text(
        en="Its time window, or its duration of {minutes} min, doesn't fit the shift of any able technician.",
        zh="其时间窗或所需时长（{minutes} 分钟）与可用人员的班次不符。",
    ),
    UnservedReason.WINDOW_TOO_TIGHT: Text(
        en="Its window closes at {until}; the earliest that anyone can be there is {earliest} ({technician}).",
        zh="其时间窗于 {until} 结束，最早也要 {earliest} 才有人（{technician}）能到。",
    ),
    UnservedReason.PART_UNAVAILABLE: Text(
        en="Not enough stock that an able technician may use: {parts}.", zh="可用人员能取用的库存不足：{parts}。"
    ),
    UnservedReason.PART_TAKEN: Text(
        en="What there is of {parts} is taken for {visits}.", zh="{parts} 的库存已用于 {visits}。"
    ),
    UnservedReason.SET_ASIDE: Text(
        en="Only units set aside for swaps are left: {parts} at {place}.", zh="仅余 {place} 为换机预留的备机：{parts}。"
    ),
    UnservedReason.PART_LATE: Text(
        en="Its part arrives too late: {parts} at {place}, {arrives}.",
        zh="所需配件到货太晚：{parts}，{arrives} 到 {place}。",
    ),
    UnservedReason.PART_NOT_IN_TIME: Text(
        en="Its parts can't be picked up and brought in time: {parts}.", zh="无法及时取到并送达所需配件：{parts}。"
    ),
    UnservedReason.NO_WORKSHOP: Text(
        en="Nobody who could do it can bring its unit to {place} on the same route.",
        zh="可用人员无法在同一路线将换下的机器送到 {place}。",
    ),
    UnservedReason.UNREACHABLE: Text(
        en="No road leads there from where any able technician could come.", zh="可用人员没有道路可以到达该地点。"
    ),
    UnservedReason.TOO_FAR: Text(
        en="No able technician can reach it and be back within the shift, even with nothing else to do.",
        zh="即使不安排其他任务，可用人员也无法在班次内往返。",
    ),
    UnservedReason.LIMITS: Text(
        en="It alone is more than a route of any able technician may carry, count or measure.",
        zh="仅此一项任务即超出可用人员路线的载量、任务数或里程上限。",
    ),
    UnservedReason.SEQUENCE: Text(
        en="It must wait for {visits}, which isn't served, or not early enough.",
        zh="须在 {visits} 之后进行，而后者未安排或完成太晚。",
    ),
    UnservedReason.TOGETHER: Text(
        en="It must be done by who does {visits}, and they have no room for it.",
        zh="须与 {visits} 由同一人员完成，而该人员无法再排入。",
    ),
    UnservedReason.APART: Text(
        en="It must not be done by who does {visits}, and nobody else has room for it.",
        zh="不得与 {visits} 由同一人员完成，而其他人员无法排入。",
    ),
    UnservedReason.RESERVE: Text(
        en="There is room only with technicians who are kept in reserve: {technician}.",
        zh="仅机动人员有空：{technician}。",
    ),
    UnservedReason.CAPACITY: Text(
        en="It could be done alone, but there is no room beside the other visits.",
        zh="单独可以完成，但与其他任务一起未能排入。",
    ),
    UnservedReason.COSTS_MORE: Text(
        en="Serving it would cost more ({cost} yuan, by {technician}) than leaving it out ({unserved_cost} yuan).",
        zh="安排此任务的成本（{technician}，{cost} 元）高于不安排的代价（{unserved_cost} 元）。",
    ),
    UnservedReason.NOT_FOUND: Text(
        en="There is room for it with {technician}; the search ended before it was found.",
        zh="{technician} 可以承担，但在限时内未排入。",
    ),
    UnservedReason.TAKEN_OUT: Text(en="It was taken out of the plan by hand.", zh="已由人工从计划中取出。"),
}

_REMEDIES: Mapping[RemedyKind, Text] = {
    RemedyKind.CALL_IN: Text(en="Call in another technician", zh="增派一名人员"),
    RemedyKind.CALL_IN_SKILLED: Text(en="Call in a technician with {skills}", zh="安排具备 {skills} 的人员到岗"),
    RemedyKind.LET_DO: Text(en="Let {technician} do it", zh="允许 {technician} 承担"),
    RemedyKind.GIVE_TOOLS: Text(en="Give {technician} {tools}", zh="为 {technician} 配备 {tools}"),
    RemedyKind.OVERTIME: Text(en="Let {technician} work until {until}", zh="{technician} 加班至 {until}"),
    RemedyKind.OTHER_TIME: Text(
        en="Agree with the customer on {start} ({technician})", zh="与客户另约 {start}（{technician}）"
    ),
    RemedyKind.LOAD_VAN: Text(
        en="Load {parts} into the van of {technician} beforehand", zh="提前将 {parts} 装上 {technician} 的车"
    ),
    RemedyKind.REQUEST_PART: Text(en="Request {parts} for {technician}", zh="为 {technician} 申请 {parts}"),
    RemedyKind.FETCH_FROM: Text(
        en="Let {technician} fetch {parts} at {place}", zh="允许 {technician} 到 {place} 取 {parts}"
    ),
    RemedyKind.RELEASE: Text(
        en="Release {parts} from what is set aside at {place}, if the coverage stays",
        zh="若不影响保障覆盖，解除 {place} 的预留 {parts}",
    ),
    RemedyKind.USE_RESERVE: Text(en="Send {technician}, who is kept in reserve", zh="派出机动人员 {technician}"),
    RemedyKind.DISPLACE: Text(en="Leave out {visits} instead ({technician})", zh="改为不安排 {visits}（{technician}）"),
    RemedyKind.RAISE_LIMITS: Text(en="Let {technician} go beyond the limits", zh="允许 {technician} 超出上限"),
    RemedyKind.UNTIE: Text(
        en="Plan the visits that it depends on, or drop the condition", zh="请先安排其关联任务，或取消该条件"
    ),
    RemedyKind.OTHER_WORKSHOP: Text(
        en="Let {technician} bring it another day or elsewhere", zh="允许 {technician} 改日或送往他处"
    ),
    RemedyKind.CHECK_MAP: Text(en="Check where the site is on the map", zh="请核对客户地点坐标"),
    RemedyKind.OTHER_DAY: Text(
        en="Several things are in its way at once: plan it for another day, or give it to another outlet",
        zh="同时受多项限制：请改日安排，或改派其他网点",
    ),
    RemedyKind.RAISE_COST: Text(
        en="Raise the cost of leaving it out, or give it to a nearer outlet", zh="请提高不安排的代价，或改派较近的网点"
    ),
    RemedyKind.PUT_BACK: Text(en="Put it on a route, or plan again", zh="请手工排入路线，或重新计划"),
}

_COSTS = Text(en="{remedy}: {cost} yuan.", zh="{remedy}：{cost} 元。")
_PLAIN = Text(en="{remedy}.", zh="{remedy}。")


@dataclass(frozen=True, slots=True)
class Remedy:
    """``cost_fen``: what the plan would cost more, the cost of leaving the visit out not counted; None if it can't be told."""

    kind: RemedyKind
    facts: Mapping[str, str]
    cost_fen: int | None = None

    @property
    def text(self) -> Text:
        frame = _PLAIN if self.cost_fen is None else _COSTS
        cost = "" if self.cost_fen is None else yuan(self.cost_fen)
        said = _filled(_REMEDIES[self.kind], self.facts)
        return Text(
            en=frame.fill("en", {"remedy": said.en, "cost": cost}),
            zh=frame.fill("zh", {"remedy": said.zh, "cost": cost}),
        )


@dataclass(frozen=True, slots=True)
class Unserved:
    """A visit on no route, the reason that is binding, and what would help, the cheapest first; ``facts`` are the names and
    figures behind the text."""

    visit: str
    reason: UnservedReason
    facts: Mapping[str, str]
    remedies: tuple[Remedy, ...] = ()

    @property
    def message(self) -> Text:
        return _filled(_REASONS[self.reason], self.facts)

    @property
    def remedy(self) -> Text:
        texts = [remedy.text for remedy in self.remedies]
        return Text(en=" ".join(text.en for text in texts), zh="".join(text.zh for text in texts))


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


def _filled(text: Text, facts: Mapping[str, str]) -> Text:
    given = dict[str, object](facts)
    return Text(en=text.fill("en", given), zh=text.fill("zh", given))
