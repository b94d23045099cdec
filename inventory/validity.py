"""How policies of one name follow each other: on each day from the first on one of them is valid, never two.

New figures take the place of the last days of one policy, from a day on to its end; what stood there stays on record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from refusals import FieldProblem, Refusal, Text, refuse_all


class PolicyOverlaps(Refusal):
    code = "policy_overlaps"
    cause = Text(
        en="Another {name} policy is valid from {valid_from} until {valid_until}.",
        zh="另一项 {name} 政策的有效期为 {valid_from} 至 {valid_until}。",
    )
    remedy = Text(
        en="To take its place, begin on one of its days, end when it ends, and give other figures; else choose days on which none of that name is valid.",
        zh="如需取代该政策，请自其有效期内某日起、至其截止日止，并填写不同的数值；否则请选择没有同名政策生效的日期。",
    )


class PolicyLeavesGap(Refusal):
    code = "policy_leaves_gap"
    cause = Text(
        en="No {name} policy would be valid from {gap_from} until {gap_until}.",
        zh="{gap_from} 至 {gap_until} 期间将没有生效的 {name} 政策。",
    )
    remedy = Text(
        en="Let it begin on {gap_from}, or end on {gap_until}, beside the policies that are there.",
        zh="请与已有政策首尾相接：自 {gap_from} 起，或至 {gap_until} 止。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """From ``valid_from`` until the day before ``valid_until``, or without end."""

    valid_from: date
    valid_until: date | None = None

    def __post_init__(self) -> None:
        backwards = self.valid_until is not None and self.valid_until <= self.valid_from
        text = Text(en="must be after valid_from", zh="必须晚于 valid_from")
        refuse_all(FieldProblem("valid_until", "too_early", text, str(self.valid_until)) if backwards else None)

    def meets(self, other: Term) -> bool:
        """They have a day in common."""
        return _before(self.valid_from, other.valid_until) and _before(other.valid_from, self.valid_until)


def _before(day: date, end: date | None) -> bool:
    return end is None or day < end


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """``of`` gives way to the new figures; ``keeps`` are the days that are left of it, None if they take its place as a whole."""

    of: Term
    keeps: Term | None


def succeed(name: str, new: Term, present: Iterable[Term]) -> Succession | None:
    """What gives way to a policy of that ``name``; None if it follows those that are there, or goes before them.

    :raises PolicyOverlaps: it is valid with another one and isn't the rest of it.
    :raises PolicyLeavesGap: there would be days between.
    """
    terms = sorted(present, key=lambda one: one.valid_from)
    met = [one for one in terms if one.meets(new)]
    if not met:
        _refuse_gap(name, new, terms)
        return None
    of = met[0]
    if len(met) > 1 or new.valid_from < of.valid_from or new.valid_until != of.valid_until:
        raise overlaps(name, of)
    whole = new.valid_from == of.valid_from
    return Succession(of=of, keeps=None if whole else Term(valid_from=of.valid_from, valid_until=new.valid_from))


def overlaps(name: str, other: Term) -> PolicyOverlaps:
    return PolicyOverlaps(name=name, valid_from=other.valid_from, valid_until=other.valid_until or "…")


def _refuse_gap(name: str, new: Term, terms: list[Term]) -> None:
    """``terms`` have no gap among them, so there is one at most."""
    if not terms:
        return
    first, last = terms[0].valid_from, terms[-1].valid_until
    if last is not None and last < new.valid_from:
        raise PolicyLeavesGap(name=name, gap_from=last, gap_until=new.valid_from)
    if new.valid_until is not None and new.valid_until < first:
        raise PolicyLeavesGap(name=name, gap_from=new.valid_until, gap_until=first)
