"""The values of the network refuse bad input when they are built, all of it at once (N1 to N3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, time
from typing import Any

import pytest
from builders import a_head_office, a_location, a_node, a_province, a_technician, a_working_time

from inventory.network import LocationKind, MisplacedNode, Node, NodeKind, PartnerKind
from refusals import Invalid

NAN = float("nan")
DEALER = {"partner_kind": PartnerKind.DEALER, "grade": "A"}


def wrong_fields(build: Callable[..., object], **given: Any) -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        build(**given)
    assert all(problem.text.en and problem.text.zh for problem in caught.value.problems)
    return {(problem.path, problem.code) for problem in caught.value.problems}


@pytest.mark.parametrize("code", ["", "zj", "ZJ 001", "/ZJ", "-ZJ", "浙江", "A" * 41, "ZJ\n", "ZJ\0"])
@pytest.mark.parametrize("build", [a_node, a_location, a_technician])
def test_a_code_is_capitals_digits_and_a_few_marks(build: Callable[..., object], code: str) -> None:
    assert wrong_fields(build, code=code) == {("code", "wrong_form")}


@pytest.mark.parametrize("code", ["Z", "0", "ZJ-001/WH", "A" * 40, "9.A_B"])
def test_a_code_in_form_is_taken(code: str) -> None:
    assert a_node(code=code).code == code


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"lon": NAN}, "lon", "not_a_number"),
        ({"lat": float("inf")}, "lat", "not_a_number"),
        ({"lon": True}, "lon", "not_a_number"),
        ({"lon": 180.1}, "lon", "out_of_range"),
        ({"lat": -90.1}, "lat", "out_of_range"),
        ({"name_zh": " "}, "name_zh", "blank"),
        ({"name_en": "a\x07"}, "name_en", "control_character"),
        ({"name_en": "a" * 201}, "name_en", "too_long"),
        ({"partner_kind": None}, "partner_kind", "missing"),
        ({"partner_kind": PartnerKind.DEALER}, "grade", "missing"),
        ({**DEALER, "grade": "E"}, "grade", "wrong_form"),
        ({"grade": "A"}, "grade", "not_allowed"),
        ({"kind": NodeKind.PROVINCE, "parent": "HQ"}, "partner_kind", "not_allowed"),
    ],
)
def test_a_node_refuses_a_wrong_field(given: dict[str, Any], path: str, code: str) -> None:
    assert wrong_fields(a_node, **given) == {(path, code)}


def test_all_wrong_fields_of_a_node_are_told_at_once() -> None:
    found = wrong_fields(a_node, code="", name_zh="", name_en="\0", lon=NAN, lat=91.0, partner_kind=None, grade="Z")

    assert {path for path, _ in found} == {"code", "name_zh", "name_en", "lon", "lat", "partner_kind", "grade"}


def test_a_dealer_has_a_grade() -> None:
    assert a_node(**DEALER).grade == "A"


TREE: dict[tuple[NodeKind, NodeKind | None], bool] = {
    (below, above): (below, above)
    in {
        (NodeKind.HEAD_OFFICE, None),
        (NodeKind.PROVINCE, NodeKind.HEAD_OFFICE),
        (NodeKind.PARTNER, NodeKind.PROVINCE),
    }
    for below in NodeKind
    for above in (None, *NodeKind)
}


@pytest.mark.parametrize(("below", "above"), TREE)
def test_each_kind_stands_only_where_n1_puts_it(below: NodeKind, above: NodeKind | None) -> None:
    build: dict[NodeKind, Callable[..., Node]] = {
        NodeKind.HEAD_OFFICE: a_head_office,
        NodeKind.PROVINCE: a_province,
        NodeKind.PARTNER: a_node,
    }
    node = build[below](code="BELOW")
    parent = build[above](code="ABOVE") if above else None

    if TREE[below, above]:
        node.stands_under(parent)
    else:
        with pytest.raises(
            MisplacedNode, match=f"BELOW is a {below}; it can't stand under {'ABOVE' if parent else '-'}"
        ):
            node.stands_under(parent)


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"weekday": 7}, "weekday", "out_of_range"),
        ({"weekday": True}, "weekday", "not_a_number"),
        ({"break_s": -1}, "break_s", "out_of_range"),
        ({"break_s": 1.5}, "break_s", "not_whole"),
        ({"break_s": 0, "ends": time(8)}, "ends", "not_allowed"),
        ({"break_s": 0, "starts": time(18)}, "ends", "not_allowed"),
        ({"starts": time(12)}, "break_from", "not_allowed"),
        ({"ends": time(12, 30)}, "break_from", "not_allowed"),
        ({"ends": time(13, 30)}, "break_from", "not_allowed"),
        ({"break_from": time(13), "break_until": time(12)}, "break_from", "not_allowed"),
        ({"starts": time(8, tzinfo=UTC)}, "starts", "not_allowed"),
        ({"break_until": time(13, tzinfo=UTC)}, "break_until", "not_allowed"),
    ],
)
def test_a_shift_goes_forward_with_its_break_inside(given: dict[str, Any], path: str, code: str) -> None:
    assert wrong_fields(a_working_time, **given) == {(path, code)}


@pytest.mark.parametrize(
    "given",
    [
        {"break_s": 0, "starts": time(18), "ends": time(22)},
        {"ends": time(13, 45)},
        {"starts": time(11, 30)},
        {"break_from": time(12), "break_until": time(12)},
    ],
)
def test_a_shift_may_be_short_or_without_a_break(given: dict[str, Any]) -> None:
    a_working_time(**given)


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"phone": ""}, "phone", "wrong_form"),
        ({"phone": "1234"}, "phone", "wrong_form"),
        ({"phone": "1" * 20}, "phone", "wrong_form"),
        ({"phone": "１９９００００００"}, "phone", "wrong_form"),
        ({"phone": "call me"}, "phone", "wrong_form"),
        ({"home_lon": NAN}, "home_lon", "not_a_number"),
        ({"home_lat": 90.5}, "home_lat", "out_of_range"),
        ({"van": "van 1"}, "van", "wrong_form"),
        ({"skills": frozenset()}, "skills", "not_allowed"),
        ({"week": (a_working_time(), a_working_time())}, "week", "twice"),
        ({"name_zh": "\u3000"}, "name_zh", "blank"),
    ],
)
def test_a_technician_refuses_a_wrong_field(given: dict[str, Any], path: str, code: str) -> None:
    assert wrong_fields(a_technician, **given) == {(path, code)}


def test_all_wrong_fields_of_a_technician_are_told_at_once() -> None:
    found = wrong_fields(
        a_technician,
        code="t",
        name_zh="",
        name_en="",
        phone="x",
        home_lon=181.0,
        home_lat=NAN,
        van="",
        skills=frozenset(),
    )

    assert {path for path, _ in found} == {
        "code", "name_zh", "name_en", "phone", "home_lon", "home_lat", "van", "skills",
    }  # fmt: skip


@pytest.mark.parametrize("phone", ["19900000001", "+86 571 8800-0000", "12345"])
def test_a_phone_number_may_have_spaces_and_a_country(phone: str) -> None:
    assert a_technician(phone=phone).phone == phone


def test_every_kind_of_location_can_be_opened() -> None:
    assert {a_location(kind=kind).kind for kind in LocationKind} == set(LocationKind)
