"""The values of the catalogue refuse bad input when they are built, all of it at once (P6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from builders import a_fault, a_model, a_part, a_receipt, a_skill
from hypothesis import given
from hypothesis import strategies as st

from inventory.parts import Part, PartCount, SupersessionCircle, successors_first
from refusals import Invalid

PUMP = PartCount(part="DP-1", quantity=1)


def a_count(**given: Any) -> PartCount:
    return PartCount(**{"part": "DP-1", "quantity": 1, **given})


@pytest.mark.parametrize(
    ("build", "given", "path", "code"),
    [
        (a_skill, {"code": "Front"}, "code", "wrong_form"),
        (a_skill, {"code": "1st"}, "code", "wrong_form"),
        (a_skill, {"code": "a" * 41}, "code", "wrong_form"),
        (a_skill, {"name_zh": ""}, "name_zh", "blank"),
        (a_model, {"code": "xqg"}, "code", "wrong_form"),
        (a_model, {"name_en": "\n"}, "name_en", "blank"),
        (a_part, {"number": "dp-1"}, "number", "wrong_form"),
        (a_part, {"name_en": "pump\x00"}, "name_en", "control_character"),
        (a_part, {"unit_cost_fen": -1}, "unit_cost_fen", "out_of_range"),
        (a_part, {"unit_cost_fen": 10**9 + 1}, "unit_cost_fen", "out_of_range"),
        (a_part, {"unit_cost_fen": 12.5}, "unit_cost_fen", "not_whole"),
        (a_part, {"unit_cost_fen": True}, "unit_cost_fen", "not_a_number"),
        (a_part, {"barcode": ""}, "barcode", "wrong_form"),
        (a_part, {"barcode": "abc1"}, "barcode", "wrong_form"),
        (a_part, {"superseded_by": "DP-1"}, "superseded_by", "not_allowed"),
        (a_count, {"quantity": 0}, "quantity", "out_of_range"),
        (a_count, {"quantity": -3}, "quantity", "out_of_range"),
        (a_count, {"quantity": 100_001}, "quantity", "out_of_range"),
        (a_count, {"quantity": True}, "quantity", "not_a_number"),
        (a_count, {"quantity": 1.0}, "quantity", "not_whole"),
        (a_fault, {"code": ""}, "code", "wrong_form"),
        (a_fault, {"duration_s": 59}, "duration_s", "out_of_range"),
        (a_fault, {"duration_s": 43_201}, "duration_s", "out_of_range"),
        (a_fault, {"parts": (PUMP, PUMP)}, "parts", "twice"),
        (a_receipt, {"reference": " "}, "reference", "blank"),
        (a_receipt, {"reference": "D" * 81}, "reference", "too_long"),
        (a_receipt, {"lines": ()}, "lines", "missing"),
        (a_receipt, {"lines": (PUMP, PUMP)}, "lines", "twice"),
    ],
)
def test_a_wrong_field_is_refused(build: Callable[..., object], given: dict[str, Any], path: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        build(**given)

    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(path, code)]


def test_all_wrong_fields_of_a_part_are_told_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        a_part(number="", name_zh="", name_en="", unit_cost_fen=-1, barcode="x", superseded_by="")

    assert {problem.path for problem in caught.value.problems} == {
        "number", "name_zh", "name_en", "unit_cost_fen", "barcode", "superseded_by",
    }  # fmt: skip


def chain(*pairs: tuple[str, str | None]) -> list[Part]:
    return [a_part(number=number, superseded_by=successor) for number, successor in pairs]


def test_a_part_comes_after_the_one_that_supersedes_it() -> None:
    ordered = successors_first(chain(("A", "B"), ("B", "C"), ("C", None), ("D", "ELSEWHERE")))

    numbers = [part.number for part in ordered]
    assert numbers.index("C") < numbers.index("B") < numbers.index("A")
    assert set(numbers) == {"A", "B", "C", "D"}


def test_parts_that_supersede_each_other_in_a_circle_are_refused_with_their_numbers() -> None:
    with pytest.raises(SupersessionCircle) as caught:
        successors_first(chain(("A", "B"), ("B", "C"), ("C", "A"), ("D", None)))

    assert caught.value.facts == {"numbers": "A, B, C"}


@given(st.permutations(range(12)), st.lists(st.integers(0, 11), min_size=12, max_size=12))
def test_any_forest_of_parts_can_be_ordered(order: list[int], targets: list[int]) -> None:
    """Part n is superseded by a part with a larger number, or by none: there is no circle."""
    parts = chain(*((f"P{n}", f"P{targets[n]}" if targets[n] > n else None) for n in order))

    numbers = [part.number for part in successors_first(parts)]

    assert sorted(numbers) == sorted(part.number for part in parts)
    assert all(
        numbers.index(part.superseded_by) < numbers.index(part.number)
        for part in parts
        if part.superseded_by is not None
    )
