"""Barcodes, corrections, receipt cards, second sales of a serial, findings, and days without a visit (W2 to W5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from builders import NOW, a_unit
from hypothesis import given
from hypothesis import strategies as st

from inventory import sold_units as rules
from inventory import warranty_findings as findings
from inventory.barcodes import day_of, is_mask
from inventory.entitlements import Answer, Case, Exclusion
from inventory.judgements import judge
from inventory.sale_proofs import Proof, ProvenUnit, Sale, made_on
from inventory.sold_units import (
    Forgettable,
    NewOtherSale,
    OtherSale,
    OtherSaleSettled,
    OtherSaleState,
    ReceiptCard,
    UnitCorrection,
)
from inventory.unvisited import Delay, days_unvisited
from inventory.warranty import Component, Term, WarrantyPolicy
from inventory.warranty_findings import Finding, FindingWithdrawn, Found, NewFinding
from refusals import Invalid

TODAY = NOW.date()
SOLD = date(2025, 5, 1)


def a_policy(**given: Any) -> WarrantyPolicy:
    usual = {
        "terms": (
            Term(use="household", component=Component.UNIT, months=12),
            Term(use="household", component=Component.MAIN, months=36),
        ),
        "refund_days": 7,
        "exchange_days": 15,
        "repeated_repairs": 3,
        "unvisited_days": 15,
        "receipt_card_days": 20,
    }
    return WarrantyPolicy(**{**usual, **given})


# Barcodes (W4)


@pytest.mark.parametrize(
    ("serial", "mask", "day"),
    [
        ("XQG100772506Z00017", "YYMM@#####", date(2025, 6, 1)),
        ("2506Z00017", "YYMM@#####", date(2025, 6, 1)),
        ("XQG100772513Z00017", "YYMM@#####", None),
        ("XQG10077250600017", "YYMM@#####", None),
        ("506Z00017", "YYMM@#####", None),
        ("A-20250630-9", "YYYYMMDD??", date(2025, 6, 30)),
        ("A-20250631-9", "YYYYMMDD??", None),
        ("A0625", "MMYY", date(2025, 6, 1)),
    ],
)
def test_a_barcode_tells_its_month_where_the_mask_says_so(serial: str, mask: str, day: date | None) -> None:
    assert day_of(serial, mask) == day


@pytest.mark.parametrize("mask", ["YYMM@#####", "YYYYMMDD", "MMYY", "?MM?YY#"])
def test_a_mask_has_a_year_and_a_month(mask: str) -> None:
    assert is_mask("mask", mask) is None


@pytest.mark.parametrize(
    "mask", ["", "YY", "MM", "YMM", "YYYMM", "YYMMYY", "YYMMD", "YYMM.*", "Y" * 41, "YYMMx", "YMMY"]
)
def test_a_wrong_mask_is_refused(mask: str) -> None:
    assert is_mask("mask", mask) is not None


def test_the_day_that_somebody_looked_up_counts_before_that_of_the_mask() -> None:
    policy = a_policy(barcode_masks=("MM@YY", "YYMM@#####"))

    assert made_on("2504Z00017", policy, looked_up=None, sold_on=SOLD) == date(2025, 4, 1)
    assert made_on("2504Z00017", policy, looked_up=date(2025, 3, 9), sold_on=SOLD) == date(2025, 3, 9)
    assert made_on("2506Z00017", policy, looked_up=None, sold_on=SOLD) is None, "made after its sale: no such barcode"
    assert made_on("2504Z00017", a_policy(), looked_up=None, sold_on=SOLD) is None


# Corrections and cards (W5)


def test_a_correction_changes_what_it_names_and_takes_away_what_it_says() -> None:
    unit = a_unit(invoice="FP-1", made_on=date(2025, 3, 1))

    corrected = UnitCorrection(use_class="commercial", without=(Forgettable.INVOICE, Forgettable.CUSTOMER)).of(unit)

    assert corrected == replace(unit, use_class="commercial", invoice=None, customer=None)


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"invoice": "FP-1", "without": (Forgettable.INVOICE,)}, "invoice"),
        ({"without": (Forgettable.INVOICE, Forgettable.INVOICE)}, "without"),
    ],
)
def test_nothing_is_given_and_taken_away_at_once(given: Any, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        UnitCorrection(**given)
    assert [problem.path for problem in refused.value.problems] == [path]


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"sold_on": date(2025, 5, 13)}, "receipt_card_on"),
        ({"made_on": date(2025, 5, 2)}, "made_on"),
        ({"invoice": " "}, "invoice"),
        ({"use_class": "Shop"}, "use_class"),
    ],
)
def test_what_a_correction_comes_to_does_not_contradict_itself(given: Any, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        UnitCorrection(**given).of(a_unit())
    assert [problem.path for problem in refused.value.problems] == [path]


@pytest.mark.parametrize(
    ("known", "came", "code"),
    [
        (None, SOLD, None),
        (None, TODAY, None),
        (date(2025, 5, 12), date(2025, 5, 12), None),
        (date(2025, 5, 12), date(2025, 5, 13), "already_there"),
        (None, SOLD - timedelta(days=1), "too_early"),
        (None, TODAY + timedelta(days=1), "too_late"),
    ],
)
def test_a_card_comes_after_the_sale_not_ahead_and_on_one_day(known: date | None, came: date, code: str | None) -> None:
    found = rules.wrong_card("on", ReceiptCard(serial="U-1", on=came), a_unit(receipt_card_on=known), today=TODAY)

    assert (found and found.code) == code


# Second sales of a serial (W4)


def an_other(**given: Any) -> OtherSale:
    usual = {
        "id": 1,
        "serial": "U-1",
        "sold_by": "ZJ-002",
        "sold_on": date(2025, 6, 1),
        "note": "invoice",
        "told_by": "clerk",
        "told_at": NOW,
        "invoice": "FP-9",
    }
    return OtherSale(**{**usual, **given})


def test_the_right_one_of_two_sales_stands_with_its_own_proof() -> None:
    settled, unit = rules.settle(an_other(), a_unit(), right=True, by="chief", reason="发票属实", now=NOW)

    assert (settled.state, settled.settled_by, settled.reason) == (OtherSaleState.UPHELD, "chief", "发票属实")
    assert (unit.sold_by, unit.sold_on, unit.receipt_card_on, unit.invoice) == (
        "ZJ-002", date(2025, 6, 1), None, "FP-9",
    )  # fmt: skip


def test_a_wrong_one_leaves_the_machine_as_it_was() -> None:
    settled, unit = rules.settle(an_other(), a_unit(), right=False, by="chief", reason="x", now=NOW)

    assert (settled.state, unit) == (OtherSaleState.REJECTED, a_unit())


def test_two_sales_are_settled_once_and_with_a_reason() -> None:
    with pytest.raises(OtherSaleSettled):
        rules.settle(an_other(state=OtherSaleState.REJECTED), a_unit(), right=True, by="c", reason="x", now=NOW)
    with pytest.raises(Invalid):
        rules.settle(an_other(), a_unit(), right=True, by="c", reason=" ", now=NOW)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"sold_by": "ZJ-001", "sold_on": SOLD}, "already_there"),
        ({"sold_on": TODAY + timedelta(days=1)}, "too_late"),
        ({"sold_by": "ZJ-001"}, None),
        ({"sold_on": SOLD}, None),
    ],
)
def test_another_sale_is_another_one(given: Any, code: str | None) -> None:
    new = NewOtherSale(**{"serial": "U-1", "sold_by": "ZJ-002", "sold_on": date(2025, 6, 1), "note": "x", **given})

    if code is None:
        rules.contradicts(new, a_unit(), today=TODAY)
        return
    with pytest.raises(Invalid) as refused:
        rules.contradicts(new, a_unit(), today=TODAY)
    assert [problem.code for problem in refused.value.problems] == [code]


# Findings (W2, W3)


def a_finding(**given: Any) -> Finding:
    return Finding(**{"id": 1, "order": "SO-1", "found": Found.MISUSE, "note": "x", "by": "t", "at": NOW, **given})


@pytest.mark.parametrize(
    ("found", "against"),
    [
        ({}, True),
        ({"found": Found.NOT_PERFORMANCE}, False),
        ({"found": Found.FOREIGN_PART, "part": "X-9"}, True),
        ({"found": Found.FOREIGN_PART, "part": "OWN-HOSE"}, False),
        ({"withdrawn_at": NOW, "withdrawn_by": "t", "withdrawn_because": "x"}, False),
    ],
)
def test_only_what_stands_and_is_not_approved_speaks_against_the_warranty(found: Any, against: bool) -> None:
    assert findings.speaks_against([a_finding(**found)], a_policy(approved_parts=("OWN-HOSE",))) is against


def test_a_finding_is_withdrawn_once_and_with_a_reason() -> None:
    withdrawn = findings.withdraw(a_finding(), by="chief", reason="复查", now=NOW)

    assert (withdrawn.withdrawn_by, withdrawn.withdrawn_because) == ("chief", "复查")
    with pytest.raises(FindingWithdrawn):
        findings.withdraw(withdrawn, by="chief", reason="x", now=NOW)
    with pytest.raises(Invalid):
        findings.withdraw(a_finding(), by="chief", reason="", now=NOW)


@pytest.mark.parametrize(
    "given",
    [
        {"found": Found.FOREIGN_PART, "note": "x"},
        {"found": Found.MISUSE, "note": "x", "part": "X-9"},
        {"found": Found.MISUSE, "note": " "},
    ],
)
def test_a_finding_has_a_note_and_a_foreign_part_its_number(given: Any) -> None:
    with pytest.raises(Invalid):
        NewFinding(**given)


def test_every_exclusion_can_be_found_and_is_named() -> None:
    assert {one.value for one in Exclusion} < {one.value for one in Found}
    assert set(findings.FOUND_NAMES) == set(Found)


# Days without a visit (W2, S6)


def day(number: int) -> date:
    return SOLD + timedelta(days=number)


@pytest.mark.parametrize(
    ("visited", "delays", "days"),
    [
        (None, [], 20),
        (0, [], 0),
        (16, [], 16),
        (16, [(3, 10)], 9),
        (16, [(3, 10), (8, 12)], 7),
        (None, [(15, 99)], 15),
        (5, [(10, 12)], 5),
        (16, [(4, 4)], 16),
        (16, [(-5, 2)], 14),
    ],
)
def test_days_that_the_customer_or_the_weather_put_off_do_not_count(
    visited: int | None, delays: list[tuple[int, int]], days: int
) -> None:
    put_off = [Delay(since=day(since), until=day(until)) for since, until in delays]

    assert days_unvisited(SOLD, None if visited is None else day(visited), put_off, today=day(20)) == days


@given(st.integers(0, 400), st.lists(st.tuples(st.integers(-9, 400), st.integers(0, 50)), max_size=4))
def test_putting_off_never_makes_the_wait_longer_or_less_than_nothing(
    waited: int, spans: list[tuple[int, int]]
) -> None:
    delays = [Delay(since=day(since), until=day(since + length)) for since, length in spans]

    assert 0 <= days_unvisited(SOLD, day(waited), delays, today=day(waited)) <= waited


# One decision of several (W6)


def test_of_what_may_have_failed_that_decides_which_gives_most_for_longest() -> None:
    sale = Sale(serial="U-1", use="household", sold_by="ZJ-001", sold_on=SOLD, receipt_card_on=SOLD)
    proven = ProvenUnit(sale=sale, proof=Proof.RECEIPT_CARD, since=SOLD)
    case = Case(unit=proven, fault="F-01", component=Component.UNIT, reported_on=day(400))
    failed = {"BELT": Component.WEAR, "MOTOR": Component.MAIN}

    judged = judge(case, failed, a_policy(), today=day(400))
    early = judge(replace(case, reported_on=day(20)), failed, a_policy(), today=day(400))

    assert {part: one.answer for part, one in judged.decisions.items()} == {
        "BELT": Answer.CHARGEABLE,
        "MOTOR": Answer.COVERED,
    }
    assert (judged.decision.answer, judged.decision.until) == (Answer.COVERED, date(2028, 5, 1))
    assert early.decision.until == date(2028, 5, 1)
