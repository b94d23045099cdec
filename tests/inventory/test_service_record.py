"""The signed record (V2, O3): the same bytes for the same content, another hash for any other, and no change afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import FrozenInstanceError, replace
from datetime import timedelta, timezone
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from visit_builders import LATER, MINUTE, NOW, POLICY, a_closing, a_step, a_visit, a_visit_in, whole_steps

from inventory import visit_verbs
from inventory.old_parts import OldLeft
from inventory.orders import OrderKind
from inventory.service_record import (
    RECORDED,
    FileHash,
    NamedPart,
    NoServiceRecord,
    ServiceRecord,
    Signature,
    Subject,
    canonical,
    correct,
    document,
    hash_of,
    record_hash,
    record_of,
)
from inventory.visit_endings import ToBeContinued
from inventory.visit_part_steps import OldPieces, PartUsed
from inventory.visit_steps import (
    Arrived,
    Charged,
    ConditionNoted,
    Did,
    NotSigned,
    Photo,
    Signed,
    Step,
    Withdrawn,
    WorkDone,
)
from inventory.visits import State, Visit
from refusals import Invalid

HASHES = {"a" * 32: "1" * 64, "b" * 32: "2" * 64}
PUMP = NamedPart(part="DP-1", name_zh="排水泵", name_en="Drain pump")


def a_subject(**given: Any) -> Subject:
    usual = {
        "order": "SO-1",
        "kind": OrderKind.REPAIR,
        "customer": "C-1",
        "customer_name": "王小明",
        "phone": "19900001234",
        "address": "浙江省余姚市城区示范路 1 号",
        "technician": "ZJ-T001",
        "technician_name": "张三",
        "node_name": "余姚宏达维修部",
        "unit": "U-1",
        "model": "XQG100",
        "fault": "不排水",
    }
    return Subject(**{**usual, **given})


def a_closed_visit(*steps: Step) -> Visit:
    visit = visit_verbs.merge(a_visit(), steps or whole_steps(), POLICY, now=LATER)
    return visit_verbs.close(visit, a_closing(), POLICY, now=LATER)


def a_record(*steps: Step, **given: Any) -> ServiceRecord:
    return record_of(a_closed_visit(*steps), a_subject(), **{"parts": [PUMP], "hashes": HASHES, **given})


def test_the_record_shows_what_was_done_with_its_times_and_files() -> None:
    record = a_record()

    assert [step.part for step in record.parts_used] == ["DP-1"]
    assert record.charged_fen == 12_000
    assert isinstance(record.signature, Signed)
    assert {one.file: one.sha256 for one in record.files} == HASHES
    told = document(record)
    for field in ("visit", "outcome", "subject", "steps", "parts", "files", "closed_at", "form"):
        assert told[field]
    assert {"did": "arrived", "id": "arrived", "by": "ZJ-T001", "at": "2026-11-23T00:03:00.000000+00:00"} in told[
        "steps"
    ]  # type: ignore[operator]


@pytest.mark.parametrize("state", State)
def test_only_of_a_visit_at_which_somebody_worked_and_which_ended_there_is_a_record(state: State) -> None:
    visit = a_visit_in(state)

    if state in RECORDED:
        assert record_of(visit, a_subject(), parts=[], hashes={}).outcome is state
        return
    with pytest.raises(NoServiceRecord) as refused:
        record_of(visit, a_subject(), parts=[], hashes={})
    assert refused.value.facts["state"] == state


def test_what_was_withdrawn_is_not_in_the_record() -> None:
    record = a_record(*whole_steps(), a_step(Withdrawn, 30, of="charged"))

    assert record.charged_fen == 0
    assert "withdrawn" in {step.did for step in record.steps}


def test_a_reason_stands_where_the_signature_is_missing() -> None:
    steps = [step for step in whole_steps() if step.did is not Did.SIGNED]

    assert isinstance(a_record(*steps, a_step(NotSigned, 30)).signature, NotSigned)
    assert isinstance(a_record(*whole_steps(), a_step(NotSigned, 30)).signature, Signed)


@pytest.mark.parametrize("hashes", [{}, {"a" * 32: "1" * 64}, {**HASHES, "b" * 32: "no hash"}])
def test_a_file_without_its_hash_is_refused(hashes: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        a_record(hashes=hashes)


@settings(max_examples=50)
@given(chance=st.randoms(use_true_random=False))
def test_the_hash_is_the_same_in_whatever_order_steps_arrived_and_names_stand(chance: Random) -> None:
    def shuffled(items: Iterable[Any]) -> list[Any]:
        return sorted(items, key=lambda _: chance.random())

    parts = [PUMP, NamedPart(part="AA", name_zh="甲", name_en="A")]
    hashes = dict(shuffled(HASHES.items()))
    record = a_record(*shuffled(whole_steps()), parts=shuffled(parts), hashes=hashes)
    kept = json.loads(canonical(document(record)), object_pairs_hook=lambda pairs: dict(shuffled(pairs)))

    assert record_hash(record) == record_hash(a_record(parts=parts))
    assert hash_of(kept) == record_hash(record)


def test_the_hash_is_that_of_the_moment_and_not_of_its_offset() -> None:
    record = a_record()
    china = timezone(timedelta(hours=8))

    assert record_hash(replace(record, closed_at=record.closed_at.astimezone(china))) == record_hash(record)


@pytest.mark.parametrize(
    "given",
    [
        {"visit": "V-2"},
        {"outcome": State.TO_BE_CONTINUED},
        {"subject": a_subject(phone="19900001235")},
        {"closed_at": NOW + 61 * MINUTE},
        {"booked_at": NOW - MINUTE},
        {"steps": tuple(whole_steps()[:-1])},
        {"parts": ()},
        {"files": ()},
    ],
    ids=lambda given: next(iter(given)),
)
def test_any_other_content_has_another_hash(given: Any) -> None:
    assert record_hash(replace(a_record(), **given)) != record_hash(a_record())


def test_two_kinds_of_step_with_the_same_fields_differ() -> None:
    one, other = a_step(Arrived, 2, id="x"), a_step(Photo, 2, id="x")
    record = a_record()

    assert record_hash(replace(record, steps=(one,))) != record_hash(replace(record, steps=(other,)))
    assert '"did":"arrived"' in canonical(document(replace(record, steps=(one,)))).decode()


def test_the_bytes_are_fixed() -> None:
    """Who keeps a printed record of this form can still prove it years later."""
    steps = (a_step(Arrived, 2), a_step(ConditionNoted, 3), a_step(Signed, 9), a_step(ToBeContinued, 10))

    assert record_hash(a_record(*steps)) == "f3e532eac1bb20dd953ee5bbe19fde1284ab2bd0bf2e355babcd5180af07e425"


def test_a_record_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        a_record().visit = "V-2"  # type: ignore[misc]


# Corrections


def corrected(*told: Step, record: ServiceRecord | None = None, reason: str = "序列号抄错") -> ServiceRecord:
    return correct(record or a_record(), told, by="technical", reason=reason, now=LATER)


def test_a_correction_is_a_new_record_that_names_the_old_one() -> None:
    old = a_record()

    new = corrected(a_step(WorkDone, 6, text="更换排水泵并清洗过滤器"), record=old)
    newest = corrected(a_step(WorkDone, 6, text="更换排水泵"), record=new)

    assert new.correction is not None
    assert new.correction.of == record_hash(old)
    assert newest.correction is not None
    assert newest.correction.of == record_hash(new)
    assert len({record_hash(one) for one in (old, new, newest)}) == 3
    assert newest.steps == old.steps
    assert old == a_record()


@pytest.mark.parametrize(
    ("step", "allowed"),
    [
        (a_step(PartUsed, 7, serials=("S-1",)), True),
        (a_step(PartUsed, 7, old=OldPieces(taken=1, serials=("S-0",))), True),
        (a_step(ConditionNoted, 5, complete=False, missing="进水管"), True),
        (a_step(PartUsed, 7), False),
        (a_step(PartUsed, 7, quantity=2, old=OldPieces(taken=2)), False),
        (a_step(PartUsed, 7, part="DP-2"), False),
        (a_step(PartUsed, 7, owner="ZJ-001"), False),
        (a_step(PartUsed, 7, old=OldPieces(taken=1, part="DP-0")), False),
        (a_step(PartUsed, 7, old=OldPieces(taken=0, left=OldLeft.DESTROYED)), False),
        (a_step(PartUsed, 8, serials=("S-1",)), False),
        (a_step(WorkDone, 6, text="x", by="ZJ-T002"), False),
        (a_step(WorkDone, 6, text="x", id="another"), False),
        (a_step(ConditionNoted, 6, id="work_done"), False),
        (a_step(Signed, 9, signer="李四"), False),
        (a_step(Charged, 10, amount_fen=1), False),
        (a_step(Arrived, 1), False),
    ],
)  # fmt: skip
def test_a_correction_leaves_who_when_signature_money_and_what_the_books_know(step: Step, allowed: bool) -> None:
    if allowed:
        assert step in corrected(step).steps
        return
    with pytest.raises(Invalid):
        corrected(step)


def test_the_customer_may_sign_a_corrected_record_anew() -> None:
    work, signed = a_step(WorkDone, 6, text="x"), Signature(file="c" * 32, signer="李四")
    record = a_record()

    new = correct(record, [work], by="t", reason="y", now=LATER, signed=signed, hashes={"c" * 32: "3" * 64})

    assert new.correction is not None
    assert new.correction.signature == signed
    assert new.files == (*record.files, FileHash(file="c" * 32, sha256="3" * 64))
    assert new.signature == record.signature, "the first one stays"
    assert record_hash(new) != record_hash(correct(record, [work], by="t", reason="y", now=LATER))
    with pytest.raises(Invalid) as unknown:
        correct(record, [work], by="t", reason="y", now=LATER, signed=signed)
    assert [one.path for one in unknown.value.problems] == ["signature.file"]


def test_a_correction_says_something_once_and_why() -> None:
    work = a_step(WorkDone, 6, text="x")

    for told, reason in (((), "why"), ((work, work), "why"), ((work,), " ")):
        with pytest.raises(Invalid):
            corrected(*told, reason=reason)
