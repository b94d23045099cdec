"""The reserve plan (P4): a partner says, ahead of a season, which parts it will hold; the system proposes it.

A plan is one value with its lines. What is proposed comes from :mod:`inventory.stocking`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from inventory.network import is_code
from inventory.parts import MOST_PIECES
from inventory.seasons import FIRST_YEAR, LAST_YEAR
from inventory.stocking import Basis
from refusals import FieldProblem, Refusal, Text, in_range, matches, plain_text, refuse_all, unique

MOST_LINES = 2_000


class Status(StrEnum):
    DRAFT = "draft"
    FILED = "filed"


class Verb(StrEnum):
    PROPOSE = "propose"
    EDIT = "edit"
    FILE = "file"
    WITHDRAW = "withdraw"


TRANSITIONS: dict[Verb, dict[Status, Status]] = {
    Verb.PROPOSE: {Status.DRAFT: Status.DRAFT},
    Verb.EDIT: {Status.DRAFT: Status.DRAFT},
    Verb.FILE: {Status.DRAFT: Status.FILED},
    Verb.WITHDRAW: {Status.FILED: Status.DRAFT},
}
"""The life cycle: where each verb can be said, and where it leads. Withdrawing also asks for the day."""


class Standing(StrEnum):
    """How a partner stands for a season: its plan was filed, in time or late; it isn't yet, and can be in time or not."""

    FILED = "filed"
    FILED_LATE = "filed_late"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """A partner's plan for a season of the year in which the season begins."""

    partner: str
    season: str
    year: int

    def __post_init__(self) -> None:
        refuse_all(
            is_code("partner", self.partner),
            matches(
                "season", self.season, "[a-z][a-z0-9_]{0,19}", en="small letters, digits and _", zh="小写字母、数字和 _"
            ),
            in_range("year", self.year, FIRST_YEAR, LAST_YEAR),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedLine:
    """So many pieces are to be there when the season begins."""

    part: str
    quantity: int
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            is_code("part", self.part),
            in_range("quantity", self.quantity, 0, MOST_PIECES),
            plain_text("note", self.note, most=500),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPlan:
    """All lines as they are to be. Without any, the partner files that it needs nothing."""

    lines: tuple[WantedLine, ...]
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            in_range("lines", len(self.lines), 0, MOST_LINES),
            unique("lines", [line.part for line in self.lines]),
            plain_text("note", self.note, most=2000),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """New pieces that the partner has free, its vans' too, and those on the way to it."""

    at_hand: int = 0
    under_way: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``missing`` pieces are to be had until the season; ``basis`` tells what was proposed and why."""

    part: str
    quantity: int
    note: str
    at_hand: int
    under_way: int
    missing: int
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservePlan:
    """To be filed by ``file_by``; ``late_days`` after it was ``filed_on``."""

    number: str
    partner: str
    season: str
    year: int
    starts_on: date
    months: int
    file_by: date
    lines: tuple[Line, ...]
    made_by: str
    status: Status = Status.DRAFT
    note: str = ""
    filed_by: str | None = None
    filed_on: date | None = None
    late_days: int = 0


class ReserveWrongStatus(Refusal):
    """The life cycle does not have this step; also the second of two who take it at once."""

    code = "reserve_wrong_status"
    rule = "P4"
    cause = Text(
        en="Reserve plan {number} is {status}; {verb} isn't possible any more, or not yet.",
        zh="储备计划 {number} 状态为 {status}，不能执行 {verb}。",
    )
    remedy = Text(
        en="Read it again; a filed plan is withdrawn before it is changed.",
        zh="请刷新后查看；已上报的计划须先撤回再修改。",
    )


class FilingDayPast(Refusal):
    code = "filing_day_past"
    rule = "P4"
    cause = Text(
        en="Reserve plan {number} was to be filed by {file_by}; since then it can't be withdrawn.",
        zh="储备计划 {number} 的上报截止日为 {file_by}，此后不能撤回。",
    )
    remedy = Text(
        en="Leave it as it was filed, and ask for what else is needed with a quota request.",
        zh="请保留已上报的计划，另需的配件以配件申请提出。",
    )


def step(plan: ReservePlan, verb: Verb) -> ReservePlan:
    """The plan in the status that the verb leads to.

    :raises ReserveWrongStatus: it stands where this can't be said.
    """
    reached = TRANSITIONS[verb].get(plan.status)
    if reached is None:
        raise ReserveWrongStatus(number=plan.number, status=plan.status, verb=verb)
    return replace(plan, status=reached)


def proposed(bases: Mapping[str, Basis]) -> list[WantedLine]:
    """What the system proposes, by part."""
    return [WantedLine(part=part, quantity=one.quantity) for part, one in sorted(bases.items())]


def lines(wanted: Sequence[WantedLine], bases: Mapping[str, Basis], held: Mapping[str, Held]) -> tuple[Line, ...]:
    """The wanted lines with what is there of each, what is missing, and what was proposed."""
    return tuple(_line(one, bases[one.part], held.get(one.part, Held())) for one in wanted)


def _line(wanted: WantedLine, basis: Basis, held: Held) -> Line:
    return Line(
        part=wanted.part,
        quantity=wanted.quantity,
        note=wanted.note,
        at_hand=held.at_hand,
        under_way=held.under_way,
        missing=max(0, wanted.quantity - held.at_hand - held.under_way),
        basis=basis,
    )


def file(plan: ReservePlan, *, by: str, today: date) -> ReservePlan:
    """:raises ReserveWrongStatus: it is filed."""
    return replace(step(plan, Verb.FILE), filed_by=by, filed_on=today, late_days=max(0, (today - plan.file_by).days))


def withdraw(plan: ReservePlan, *, today: date) -> ReservePlan:
    """:raises ReserveWrongStatus: it isn't filed. :raises FilingDayPast:"""
    reopened = step(plan, Verb.WITHDRAW)
    if today > plan.file_by:
        raise FilingDayPast(number=plan.number, file_by=plan.file_by)
    return replace(reopened, filed_by=None, filed_on=None, late_days=0)


def superseded(path: str, part: str, by: Sequence[str]) -> FieldProblem | None:
    """A season is planned with current parts only; ``by`` are those that supersede the part, the newest last (P6)."""
    if not by:
        return None
    text = Text(en=f"is superseded: plan {by[-1]} instead", zh=f"已被替代，请改为储备 {by[-1]}")
    return FieldProblem(path, "superseded", text, part)


def standing(filed_late_days: int | None, file_by: date, today: date) -> tuple[Standing, int]:
    """How a partner stands, and how many days it is or was late; ``filed_late_days`` None: nothing is filed."""
    if filed_late_days is not None:
        return (Standing.FILED_LATE if filed_late_days else Standing.FILED), filed_late_days
    late = max(0, (today - file_by).days)
    return (Standing.OVERDUE if late else Standing.DUE), late
