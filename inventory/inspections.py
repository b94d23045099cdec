"""An inspection and its report (V3): due, visited, and reported within the days that the policy gives, or late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inventory.check_lists import Answer, CheckItem, CheckList
from inventory.inspection_plans import Equipment, Period
from refusals import Refusal, Text


class State(StrEnum):
    """``OPEN``: somebody is there or was, and its report is awaited; ``LATE``: beyond the day on which that was due."""

    DUE = "due"
    OPEN = "open"
    LATE = "late"
    REPORTED = "reported"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    BEGIN = "begin"
    ANSWER = "answer"
    END_VISIT = "end_visit"
    REPORT = "report"
    FALL_LATE = "fall_late"
    CANCEL = "cancel"


TRANSITIONS: dict[Verb, dict[State, State]] = {
    Verb.BEGIN: {State.DUE: State.OPEN},
    Verb.ANSWER: {State.OPEN: State.OPEN, State.LATE: State.LATE},
    Verb.END_VISIT: {State.OPEN: State.OPEN, State.REPORTED: State.REPORTED},
    Verb.REPORT: dict.fromkeys((State.OPEN, State.LATE), State.REPORTED),
    Verb.FALL_LATE: {State.OPEN: State.LATE},
    Verb.CANCEL: {State.DUE: State.CANCELLED},
}
"""The life of an inspection: where each verb can be said, and where it leads."""


class InspectionWrongState(Refusal):
    code = "inspection_wrong_state"
    rule = "V3"
    cause = Text(
        en="Inspection {number} is {state}; {verb} isn't possible any more, or not yet.",
        zh="巡检 {number} 状态为 {state}，不能执行 {verb}。",
    )
    remedy = Text(en="Read it again: somebody may have gone on with it.", zh="请刷新后查看，可能已有人处理。")


class InspectionIncomplete(Refusal):
    """All that is not answered, at once."""

    code = "inspection_incomplete"
    rule = "V3"
    cause = Text(
        en="Inspection {number} has {count} items without an answer: {summary}.",
        zh="巡检 {number} 尚有 {count} 项未填写：{summary}。",
    )
    remedy = Text(en="Answer them, or say why they were skipped.", zh="请补填，或说明未检原因。")


class NoCheckList(Refusal):
    code = "no_check_list"
    rule = "V3"
    cause = Text(
        en="Inspection {number}: there is no check list for equipment of these kinds: {kinds}.",
        zh="巡检 {number}：以下设备类型没有检查表：{kinds}。",
    )
    remedy = Text(en="Have the technical department make one for each kind.", zh="请技术部门为各类型制定检查表。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """``order`` is the service order that it is visited by. The report is due ``report_working_days`` after the visit.

    ``lists`` are the check lists as they were when it began; ``visited_at`` is when its visit ended.
    """

    number: str
    plan: str
    customer: str
    node: str
    order: str
    period: Period
    equipment: tuple[Equipment, ...]
    report_working_days: int
    state: State = State.DUE
    visit: str | None = None
    visited_at: datetime | None = None
    report_due_at: datetime | None = None
    lists: tuple[CheckList, ...] = ()
    answers: tuple[Answer, ...] = ()
    reported_by: str | None = None
    reported_at: datetime | None = None
    summary: str = ""

    @property
    def was_late(self) -> bool:
        """Its report came after it was due, or hasn't come since."""
        if self.reported_at is None or self.report_due_at is None:
            return self.state is State.LATE
        return self.reported_at > self.report_due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An item that was not good."""

    equipment: Equipment
    item: CheckItem
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairProposal:
    """A repair order that the findings on one piece of equipment ask for; ``id`` is the same however often it is proposed.

    ``fault_level`` is that of its worst finding, 1 (down) to 4; ``fault`` the catalogue's, if that one names one.
    """

    id: str
    inspection: str
    customer: str
    node: str
    equipment: Equipment
    fault_level: int
    fault: str | None
    findings: tuple[Finding, ...]
