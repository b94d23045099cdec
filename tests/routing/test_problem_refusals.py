"""A wrong problem is refused when it is built, with all that is wrong."""

from __future__ import annotations

import pickle
from datetime import datetime
from typing import Any

import pytest
from routing_builders import DAY, MIDNIGHT, H, a_problem, a_stock_place, a_technician, a_visit

from refusals import Invalid
from routing.problem import VAN, Break, Promise, Window


def paths(**parts: Any) -> list[str]:
    with pytest.raises(Invalid) as refused:
        a_problem(**parts)
    return [problem.path for problem in refused.value.problems]


def test_everything_wrong_is_listed_at_once() -> None:
    assert paths(
        visits=[a_visit("v", place=99, duration_s=-1), a_visit("v", windows=[Window(9 * H, 8 * H)])],
        technicians=[a_technician(depots=["nowhere"], work_cost_fen_per_h=-1)],
        stock_places=[a_stock_place(loading_s=-1, stock={"pump": -1})],
        epoch=datetime(2026, 11, 23),  # noqa: DTZ001
    ) == [
        "epoch",
        "visits",
        "visits.0.place",
        "visits.0.duration_s",
        "visits.1.windows.0.end_s",
        "technicians.0.work_cost_fen_per_h",
        "technicians.0.depots",
        "stock_places.0.loading_s",
        "stock_places.0.stock.pump",
    ]


@pytest.mark.parametrize(
    ("visit", "path"),
    [
        ({"id": " "}, "id"),
        ({"place": -1}, "place"),
        ({"place": 0.5}, "place"),
        ({"duration_s": float("nan")}, "duration_s"),
        ({"unserved_cost_fen": -1}, "unserved_cost_fen"),
        ({"unserved_cost_fen": 10**12}, "unserved_cost_fen"),
        ({"promises": (Promise(0, 0, -1),)}, "promises.0.late_fen_per_h"),
        ({"due_s": 10**12}, "promises.0.due_s"),
        ({"windows": [Window(-1, 5)]}, "windows.0.start_s"),
        ({"windows": [Window(0, 10), Window(10, 20)]}, "windows"),
        ({"skills": [""]}, "skills"),
        ({"parts": {"pump": 0}}, "parts.pump"),
        ({"units": {"unit": True}}, "units.unit"),
        ({"technicians": ["nobody"]}, "technicians"),
    ],
)
def test_a_wrong_visit_is_refused(visit: dict[str, Any], path: str) -> None:
    assert f"visits.0.{path}" in paths(visits=[a_visit(**visit)])


@pytest.mark.parametrize(
    ("technician", "path"),
    [
        ({"place": 6}, "start_place"),
        ({"end_place": 6}, "end_place"),
        ({"shift": Window(5, 4)}, "shift.end_s"),
        ({"shift": Window(0, 10**9)}, "shift.end_s"),
        ({"travel_cost_fen_per_km": 10**9}, "travel_cost_fen_per_km"),
        ({"van": {"pump": -1}}, "van.pump"),
        ({"breaks": [Break(Window(10, 20), 0)]}, "breaks.0.duration_s"),
        ({"breaks": [Break(Window(10, 20), 60), Break(Window(70, 90), 60)]}, "breaks.1.window.start_s"),
    ],
)
def test_a_wrong_technician_is_refused(technician: dict[str, Any], path: str) -> None:
    assert f"technicians.0.{path}" in paths(technicians=[a_technician(**technician)])


def test_a_stock_place_can_not_be_called_van() -> None:
    assert paths(stock_places=[a_stock_place(VAN)], technicians=[]) == ["stock_places.0.id"]


def test_a_problem_can_not_be_changed_through_what_it_was_built_from() -> None:
    parts = {"pump": 1}
    problem = a_problem(visits=[a_visit(parts=parts)])
    parts["pump"] = 5

    assert problem.visits[0].parts == {"pump": 1}
    with pytest.raises(TypeError):
        problem.visits[0].parts["pump"] = 5  # type: ignore[index]


def test_a_problem_survives_pickling() -> None:
    problem = a_problem(
        visits=[a_visit(parts={"pump": 1}, windows=[DAY])], technicians=[a_technician(breaks=[Break(DAY, 60)])]
    )

    assert pickle.loads(pickle.dumps(problem)) == problem
    assert problem.epoch == MIDNIGHT


def test_problems_of_the_same_values_in_another_order_of_names_are_equal() -> None:
    one = a_problem(visits=[a_visit(parts={"a": 1, "b": 2}, windows=[Window(9, 10), Window(1, 2)])])
    other = a_problem(visits=[a_visit(parts={"b": 2, "a": 1}, windows=[Window(1, 2), Window(9, 10)])])

    assert pickle.dumps(one) == pickle.dumps(other)
