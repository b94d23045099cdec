"""Warranty: its terms, what proves a sale, and what a customer is entitled to, by two policies (W1 to W6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.entitlements import (
    Answer,
    Case,
    Decision,
    EarlierRepair,
    Exclusion,
    Ground,
    ReplacedPart,
    entitlement,
)
from inventory.parts import PartCategory
from inventory.sale_proofs import (
    Proof,
    ProvenUnit,
    Recognition,
    Sale,
    SaleNotProven,
    SerialNeverSold,
    SerialSoldTwice,
    prove,
    recognised_for_claims,
)
from inventory.warranty import Component, Covered, Term, UseClassUnknown, WarrantyPolicy, component_of
from refusals import Invalid

SOLD = date(2026, 1, 31)
LATER = date(2031, 1, 1)


def terms(use: str, **months: int) -> tuple[Term, ...]:
    return tuple(Term(use=use, component=Component(name), months=n) for name, n in months.items())


def a_policy(**given: Any) -> WarrantyPolicy:
    usual = {
        "terms": (*terms("household", unit=12, main=36, replaced=3), *terms("commercial", unit=3, main=6, replaced=3)),
        "refund_days": 7,
        "exchange_days": 15,
        "repeated_repairs": 3,
        "unvisited_days": 15,
        "receipt_card_days": 20,
        "approved_parts": ("OWN-HOSE",),
    }
    return WarrantyPolicy(**{**usual, **given})


POLICY = a_policy()
SOLAR = a_policy(
    terms=terms("solar_heater", unit=36, electrical=12, plastic=12, wear=12, mechanical=12),
    refund_days=0,
    exchange_days=30,
    repeated_repairs=2,
    unvisited_days=10,
    receipt_card_days=30,
    approved_parts=(),
)
"""A second policy: a solar heater's main unit, and its fittings and electrics; other days."""


def a_sale(**given: Any) -> Sale:
    usual = {"serial": "U-1", "use": "household", "sold_by": "ZJ-D01", "sold_on": SOLD, "receipt_card_on": SOLD}
    return Sale(**{**usual, **given})


def a_unit(use: str = "household", proof: Proof = Proof.RECEIPT_CARD, **given: Any) -> ProvenUnit:
    return ProvenUnit(sale=a_sale(use=use, **given), proof=proof, since=SOLD)


def a_case(days: int = 100, **given: Any) -> Case:
    """A fault of the whole unit, reported so many days after the sale."""
    usual = {
        "unit": a_unit(),
        "fault": "F-01",
        "component": Component.UNIT,
        "reported_on": SOLD + timedelta(days=days),
    }
    return Case(**{**usual, **given})


def judged(case: Case, policy: WarrantyPolicy = POLICY) -> Decision:
    return entitlement(case, policy, today=LATER)


def grounds(decision: Decision) -> list[Ground]:
    return [reason.ground for reason in decision.reasons]


# The terms (W1)


@pytest.mark.parametrize(
    ("policy", "use", "component", "until", "by"),
    [
        (POLICY, "household", Component.UNIT, date(2027, 1, 31), Component.UNIT),
        (POLICY, "household", Component.MAIN, date(2029, 1, 31), Component.MAIN),
        (POLICY, "household", Component.WEAR, date(2027, 1, 31), Component.UNIT),
        (POLICY, "commercial", Component.UNIT, date(2026, 4, 30), Component.UNIT),
        (POLICY, "commercial", Component.MAIN, date(2026, 7, 31), Component.MAIN),
        (SOLAR, "solar_heater", Component.UNIT, date(2029, 1, 31), Component.UNIT),
        (SOLAR, "solar_heater", Component.MAIN, date(2029, 1, 31), Component.UNIT),
        (SOLAR, "solar_heater", Component.ELECTRICAL, date(2027, 1, 31), Component.ELECTRICAL),
    ],
)
def test_a_part_has_the_term_of_its_class_or_that_of_the_whole_unit(
    policy: WarrantyPolicy, use: str, component: Component, until: date, by: Component
) -> None:
    assert policy.covered(use=use, component=component, sold_on=SOLD) == Covered(until, by)


@pytest.mark.parametrize(
    ("sold_on", "until"),
    [
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 2, 28), date(2026, 5, 28)),
        (date(2025, 12, 31), date(2026, 3, 31)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_one(sold_on: date, until: date) -> None:
    assert POLICY.covered(use="commercial", component=Component.UNIT, sold_on=sold_on) == Covered(until, Component.UNIT)


@pytest.mark.parametrize(
    ("replaced_on", "covered"),
    [
        (date(2026, 12, 1), Covered(date(2027, 3, 1), Component.REPLACED)),
        (date(2026, 2, 1), Covered(date(2027, 1, 31), Component.UNIT)),
        (date(2028, 11, 30), Covered(date(2029, 2, 28), Component.REPLACED)),
    ],
)
def test_a_replaced_part_has_its_own_term_where_that_is_longer(replaced_on: date, covered: Covered) -> None:
    found = POLICY.covered(use="household", component=Component.PLASTIC, sold_on=SOLD, replaced_on=replaced_on)

    assert found == covered


def test_without_a_term_for_replaced_parts_they_share_that_of_the_machine() -> None:
    found = SOLAR.covered(
        use="solar_heater", component=Component.WEAR, sold_on=SOLD, replaced_on=SOLD + timedelta(days=360)
    )

    assert found == Covered(date(2027, 1, 31), Component.WEAR)


def test_a_use_that_the_policy_does_not_know_is_refused_and_not_guessed() -> None:
    with pytest.raises(UseClassUnknown) as refused:
        POLICY.covered(use="ship", component=Component.UNIT, sold_on=SOLD)

    assert refused.value.facts["known"] == "commercial, household"


@pytest.mark.parametrize("category", PartCategory)
def test_every_category_of_parts_has_a_class(category: PartCategory) -> None:
    assert component_of(category) is not Component.REPLACED
    assert (component_of(category) is Component.UNIT) is (category is PartCategory.WHOLE_UNIT)


@pytest.mark.parametrize(
    ("figures", "path"),
    [
        ({"terms": ()}, "terms"),
        ({"terms": terms("household", main=36)}, "terms"),
        ({"terms": terms("household", unit=12) * 2}, "terms"),
        ({"refund_days": -1}, "refund_days"),
        ({"exchange_days": 367}, "exchange_days"),
        ({"repeated_repairs": 0}, "repeated_repairs"),
        ({"unvisited_days": 0}, "unvisited_days"),
        ({"receipt_card_days": 2.5}, "receipt_card_days"),
        ({"approved_parts": ("own hose",)}, "approved_parts.0"),
        ({"barcode_masks": ("YYMM", "YYYYMDD")}, "barcode_masks.1"),
        ({"barcode_masks": ("YYMM", "YYMM")}, "barcode_masks"),
    ],
)
def test_a_wrong_figure_is_refused(figures: Any, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_policy(**figures)

    assert [problem.path for problem in refused.value.problems] == [path]


@pytest.mark.parametrize("given", [{"months": 241}, {"months": -1}, {"use": "Household"}])
def test_a_term_is_of_months_and_a_use(given: Any) -> None:
    with pytest.raises(Invalid):
        Term(**{"use": "household", "component": Component.UNIT, "months": 12, **given})


# What proves the sale (W4)


@pytest.mark.parametrize(
    ("given", "proof", "since"),
    [
        ({"receipt_card_on": SOLD, "invoice": "FP-1"}, Proof.RECEIPT_CARD, SOLD),
        ({"receipt_card_on": SOLD + timedelta(days=90)}, Proof.RECEIPT_CARD, SOLD),
        ({"receipt_card_on": None, "invoice": "FP-1"}, Proof.INVOICE, SOLD),
        ({"receipt_card_on": None, "exchange": "EX-1"}, Proof.EXCHANGE, SOLD),
        ({"receipt_card_on": None}, Proof.BARCODE, date(2025, 6, 1)),
    ],
)
def test_card_or_invoice_prove_the_sale_and_without_them_the_barcode_decides(
    given: Any, proof: Proof, since: date
) -> None:
    found = prove("U-1", [a_sale(**given), a_sale(serial="U-2")], made_on=date(2025, 6, 1))

    assert (found.proof, found.since) == (proof, since)


def test_a_serial_that_was_never_sold_is_refused() -> None:
    with pytest.raises(SerialNeverSold):
        prove("U-1", [a_sale(serial="U-2")], made_on=SOLD)


@pytest.mark.parametrize("other", [{"sold_by": "ZJ-D02"}, {"sold_on": date(2026, 2, 1), "receipt_card_on": None}])
def test_a_serial_that_was_sold_twice_is_refused_without_telling_by_whom(other: Any) -> None:
    with pytest.raises(SerialSoldTwice) as refused:
        prove("U-1", [a_sale(), a_sale(**other)])

    assert refused.value.facts == {"serial": "U-1"}


def test_a_sale_that_was_told_twice_alike_is_one_and_its_better_proof_counts() -> None:
    found = prove("U-1", [a_sale(receipt_card_on=None), a_sale()])

    assert found.proof is Proof.RECEIPT_CARD


def test_nothing_is_decided_without_card_invoice_or_a_day_on_the_barcode() -> None:
    with pytest.raises(SaleNotProven):
        prove("U-1", [a_sale(receipt_card_on=None)])


def test_a_machine_is_made_before_it_is_sold() -> None:
    with pytest.raises(Invalid):
        prove("U-1", [a_sale(receipt_card_on=None)], made_on=SOLD + timedelta(days=1))


@pytest.mark.parametrize("given", [{"receipt_card_on": SOLD - timedelta(days=1)}, {"invoice": " "}, {"use": "X"}])
def test_a_wrong_sale_is_refused(given: Any) -> None:
    with pytest.raises(Invalid):
        a_sale(**given)


# The dealer's claims (W5)


@pytest.mark.parametrize(
    ("card_after", "today_after", "expected"),
    [
        (20, 40, Recognition.RECOGNISED),
        (21, 40, Recognition.NOT_RECOGNISED),
        (None, 20, Recognition.AWAITED),
        (None, 21, Recognition.NOT_RECOGNISED),
    ],
)
def test_a_receipt_card_must_reach_head_office_within_its_days(
    card_after: int | None, today_after: int, expected: Recognition
) -> None:
    card = None if card_after is None else SOLD + timedelta(days=card_after)

    found = recognised_for_claims(a_sale(receipt_card_on=card), POLICY, today=SOLD + timedelta(days=today_after))

    assert found is expected


def test_for_a_machine_that_was_given_in_exchange_no_card_is_awaited() -> None:
    given = a_sale(receipt_card_on=None, exchange="EX-1")

    assert recognised_for_claims(given, POLICY, today=LATER) is Recognition.RECOGNISED


def test_another_policy_waits_longer_for_the_card() -> None:
    late = a_sale(receipt_card_on=SOLD + timedelta(days=30))

    assert recognised_for_claims(late, POLICY, today=LATER) is Recognition.NOT_RECOGNISED
    assert recognised_for_claims(late, SOLAR, today=LATER) is Recognition.RECOGNISED


def test_a_late_card_costs_the_dealer_its_claims_and_the_customer_nothing() -> None:
    in_time, late = judged(a_case()), judged(a_case(unit=a_unit(receipt_card_on=SOLD + timedelta(days=60))))

    assert (late.answer, late.until, late.reasons) == (in_time.answer, in_time.until, in_time.reasons)
    assert (in_time.recognised_for_claims, late.recognised_for_claims) == ("recognised", "not_recognised")


# The decision (W2, W3, W6)


@pytest.mark.parametrize(
    ("days", "answer", "choices", "rule", "until"),
    [
        (0, Answer.REFUND, ("refund", "exchange", "covered"), "W2", SOLD + timedelta(days=7)),
        (7, Answer.REFUND, ("refund", "exchange", "covered"), "W2", SOLD + timedelta(days=7)),
        (8, Answer.EXCHANGE, ("exchange", "covered"), "W2", SOLD + timedelta(days=15)),
        (15, Answer.EXCHANGE, ("exchange", "covered"), "W2", SOLD + timedelta(days=15)),
        (16, Answer.COVERED, ("covered",), "W1", date(2027, 1, 31)),
        (365, Answer.COVERED, ("covered",), "W1", date(2027, 1, 31)),
        (366, Answer.CHARGEABLE, ("chargeable",), "W1", date(2027, 1, 31)),
    ],
)
def test_the_days_since_the_sale_decide(days: int, answer: Answer, choices: Any, rule: str, until: date) -> None:
    decision = judged(a_case(days))

    assert (decision.answer, decision.choices, decision.rule, decision.until) == (answer, choices, rule, until)


def test_by_another_policy_there_is_no_refund_and_a_longer_exchange() -> None:
    unit = a_unit(use="solar_heater")

    assert judged(a_case(1, unit=unit), SOLAR).answer is Answer.EXCHANGE
    assert judged(a_case(30, unit=unit), SOLAR).answer is Answer.EXCHANGE
    assert judged(a_case(31, unit=unit), SOLAR).answer is Answer.COVERED


def test_what_is_no_fault_of_performance_is_repaired_and_not_taken_back() -> None:
    assert judged(a_case(2, performance=False)).choices == (Answer.COVERED,)


def test_the_same_fault_repaired_three_times_gives_an_exchange() -> None:
    again = tuple(EarlierRepair(fault="F-01", on=SOLD + timedelta(days=20 * n)) for n in (1, 2, 3))
    other = replace(again[0], fault="F-02")

    assert judged(a_case(repairs=again)).answer is Answer.EXCHANGE
    assert judged(a_case(repairs=(*again[:2], other))).answer is Answer.COVERED
    assert judged(a_case(repairs=again[:2], unit=a_unit(use="solar_heater")), SOLAR).answer is Answer.EXCHANGE


@pytest.mark.parametrize(("days", "answer"), [(15, Answer.COVERED), (16, Answer.EXCHANGE)])
def test_who_was_not_visited_within_15_days_through_our_fault_gets_an_exchange(days: int, answer: Answer) -> None:
    assert judged(a_case(unvisited_days=days)).answer is answer


def test_repeated_repairs_and_slowness_give_nothing_once_the_warranty_is_over() -> None:
    again = tuple(EarlierRepair(fault="F-01", on=SOLD) for _ in range(3))

    decision = judged(a_case(400, repairs=again, unvisited_days=30))

    assert (decision.answer, grounds(decision)) == (Answer.CHARGEABLE, [Ground.OUT_OF_WARRANTY])


def test_of_several_rights_to_an_exchange_the_longest_decides_and_all_are_told() -> None:
    decision = judged(a_case(10, unvisited_days=16))

    assert (decision.answer, decision.until) == (Answer.EXCHANGE, date(2027, 1, 31))
    assert grounds(decision) == [Ground.UNVISITED, Ground.EXCHANGE_DAYS, Ground.IN_WARRANTY]


@pytest.mark.parametrize("found", Exclusion)
def test_a_fault_that_is_not_ours_is_chargeable_even_on_the_first_day(found: Exclusion) -> None:
    decision = judged(a_case(0, exclusions=(found,), unvisited_days=99))

    assert (decision.answer, decision.choices, decision.rule) == (Answer.CHARGEABLE, (Answer.CHARGEABLE,), "W3")
    assert grounds(decision) == [Ground.EXCLUDED, Ground.IN_WARRANTY]


def test_all_that_speaks_against_it_is_told() -> None:
    excluded = (Exclusion.MISUSE, Exclusion.ENVIRONMENT)

    decision = judged(a_case(400, exclusions=excluded, foreign_parts=("X-9", "OWN-HOSE")))

    assert grounds(decision) == ["excluded", "excluded", "foreign_part", "out_of_warranty"]
    assert "X-9" in decision.reasons[2].text.zh
    assert "OWN-HOSE" not in decision.reasons[2].text.zh


def test_a_foreign_part_that_we_approved_changes_nothing() -> None:
    assert judged(a_case(foreign_parts=("OWN-HOSE",))).answer is Answer.COVERED
    assert judged(a_case(foreign_parts=("OWN-HOSE",)), a_policy(approved_parts=())).answer is Answer.CHARGEABLE


def test_a_main_part_is_covered_when_the_unit_is_not_any_more() -> None:
    decision = judged(a_case(900, component=Component.MAIN))

    assert (decision.answer, decision.until) == (Answer.COVERED, date(2029, 1, 31))


def test_the_latest_replacement_of_the_very_part_counts() -> None:
    replaced = (
        ReplacedPart(part="DP-1", on=date(2026, 3, 1)),
        ReplacedPart(part="DP-1", on=date(2027, 1, 15)),
        ReplacedPart(part="BELT", on=date(2027, 2, 20)),
    )

    case = a_case(390, component=Component.ELECTRICAL, part="DP-1", replaced=replaced)

    assert (judged(case).answer, judged(case).until) == (Answer.COVERED, date(2027, 4, 15))
    assert judged(replace(case, part="FUSE")).answer is Answer.CHARGEABLE


def test_the_barcode_is_told_as_the_reason_why_another_day_counts() -> None:
    unit = replace(a_unit(receipt_card_on=None), proof=Proof.BARCODE)

    assert grounds(judged(a_case(unit=unit))) == [Ground.IN_WARRANTY, Ground.BARCODE]


def test_a_use_without_any_warranty_is_chargeable() -> None:
    none = a_policy(terms=terms("household", unit=0))

    decision = judged(a_case(), none)

    assert (decision.answer, decision.until) == (Answer.CHARGEABLE, None)


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"reported_on": SOLD - timedelta(days=1)}, "reported_on"),
        ({"replaced": (ReplacedPart(part="DP-1", on=LATER),)}, "replaced.0.on"),
        ({"repairs": (EarlierRepair(fault="F-01", on=SOLD - timedelta(days=1)),)}, "repairs.0.on"),
        ({"component": Component.REPLACED}, "component"),
        ({"unvisited_days": -1}, "unvisited_days"),
        ({"exclusions": (Exclusion.MISUSE, Exclusion.MISUSE)}, "exclusions"),
    ],
)
def test_a_case_that_contradicts_itself_is_refused(given: Any, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_case(**given)

    assert [problem.path for problem in refused.value.problems] == [path]


def test_a_report_does_not_lie_ahead() -> None:
    with pytest.raises(Invalid):
        entitlement(a_case(100), POLICY, today=SOLD + timedelta(days=99))


CASES = st.builds(
    a_case,
    days=st.integers(0, 1500),
    component=st.sampled_from([one for one in Component if one is not Component.REPLACED]),
    performance=st.booleans(),
    unvisited_days=st.integers(0, 30),
    exclusions=st.sets(st.sampled_from(Exclusion), max_size=2).map(tuple),
    repairs=st.integers(0, 4).map(lambda n: (EarlierRepair(fault="F-01", on=SOLD),) * n),
)


@given(CASES)
def test_every_decision_names_the_reason_that_speaks_for_it(case: Case) -> None:
    decision = judged(case)

    assert decision.reasons[0].answer is decision.answer is decision.choices[0]
    assert (decision.answer is Answer.CHARGEABLE) is (decision.choices == (Answer.CHARGEABLE,))
    assert all(reason.text.en and reason.text.zh for reason in decision.reasons)


@given(CASES, st.integers(0, 1500))
def test_reporting_earlier_never_costs_a_customer_anything(case: Case, days: int) -> None:
    earlier = replace(case, reported_on=min(case.reported_on, SOLD + timedelta(days=days)))

    worth = list(Answer)
    assert worth.index(judged(earlier).answer) <= worth.index(judged(case).answer)
