"""Bodies and queries are read strictly, and all that is wrong is told at once."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal

import msgspec
import pytest
from gadgets import Colour, Gadget, GadgetChanges, Screw
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldops.web.decoding import MOST_PROBLEMS, decode, read
from fieldops.web.queries import read_query
from fieldops.web.refusals import MalformedJson
from inventory.network import Node, Technician
from inventory.orders import ServiceOrder
from refusals import Invalid

RIGHT: dict[str, Any] = {
    "code": "G1",
    "name": "Gadget",
    "colour": "red",
    "weight": 2,
    "made_at": "2026-11-23T08:00:00+08:00",
}


def wrong(kind: Any, raw: object) -> dict[str, str]:
    """Path to code of all problems."""
    with pytest.raises(Invalid) as caught:
        read(kind, raw)
    return {problem.path: problem.code for problem in caught.value.problems}


def test_a_right_body_becomes_the_value() -> None:
    gadget = read(Gadget, {**RIGHT, "screws": [{"size": 3}], "tags": ["a", "b"]})

    assert gadget == Gadget(
        code="G1",
        name="Gadget",
        colour=Colour.RED,
        weight=2.0,
        made_at=datetime(2026, 11, 23, tzinfo=UTC),
        screws=(Screw(size=3),),
        tags=frozenset({"a", "b"}),
    )
    assert isinstance(gadget.weight, float)


def test_all_wrong_fields_are_told_at_once_with_their_paths() -> None:
    raw = {
        "code": "",
        "nam": "x",
        "colour": "green",
        "weight": "1",
        "made_at": "2026-11-23T08:00:00",
        "screws": [{"size": 0}, {"size": 1.0}, 3, {"size": 2, "coun": 1}],
        "tags": "a",
    }

    assert wrong(Gadget, raw) == {
        "code": "blank",
        "nam": "unknown_field",
        "name": "missing",
        "colour": "not_allowed",
        "weight": "wrong_type",
        "made_at": "no_offset",
        "screws.0.size": "out_of_range",
        "screws.1.size": "wrong_type",
        "screws.2": "wrong_type",
        "screws.3.coun": "unknown_field",
        "tags": "wrong_type",
    }


def test_what_a_value_refuses_is_told_even_if_another_field_cannot_be_read() -> None:
    assert wrong(Gadget, {**RIGHT, "code": "x" * 11, "weight": None}) == {"code": "too_long", "weight": "wrong_type"}


def test_what_only_a_stand_in_would_break_is_not_told() -> None:
    assert wrong(Gadget, {**RIGHT, "made_at": "soon", "tested_at": "2026-11-23T08:00:00+08:00"}) == {
        "made_at": "wrong_form"
    }
    node = {"code": "N1", "name_zh": "a", "name_en": "a", "lon": 1, "lat": 91, "kind": "village"}
    assert wrong(Node, node) == {"kind": "not_allowed", "lat": "out_of_range"}


def test_the_nearest_known_name_is_suggested_for_an_unknown_field() -> None:
    with pytest.raises(Invalid) as caught:
        read(Gadget, {**RIGHT, "wieght": 1})

    problem = caught.value.problems[0]
    assert problem.text.en == "is not known here; did you mean weight?"
    assert "weight" in problem.text.zh


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (int, "5"),
        (int, 1.0),
        (int, True),
        (int, None),
        (int, 2**63),
        (float, "1"),
        (float, False),
        (float, 10**400),
        (bool, 1),
        (bool, "true"),
        (str, 5),
        (str, "a\0b"),
        (date, "2026-11-31"),
        (date, "2026-11-23T00:00:00"),
        (date, "0001-01-01"),
        (datetime, "2026-11-23T08:00:00"),
        (datetime, 1763856000),
        (datetime, "9999-12-31T23:59:59-12:00"),
        (time, "25:00"),
        (time, "08:00:00+08:00"),
        (Colour, "RED"),
        (Colour, 1),
        (Literal["a", "b"], "c"),
        (list[int], {}),
        (frozenset[str], ["a", "a"]),
        (dict[str, int], {"a": "b"}),
        (int | None, "x"),
        (Annotated[int, msgspec.Meta(ge=1)], 0),
        (Annotated[str, msgspec.Meta(max_length=2)], "abc"),
    ],
)
def test_nothing_is_taken_for_what_it_is_not(kind: Any, raw: object) -> None:
    assert len(wrong(kind, raw)) == 1


def test_an_offset_of_utc_is_one() -> None:
    assert read(datetime, "2026-11-23T00:00:00Z") == datetime(2026, 11, 23, tzinfo=UTC)


def test_a_field_that_was_not_sent_differs_from_null() -> None:
    assert read(GadgetChanges, {}).name is msgspec.UNSET
    assert wrong(GadgetChanges, {"name": None}) == {"name": "wrong_type"}
    assert wrong(GadgetChanges, {"name": ""}) == {"name": "wrong_length"}


def test_the_values_of_the_cores_are_read_with_what_they_hold() -> None:
    order = {
        "number": "SO-1",
        "kind": "repair",
        "customer": "C1",
        "outlet": "P1",
        "registered_at": "2026-11-23T08:00:00+08:00",
        "appointment": {"starts": "2026-11-24T10:00:00+08:00", "ends": "2026-11-24T09:00:00+08:00"},
        "parts": [{"part": "A", "quantity": 0}],
    }

    assert wrong(ServiceOrder, order) == {
        "unit": "missing",
        "fault": "missing",
        "appointment.ends": "too_early",
        "parts.0.quantity": "out_of_range",
    }
    assert (
        wrong(Technician, {"week": [{"weekday": 7, "starts": "09:00", "ends": "08:00"}]})["week.0.ends"]
        == "not_allowed"
    )


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"nul", b'{"a": NaN}', b'"\\ud800"', b"\xff", b"[" * 40 + b"]" * 40, b"[" * 100_000, b'{"a":1} x'],
)
def test_what_is_no_json_is_refused_as_such(body: bytes) -> None:
    with pytest.raises(MalformedJson):
        decode(Gadget, body)


def test_only_so_many_problems_are_told() -> None:
    with pytest.raises(Invalid) as caught:
        read(Gadget, {**RIGHT, "screws": [{}] * 10_000})

    assert len(caught.value.problems) == MOST_PROBLEMS


def test_a_wrong_secret_is_not_repeated() -> None:
    @dataclass(frozen=True)
    class Login:
        password: str

    globals()["Login"] = Login
    with pytest.raises(Invalid) as caught:
        read(Login, {"password": 12345678})

    assert caught.value.problems[0].value == ""


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*RIGHT, "screws", "tags", "size"]), inner)
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=50)
@given(JSON_VALUES)
def test_whatever_comes_is_read_or_refused(raw: object) -> None:
    for kind in (Gadget, ServiceOrder, Technician):
        with pytest.raises(Invalid):
            read(kind, raw)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from(list(RIGHT)), JSON_VALUES))
def test_every_wrong_field_of_one_body_is_among_the_problems_of_a_worse_one(spoiled: dict[str, Any]) -> None:
    alone = {key: value for key, value in spoiled.items() if _refused({**RIGHT, key: value})}
    if alone:
        told = {path.partition(".")[0] for path in wrong(Gadget, {**RIGHT, **spoiled, "weight": "x"})}
        assert set(alone) | {"weight"} <= told | {"made_at"}


def _refused(raw: dict[str, Any]) -> bool:
    try:
        read(Gadget, raw)
    except Invalid:
        return True
    return False


class Asked(msgspec.Struct, frozen=True):
    many: frozenset[Colour] = frozenset()
    at: datetime | None = None
    half: float = 0.5
    few: Annotated[int, msgspec.Meta(ge=1)] | None = None


def test_a_query_is_typed() -> None:
    asked = read_query(
        Asked, [("many", "red"), ("many", "blue"), ("at", "2026-11-23T08:00:00 08:00"), ("half", "2"), ("few", "3")]
    )

    assert asked == Asked(frozenset(Colour), datetime(2026, 11, 23, tzinfo=UTC), 2.0, 3)


def test_a_bounded_number_of_a_query_may_be_left_out() -> None:
    class Bounded(msgspec.Struct):
        nth: Annotated[int, msgspec.Meta(ge=0, le=9)] | None = None

    assert read_query(Bounded, [("nth", "3")]).nth == 3
    assert read_query(Bounded, []).nth is None
    with pytest.raises(Invalid):
        read_query(Bounded, [("nth", "10")])


def test_a_query_tells_all_that_is_wrong() -> None:
    with pytest.raises(Invalid) as caught:
        read_query(Asked, [("many", "green"), ("at", "x"), ("half", "nan"), ("half", "1"), ("hal", "1")])

    assert {(p.path, p.code) for p in caught.value.problems} == {
        ("half", "twice"),
        ("hal", "unknown_field"),
        ("many.0", "not_allowed"),
        ("at", "wrong_form"),
        ("half", "wrong_type"),
    }


def test_many_unknown_fields_are_not_all_compared_with_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    monkeypatch.setattr(difflib, "get_close_matches", lambda word, *_, **__: compared.append(word) or [])

    with pytest.raises(Invalid):
        read(Gadget, {f"field{number}": 1 for number in range(50 * MOST_PROBLEMS)})

    assert len(compared) == MOST_PROBLEMS
