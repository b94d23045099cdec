"""How a visit ends other than done (V2): to be continued, with the machine in the workshop, or nothing came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from inventory.network import is_code
from inventory.parts import PartCount
from inventory.visit_steps import MOST_NOTE, Did, Step
from refusals import FieldProblem, not_blank, plain_text, unique, with_offset


class Unfinished(StrEnum):
    """Why there must be another visit."""

    PART_MISSING = "part_missing"
    HELP_NEEDED = "help_needed"
    OUT_OF_TIME = "out_of_time"
    CUSTOMER = "customer"
    OTHER = "other"


class Failure(StrEnum):
    """Why nothing came of the visit."""

    NOT_AT_HOME = "not_at_home"
    CUSTOMER_REFUSED = "customer_refused"
    WRONG_ADDRESS = "wrong_address"
    NO_ACCESS = "no_access"
    WEATHER = "weather"
    TECHNICIAN_PREVENTED = "technician_prevented"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBeContinued(Step):
    """Another visit is needed: ``next_time`` says what is to be done then, with which ``parts``, not before ``not_before``."""

    did: ClassVar[Did] = Did.TO_BE_CONTINUED

    reason: Unfinished
    next_time: str
    parts: tuple[PartCount, ...] = ()
    not_before: datetime | None = None

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        return (
            not_blank("next_time", self.next_time, most=MOST_NOTE),
            unique("parts", [line.part for line in self.parts]),
            with_offset("not_before", self.not_before),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToWorkshop(Step):
    """The machine is taken to ``workshop``; it is repaired by ``ready_at``, as far as one can say (B3)."""

    did: ClassVar[Did] = Did.TO_WORKSHOP

    workshop: str
    reason: str
    ready_at: datetime | None = None

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        return (
            is_code("workshop", self.workshop),
            not_blank("reason", self.reason, most=MOST_NOTE),
            with_offset("ready_at", self.ready_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Step):
    did: ClassVar[Did] = Did.FAILED

    reason: Failure
    note: str = ""

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        return ((not_blank if self.reason is Failure.OTHER else plain_text)("note", self.note, most=MOST_NOTE),)
