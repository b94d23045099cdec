"""The life of a reserve plan: proposed, edited, filed in time or late, withdrawn (P4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from inventory.reserve_plans import (
    TRANSITIONS,
    FilingDayPast,
    Held,
    NewPlan,
    ReservePlan,
    ReserveWrongStatus,
    Standing,
    Status,
    Verb,
    WantedLine,
    WantedPlan,
    file,
    lines,
    proposed,
    standing,
    step,
    superseded,
    withdraw,
)
from inventory.stocking import Basis, Ground
from refusals import Invalid

FILE_BY = date(2027, 1, 30)


def a_plan(**given: Any) -> ReservePlan:
    usual = {
        "number": "RP-000001",
        "partner": "ZJ-001",
        "season": "spring",
        "year": 2027,
        "starts_on": date(2027, 3, 1),
        "months": 3,
        "file_by": FILE_BY,
        "lines": (),
        "made_by": "clerk",
    }
    return ReservePlan(**{**usual, **given})


def a_basis(quantity: int) -> Basis:
    return Basis(
        ground=Ground.AVERAGE,
        since="2026-09",
        months=2,
        pieces=4,
        imported=0,
        monthly=(2, 2),
        rate_milli=2000,
        index_percent=100,
        expected_milli=6000,
        dispersion_percent=100,
        service_percent=95,
        quantity=quantity,
    )


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("status", Status)
def test_each_step_is_taken_where_the_table_says_and_refused_elsewhere(status: Status, verb: Verb) -> None:
    plan = a_plan(status=status)

    if status in TRANSITIONS[verb]:
        assert step(plan, verb).status is TRANSITIONS[verb][status]
    else:
        with pytest.raises(ReserveWrongStatus):
            step(plan, verb)


@pytest.mark.parametrize(("day", "late_days"), [(-20, 0), (0, 0), (1, 1), (40, 40)])
def test_a_plan_filed_after_its_day_is_late_by_the_days(day: int, late_days: int) -> None:
    today = FILE_BY + timedelta(days=day)

    filed = file(a_plan(), by="clerk", today=today)

    assert (filed.status, filed.filed_on, filed.filed_by, filed.late_days) == (Status.FILED, today, "clerk", late_days)


def test_a_filed_plan_is_withdrawn_until_its_filing_day() -> None:
    plan = a_plan()
    filed = file(plan, by="clerk", today=FILE_BY)

    assert withdraw(filed, today=FILE_BY) == plan
    with pytest.raises(FilingDayPast):
        withdraw(filed, today=FILE_BY + timedelta(days=1))
    with pytest.raises(ReserveWrongStatus):
        withdraw(plan, today=FILE_BY)


def test_what_is_missing_is_what_is_neither_at_hand_nor_under_way() -> None:
    bases = {"B": a_basis(8), "A": a_basis(3)}

    [first, second] = lines(proposed(bases), bases, {"A": Held(at_hand=9), "B": Held(at_hand=2, under_way=1)})

    assert (first.part, first.quantity, first.missing) == ("A", 3, 0)
    assert (second.part, second.quantity, second.missing) == ("B", 8, 5)
    assert lines([WantedLine(part="A", quantity=4)], bases, {})[0].missing == 4


@pytest.mark.parametrize(
    ("late_days", "day", "expected"),
    [
        (0, 5, (Standing.FILED, 0)),
        (3, 5, (Standing.FILED_LATE, 3)),
        (None, 0, (Standing.DUE, 0)),
        (None, 5, (Standing.OVERDUE, 5)),
    ],
)
def test_how_a_partner_stands(late_days: int | None, day: int, expected: tuple[Standing, int]) -> None:
    assert standing(late_days, FILE_BY, FILE_BY + timedelta(days=day)) == expected


def test_a_superseded_part_is_refused_with_the_newest_instead() -> None:
    """P6."""
    problem = superseded("lines.0.part", "A", ["B", "C"])

    assert problem is not None
    assert ("C" in problem.text.en, "C" in problem.text.zh, problem.code) == (True, True, "superseded")
    assert superseded("lines.0.part", "C", []) is None


@pytest.mark.parametrize(
    ("kind", "given", "paths"),
    [
        (NewPlan, {"partner": "zj", "season": "Spring", "year": 1999}, ["partner", "season", "year"]),
        (WantedLine, {"part": "", "quantity": -1, "note": "x" * 501}, ["part", "quantity", "note"]),
        (WantedLine, {"part": "A", "quantity": 1.5}, ["quantity"]),
        (WantedPlan, {"lines": (WantedLine(part="A", quantity=1),) * 2, "note": "x" * 2001}, ["lines", "note"]),
        (WantedPlan, {"lines": tuple(WantedLine(part=f"A{n}", quantity=1) for n in range(2001))}, ["lines"]),
    ],
)
def test_all_wrong_fields_are_told_at_once(kind: Any, given: dict[str, Any], paths: list[str]) -> None:
    with pytest.raises(Invalid) as caught:
        kind(**given)

    assert [problem.path for problem in caught.value.problems] == paths
