"""What somebody found at a machine that bears on its warranty (W2, W3): on record with a note, for the order that it was found at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from inventory.entitlements import EXCLUSION_NAMES, Exclusion
from inventory.network import is_code
from inventory.warranty import WarrantyPolicy
from refusals import FieldProblem, Refusal, Text, not_blank, refuse_all, with_offset


class Found(StrEnum):
    """The exclusions of W3, a part that is neither ours nor approved, and a fault that leaves the machine working (W2)."""

    DISMANTLED = "dismantled"
    TRANSPORT = "transport"
    STORAGE = "storage"
    MISUSE = "misuse"
    FORCE_MAJEURE = "force_majeure"
    ENVIRONMENT = "environment"
    FOREIGN_PART = "foreign_part"
    NOT_PERFORMANCE = "not_performance"


FOUND_NAMES: dict[Found, Text] = {
    **{Found(one.value): name for one, name in EXCLUSION_NAMES.items()},
    Found.FOREIGN_PART: Text(en="a part that we neither supplied nor approved", zh="使用非我方提供或认可的配件"),
    Found.NOT_PERFORMANCE: Text(en="not a fault of performance", zh="非性能故障"),
}


class FindingWithdrawn(Refusal):
    code = "finding_withdrawn"
    rule = "W3"
    cause = Text(en="Finding {id} was withdrawn already.", zh="判定记录 {id} 已撤回。")
    remedy = Text(en="Record it anew if it stands after all.", zh="如判定仍成立，请重新登记。")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    """``part`` is the number on a foreign part, and only given for one."""

    found: Found
    note: str
    part: str | None = None

    def __post_init__(self) -> None:
        text = Text(en="must be given for a foreign part, and only for one", zh="仅外来配件填写，且必须填写")
        refuse_all(
            not_blank("note", self.note, most=500),
            FieldProblem("part", "not_allowed", text)
            if (self.part is not None) is not (self.found is Found.FOREIGN_PART)
            else None,
            None if self.part is None else is_code("part", self.part),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    id: int
    order: str
    found: Found
    note: str
    by: str
    at: datetime
    part: str | None = None
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""

    @property
    def exclusion(self) -> Exclusion | None:
        return Exclusion(self.found.value) if self.found.value in set(Exclusion) else None


def speaks_against(findings: Iterable[Finding], policy: WarrantyPolicy) -> bool:
    """Whether any of them that stands takes the fault out of the warranty (W3)."""
    standing = [one for one in findings if one.withdrawn_at is None]
    return any(one.exclusion or (one.part and one.part not in policy.approved_parts) for one in standing)


def withdraw(finding: Finding, *, by: str, reason: str, now: datetime) -> Finding:
    """It was a mistake. :raises FindingWithdrawn: :raises Invalid: no reason."""
    if finding.withdrawn_at is not None:
        raise FindingWithdrawn(id=finding.id)
    refuse_all(not_blank("reason", reason, most=500), with_offset("now", now))
    return replace(finding, withdrawn_by=by, withdrawn_at=now, withdrawn_because=reason)
