"""What ties the routes of several technicians together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sequence_:  # noqa: N801 - Sequence is taken by the standard library
    """``then`` starts not before ``first`` is done and ``gap_s`` are over, whoever does them; without ``first`` there is no
    ``then``."""

    first: str
    then: str
    gap_s: int = 0


@dataclass(frozen=True, slots=True)
class Reserve:
    """At least ``least`` of ``technicians`` have no stop at all, so that they are free for what comes in."""

    technicians: frozenset[str]
    least: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "technicians", frozenset(self.technicians))
