"""Inspections (V3): their life as the table has it, answers by a check list, findings, and the repairs they ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from builders import NOW
from hypothesis import given
from hypothesis import strategies as st

from inventory import inspection_verbs as verbs
from inventory.check_lists import Answer, CheckItem, CheckList, ItemKind, NewCheckList, is_good
from inventory.inspection_plans import DueVisit, Equipment, InspectionPlan, InspectionPolicy, Period
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
LATEST = NOW + timedelta(days=30)
POLICY = InspectionPolicy(report_working_days=3, ahead_days=14)
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


def told(item: str, equipment: str = "CAM-1", at: datetime = NOW, **given: Any) -> Answer:
    return Answer(equipment=equipment, item=item, at=at, **given)


def take_in(inspection: Inspection, answers: Sequence[Answer]) -> Inspection:
    return verbs.answer(inspection, answers, since=NOW, until=LATEST)


GOOD = (told("CLEAN", yes=True), told("VOLT", measured=Decimal("12.0")), told("NOTE", text="支架有锈"))


def an_inspection(state: State = State.DUE, **given: Any) -> Inspection:
    usual: dict[str, Any] = {
        "number": "IP-1/20261110",
        "plan": "IP-1",
        "customer": "C-1",
        "node": "ZJ-001",
        "order": "SO-1",
        "period": Period(date(2026, 11, 10), date(2026, 12, 9)),
        "equipment": (CAMERA,),
        "report_working_days": 3,
    }
    begun = {"visit": "V-1", "visited_at": NOW, "report_due_at": DUE_AT, "lists": (CAMERAS,), "answers": GOOD}
    later = begun if state not in {State.DUE, State.CANCELLED} else {}
    return Inspection(state=state, **{**usual, **later, **given})


def begin(inspection: Inspection, *lists: CheckList) -> Inspection:
    return verbs.begin(inspection, lists or (CAMERAS,), visit="V-1")


def end_visit(inspection: Inspection, **given: Any) -> Inspection:
    return verbs.end_visit(inspection, **{"visit": "V-2", "visited_at": NOW, "report_due_at": DUE_AT, **given})


DO: dict[Verb, Callable[[Inspection], Inspection]] = {
    Verb.BEGIN: begin,
    Verb.ANSWER: lambda one: take_in(one, [told("CLEAN", at=LATEST, yes=True)]),
    Verb.END_VISIT: end_visit,
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

    assert verbs.inspection_of(plan, due, POLICY, order="SO-1") == an_inspection()


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
        end_visit(an_inspection(State.OPEN), **given)


def test_no_report_is_due_while_somebody_is_there() -> None:
    begun = begin(an_inspection())

    assert (begun.visit, begun.visited_at, begun.report_due_at) == ("V-1", None, None)
    with pytest.raises(Invalid):
        verbs.fall_late(begun, now=LATEST)


def test_answers_are_for_what_is_on_the_list_and_in_its_form() -> None:
    wrong = [
        told("CLEAN", measured=Decimal(1)),
        told("VOLT", text="ok"),
        told("NOTE", yes=True),
        told("LENS", yes=True),
        told("CLEAN", "CAM-9", yes=True),
    ]

    with pytest.raises(Invalid) as refused:
        take_in(an_inspection(State.OPEN), wrong)

    assert [problem.path for problem in refused.value.problems] == [f"answers.{n}" for n in range(5)]


def test_an_answer_is_of_the_time_between_the_booking_and_now() -> None:
    wrong = [told("CLEAN", at=at, yes=True) for at in (NOW - timedelta(seconds=1), LATEST + timedelta(seconds=1))]

    with pytest.raises(Invalid) as refused:
        take_in(an_inspection(State.OPEN), [*wrong, told("CLEAN", at=LATEST, yes=True)])

    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("answers.0.at", "too_early"),
        ("answers.1.at", "too_late"),
    ]


MINUTES = st.integers(0, 5).map(lambda n: NOW + timedelta(minutes=n))
ANSWERS = st.lists(
    st.one_of(
        st.builds(told, st.just("CLEAN"), at=MINUTES, yes=st.booleans()),
        st.builds(told, st.just("VOLT"), at=MINUTES, measured=st.sampled_from([Decimal(9), Decimal(12)])),
    ),
    min_size=1,
    max_size=8,
)


@given(ANSWERS, st.randoms())
def test_answers_that_come_late_twice_and_out_of_order_come_to_the_same(answers: list[Answer], chance: Any) -> None:
    opened = an_inspection(State.OPEN, answers=())
    shuffled = chance.sample(answers, len(answers)) + answers[:1]

    piece_by_piece = opened
    for one in shuffled:
        piece_by_piece = take_in(piece_by_piece, [one])

    at_once = take_in(opened, answers)
    assert piece_by_piece == at_once == take_in(at_once, answers)
    for one in at_once.answers:
        assert one.at == max(other.at for other in answers if other.item == one.item)


def test_what_is_known_already_may_come_again_after_the_report() -> None:
    reported = an_inspection(State.REPORTED, reported_by="x", reported_at=NOW)

    assert take_in(reported, GOOD) is reported
    with pytest.raises(InspectionWrongState):
        take_in(reported, [told("CLEAN", at=LATEST, yes=False)])


def test_the_latest_answer_to_an_item_counts() -> None:
    changed = told("CLEAN", at=NOW + timedelta(minutes=5), yes=False)

    assert [one.yes for one in take_in(an_inspection(State.OPEN), [changed]).answers] == [False, None, None]
    assert take_in(an_inspection(State.OPEN, answers=(changed,)), GOOD[:1]).answers == (changed,)


def test_a_report_is_made_when_all_is_answered_and_says_all_that_is_not() -> None:
    opened = an_inspection(State.OPEN, equipment=(CAMERA, SECOND), answers=GOOD[1:])

    with pytest.raises(InspectionIncomplete) as refused:
        DO[Verb.REPORT](opened)
    assert refused.value.facts["summary"] == "CAM-1 CLEAN, CAM-2 CLEAN, CAM-2 VOLT, CAM-2 NOTE"
    left = (("CAM-1", "CLEAN"), ("CAM-2", "CLEAN"), ("CAM-2", "VOLT"), ("CAM-2", "NOTE"))
    skipped = [told(item, equipment, skipped="被遮挡") for equipment, item in left]
    assert DO[Verb.REPORT](take_in(opened, skipped)).state is State.REPORTED


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
    assert is_good(told(item.code, **answer), item) is good


def test_findings_ask_for_one_repair_for_each_piece_of_equipment_with_the_worst_of_them_first() -> None:
    bad = [told("CLEAN", yes=False, note="油污"), told("VOLT", measured=Decimal(9)), told("CLEAN", "CAM-2", yes=False)]
    inspection = take_in(an_inspection(State.OPEN, equipment=(CAMERA, SECOND, RECORDER), answers=()), bad)

    first, second = verbs.propose_repairs(inspection)

    assert (first.id, first.equipment, first.fault_level, first.fault) == ("IP-1/20261110/CAM-1", CAMERA, 1, "F-01")
    assert [one.item.code for one in first.findings] == ["VOLT", "CLEAN"]
    assert verbs.describe(first) == "巡检 IP-1/20261110 发现 CAM-1 大门摄像机：镜头清洁（9 V）；镜头清洁，油污"
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
        {"yes": True, "at": NOW.replace(tzinfo=None)},
    ],
)
def test_an_answer_says_one_thing(given: Any) -> None:
    with pytest.raises(Invalid):
        told("CLEAN", **given)


@pytest.mark.parametrize("given", [{"items": ()}, {"items": (REMARK, REMARK)}, {"version": 0}])
def test_a_check_list_holds_each_item_once(given: Any) -> None:
    with pytest.raises(Invalid):
        CheckList(**{"kind": "CAMERA", "version": 1, "items": (REMARK,), **given})


def test_a_changed_list_is_the_next_version_and_an_unchanged_one_stays() -> None:
    same = NewCheckList(kind="CAMERA", items=CAMERAS.items)

    assert same.after(None).version == 1
    assert same.after(CAMERAS) is CAMERAS
    assert NewCheckList(kind="CAMERA", items=(REMARK,)).after(CAMERAS) == replace(CAMERAS, version=3, items=(REMARK,))
