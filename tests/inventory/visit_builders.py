"""Visits and their steps for tests: right in every field, and each field can be given."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from builders import NOW

from inventory.visit_endings import Failed, Failure, ToBeContinued, ToWorkshop, Unfinished
from inventory.visit_part_steps import OldPieces, PartUsed
from inventory.visit_steps import (
    Arrived,
    Charged,
    ConditionNoted,
    Did,
    IdentityShown,
    Left,
    Method,
    NotSigned,
    Phoned,
    Photo,
    Signed,
    Step,
    Unsigned,
    Withdrawn,
    WorkDone,
)
from inventory.visits import Cancelled, Closed, Closing, State, Visit, VisitPolicy

MINUTE = timedelta(minutes=1)
LATER = NOW + timedelta(hours=12)
"""When a phone without a network sends what it has."""

POLICY = VisitPolicy(
    needs_done=(Did.ARRIVED, Did.IDENTITY_SHOWN, Did.CONDITION_NOTED, Did.WORK_DONE, Did.SIGNED),
    needs_continued=(Did.CONDITION_NOTED, Did.SIGNED),
    needs_workshop=(Did.CONDITION_NOTED, Did.SIGNED),
    needs_failed=(Did.PHONED,),
    unsigned_for=(Unsigned.ABSENT, Unsigned.UNABLE),
    clock_tolerance_s=300,
)
LENIENT = VisitPolicy(
    needs_done=(Did.WORK_DONE,),
    needs_continued=(),
    needs_workshop=(Did.PHOTO,),
    needs_failed=(),
    unsigned_for=(),
    clock_tolerance_s=0,
)
"""A second policy: other figures, same code."""

USUAL: dict[type[Step], dict[str, Any]] = {
    Phoned: {"reached": True},
    Left: {},
    Arrived: {},
    IdentityShown: {},
    ConditionNoted: {"complete": True, "tampered": False},
    WorkDone: {"text": "更换排水泵"},
    PartUsed: {"part": "DP-1", "quantity": 1, "place": "ZJ-T001/VAN", "old": OldPieces(taken=1)},
    Photo: {"file": "a" * 32},
    Signed: {"file": "b" * 32, "signer": "王小明"},
    NotSigned: {"reason": Unsigned.ABSENT, "note": "把钥匙交给了邻居"},
    Charged: {"amount_fen": 12_000, "method": Method.WECHAT},
    ToBeContinued: {"reason": Unfinished.PART_MISSING, "next_time": "更换电脑板"},
    ToWorkshop: {"workshop": "ZJ/SHOP", "reason": "轴承需压装"},
    Failed: {"reason": Failure.NOT_AT_HOME},
    Withdrawn: {"of": "photo", "reason": "拍错了"},
}


def a_step(kind: type[Step], minute: int = 0, **given: Any) -> Any:
    """Done ``minute`` minutes after the booking; its id is its kind's if none is given."""
    return kind(**{"id": kind.did.value, "by": "ZJ-T001", "at": NOW + minute * MINUTE, **USUAL[kind], **given})


def a_visit(*steps: Step, **given: Any) -> Visit:
    """Planned for ZJ-T001."""
    usual = {"number": "V-1", "order": "SO-1", "node": "ZJ-001", "booked_at": NOW, "technician": "ZJ-T001"}
    return Visit(**{**usual, "steps": tuple(sorted(steps, key=lambda one: (one.at, one.id))), **given})


def whole_steps() -> list[Step]:
    """All that a finished repair has, in the order of its times."""
    kinds = [Phoned, Left, Arrived, IdentityShown, ConditionNoted, WorkDone, PartUsed, Photo, Signed, Charged]
    at_once = a_step(Photo, 2, id="a-photo-while-leaving")
    return [*(a_step(kind, minute) for minute, kind in enumerate(kinds, start=1)), at_once]


def a_closing(**given: Any) -> Closing:
    return Closing(**{"by": "ZJ-T001", "at": NOW + 60 * MINUTE, "steps": (), **given})


def a_visit_in(state: State) -> Visit:
    """A visit that has come to ``state``."""
    there = [a_step(Left, 1), a_step(Arrived, 2)]
    match state:
        case State.BOOKED:
            return a_visit(technician=None)
        case State.PLANNED:
            return a_visit()
        case State.ON_THE_WAY:
            return a_visit(there[0])
        case State.ON_SITE:
            return a_visit(*there)
        case State.CANCELLED:
            return a_visit(cancelled=Cancelled(by="clerk", at=NOW, reason="客户取消"))
        case _:
            return a_visit(*there, closed=Closed(outcome=state, by="ZJ-T001", at=NOW + 60 * MINUTE))
