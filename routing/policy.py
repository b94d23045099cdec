"""What a planner's day costs and takes: the figures of the planning policy (V4)."""

from __future__ import annotations

from dataclasses import dataclass

from refusals import in_range, not_blank, refuse_all

_DAY_S = 24 * 3600
_MOST_FEN = 10**8
MOST_RESERVE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfVisit:
    """How long a visit takes that no fault of the catalogue describes, and the skill and tools that it asks for."""

    duration_s: int
    skill: str
    tools: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_all(in_range("duration_s", self.duration_s, 60, 12 * 3600), not_blank("skill", self.skill))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningPolicy:
    """Money in fen up to a million yuan, times in seconds.

    A visit that stays unserved costs ``unserved_fen`` when its promise ends by the end of the planned day,
    ``unserved_later_fen`` when another day would still do, ``unserved_swap_fen`` for a swap (B1); the urgency of fault
    levels 1 and 2 (S5) multiplies that by ``level_1_factor`` and ``level_2_factor``. One stop at a stock place takes
    ``loading_s``, between ``stock_opens_s`` and ``stock_closes_s`` after local midnight.

    A promise that a plan misses costs ``missed_fen`` once, times the urgency, and ``late_fen_per_h`` on top (S8). Technicians may
    work up to ``overtime_s`` beyond their shift, for ``overtime_fen_per_h`` more; beyond ``fair_work_s`` of work a day each
    hour costs ``fair_fen_per_h`` more. When a day with a published plan is planned again (V5), a visit that starts more than
    ``told_give_s`` after the time it was given costs ``retimed_fen``, another technician ``reassigned_fen``; a locked time
    may move by ``lock_give_s``. A visit costs ``outside_area_fen`` if a technician does it who has home areas, none of which is
    that of its outlet, and ``not_preferred_fen`` if it is none of those whom the customer prefers.
    ``reserve``: so many technicians of each node are kept free, where more are on duty. If ``swaps_return``, whoever swaps a unit
    brings the old one to its workshop on the same route (B4). What isn't given costs nothing and isn't allowed.
    """

    work_fen_per_h: int
    travel_fen_per_km: int
    late_fen_per_h: int
    unserved_fen: int
    unserved_later_fen: int
    unserved_swap_fen: int
    level_1_factor: int
    level_2_factor: int
    loading_s: int
    stock_opens_s: int
    stock_closes_s: int
    installation: KindOfVisit
    inspection: KindOfVisit
    swap: KindOfVisit
    missed_fen: int = 0
    overtime_s: int = 0
    overtime_fen_per_h: int = 0
    fair_work_s: int = _DAY_S
    fair_fen_per_h: int = 0
    told_give_s: int = 0
    retimed_fen: int = 0
    reassigned_fen: int = 0
    lock_give_s: int = 0
    outside_area_fen: int = 0
    not_preferred_fen: int = 0
    reserve: int = 0
    swaps_return: bool = False

    def __post_init__(self) -> None:
        refuse_all(
            in_range("work_fen_per_h", self.work_fen_per_h, 0, _MOST_FEN),
            in_range("travel_fen_per_km", self.travel_fen_per_km, 0, 1_000_000),
            in_range("late_fen_per_h", self.late_fen_per_h, 0, _MOST_FEN),
            in_range("unserved_fen", self.unserved_fen, 0, _MOST_FEN),
            in_range("unserved_later_fen", self.unserved_later_fen, 0, _MOST_FEN),
            in_range("unserved_swap_fen", self.unserved_swap_fen, 0, _MOST_FEN),
            in_range("level_1_factor", self.level_1_factor, 1, 10),
            in_range("level_2_factor", self.level_2_factor, 1, 10),
            in_range("loading_s", self.loading_s, 0, 4 * 3600),
            in_range("stock_opens_s", self.stock_opens_s, 0, _DAY_S),
            in_range("stock_closes_s", self.stock_closes_s, self.stock_opens_s, _DAY_S),
            in_range("missed_fen", self.missed_fen, 0, _MOST_FEN),
            in_range("overtime_s", self.overtime_s, 0, 12 * 3600),
            in_range("overtime_fen_per_h", self.overtime_fen_per_h, 0, _MOST_FEN),
            in_range("fair_work_s", self.fair_work_s, 0, _DAY_S),
            in_range("fair_fen_per_h", self.fair_fen_per_h, 0, _MOST_FEN),
            in_range("told_give_s", self.told_give_s, 0, _DAY_S),
            in_range("retimed_fen", self.retimed_fen, 0, _MOST_FEN),
            in_range("reassigned_fen", self.reassigned_fen, 0, _MOST_FEN),
            in_range("lock_give_s", self.lock_give_s, 0, _DAY_S),
            in_range("outside_area_fen", self.outside_area_fen, 0, _MOST_FEN),
            in_range("not_preferred_fen", self.not_preferred_fen, 0, _MOST_FEN),
            in_range("reserve", self.reserve, 0, MOST_RESERVE),
        )
