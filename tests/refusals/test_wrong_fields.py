"""Wrong fields: each check refuses what it says, and all of them are told together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import (
    FieldProblem,
    Invalid,
    Text,
    in_range,
    matches,
    not_blank,
    not_in_past_of,
    one_of,
    plain_text,
    positive,
    refuse_all,
    unique,
    with_offset,
)

AT = datetime(2026, 11, 23, 8, 0, tzinfo=timezone(timedelta(hours=8)))

WRONG: dict[str, tuple[Callable[[], FieldProblem | None], str]] = {
    "empty text": (lambda: not_blank("name", ""), "blank"),
    "white space": (lambda: not_blank("name", " \t\u3000\n"), "blank"),
    "long text": (lambda: not_blank("name", "配" * 201), "too_long"),
    "NUL": (lambda: not_blank("name", "a\0b"), "control_character"),
    "escape": (lambda: not_blank("name", "a\x1bb"), "control_character"),
    "delete": (lambda: not_blank("name", "a\x7fb"), "control_character"),
    "C1 control": (lambda: not_blank("name", "a\x9bb"), "control_character"),
    "half a surrogate pair": (lambda: not_blank("name", "a\ud800b"), "control_character"),
    "control in a note": (lambda: plain_text("note", "a\0", most=10), "control_character"),
    "long note": (lambda: plain_text("note", " " * 11, most=10), "too_long"),
    "NaN": (lambda: in_range("lon", float("nan"), -180.0, 180.0), "not_a_number"),
    "infinity": (lambda: in_range("lon", float("inf"), -180.0, 180.0), "not_a_number"),
    "a bool": (lambda: in_range("count", True, 0, 5), "not_a_number"),  # noqa: FBT003
    "text for a number": (lambda: in_range("count", "3", 0, 5), "not_a_number"),  # type: ignore[arg-type]
    "a part of one": (lambda: in_range("count", 1.5, 0, 5), "not_whole"),
    "a whole float": (lambda: in_range("count", 2.0, 0, 5), "not_whole"),
    "too small": (lambda: in_range("count", -1, 0, 5), "out_of_range"),
    "too large": (lambda: in_range("count", 6, 0, 5), "out_of_range"),
    "larger than any float": (lambda: in_range("count", 10**400, 0, 5), "out_of_range"),
    "zero": (lambda: positive("count", 0), "out_of_range"),
    "form": (lambda: matches("code", "abc\n", "[a-z]+", en="small letters", zh="小写字母"), "wrong_form"),
    "choice": (lambda: one_of("kind", "c", {"a", "b"}), "not_allowed"),
    "naive moment": (lambda: with_offset("at", AT.replace(tzinfo=None)), "no_offset"),
    "earlier": (lambda: not_in_past_of("ends", AT - timedelta(seconds=1), AT, "starts"), "too_early"),
    "twice": (lambda: unique("lines", ["A", "B", "A"]), "twice"),
}

RIGHT: dict[str, Callable[[], FieldProblem | None]] = {
    "Chinese": lambda: not_blank("name", "余姚宏达维修部"),
    "rare characters": lambda: not_blank("name", "𠮷田 👨‍🔧"),
    "several lines": lambda: not_blank("address", "a\n\tb"),
    "as long as allowed": lambda: not_blank("name", "x" * 200),
    "an empty note": lambda: plain_text("note", "", most=10),
    "lower bound": lambda: in_range("count", 0, 0, 5),
    "upper bound": lambda: in_range("count", 5, 0, 5),
    "whole degrees": lambda: in_range("lon", 120, -180.0, 180.0),
    "choice": lambda: one_of("kind", "a", {"a", "b"}),
    "no moment": lambda: with_offset("at", None),
    "moment": lambda: with_offset("at", AT),
    "same moment": lambda: not_in_past_of("ends", AT.astimezone(UTC), AT, "starts"),
    "naive moments are told elsewhere": lambda: not_in_past_of("ends", datetime(2000, 1, 1), AT, "starts"),  # noqa: DTZ001
    "once each": lambda: unique("lines", ["A", "B"]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_a_stable_code(case: str) -> None:
    check, code = WRONG[case]

    problem = check()

    assert problem is not None
    assert problem.code == code
    assert problem.text.en != problem.text.zh


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_right_passes(case: str) -> None:
    assert RIGHT[case]() is None


@given(st.integers(-(10**18), 10**18) | st.floats(), st.integers(-1000, 0), st.integers(0, 1000))
def test_a_number_passes_only_if_it_lies_between_whole_bounds(value: float, least: int, most: int) -> None:
    passed = in_range("n", value, least, most) is None

    assert passed == (isinstance(value, int) and least <= value <= most)


@given(st.text())
def test_whatever_passes_as_text_can_be_written_as_utf8(value: str) -> None:
    if not_blank("name", value) is None:
        assert value.encode().decode() == value
        assert "\0" not in value


def test_all_problems_are_told_together() -> None:
    with pytest.raises(Invalid) as caught:
        refuse_all(not_blank("name", ""), None, positive("count", 0))

    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ("name", "blank"),
        ("count", "out_of_range"),
    ]
    assert caught.value.explain("zh") == "有 2 个字段不正确：name：不能为空；count：应在 1 到 1000000000000000 之间"


def test_a_problem_of_an_inner_value_tells_its_whole_path() -> None:
    inner = FieldProblem("quantity", "out_of_range", Text(en="x", zh="数"))

    assert inner.within("lines.0").path == "lines.0.quantity"
    assert FieldProblem("", "wrong_type", Text(en="x", zh="数")).within("lines").path == "lines"


def test_a_long_wrong_value_is_shown_shortened() -> None:
    problem = matches("code", "x" * 500, "y", en="y", zh="y")

    assert problem is not None
    assert len(problem.value) == 80
