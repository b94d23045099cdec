"""Inspections (V3): their life as the table has it, answers by a check list, findings, and the repairs they ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from builders import NOW

from inventory import inspection_verbs as verbs
from inventory.check_lists import Answer, CheckItem, CheckList, ItemKind, is_good
from inventory.inspection_plans import DueVisit, Equipment, InspectionPlan, Period
from inventory.inspections import (
    TRANSITIONS,
    Inspection,
    InspectionIncomplete,
    InspectionWrongState,
    NoCheckList,
    State,
    Verb,
)
from refusals import Invalid

DUE_AT = NOW + timedelta(days=3)
CAMERA = Equipment(code="CAM-1", kind="CAMERA", name="大门摄像机", unit="U-1")
SECOND = Equipment(code="CAM-2", kind="CAMERA", name="车库摄像机")
RECORDER = Equipment(code="NVR-1", kind="RECORDER", name="录像机")


def an_item(**given: Any) -> CheckItem:
    usual = {
        "code": "CLEAN",
        "kind": ItemKind.YES_NO,
        "text_zh": "镜头清洁",
        "text_en": "Lens is clean",
        "wanted": True,
    }
    return CheckItem(**{**usual, **given})


def a_measure(**given: Any) -> CheckItem:
    usual = {"code": "VOLT", "kind": ItemKind.MEASURE, "wanted": None, "unit": "V", "least": Decimal("11.5"), "most": Decimal("12.5"), "fault_level": 1, "fault": "F-01"}  # fmt: skip
    return an_item(**{**usual, **given})


REMARK = an_item(code="NOTE", kind=ItemKind.TEXT, wanted=None)
CAMERAS = CheckList(kind="CAMERA", version=2, items=(an_item(), a_measure(), REMARK))
RECORDERS = CheckList(kind="RECORDER", version=1, items=(an_item(code="DISK"),))
GOOD = (
    Answer(equipment="CAM-1", item="CLEAN", yes=True),
    Answer(equipment="CAM-1", item="VOLT", measured=Decimal("12.0")),
    Answer(equipment="CAM-1", item="NOTE", text="支架有锈"),
)


def an_inspection(state: State = State.DUE, **given: Any) -> Inspection:
    usual: dict[str, Any] = {
        "number": "IP-1/20261110",
        "plan": "IP-1",
        "customer": "C-1",
        "node": "ZJ-001",
        "period": Period(date(2026, 11, 10), date(2026, 12, 9)),
        "equipment": (CAMERA,),
    }
    begun = {"visit": "V-1", "visited_at": NOW, "report_due_at": DUE_AT, "lists": (CAMERAS,), "answers": GOOD}
    later = begun if state not in {State.DUE, State.CANCELLED} else {}
    return Inspection(state=state, **{**usual, **later, **given})


def begin(inspection: Inspection, *lists: CheckList, **given: Any) -> Inspection:
    return verbs.begin(inspection, lists or (CAMERAS,), **{"visit": "V-1", "visited_at": NOW, "report_due_at": DUE_AT, **given})  # fmt: skip


DO: dict[Verb, Callable[[Inspection], Inspection]] = {
    Verb.BEGIN: begin,
    Verb.ANSWER: lambda one: verbs.answer(one, GOOD),
    Verb.REPORT: lambda one: verbs.report(one, by="ZJ-T001", summary="正常", now=NOW),
    Verb.FALL_LATE: lambda one: verbs.fall_late(one, now=DUE_AT + timedelta(seconds=1)),
    Verb.CANCEL: verbs.cancel,
}


@pytest.mark.parametrize(("state", "verb"), list(product(State, Verb)))
def test_each_verb_is_refused_where_the_life_has_it_not(state: State, verb: Verb) -> None:
    inspection = an_inspection(state)

    if state in TRANSITIONS[verb]:
        assert DO[verb](inspection).state is TRANSITIONS[verb][state]
        return
    with pytest.raises(InspectionWrongState):
        DO[verb](inspection)


def test_what_is_due_by_a_plan_takes_its_equipment_and_number() -> None:
    plan = InspectionPlan(number="IP-1", customer="C-1", node="ZJ-001", starts_on=date(2026, 11, 10), every_months=1, window_days=5, equipment=(CAMERA,))  # fmt: skip
    period = Period(date(2026, 11, 10), date(2026, 12, 9))
    due = DueVisit(number="IP-1/20261110", plan="IP-1", period=period, days=(period.first,), starts=NOW, ends=NOW)

    assert verbs.inspection_of(plan, due) == an_inspection()


def test_it_keeps_the_check_lists_of_its_day() -> None:
    begun = begin(an_inspection(equipment=(CAMERA, RECORDER)), RECORDERS, CAMERAS, CheckList(kind="PUMP", version=1, items=(REMARK,)))  # fmt: skip

    assert [(one.kind, one.version) for one in begun.lists] == [("CAMERA", 2), ("RECORDER", 1)]


def test_all_kinds_without_a_check_list_are_named() -> None:
    with pytest.raises(NoCheckList) as refused:
        begin(an_inspection(equipment=(CAMERA, RECORDER, replace(CAMERA, code="P-1", kind="PUMP"))))

    assert refused.value.facts["kinds"] == "PUMP, RECORDER"


@pytest.mark.parametrize("given", [{"report_due_at": NOW - timedelta(seconds=1)}, {"visited_at": NOW.replace(tzinfo=None)}])  # fmt: skip
def test_a_report_is_due_after_the_visit(given: Any) -> None:
    with pytest.raises(Invalid):
        begin(an_inspection(), **given)


def test_answers_are_for_what_is_on_the_list_and_in_its_form() -> None:
    wrong = [
        Answer(equipment="CAM-1", item="CLEAN", measured=Decimal(1)),
        Answer(equipment="CAM-1", item="VOLT", text="ok"),
        Answer(equipment="CAM-1", item="NOTE", yes=True),
        Answer(equipment="CAM-1", item="LENS", yes=True),
        Answer(equipment="CAM-9", item="CLEAN", yes=True),
    ]

    with pytest.raises(Invalid) as refused:
        verbs.answer(an_inspection(State.OPEN), wrong)

    assert [problem.path for problem in refused.value.problems] == [f"answers.{n}" for n in range(5)]


def test_answers_sent_again_or_in_parts_come_to_the_same() -> None:
    opened = an_inspection(State.OPEN, answers=())

    once = verbs.answer(opened, GOOD)
    in_parts = verbs.answer(verbs.answer(verbs.answer(opened, GOOD[2:]), GOOD[:2]), GOOD)

    assert in_parts == once
    changed = verbs.answer(once, [Answer(equipment="CAM-1", item="CLEAN", yes=False)])
    assert [one.yes for one in changed.answers] == [False, None, None]


def test_a_report_is_made_when_all_is_answered_and_says_all_that_is_not() -> None:
    opened = an_inspection(State.OPEN, equipment=(CAMERA, SECOND), answers=GOOD[1:])

    with pytest.raises(InspectionIncomplete) as refused:
        DO[Verb.REPORT](opened)
    assert refused.value.facts["summary"] == "CAM-1 CLEAN, CAM-2 CLEAN, CAM-2 VOLT, CAM-2 NOTE"
    skipped = [Answer(equipment=e, item=i, skipped="被遮挡") for e, i in (("CAM-1", "CLEAN"), ("CAM-2", "CLEAN"), ("CAM-2", "VOLT"), ("CAM-2", "NOTE"))]  # fmt: skip
    assert DO[Verb.REPORT](verbs.answer(opened, skipped)).state is State.REPORTED


def test_a_report_is_late_after_its_due_time_and_stays_so() -> None:
    opened = an_inspection(State.OPEN)

    with pytest.raises(Invalid):
        verbs.fall_late(opened, now=DUE_AT)
    late = DO[Verb.FALL_LATE](opened)
    assert (opened.was_late, late.was_late) == (False, True)
    assert verbs.report(late, by="x", summary="", now=DUE_AT + timedelta(hours=1)).was_late
    assert not verbs.report(opened, by="x", summary="", now=DUE_AT).was_late


# Findings


@pytest.mark.parametrize(
    ("answer", "item", "good"),
    [
        ({"yes": True}, an_item(), True),
        ({"yes": False}, an_item(), False),
        ({"yes": False}, an_item(wanted=False), True),
        ({"measured": Decimal("11.5")}, a_measure(), True),
        ({"measured": Decimal("11.499999")}, a_measure(), False),
        ({"measured": Decimal("12.5")}, a_measure(), True),
        ({"measured": Decimal("12.51")}, a_measure(), False),
        ({"measured": Decimal(-100)}, a_measure(least=None), True),
        ({"measured": Decimal(100)}, a_measure(most=None), True),
        ({"text": "坏了"}, REMARK, True),
        ({"skipped": "被遮挡"}, an_item(), True),
    ],
)
def test_an_answer_is_good_as_its_item_says(answer: Any, item: CheckItem, good: bool) -> None:
    assert is_good(Answer(equipment="CAM-1", item=item.code, **answer), item) is good


def test_findings_ask_for_one_repair_for_each_piece_of_equipment_with_the_worst_of_them_first() -> None:
    bad = [
        Answer(equipment="CAM-1", item="CLEAN", yes=False),
        Answer(equipment="CAM-1", item="VOLT", measured=Decimal(9)),
        Answer(equipment="CAM-2", item="CLEAN", yes=False),
    ]
    inspection = verbs.answer(an_inspection(State.OPEN, equipment=(CAMERA, SECOND, RECORDER), answers=()), bad)

    first, second = verbs.propose_repairs(inspection)

    assert (first.id, first.equipment, first.fault_level, first.fault) == ("IP-1/20261110/CAM-1", CAMERA, 1, "F-01")
    assert [one.item.code for one in first.findings] == ["VOLT", "CLEAN"]
    assert (second.equipment, second.fault_level, second.fault) == (SECOND, 3, None)
    assert verbs.propose_repairs(an_inspection(State.OPEN)) == []


# Check lists


@pytest.mark.parametrize(
    "given",
    [
        {"wanted": None},
        {"unit": "V"},
        {"most": Decimal(1)},
        {"fault_level": 5},
        {"text_zh": ""},
        {"kind": ItemKind.MEASURE, "wanted": None},
        {"kind": ItemKind.MEASURE, "wanted": None, "unit": "V"},
        {"kind": ItemKind.MEASURE, "wanted": None, "unit": "V", "least": Decimal(2), "most": Decimal(1)},
        {"kind": ItemKind.MEASURE, "wanted": None, "unit": "V", "least": Decimal("NaN")},
        {"kind": ItemKind.MEASURE, "wanted": None, "unit": "V", "least": Decimal("1E-7")},
        {"kind": ItemKind.TEXT},
    ],
)
def test_a_wrong_item_is_refused(given: Any) -> None:
    with pytest.raises(Invalid):
        an_item(**given)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"yes": True, "text": "x"},
        {"text": " "},
        {"measured": Decimal("Infinity")},
        {"measured": Decimal("1E10")},
        {"yes": True, "photos": ("x",)},
        {"yes": True, "note": "x" * 2001},
    ],
)
def test_an_answer_says_one_thing(given: Any) -> None:
    with pytest.raises(Invalid):
        Answer(equipment="CAM-1", item="CLEAN", **given)


@pytest.mark.parametrize("given", [{"items": ()}, {"items": (REMARK, REMARK)}, {"version": 0}])
def test_a_check_list_holds_each_item_once(given: Any) -> None:
    with pytest.raises(Invalid):
        CheckList(**{"kind": "CAMERA", "version": 1, "items": (REMARK,), **given})
