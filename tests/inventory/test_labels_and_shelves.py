"""How many labels on what sheets (P6), and in which order shelves are walked along (N2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.labels import MOST_LABELS, LabelLayout, LabelOrder, PartLabel
from inventory.shelves import Shelf, walking_order
from refusals import Invalid


def wrong(invalid: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(problem.path, problem.code) for problem in invalid.value.problems}


def test_a_sheet_that_was_begun_has_room_for_one_label_at_least() -> None:
    labels = (PartLabel(part="DP-1"),)
    assert LabelOrder(parts=labels, skip=23).skip == 23
    with pytest.raises(Invalid) as invalid:
        LabelOrder(parts=labels, skip=24)
    assert wrong(invalid) == {("skip", "out_of_range")}


def test_a_label_printer_has_no_sheets_that_were_begun() -> None:
    with pytest.raises(Invalid) as invalid:
        LabelOrder(parts=(PartLabel(part="DP-1"),), layout=LabelLayout.SINGLE_50X30, skip=1)
    assert wrong(invalid) == {("skip", "out_of_range")}


def test_a_part_stands_once_in_an_order_of_labels() -> None:
    with pytest.raises(Invalid) as invalid:
        LabelOrder(parts=(PartLabel(part="DP-1"), PartLabel(part="DP-1")))
    assert wrong(invalid) == {("parts", "twice")}


def test_nobody_prints_more_labels_at_once_than_a_box_holds() -> None:
    full = tuple(PartLabel(part=f"P{n}", copies=480) for n in range(MOST_LABELS // 480))
    assert len(LabelOrder(parts=full).parts) == 5
    with pytest.raises(Invalid) as invalid:
        LabelOrder(parts=(*full, PartLabel(part="MORE")))
    assert wrong(invalid) == {("parts", "out_of_range")}


@pytest.mark.parametrize("copies", [0, 501])
def test_a_part_has_one_to_five_hundred_labels(copies: int) -> None:
    with pytest.raises(Invalid) as invalid:
        PartLabel(part="DP-1", copies=copies)
    assert wrong(invalid) == {("copies", "out_of_range")}


@pytest.mark.parametrize("shelf", ["A-03-2", "12", "货架 3/2", "B.1:4"])
def test_a_shelf_is_named_as_people_write_on_it(shelf: str) -> None:
    assert Shelf(location="ZJ/WH", part="DP-1", shelf=shelf).shelf == shelf


@pytest.mark.parametrize("shelf", ["", " A1", "A" * 21, "A\n1", "<A1>", "_"])
def test_a_shelf_that_cannot_stand_on_a_list_is_refused(shelf: str) -> None:
    with pytest.raises(Invalid) as invalid:
        Shelf(location="zj", part="dp", shelf=shelf)
    assert {path for path, _ in wrong(invalid)} == {"location", "part", "shelf"}


def test_shelves_are_walked_along_by_their_numbers_and_what_has_none_comes_last() -> None:
    walked = sorted(["A10", None, "B1", "A2-10", "A2-9", "2", "10", "A2"], key=walking_order)
    assert walked == ["2", "10", "A2", "A2-9", "A2-10", "A10", "B1", None]


@given(st.lists(st.none() | st.text(alphabet="AB12 -货", max_size=6)))
def test_any_shelves_can_be_put_in_order(shelves: list[str | None]) -> None:
    walked = sorted(shelves, key=walking_order)
    walked_back = list(reversed(walked))
    assert sorted(walked_back, key=walking_order) == walked
