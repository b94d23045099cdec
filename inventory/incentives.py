"""Rewards and penalties of a month (S8): each a line with its rule, its figures and a sentence that explains it.

:mod:`inventory.incentive_rules` finds them, :mod:`inventory.incentive_postings` tells what they move in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from inventory.incentive_policy import Post
from inventory.network import is_code
from inventory.quotas import is_month
from refusals import Refusal, Text, refuse_all, with_offset


class LineKind(StrEnum):
    ON_TIME = "on_time"
    FORWARDED_LATE = "forwarded_late"
    OUTLET_LATE = "outlet_late"
    PROVINCE_FAULT = "province_fault"
    HEAD_OFFICE_FAULT = "head_office_fault"
    MONTH_BONUS = "month_bonus"
    MONTH_ORDERS = "month_orders"


class MonthNotSettled(Refusal):
    code = "month_not_settled"
    rule = "S8"
    cause = Text(en="The incentives of {period} are settled after {until}.", zh="{period} 的奖惩在 {until} 之后结算。")
    remedy = Text(
        en="Run it after that day, when all of its orders are known.", zh="请在该日之后、订单结果齐备时运行。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who receives or pays: the partner ``node``, or a ``post`` of the node; ``person`` is who that was, where it is known."""

    post: Post
    node: str
    person: str = ""

    @property
    def code(self) -> str:
        """Such as ``ZJ-021`` and ``ZJ/director``."""
        return self.node if self.post is Post.OUTLET else f"{self.node}/{self.post}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a line rests on; its unit is in the name, as in ``distance_m``."""

    name: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``amount_fen`` above 0 is received by ``party``, below 0 paid. Lines about a whole month have no ``order``.

    ``outlet`` and ``technician`` are set where the line is theirs, not where it is only about their order.
    """

    kind: LineKind
    party: Party
    amount_fen: int
    province: str
    text: Text
    figures: tuple[Figure, ...]
    order: str | None = None
    outlet: str | None = None
    technician: str | None = None
    rule: str = "S8"

    @property
    def key(self) -> str:
        """The same in every run of the month, and of no other line: codes are capitals, kinds and posts are not."""
        return f"{self.kind}/{self.order or self.province}/{self.party.post}/{self.party.node}"


class Why(StrEnum):
    """Why an order isn't judged yet."""

    NOT_DUE = "not_due"
    NO_CAUSE = "no_cause"


@dataclass(frozen=True, slots=True)
class Unsettled:
    order: str
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """``amount_fen`` is the sum of the lines."""

    code: str
    amount_fen: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRun:
    """The lines of ``period``, by key, as orders stood at ``as_of``. What is unsettled comes with a later run."""

    period: str
    as_of: datetime
    lines: tuple[Line, ...]
    unsettled: tuple[Unsettled, ...]

    @property
    def by_order(self) -> tuple[Total, ...]:
        return self._totals(lambda line: line.order)

    @property
    def by_outlet(self) -> tuple[Total, ...]:
        return self._totals(lambda line: line.outlet)

    @property
    def by_technician(self) -> tuple[Total, ...]:
        return self._totals(lambda line: line.technician)

    @property
    def by_province(self) -> tuple[Total, ...]:
        """All that came of a province's orders, whoever receives or pays it."""
        return self._totals(lambda line: line.province)

    @property
    def by_party(self) -> tuple[Total, ...]:
        """What somebody receives or pays: the code is that of the node, with the post where it isn't an outlet."""
        return self._totals(lambda line: line.party.code)

    def _totals(self, whose: Callable[[Line], str | None]) -> tuple[Total, ...]:
        of: dict[str, list[Line]] = {}
        for line in self.lines:
            code = whose(line)
            if code is not None:
                of.setdefault(code, []).append(line)
        return tuple(
            Total(code=code, amount_fen=sum(line.amount_fen for line in some), lines=tuple(some))
            for code, some in sorted(of.items())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month such as ``2026-11`` of the network's time ``zone``, judged as of ``as_of``; ``head_office`` is its node."""

    period: str
    as_of: datetime
    zone: tzinfo
    head_office: str

    def __post_init__(self) -> None:
        refuse_all(
            is_month("period", self.period),
            with_offset("as_of", self.as_of),
            is_code("head_office", self.head_office),
        )
