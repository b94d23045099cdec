"""What no plan could satisfy is refused when the problem is built, all of it at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from routing_builders import MIDNIGHT, H, a_problem, a_stock_place, a_technician, a_visit

from refusals import Invalid
from routing.problem import Arrival, Fair, Overtime, Promise, Reserve, Sequence_, Told, Window

MORNING, AFTERNOON = Window(8 * H, 12 * H), Window(12 * H, 18 * H)
FLAT = (1000,) * 24


def codes(**parts: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        a_problem(**{"visits": [a_visit("v1"), a_visit("v2"), a_visit("v3")], **parts})
    return [(problem.path, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("visit", "path", "code"),
    [
        ({"promises": tuple(Promise(n) for n in range(4))}, "promises", "too_many"),
        ({"promises": (Promise(5), Promise(5, 1))}, "promises", "twice"),
        ({"promises": (Promise(5, -1),)}, "promises.0.missed_fen", "out_of_range"),
        ({"told": Told(Window(9, 8), 1)}, "told.window.end_s", "reversed"),
        ({"told": Told(MORNING, -1)}, "told.change_fen", "out_of_range"),
        ({"told": Told(AFTERNOON, 0), "windows": [Window(8 * H, 9 * H)]}, "told.window.start_s", "impossible"),
        ({"tools": [" "]}, "tools", "blank"),
        ({"load": -1}, "load", "out_of_range"),
        ({"load": 0.5}, "load", "not_whole"),
        ({"returns_to": "nowhere"}, "returns_to", "unknown"),
        ({"prices_fen": {"nobody": 1}}, "prices_fen", "unknown"),
        ({"prices_fen": {"t1": -1}}, "prices_fen.t1", "out_of_range"),
    ],
)
def test_a_wrong_value_of_a_visit_is_refused(visit: dict[str, Any], path: str, code: str) -> None:
    assert codes(visits=[a_visit(**visit)]) == [(f"visits.0.{path}", code)]


@pytest.mark.parametrize(
    ("technician", "path", "code"),
    [
        ({"person": "  "}, "person", "blank"),
        ({"tools": [""]}, "tools", "blank"),
        ({"capacity": -1}, "capacity", "out_of_range"),
        ({"most_visits": -1}, "most_visits", "out_of_range"),
        ({"most_distance_m": -1}, "most_distance_m", "out_of_range"),
        ({"overtime": Overtime(-1, 0)}, "overtime.from_s", "out_of_range"),
        ({"overtime": Overtime(0, -1)}, "overtime.fen_per_h", "out_of_range"),
        ({"fair": Fair(-1, 0)}, "fair.work_s", "out_of_range"),
        ({"fair": Fair(0, -1)}, "fair.fen_per_h", "out_of_range"),
        ({"fixed": ["nothing"]}, "fixed", "unknown"),
        ({"fixed": ["v1", "v1"]}, "fixed", "fixed_twice"),
        ({"fixed": ["v1", "v2"], "most_visits": 1}, "fixed", "too_many"),
    ],
)
def test_a_wrong_value_of_a_technician_is_refused(technician: dict[str, Any], path: str, code: str) -> None:
    assert codes(technicians=[a_technician(**technician)]) == [(f"technicians.0.{path}", code)]


@pytest.mark.parametrize(
    ("arrival", "path"),
    [(Arrival("pump", 0, 0), "quantity"), (Arrival("pump", 1, -1), "at_s"), (Arrival("", 1, 0), "part")],
)
def test_a_wrong_arrival_is_refused(arrival: Arrival, path: str) -> None:
    ((found, _),) = codes(stock_places=[a_stock_place(arrivals=(arrival,))])

    assert found == f"stock_places.0.arrivals.0.{path}"


def test_a_visit_fixed_for_two_is_refused() -> None:
    technicians = [a_technician("t1", fixed=["v1"]), a_technician("t2", fixed=["v1"])]

    assert codes(technicians=technicians) == [("technicians.1.fixed", "fixed_twice")]


def test_a_visit_fixed_for_someone_who_may_not_do_it_is_refused() -> None:
    visits = [a_visit("v1", technicians=["t2"]), a_visit("v2", skills=["gas"])]
    technicians = [a_technician("t1", fixed=["v1", "v2"]), a_technician("t2")]

    assert codes(visits=visits, technicians=technicians) == [
        ("technicians.0.fixed", "not_allowed"),
        ("technicians.0.fixed", "no_skill"),
    ]


def test_shifts_of_one_person_that_overlap_are_refused() -> None:
    technicians = [a_technician("mon", person="wang"), a_technician("mon2", person="wang", shift=AFTERNOON)]

    assert codes(technicians=technicians) == [("technicians.1.shift", "overlap")]


def test_another_van_on_another_shift_of_one_person_is_refused() -> None:
    technicians = [
        a_technician("am", person="wang", shift=MORNING, van={"pump": 1}),
        a_technician("pm", person="wang", shift=AFTERNOON),
    ]

    assert codes(technicians=technicians) == [("technicians.1.van", "another_van")]


def test_a_group_of_unknown_visits_or_of_one_is_refused() -> None:
    assert codes(together=[{"v1", "v9"}], apart=[{"v1"}]) == [("together.0", "unknown"), ("apart.0", "too_few")]


def test_visits_both_together_and_apart_are_refused() -> None:
    assert codes(together=[{"v1", "v2"}], apart=[{"v1", "v2", "v3"}]) == [("apart.0", "impossible")]


def test_visits_together_but_fixed_for_two_are_refused() -> None:
    technicians = [a_technician("t1", fixed=["v1"]), a_technician("t2", fixed=["v2"])]

    assert codes(technicians=technicians, together=[{"v1", "v2"}]) == [("together.0", "impossible")]


def test_visits_apart_but_fixed_for_one_person_are_refused() -> None:
    technicians = [
        a_technician("am", person="wang", shift=MORNING, fixed=["v1"]),
        a_technician("pm", person="wang", shift=AFTERNOON, fixed=["v2"]),
    ]

    assert codes(technicians=technicians, apart=[{"v1", "v2"}]) == [("apart.0", "impossible")]


def test_sequences_in_a_circle_are_refused() -> None:
    sequences = [Sequence_("v1", "v2"), Sequence_("v2", "v3"), Sequence_("v3", "v1")]

    assert codes(sequences=sequences) == [("sequences", "circle")]


def test_a_sequence_of_an_unknown_visit_or_a_negative_gap_is_refused() -> None:
    assert codes(sequences=[Sequence_("v1", "v9", -1)]) == [
        ("sequences.0.then", "unknown"),
        ("sequences.0.gap_s", "out_of_range"),
    ]


def test_visits_fixed_against_their_sequence_are_refused() -> None:
    found = codes(technicians=[a_technician(fixed=["v2", "v1"])], sequences=[Sequence_("v1", "v2")])

    assert found == [("technicians.0.fixed", "wrong_order")]


def test_more_in_reserve_than_there_are_is_refused() -> None:
    reserve = Reserve(frozenset({"t1", "t9"}), 3)

    assert codes(reserves=[reserve])[:2] == [
        ("reserves.0.technicians", "unknown"),
        ("reserves.0.least", "out_of_range"),
    ]


def test_a_reserve_of_technicians_with_fixed_visits_is_refused() -> None:
    found = codes(technicians=[a_technician(fixed=["v1"])], reserves=[Reserve(frozenset({"t1"}), 1)])

    assert found == [("reserves.0.least", "impossible")]


def test_factors_are_one_for_each_hour_of_a_day_that_begins_at_midnight() -> None:
    assert codes(factors=(1000,)) == [("factors", "wrong_length")]
    assert codes(factors=(*FLAT[:-1], 0)) == [("factors.23", "out_of_range")]
    assert codes(factors=FLAT, epoch=MIDNIGHT + timedelta(hours=1)) == [("epoch", "no_midnight")]
    assert a_problem(factors=FLAT).factors == FLAT


def test_all_contradictions_come_with_all_wrong_values() -> None:
    found = codes(
        visits=[a_visit("v1", place=99), a_visit("v2")],
        technicians=[a_technician(fixed=["v2", "v1"])],
        sequences=[Sequence_("v1", "v2")],
    )

    assert [path for path, _ in found] == ["visits.0.place", "technicians.0.fixed"]


def test_promises_are_kept_in_the_order_of_their_dues() -> None:
    assert [promise.due_s for promise in a_visit(promises=(Promise(9), Promise(3))).promises] == [3, 9]
