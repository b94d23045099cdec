"""What a customer is entitled to for a fault (W2, W3, W6): a decision with all its reasons, the rule behind it and its end.

It is judged by the day on which the fault was reported: whoever reported in time loses nothing by our being slow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inventory.network import is_code
from inventory.orders import HOUSEHOLD
from inventory.sale_proofs import Proof, ProvenUnit, Recognition, recognised_for_claims
from inventory.unvisited import MOST_DAYS
from inventory.warranty import Component, Covered, WarrantyPolicy
from refusals import FieldProblem, Refusal, Text, in_range, refuse_all, unique


class Answer(StrEnum):
    """W6. Of what a customer may choose from, an earlier one is worth more."""

    REFUND = "refund"
    EXCHANGE = "exchange"
    COVERED = "covered"
    CHARGEABLE = "chargeable"


MEANINGS: dict[Answer, Text] = {
    Answer.REFUND: Text(
        en="The customer may have the money back, or another machine; the technical department appraises it first.",
        zh="客户可选择退货或换货，须先由技术部门出具鉴定记录。",
    ),
    Answer.EXCHANGE: Text(
        en="The customer may have another machine; the technical department appraises it first.",
        zh="客户可换货，须先由技术部门出具鉴定记录。",
    ),
    Answer.COVERED: Text(
        en="It is repaired free of charge; old parts come back with the signed service record.",
        zh="免费维修，旧件连同签字的三包维修记录返还。",
    ),
    Answer.CHARGEABLE: Text(
        en="The customer pays: make a quote, have the customer's consent, give a receipt.",
        zh="收费维修：先报价，经客户同意后维修，并开具收据。",
    ),
}
"""What an answer means for whoever asked."""


class NothingToJudge(Refusal):
    code = "nothing_to_judge"
    rule = "W6"
    cause = Text(
        en="Order {number} names no machine, or no fault: there is no entitlement to judge.",
        zh="维修单 {number} 未填写机器或故障，无法判定三包权益。",
    )
    remedy = Text(en="Ask for a machine and a fault by themselves.", zh="请按机号和故障单独查询。")


class Exclusion(StrEnum):
    """Why a fault isn't ours (W3), as somebody found it at the machine."""

    DISMANTLED = "dismantled"
    TRANSPORT = "transport"
    STORAGE = "storage"
    MISUSE = "misuse"
    FORCE_MAJEURE = "force_majeure"
    ENVIRONMENT = "environment"


EXCLUSION_NAMES: dict[Exclusion, Text] = {
    Exclusion.DISMANTLED: Text(
        en="dismantled by the user or a shop that we don't authorise", zh="用户或非授权维修点自行拆装"
    ),
    Exclusion.TRANSPORT: Text(en="damaged in transport", zh="运输损坏"),
    Exclusion.STORAGE: Text(en="damaged in storage", zh="保管不当"),
    Exclusion.MISUSE: Text(en="misused", zh="使用不当"),
    Exclusion.FORCE_MAJEURE: Text(
        en="force majeure: a disaster, or a fault of the supply", zh="不可抗力（自然灾害或供电供水故障）"
    ),
    Exclusion.ENVIRONMENT: Text(en="run in an environment out of specification", zh="使用环境不符合要求"),
}


class Ground(StrEnum):
    """What a reason rests on."""

    REFUND_DAYS = "refund_days"
    EXCHANGE_DAYS = "exchange_days"
    REPEATED_REPAIRS = "repeated_repairs"
    UNVISITED = "unvisited"
    IN_WARRANTY = "in_warranty"
    OUT_OF_WARRANTY = "out_of_warranty"
    EXCLUDED = "excluded"
    FOREIGN_PART = "foreign_part"
    BARCODE = "barcode"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """``answer`` is what it speaks for, None where it only explains. ``until`` is the last day on which it holds, or the
    one on which the warranty ended."""

    ground: Ground
    rule: str
    answer: Answer | None
    until: date | None
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedPart:
    """A part that we put in earlier; it has a term of its own (W1)."""

    part: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRepair:
    fault: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A fault that was reported on ``reported_on``; ``part``, of the class ``component``, failed as far as is known.

    ``performance``: the machine doesn't do what it is for (W2). ``unvisited_days`` went by since the report without a visit,
    through our fault. ``foreign_parts`` are part numbers of others that were found in it (W3).
    """

    unit: ProvenUnit
    fault: str
    component: Component
    reported_on: date
    part: str | None = None
    performance: bool = True
    replaced: tuple[ReplacedPart, ...] = ()
    repairs: tuple[EarlierRepair, ...] = ()
    unvisited_days: int = 0
    exclusions: tuple[Exclusion, ...] = ()
    foreign_parts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        replaced = Text(en="is told by replaced; name the part's class", zh="请填写配件类别，更换情况填入 replaced")
        refuse_all(
            is_code("fault", self.fault),
            FieldProblem("component", "not_allowed", replaced) if self.component is Component.REPLACED else None,
            None if self.part is None else is_code("part", self.part),
            _in_time("reported_on", self.reported_on, self.unit.since, date.max),
            *(
                _in_time(f"replaced.{n}.on", x.on, self.unit.since, self.reported_on)
                for n, x in enumerate(self.replaced)
            ),
            *(_in_time(f"repairs.{n}.on", x.on, self.unit.since, self.reported_on) for n, x in enumerate(self.repairs)),
            in_range("unvisited_days", self.unvisited_days, 0, MOST_DAYS),
            unique("exclusions", self.exclusions),
            unique("foreign_parts", self.foreign_parts),
        )

    @property
    def replaced_on(self) -> date | None:
        """When the part that failed was put in, if that was a repair."""
        return max((one.on for one in self.replaced if one.part == self.part), default=None)

    @property
    def repairs_of_it(self) -> int:
        """How often this very fault was repaired before."""
        return sum(one.fault == self.fault for one in self.repairs)


def _in_time(path: str, day: date, first: date, last: date) -> FieldProblem | None:
    if first <= day <= last:
        return None
    text = Text(en=f"must be from {first} to {last}", zh=f"应在 {first} 至 {last} 之间")
    return FieldProblem(path, "out_of_range", text, str(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``reasons`` begin with the one that decided, whose ``rule`` and ``until`` are the decision's own.

    ``choices`` are what the customer may choose from, ``answer`` first.
    """

    answer: Answer
    choices: tuple[Answer, ...]
    reasons: tuple[Reason, ...]
    recognised_for_claims: Recognition

    @property
    def rule(self) -> str:
        return self.reasons[0].rule

    @property
    def until(self) -> date | None:
        return self.reasons[0].until


def entitlement(case: Case, policy: WarrantyPolicy, *, today: date) -> Decision:
    """Covered, chargeable, exchange or refund (W6).

    :raises UseClassUnknown: the policy doesn't know the machine's use. :raises Invalid: the report lies ahead.
    """
    refuse_all(_in_time("reported_on", case.reported_on, date.min, today))
    covered = policy.covered(
        use=case.unit.sale.use, component=case.component, sold_on=case.unit.since, replaced_on=case.replaced_on
    )
    excluded = list(_exclusions(case, policy))
    rights = [] if excluded else list(_rights(case, policy, covered))
    reasons = [*excluded, *rights, _warranty(case, covered, excluded=bool(excluded))]
    choices = _choices(reasons)
    deciding = [reason for reason in reasons if reason.answer is choices[0]]
    first = max(deciding, key=lambda one: one.until or date.min) if choices[0] is Answer.EXCHANGE else deciding[0]
    return Decision(
        answer=choices[0],
        choices=choices,
        reasons=(first, *(one for one in reasons if one is not first), *_proof(case)),
        recognised_for_claims=recognised_for_claims(case.unit.sale, policy, today=today),
    )


def _choices(reasons: list[Reason]) -> tuple[Answer, ...]:
    """Who may have the money back may take another machine instead (W2); nobody chooses to pay."""
    spoken_for = {reason.answer for reason in reasons} - {Answer.CHARGEABLE}
    if Answer.REFUND in spoken_for:
        spoken_for.add(Answer.EXCHANGE)
    return tuple(answer for answer in Answer if answer in spoken_for) or (Answer.CHARGEABLE,)


def _exclusions(case: Case, policy: WarrantyPolicy) -> Iterator[Reason]:
    for found in case.exclusions:
        name = EXCLUSION_NAMES[found]
        text = Text(en=f"Not covered: {name.en}.", zh=f"不属三包范围：{name.zh}。")
        yield Reason(ground=Ground.EXCLUDED, rule="W3", answer=Answer.CHARGEABLE, until=None, text=text)
    foreign = sorted(set(case.foreign_parts) - set(policy.approved_parts))
    if foreign:
        listed = ", ".join(foreign)
        text = Text(
            en=f"Not covered: parts that we neither supplied nor approved were found: {listed}.",
            zh=f"不属三包范围：使用了非我方提供或认可的配件：{listed}。",
        )
        yield Reason(ground=Ground.FOREIGN_PART, rule="W3", answer=Answer.CHARGEABLE, until=None, text=text)


def _rights(case: Case, policy: WarrantyPolicy, covered: Covered | None) -> Iterator[Reason]:
    if case.performance:
        yield from _by_days(case, policy.refund_days, Ground.REFUND_DAYS, Answer.REFUND)
        yield from _by_days(case, policy.exchange_days, Ground.EXCHANGE_DAYS, Answer.EXCHANGE)
    if covered is None or case.reported_on > covered.until:
        return
    if case.repairs_of_it >= policy.repeated_repairs:
        text = Text(
            en=f"The same fault came back after {case.repairs_of_it} repairs ({policy.repeated_repairs} give the right).",
            zh=f"同一故障已维修 {case.repairs_of_it} 次仍未解决（满 {policy.repeated_repairs} 次可换货）。",
        )
        yield _exchange(Ground.REPEATED_REPAIRS, covered, text)
    if case.unvisited_days > policy.unvisited_days:
        text = Text(
            en=f"Nobody came for {case.unvisited_days} days through our fault; {policy.unvisited_days} are allowed.",
            zh=f"因我方原因报修后 {case.unvisited_days} 日未上门（时限 {policy.unvisited_days} 日）。",
        )
        yield _exchange(Ground.UNVISITED, covered, text)


def _exchange(ground: Ground, covered: Covered, text: Text) -> Reason:
    return Reason(ground=ground, rule="W2", answer=Answer.EXCHANGE, until=covered.until, text=text)


def _by_days(case: Case, days: int, ground: Ground, answer: Answer) -> Iterator[Reason]:
    until = case.unit.since + timedelta(days=days)
    if case.reported_on <= until:
        named = {Answer.REFUND: ("refund or exchange", "退货或换货"), Answer.EXCHANGE: ("exchange", "换货")}[answer]
        text = Text(
            en=f"A performance fault within {days} days from {case.unit.since}: {named[0]} until {until}.",
            zh=f"自 {case.unit.since} 起 {days} 日内出现性能故障，可{named[1]}，截止 {until}。",
        )
        yield Reason(ground=ground, rule="W2", answer=answer, until=until, text=text)


_USE_ZH = {HOUSEHOLD: "家用", "commercial": "商用"}
"""The use classes of W1; a policy may have others, which are called as it calls them."""
_COMPONENT_ZH: dict[Component, str] = {
    Component.UNIT: "整机",
    Component.MAIN: "主要部件",
    Component.ELECTRICAL: "电器件",
    Component.MECHANICAL: "机械件",
    Component.PLASTIC: "塑料件",
    Component.WEAR: "易损件",
    Component.REPLACED: "更换件",
}


def _warranty(case: Case, covered: Covered | None, *, excluded: bool) -> Reason:
    use = case.unit.sale.use
    use_zh = _USE_ZH.get(use, use)
    if covered is None:
        text = Text(en=f"The policy has no warranty for {use} use.", zh=f"用途（{use_zh}）不享受三包。")
        return _over(None, text)
    by, until = covered.by, covered.until
    if case.reported_on > until:
        text = Text(
            en=f"The {use} warranty ({by}) ended on {until}, before the report on {case.reported_on}.",
            zh=f"{_COMPONENT_ZH[by]}三包期（{use_zh}）已于 {until} 届满，早于报修日 {case.reported_on}。",
        )
        return _over(until, text)
    text = Text(
        en=f"In the {use} warranty ({by}) until {until}.", zh=f"{_COMPONENT_ZH[by]}三包期（{use_zh}）至 {until}。"
    )
    answer = None if excluded else Answer.COVERED
    return Reason(ground=Ground.IN_WARRANTY, rule="W1", answer=answer, until=until, text=text)


def _over(until: date | None, text: Text) -> Reason:
    return Reason(ground=Ground.OUT_OF_WARRANTY, rule="W1", answer=Answer.CHARGEABLE, until=until, text=text)


def _proof(case: Case) -> Iterator[Reason]:
    if case.unit.proof is Proof.BARCODE:
        sold_on = case.unit.sale.sold_on
        text = Text(
            en=f"There is neither receipt card nor invoice: the barcode's day, {case.unit.since}, counts. With an invoice that of"
            f" the sale, {sold_on}, does.",
            zh=f"无三包回执卡和发票，以条码日期 {case.unit.since} 起算；登记发票后以销售日期 {sold_on} 起算。",
        )
        yield Reason(ground=Ground.BARCODE, rule="W4", answer=None, until=None, text=text)
