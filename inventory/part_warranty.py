"""How long a part of a machine is under warranty (W1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inventory.months import add_months
from inventory.orders import is_use_class
from inventory.parts import PartCategory
from refusals import FieldProblem, Refusal, Text, in_range, refuse_all, unique

LONGEST_MONTHS = 240


class Component(StrEnum):
    """What a term is for: the machine as a whole, its main parts, a part that was replaced."""

    UNIT = "unit"
    MAIN = "main"
    REPLACED = "replaced"


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
    """``months`` of a component in machines of the use class ``use``, such as ``household`` (W1)."""

    use: str
    component: Component
    months: int

    def __post_init__(self) -> None:
        refuse_all(is_use_class("use", self.use), in_range("months", self.months, 0, LONGEST_MONTHS))


@dataclass(frozen=True, slots=True, kw_only=True)
class WarrantyPolicy:
    """Of every use class a term for each component; ``main_categories`` are the main parts (P6)."""

    terms: tuple[Term, ...]
    main_categories: tuple[PartCategory, ...]

    def __post_init__(self) -> None:
        refuse_all(
            unique("terms", [f"{term.use} {term.component}" for term in self.terms]),
            unique("main_categories", self.main_categories),
            *self._gaps(),
        )

    def _gaps(self) -> list[FieldProblem]:
        known = {(term.use, term.component) for term in self.terms}
        missing = sorted(
            f"{use} {component}"
            for use in {term.use for term in self.terms}
            for component in Component
            if (use, component) not in known
        )
        text = Text(en="must have a term for each component of a use class", zh="每个用途须填写各部件的保修期")
        return [FieldProblem("terms", "missing", text, ", ".join(missing))] if missing else []

    def months(self, use: str, component: Component) -> int:
        """:raises UseClassUnknown: the policy has no term for it."""
        known = {(term.use, term.component): term.months for term in self.terms}
        if (use, component) not in known:
            raise UseClassUnknown(use=use, known=", ".join(sorted({term.use for term in self.terms})))
        return known[use, component]

    def until(self, *, use: str, category: PartCategory, sold_on: date, replaced_on: date | None = None) -> date:
        """The last day on which a part of ``category`` is under warranty; a replaced one has its own term too (W1)."""
        component = Component.MAIN if category in self.main_categories else Component.UNIT
        ends = [add_months(sold_on, self.months(use, component))]
        if replaced_on is not None:
            ends.append(add_months(replaced_on, self.months(use, Component.REPLACED)))
        return max(ends)
