"""Where chargeable work meets the warranty and the visit (W1, W3): what may be quoted, what a visit may not end without."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from inventory import chargeable as verbs
from inventory.chargeable import (
    ChargeableWork,
    ChargeableWrongState,
    ChargedMoreThanQuoted,
    ChargeKind,
    ChargeLine,
    Consent,
    Quote,
    State,
    Way,
    WorkWithoutConsent,
)
from inventory.charging import (
    ChargedWithoutQuote,
    CoveredNotCharged,
    ReceiptNotCollected,
    VisitEnd,
    end_visit,
    grounds_for,
    receipt_lines,
)
from inventory.entitlements import Case, Exclusion, Ground
from inventory.judgements import Judgement, judge
from inventory.orders import OrderKind
from inventory.sale_proofs import Proof, ProvenUnit, Sale
from inventory.warranty import Component, Term, WarrantyPolicy

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SOLD = date(2025, 5, 1)
LABOUR = ChargeLine(kind=ChargeKind.LABOUR, text="上门维修", price_fen=8_000)
BELT = ChargeLine(kind=ChargeKind.PART, text="皮带", price_fen=2_000, part="BELT")
MOTOR = ChargeLine(kind=ChargeKind.PART, text="电机", price_fen=30_000, part="MOTOR")
POLICY = WarrantyPolicy(
    terms=(
        Term(use="household", component=Component.UNIT, months=12),
        Term(use="household", component=Component.MAIN, months=36),
    ),
    refund_days=7,
    exchange_days=15,
    repeated_repairs=3,
    unvisited_days=15,
    receipt_card_days=20,
)


def judged(reported_on: date = date(2026, 11, 23), **given: Any) -> Judgement:
    """The motor is a main part, covered for 36 months; the belt for 12."""
    sale = Sale(serial="U-1", use="household", sold_by="ZJ-001", sold_on=SOLD, receipt_card_on=SOLD)
    unit = ProvenUnit(sale=sale, proof=Proof.RECEIPT_CARD, since=SOLD)
    case = Case(unit=unit, fault="F-01", component=Component.UNIT, reported_on=reported_on, **given)
    failed = {"BELT": Component.WEAR, "MOTOR": Component.MAIN}
    return judge(case, failed, POLICY, today=reported_on)


def test_only_what_is_not_covered_is_quoted() -> None:
    assert grounds_for("SO-1", (LABOUR, BELT), judged()) == (Ground.OUT_OF_WARRANTY,)
    with pytest.raises(CoveredNotCharged) as refused:
        grounds_for("SO-1", (BELT, MOTOR), judged())
    assert (refused.value.facts["what"], refused.value.facts["until"]) == ("MOTOR", date(2028, 5, 1))


def test_without_a_part_the_fault_as_a_whole_decides() -> None:
    with pytest.raises(CoveredNotCharged):
        grounds_for("SO-1", (LABOUR,), judged())

    assert grounds_for("SO-1", (LABOUR,), judged(date(2029, 1, 1))) == (Ground.OUT_OF_WARRANTY,)


def test_all_that_speaks_against_the_warranty_is_a_ground() -> None:
    against = judged(exclusions=(Exclusion.MISUSE,), foreign_parts=("X-9",))

    assert grounds_for("SO-1", (BELT, MOTOR), against) == (
        Ground.EXCLUDED, Ground.FOREIGN_PART, Ground.OUT_OF_WARRANTY,
    )  # fmt: skip


# The end of a visit


def work_in(state: State) -> ChargeableWork:
    """Over 100 yuan."""
    quote = Quote(lines=(LABOUR, BELT), by="clerk", at=NOW)
    work = verbs.quote("SO-1", quote, grounds=(Ground.OUT_OF_WARRANTY,))
    if state is State.QUOTED:
        return work
    if state is State.DECLINED:
        return verbs.decline(work, reason="x", at=NOW)
    consent = Consent(round=1, name="王小明", way=Way.BY_PHONE, at=NOW + timedelta(hours=1), recorded_by="clerk")
    work = verbs.consent(work, consent)
    if state is State.CONSENTED:
        return work
    work = verbs.do_work(work, at=NOW + timedelta(hours=2))
    receipt = verbs.Receipt(
        number="R-1", lines=(LABOUR, BELT), method=verbs.Method.CASH, by="t", at=NOW + timedelta(hours=3)
    )
    return work if state is State.WORKED else verbs.give_receipt(work, receipt)


def an_end(**given: Any) -> VisitEnd:
    usual = {
        "order": "SO-1",
        "kind": OrderKind.REPAIR,
        "at": NOW + timedelta(hours=2),
        "charged_fen": 0,
        "collected_fen": given.get("charged_fen", 0),
        "uncovered": (),
        "finished": True,
    }
    return VisitEnd(**{**usual, **given})


CHARGED, USED, LOOKED, DONE = (
    {"charged_fen": 10_000},
    {"uncovered": ("BELT",)},
    {"finished": False},
    {"finished": True},
)


def ended(state: State | None, **given: Any) -> State | None:
    work = None if state is None else work_in(state)
    after = end_visit(work, an_end(**given), now=NOW + timedelta(hours=5))
    return after and after.state


@pytest.mark.parametrize(
    ("state", "end", "after"),
    [
        (None, DONE, None),
        (None, LOOKED, None),
        (State.QUOTED, LOOKED, State.QUOTED),
        (State.DECLINED, DONE, State.DECLINED),
        (State.CONSENTED, LOOKED, State.CONSENTED),
        (State.CONSENTED, DONE, State.WORKED),
        (State.CONSENTED, CHARGED, State.WORKED),
        (State.CONSENTED, {**USED, **LOOKED}, State.WORKED),
        (State.WORKED, DONE, State.WORKED),
        (State.WORKED, CHARGED, State.WORKED),
        (State.WORKED, USED, State.WORKED),
        (State.RECEIPTED, DONE, State.RECEIPTED),
    ],
)
def test_a_visit_ends_with_the_customers_consent_or_without_anything_to_pay(
    state: State | None, end: dict[str, Any], after: State | None
) -> None:
    assert ended(state, **end) is after


@pytest.mark.parametrize(
    ("state", "end", "refusal"),
    [
        (None, CHARGED, ChargedWithoutQuote),
        (None, USED, ChargedWithoutQuote),
        (None, {**USED, **LOOKED}, ChargedWithoutQuote),
        (State.QUOTED, CHARGED, WorkWithoutConsent),
        (State.QUOTED, {**USED, **LOOKED}, WorkWithoutConsent),
        (State.QUOTED, DONE, WorkWithoutConsent),
        (State.DECLINED, CHARGED, WorkWithoutConsent),
        (State.DECLINED, USED, WorkWithoutConsent),
        (State.CONSENTED, {"charged_fen": 10_001}, ChargedMoreThanQuoted),
        (State.WORKED, {"charged_fen": 1, "collected_fen": 10_001}, ChargedMoreThanQuoted),
        (State.RECEIPTED, CHARGED, ChargeableWrongState),
    ],
)
def test_nobody_charges_or_repairs_at_the_customers_cost_without_consent(
    state: State | None, end: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        ended(state, **end)


def test_what_is_no_repair_is_not_the_warrantys() -> None:
    assert ended(None, **CHARGED, kind=OrderKind.INSTALLATION) is None


@pytest.mark.parametrize(("hours", "worked"), [(0, 1), (2, 2), (9, 5)])
def test_work_is_done_after_the_consent_and_by_now_whatever_the_phones_clock_says(hours: int, worked: int) -> None:
    work = end_visit(work_in(State.CONSENTED), an_end(at=NOW + timedelta(hours=hours)), now=NOW + timedelta(hours=5))

    assert work is not None
    assert work.worked_at == NOW + timedelta(hours=worked)


# The receipt


def test_a_receipt_is_over_what_was_collected() -> None:
    worked = work_in(State.WORKED)

    assert receipt_lines(worked, None, collected_fen=10_000) == (LABOUR, BELT)
    assert receipt_lines(worked, (LABOUR,), collected_fen=8_000) == (LABOUR,)
    for told, collected in ((None, 9_000), ((LABOUR,), 10_000), (None, 0)):
        with pytest.raises(ReceiptNotCollected):
            receipt_lines(worked, told, collected_fen=collected)
    with pytest.raises(ChargeableWrongState):
        receipt_lines(work_in(State.CONSENTED), None, collected_fen=10_000)
