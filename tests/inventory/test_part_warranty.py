"""How long a part is under warranty (W1)."""

from __future__ import annotations

from datetime import date

import pytest

from inventory.part_warranty import Component, Term, WarrantyPolicy
from inventory.parts import PartCategory
from refusals import Invalid

SOLD = date(2025, 5, 31)


def terms(use: str, unit: int, main: int, replaced: int) -> tuple[Term, ...]:
    months = {Component.UNIT: unit, Component.MAIN: main, Component.REPLACED: replaced}
    return tuple(Term(use=use, component=component, months=months[component]) for component in Component)


WASHERS = WarrantyPolicy(
    terms=(*terms("household", 12, 36, 3), *terms("commercial", 3, 6, 3)), main_categories=(PartCategory.MAIN,)
)
SOLAR = WarrantyPolicy(terms=terms("solar", 12, 36, 3), main_categories=(PartCategory.MAIN, PartCategory.WHOLE_UNIT))


@pytest.mark.parametrize(
    ("policy", "use", "category", "expected"),
    [
        (WASHERS, "household", PartCategory.ELECTRICAL, date(2026, 5, 31)),
        (WASHERS, "household", PartCategory.MAIN, date(2028, 5, 31)),
        (WASHERS, "commercial", PartCategory.ELECTRICAL, date(2025, 8, 31)),
        (WASHERS, "commercial", PartCategory.MAIN, date(2025, 11, 30)),
        (SOLAR, "solar", PartCategory.WHOLE_UNIT, date(2028, 5, 31)),
        (SOLAR, "solar", PartCategory.ELECTRICAL, date(2026, 5, 31)),
    ],
)
def test_the_term_is_that_of_use_and_component(
    policy: WarrantyPolicy, use: str, category: PartCategory, expected: date
) -> None:
    assert policy.until(use=use, category=category, sold_on=SOLD) == expected


def test_a_replaced_part_has_three_months_of_its_own_and_never_less_than_before() -> None:
    late, early = date(2026, 5, 1), date(2025, 6, 1)

    def until(replaced_on: date) -> date:
        return WASHERS.until(use="household", category=PartCategory.WEAR, sold_on=SOLD, replaced_on=replaced_on)

    assert (until(late), until(early)) == (date(2026, 8, 1), date(2026, 5, 31))


def test_a_use_class_without_all_its_terms_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        WarrantyPolicy(terms=terms("household", 12, 36, 3)[:2], main_categories=())

    assert [(one.path, one.value) for one in caught.value.problems] == [("terms", "household replaced")]


def test_a_term_given_twice_is_refused() -> None:
    with pytest.raises(Invalid):
        WarrantyPolicy(terms=terms("household", 12, 36, 3) * 2, main_categories=())
