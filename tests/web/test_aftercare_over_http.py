"""Inspections, callbacks and spot checks as callers meet them: the technician's phone, the paper, wrong input (V3, S9, O5)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pypdfium2
import pytest
from aftercare_grounds import enact_policies
from asking import open_client
from builders import (
    NOW,
    OLD_PART_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_check_list,
    a_customer,
    a_desk,
    a_policy,
    a_technician,
    a_unit,
    an_equipment,
    an_inspection_plan,
    an_order,
    register_all,
)
from grounds import grounds
from network_api import API, Staff, post, staff, the_app, token_of

from fieldops.actions import check_lists, inspection_plans, network, orders, policies, visits
from fieldops.database.door import perform
from fieldops.store import inspections as inspection_store
from fieldops.store import visits as visit_store
from inventory.inspection_plans import InspectionPolicy
from inventory.people import Person, Role
from inventory.visits import NewVisit

INSPECTION = "/inspections/IP-1%2F20261124"
ZH = {"accept-language": "zh-CN,zh;q=0.9"}
HOSE = {"equipment": "M-1", "item": "HOSE", "at": "2026-11-23T08:00:00+08:00", "yes": False, "note": "#panic()"}
PRESSURE = {"equipment": "M-1", "item": "PRESSURE", "at": "2026-11-23T08:00:00+08:00", "measured": "0.01"}


async def lay_out() -> Staff:
    """An inspection and a repair, both with a technician on the way."""
    await register_all()
    for name, figures in (("visits", VISIT_FIGURES), ("old_parts", OLD_PART_FIGURES), ("warranty", WARRANTY_FIGURES)):
        await perform(policies.enact, a_policy(name=name, figures=figures))
    await perform(enact_policies)
    await perform(network.register_technicians, [a_technician()])
    await perform(orders.register_customers, [a_customer(code="C-9", contract=True, phone="19900005678")])
    await perform(orders.register_units, [a_unit(serial="U-9", customer="C-9")])
    await perform(check_lists.make, a_check_list(), by="t", now=NOW)
    await perform(inspection_plans.make, an_inspection_plan(customer="C-9", equipment=(an_equipment(unit="U-9"),)))
    policy = InspectionPolicy(report_working_days=3, ahead_days=14)
    [number] = await perform(inspection_plans.generate, "IP-1", policy, a_desk())
    order = (await perform(inspection_store.inspection, number)).value.order
    visit = (await perform(visit_store.open_of, [order]))[order]
    await perform(orders.register, [an_order(number="SO-1")], a_desk())
    repair = (await perform(visits.book, NewVisit(order="SO-1", node="ZJ-001"), a_desk())).value
    for one in (visit, repair):
        await perform(visits.assign, one.number, "ZJ-T001", now=NOW)
    return await staff()


someone = grounds(lay_out)


@pytest.fixture
async def desk(someone: Staff) -> AsyncIterator[httpx.AsyncClient]:
    """The director of the province, who may do all of it but draw samples."""
    async with open_client(the_app()) as client:
        director = Person(login="director", name="D", role=Role.DIRECTOR, node="ZJ")
        client.headers["authorization"] = f"Bearer {await token_of(director)}"
        yield client


@pytest.fixture
async def phone(someone: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(the_app()) as client:
        technician = Person(login="zhang", name="Z", role=Role.TECHNICIAN, node="ZJ-001", technician="ZJ-T001")
        client.headers["authorization"] = f"Bearer {await token_of(technician)}"
        yield client


async def asked(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


async def ended(phone: httpx.AsyncClient, visit: str) -> None:
    done = {"by": "ZJ-T001", "at": NOW.isoformat()}
    steps: list[dict[str, Any]] = [
        {"did": "arrived"},
        {"did": "identity_shown"},
        {"did": "condition_noted", "complete": True, "tampered": False},
        {"did": "work_done", "text": "检查"},
        {"did": "unsigned", "reason": "absent", "note": "外出"},
    ]
    told = {"steps": [{**done, "id": f"s{n}", **step} for n, step in enumerate(steps)]}
    await asked(await post(phone, f"/visits/{visit}/steps", told))
    await asked(await post(phone, f"/visits/{visit}/close", {**done, "steps": []}))


async def test_a_technicians_phone_answers_an_inspection_and_ends_its_visit(
    phone: httpx.AsyncClient, desk: httpx.AsyncClient
) -> None:
    answered = await asked(await post(phone, f"{INSPECTION}/answers", {"answers": [HOSE, PRESSURE]}))
    await ended(phone, answered["visit"])
    shown = await asked(await phone.get(API + INSPECTION))
    reported = await asked(await post(phone, f"{INSPECTION}/report", {"summary": "水压不足"}))

    assert (answered["state"], answered["report_due_at"]) == ("open", None)
    assert shown["report_due_at"] == "2026-11-26T23:59:59+08:00"
    assert [one["fault_level"] for one in shown["proposals"]] == [2]
    assert (reported["state"], reported["reported_by"]) == ("reported", "zhang")
    repairs = await asked(await post(desk, f"{INSPECTION}/repairs", {}))
    again = await asked(await post(desk, f"{INSPECTION}/repairs", {"repairs": [{"equipment": "M-1"}]}))
    assert repairs == again
    assert [one["equipment"] for one in repairs["repairs"]] == ["M-1"]


async def test_the_report_is_a_paper_in_both_languages_and_a_draft_before_it_is_made(
    phone: httpx.AsyncClient, desk: httpx.AsyncClient
) -> None:
    early = await desk.get(f"{API}{INSPECTION}/report.pdf")
    await asked(await post(phone, f"{INSPECTION}/answers", {"answers": [HOSE, PRESSURE]}))
    draft = text_of(await desk.get(f"{API}{INSPECTION}/report.pdf"))
    await asked(await post(desk, f"{INSPECTION}/report", {"summary": "水压不足，已报修"}))
    chinese = text_of(await phone.get(f"{API}{INSPECTION}/report.pdf", headers=ZH))

    assert early.status_code == 404
    assert "Inspection report IP-1/20261124" in draft
    assert "draft, not reported" in draft
    assert "2 of 2 items not good" in draft
    assert "Pressure ≥ 0.05 MPa 0.01 MPa not good, level 2" in draft
    assert "#panic()" in draft
    assert "巡检报告 IP-1/20261124" in chinese
    assert "2 项中 2 项不合格" in chinese
    assert "水压不足，已报修" in chinese


def text_of(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    read = pypdfium2.PdfDocument(answer.content)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in read)


@pytest.mark.parametrize(
    ("answer", "path", "code"),
    [
        ({"at": "2026-11-23T08:00:00"}, "answers.0.at", "no_offset"),
        ({"at": "2026-11-23T09:00:00+08:00"}, "answers.0.at", "too_late"),
        ({"at": "2026-11-01T09:00:00+08:00"}, "answers.0.at", "too_early"),
        ({"item": "LID"}, "answers.0", "unknown"),
        ({"equipment": "M-9"}, "answers.0", "unknown"),
        ({"yes": None, "measured": "1"}, "answers.0", "wrong_form"),
        ({"text": "x"}, "answers.0", "not_one"),
        ({"measured": 0.5}, "answers.0.measured", "wrong_type"),
        ({"photos": ["0" * 32]}, "answers.0.photos.0", "unknown"),
        ({"colour": "red"}, "answers.0.colour", "unknown_field"),
    ],
)
async def test_a_wrong_answer_is_refused_with_its_path(phone: httpx.AsyncClient, answer: Any, path: str, code: str) -> None:  # fmt: skip
    refused = await post(phone, f"{INSPECTION}/answers", {"answers": [{**HOSE, **answer}]})

    assert refused.status_code == 422
    assert [(one["path"], one["code"]) for one in refused.json()["errors"]] == [(path, code)]
    assert (await phone.get(API + INSPECTION)).json()["state"] == "due"


async def test_a_plan_is_refused_with_all_that_is_wrong(desk: httpx.AsyncClient) -> None:
    wrong = {
        "number": "ip",
        "customer": "C-9",
        "node": "ZJ-001",
        "starts_on": "2026-12-01",
        "ends_on": "2026-01-01",
        "every_months": 0,
        "window_days": 90,
        "equipment": [],
        "weekdays": [7],
    }

    refused = await post(desk, "/inspection-plans", wrong)

    paths = {one["path"] for one in refused.json()["errors"]}
    assert paths == {"number", "every_months", "window_days", "equipment", "ends_on", "weekdays.0"}


async def test_a_plan_that_somebody_changed_meanwhile_is_not_overwritten(desk: httpx.AsyncClient) -> None:
    seen = await desk.get(f"{API}/inspection-plans/IP-1")
    plan = seen.json()
    upcoming = await asked(await desk.get(f"{API}/inspection-plans/IP-1/upcoming"))

    seen_as = {"if-match": seen.headers["etag"]}
    first = await desk.put(f"{API}/inspection-plans/IP-1", json={**plan, "every_months": 2}, headers=seen_as)
    second = await desk.put(f"{API}/inspection-plans/IP-1", json={**plan, "every_months": 3}, headers=seen_as)

    assert [one["period"]["first"] for one in upcoming][:2] == ["2026-12-24", "2027-01-24"]
    assert (first.status_code, second.status_code) == (200, 412)
    assert (await desk.get(f"{API}/inspection-plans/IP-1")).json()["every_months"] == 2


async def test_a_repair_that_a_technician_ends_is_called_back(phone: httpx.AsyncClient, desk: httpx.AsyncClient) -> None:  # fmt: skip
    [visit] = (await asked(await phone.get(f"{API}/visits?service_order=SO-1")))["results"]
    await ended(phone, visit["number"])
    [due] = (await asked(await desk.get(f"{API}/callbacks?today=true")))["results"]
    path = f"/callbacks/{due['visit']}"

    no_offset = await post(desk, f"{path}/calls", {"answer": "fair", "at": "2026-11-23T08:00:00"})
    ahead = await post(desk, f"{path}/calls", {"answer": "fair", "at": "2026-11-23T08:00:01+08:00"})
    nobody = await post(desk, f"{path}/calls", {"answer": "no_answer"})
    early = await post(desk, f"{path}/complaint")
    answered = await asked(await post(desk, f"{path}/calls", {"answer": "dissatisfied", "note": "仍有异响"}))
    twice = await post(desk, f"{path}/calls", {"answer": "satisfied"})
    complained = await asked(await post(desk, f"{path}/complaint"))
    reopened = await asked(await post(desk, f"{path}/reopen"))
    [score] = (await asked(await desk.get(f"{API}/callback-scores?of=outlet")))["results"]
    lines = await asked(await desk.get(f"{API}/callback-scores/2026-11/outlet/ZJ-001"))

    assert due["contact"] == {"customer": "C-1", "name": "王小明", "phone": "19900001234"}
    assert [one.json()["errors"][0]["path"] for one in (no_offset, ahead, nobody)] == ["at", "at", "answer"]
    assert (early.status_code, early.json()["code"]) == (409, "nothing_offered")
    assert answered["offers"] == ["complaint", "reopen"]
    assert (twice.status_code, twice.json()["code"]) == (409, "callback_over")
    complaint = await asked(await desk.get(f"{API}/service-orders/{complained['complaint']}"))
    assert (complaint["kind"], complaint["about"]) == ("complaint", "SO-1")
    assert reopened["reopened_at"] is not None
    assert (await asked(await desk.get(f"{API}/service-orders/SO-1")))["status"] == "assigned"
    assert (score["code"], score["score"], score["callbacks"]) == ("ZJ-001", -5, 1)
    assert [line["answer"] for line in lines["lines"]] == ["dissatisfied"]
    for path in ("2026-11/outlet/ZJ-002", "2026-11/planet/ZJ-001", "2026-10/outlet/ZJ-001"):
        assert (await desk.get(f"{API}/callback-scores/{path}")).status_code == 404


async def test_a_partner_gets_no_total_of_its_province(phone: httpx.AsyncClient, desk: httpx.AsyncClient) -> None:
    [visit] = (await asked(await phone.get(f"{API}/visits?service_order=SO-1")))["results"]
    await ended(phone, visit["number"])
    await asked(await post(desk, f"/callbacks/{visit['number']}/calls", {"answer": "satisfied"}))
    clerk = await token_of(Person(login="clerk", name="C", role=Role.PARTNER_CLERK, node="ZJ-001"))

    whole, own = [
        (await asked(await desk.get(f"{API}/callback-scores", headers=headers)))["results"]
        for headers in ({}, {"authorization": f"Bearer {clerk}"})
    ]

    assert [one["of"] for one in whole] == ["province", "outlet", "technician"]
    assert [one["of"] for one in own] == ["outlet", "technician"]


async def test_events_tell_of_inspections_and_callbacks(phone: httpx.AsyncClient, desk: httpx.AsyncClient) -> None:
    await asked(await post(phone, f"{INSPECTION}/answers", {"answers": [HOSE]}))

    events = (await asked(await desk.get(f"{API}/events?family=inspection")))["results"]

    assert [(one["kind"], one["key"]) for one in events] == [
        ("inspection.due", "IP-1/20261124"),
        ("inspection.open", "IP-1/20261124"),
    ]


async def test_a_sample_is_drawn_by_the_technical_department_when_the_month_is_over(
    someone: Staff, desk: httpx.AsyncClient
) -> None:
    async with open_client(the_app(), someone) as office:
        running = await post(office, "/spot-check-draws", {"period": "2026-11", "seed": 1})
        wrong = await post(office, "/spot-check-draws", {"period": "2026-13", "seed": -1})
        drawn = await post(office, "/spot-check-draws", {"period": "2026-10", "seed": 1})
        other = await post(office, "/spot-check-draws", {"period": "2026-10", "seed": 2})
    director = await post(desk, "/spot-check-draws", {"period": "2026-10", "seed": 1})

    assert (running.status_code, running.json()["code"]) == (409, "month_still_runs")
    assert {one["path"] for one in wrong.json()["errors"]} == {"period", "seed"}
    assert (drawn.status_code, drawn.json()["same"]) == (201, True)
    assert (other.status_code, other.json()["code"]) == (409, "sample_drawn")
    assert director.status_code == 403
