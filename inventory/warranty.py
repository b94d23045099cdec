"""The warranty policy (W1, W2, W5): how long each part of a machine is covered, and the days of the customer's rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inventory.barcodes import is_mask
from inventory.months import add_months
from inventory.network import is_code
from inventory.orders import is_use_class
from inventory.parts import PartCategory
from refusals import FieldProblem, Refusal, Text, in_range, refuse_all, unique

LONGEST_MONTHS = 240
LONGEST_DAYS = 366


class Component(StrEnum):
    """What a term is for: the machine as a whole, a class of its parts (P6), or any part that was replaced."""

    UNIT = "unit"
    MAIN = "main"
    ELECTRICAL = "electrical"
    MECHANICAL = "mechanical"
    PLASTIC = "plastic"
    WEAR = "wear"
    REPLACED = "replaced"


def component_of(category: PartCategory) -> Component:
    return Component.UNIT if category is PartCategory.WHOLE_UNIT else Component(category.value)


class UseClassUnknown(Refusal):
    code = "use_class_unknown"
    rule = "W1"
    cause = Text(
        en="The warranty policy has no term for machines in {use} use; it knows {known}.",
        zh="保修政策中没有用途 {use} 的保修期，现有：{known}。",
    )
    remedy = Text(
        en="Correct the machine's use class, or add its terms to the policy.",
        zh="请更正机器的用途，或在政策中补充其保修期。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """``months`` of a component in machines of the use class ``use``, such as ``household``; 0: it is not covered."""

    use: str
    component: Component
    months: int

    def __post_init__(self) -> None:
        refuse_all(is_use_class("use", self.use), in_range("months", self.months, 0, LONGEST_MONTHS))


@dataclass(frozen=True, slots=True)
class Covered:
    """The last day under warranty, and the component whose term gives it."""

    until: date
    by: Component


@dataclass(frozen=True, slots=True, kw_only=True)
class WarrantyPolicy:
    """A use class has a term for the whole unit, and one for each class of parts that differs from it.

    From the day of the sale on a fault gives a right to a refund for ``refund_days``, to an exchange for ``exchange_days``.
    So does a fault that came back after ``repeated_repairs`` repairs, or one that nobody visited within
    ``unvisited_days`` (W2). ``receipt_card_days`` are those of W5. ``approved_parts`` are part numbers of others that
    don't end the warranty (W3). ``barcode_masks`` say where a serial tells its month of manufacture (W4), see
    :mod:`inventory.barcodes`. ``exchange_restarts``: the warranty of a machine given in exchange begins anew, else it
    goes on from the sale of the one that was taken back.
    """

    terms: tuple[Term, ...]
    refund_days: int
    exchange_days: int
    repeated_repairs: int
    unvisited_days: int
    receipt_card_days: int
    approved_parts: tuple[str, ...] = ()
    barcode_masks: tuple[str, ...] = ()
    exchange_restarts: bool = True

    def __post_init__(self) -> None:
        refuse_all(
            in_range("terms", len(self.terms), 1, 200),
            unique("terms", [f"{term.use} {term.component}" for term in self.terms]),
            self._without_unit(),
            in_range("refund_days", self.refund_days, 0, LONGEST_DAYS),
            in_range("exchange_days", self.exchange_days, 0, LONGEST_DAYS),
            in_range("repeated_repairs", self.repeated_repairs, 1, 100),
            in_range("unvisited_days", self.unvisited_days, 1, LONGEST_DAYS),
            in_range("receipt_card_days", self.receipt_card_days, 0, LONGEST_DAYS),
            *(is_code(f"approved_parts.{n}", part) for n, part in enumerate(self.approved_parts)),
            unique("approved_parts", self.approved_parts),
            *(is_mask(f"barcode_masks.{n}", mask) for n, mask in enumerate(self.barcode_masks)),
            unique("barcode_masks", self.barcode_masks),
        )

    def _without_unit(self) -> FieldProblem | None:
        whole = {term.use for term in self.terms if term.component is Component.UNIT}
        missing = sorted({term.use for term in self.terms} - whole)
        text = Text(en="must have a term for the whole unit of each use class", zh="每个用途须填写整机保修期")
        return FieldProblem("terms", "missing", text, ", ".join(missing)) if missing else None

    def covered(
        self, *, use: str, component: Component, sold_on: date, replaced_on: date | None = None
    ) -> Covered | None:
        """Until when, by the longer of the part's own term and that of a replaced part; None where it never was (W1).

        A class of parts without a term has the whole unit's.

        :raises UseClassUnknown: the policy has no term for it.
        """
        months = {term.component: term.months for term in self.terms if term.use == use}
        if not months:
            raise UseClassUnknown(use=use, known=", ".join(sorted({term.use for term in self.terms})))
        own = component if component in months and component is not Component.REPLACED else Component.UNIT
        found = [Covered(add_months(sold_on, months[own]), own)] if months[own] else []
        if replaced_on is not None and months.get(Component.REPLACED):
            found.append(Covered(add_months(replaced_on, months[Component.REPLACED]), Component.REPLACED))
        return max(found, key=lambda one: one.until, default=None)
