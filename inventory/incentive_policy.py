"""The figures of rewards and penalties (S8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from inventory.order_results import FARTHEST_M, is_product
from inventory.orders import OrderKind
from refusals import FieldProblem, Text, in_range, refuse_all, unique

MOST_FEN = 10**8
LONGEST_S = 366 * 24 * 3600


class Post(StrEnum):
    """Who receives or pays: an outlet, or somebody of the head office or a province by what they do there."""

    OUTLET = "outlet"
    FORWARDING_CLERK = "forwarding_clerk"
    DIRECTOR = "director"
    PARTS_ADMINISTRATOR = "parts_administrator"
    CHASING_CLERK = "chasing_clerk"
    PARTS_GROUP = "parts_group"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReward:
    """``amount_fen`` for a unit of the kind ``product``, such as ``twin_tub``."""

    product: str
    amount_fen: int

    def __post_init__(self) -> None:
        refuse_all(is_product("product", self.product), in_range("amount_fen", self.amount_fen, 0, MOST_FEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTime:
    """A unit done within ``near_s`` up to ``near_m`` from the outlet, or within ``far_s`` farther away, is rewarded."""

    near_m: int
    near_s: int
    far_s: int
    rewards: tuple[UnitReward, ...]

    def __post_init__(self) -> None:
        refuse_all(
            in_range("near_m", self.near_m, 0, FARTHEST_M),
            in_range("near_s", self.near_s, 1, LONGEST_S),
            in_range("far_s", self.far_s, 1, LONGEST_S),
            unique("rewards", [one.product for one in self.rewards]),
        )

    def allowed_s(self, distance_m: int) -> int:
        return self.near_s if distance_m <= self.near_m else self.far_s

    def reward_fen(self, product: str) -> int:
        """Nothing for what the policy doesn't name."""
        return next((one.amount_fen for one in self.rewards if one.product == product), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateStep:
    """What an outlet pays for an order that took more than ``over_s``, unless it took more than a later step as well."""

    over_s: int
    amount_fen: int

    def __post_init__(self) -> None:
        refuse_all(in_range("over_s", self.over_s, 1, LONGEST_S), in_range("amount_fen", self.amount_fen, 0, MOST_FEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceAmounts:
    """An amount for each of the three who answer for a province."""

    director_fen: int
    parts_administrator_fen: int
    chasing_clerk_fen: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("director_fen", self.director_fen, 0, MOST_FEN),
            in_range("parts_administrator_fen", self.parts_administrator_fen, 0, MOST_FEN),
            in_range("chasing_clerk_fen", self.chasing_clerk_fen, 0, MOST_FEN),
        )

    @property
    def by_post(self) -> dict[Post, int]:
        return {
            Post.DIRECTOR: self.director_fen,
            Post.PARTS_ADMINISTRATOR: self.parts_administrator_fen,
            Post.CHASING_CLERK: self.chasing_clerk_fen,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceMonth:
    """A province of which more than ``share_percent`` of a month's orders took over ``late_s`` loses the ``bonus`` of the month.

    If more than ``orders`` of them took over ``very_late_s`` as well, it also pays ``per_order`` for each of those.
    """

    late_s: int
    share_percent: int
    bonus: ProvinceAmounts
    very_late_s: int
    orders: int
    per_order: ProvinceAmounts

    def __post_init__(self) -> None:
        refuse_all(
            in_range("late_s", self.late_s, 1, LONGEST_S),
            in_range("share_percent", self.share_percent, 0, 100),
            in_range("very_late_s", self.very_late_s, self.late_s, LONGEST_S),
            in_range("orders", self.orders, 0, 100_000),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentivePolicy:
    """Rewards and penalties for orders of ``kinds`` (S8).

    An order is late once it took more than the first of ``outlet_steps``: then the outlet pays, or the province
    (``province_fault``), or the parts group (``head_office_fen``), by whose matter it is. A clerk pays ``late_forward_fen`` for
    each order forwarded late. A month is settled ``settles_after_days`` after its last day, when all of it is known.
    """

    kinds: tuple[OrderKind, ...]
    on_time: OnTime
    late_forward_fen: int
    outlet_steps: tuple[LateStep, ...]
    province_fault: ProvinceAmounts
    province_month: ProvinceMonth
    head_office_fen: int
    settles_after_days: int

    def __post_init__(self) -> None:
        rising = all(one.over_s < following.over_s for one, following in pairwise(self.outlet_steps))
        text = Text(en="must be in the order of over_s, none twice", zh="应按 over_s 递增且不重复")
        refuse_all(
            in_range("kinds", len(self.kinds), 1, len(OrderKind)),
            unique("kinds", self.kinds),
            in_range("late_forward_fen", self.late_forward_fen, 0, MOST_FEN),
            in_range("outlet_steps", len(self.outlet_steps), 1, 10),
            None if rising else FieldProblem("outlet_steps", "out_of_order", text),
            in_range("head_office_fen", self.head_office_fen, 0, MOST_FEN),
            in_range("settles_after_days", self.settles_after_days, 0, 366),
        )
