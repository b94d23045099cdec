"""Inspections, callbacks and spot checks on the command line (V3, S9, O5)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from builders import (
    CALLBACK_FIGURES,
    INSPECTION_FIGURES,
    OLD_PART_FIGURES,
    SPOT_CHECK_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_customer,
    a_desk,
    a_policy,
    a_technician,
    a_unit,
    an_order,
)
from click.testing import Result
from network_api import end_visit

from fieldops.actions import network, orders, policies, visits
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings
from inventory.visits import NewVisit

Commands = Callable[..., Result]
ZONE = ZoneInfo("Asia/Shanghai")
LAST_MONTH = (datetime.now(ZONE).replace(day=1, hour=12) - timedelta(days=3)).astimezone(UTC)

HOSE = {"code": "HOSE", "kind": "yes_no", "text_zh": "水管无渗漏", "text_en": "Hoses don't leak", "wanted": True}
PRESSURE = {
    "code": "PRESSURE",
    "kind": "measure",
    "text_zh": "水压",
    "text_en": "Pressure",
    "unit": "MPa",
    "least": "0.05",
    "fault": "F-01",
}
PLAN = {
    "number": "HT-17/A",
    "customer": "C-9",
    "node": "ZJ-001",
    "starts_on": f"{datetime.now(ZONE):%Y-%m-%d}",
    "every_months": 3,
    "window_days": 10,
    "equipment": [{"code": "M-1", "kind": "WASHER", "name": "1 号机", "unit": "U-9"}],
}


@pytest.fixture
def caring(fieldops: Commands, registered_url: str, tmp_path: Path) -> Commands:
    """With a contract customer, the policies, and last month a repair that is done."""

    async def lay_out() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=registered_url)):
            figures = {
                "inspections": INSPECTION_FIGURES,
                "callbacks": CALLBACK_FIGURES,
                "spot_checks": SPOT_CHECK_FIGURES,
                "visits": VISIT_FIGURES,
                "old_parts": OLD_PART_FIGURES,
                "warranty": WARRANTY_FIGURES,
            }
            for name, given in figures.items():
                await perform(policies.enact, a_policy(name=name, figures=given))
            await perform(network.register_technicians, [a_technician()])
            await perform(orders.register_customers, [a_customer(code="C-9", contract=True, phone="19900005678")])
            await perform(orders.register_units, [a_unit(serial="U-9", customer="C-9")])
            await perform(orders.register, [an_order(number="SO-1", registered_at=LAST_MONTH)], a_desk(LAST_MONTH))
            visit = await perform(visits.book, NewVisit(order="SO-1", node="ZJ-001"), a_desk(LAST_MONTH))
            await perform(visits.assign, visit.value.number, "ZJ-T001", now=LAST_MONTH)
            await perform(end_visit, visit.value.number, "ZJ-T001", LAST_MONTH)

    asyncio.run(lay_out())
    return fieldops


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def written(file: Path, content: Any) -> str:
    file.write_text(json.dumps(content))
    return str(file)


def test_an_inspection_goes_from_its_plan_to_the_repair(caring: Commands, tmp_path: Path) -> None:
    plan = written(tmp_path / "plan.json", PLAN)
    early = caring("inspections", "plans", "make", plan)
    lists = told(caring("check-lists", "make", written(tmp_path / "l.json", {"kind": "WASHER", "items": [HOSE, PRESSURE]}), "--json"))  # fmt: skip
    made = told(caring("inspections", "plans", "make", plan, "--json"))
    changed = told(caring("inspections", "plans", "change", written(tmp_path / "p2.json", {**PLAN, "window_days": 9}), "--json"))  # fmt: skip
    upcoming = told(caring("inspections", "plans", "upcoming", "HT-17/A", "--json"))
    [number] = told(caring("inspections", "generate", "--json"))["made"]
    again = told(caring("inspections", "generate", "--json"))["made"]
    [head] = told(caring("inspections", "list", "--state", "due", "--json"))["results"]
    [visit] = told(caring("visits", "list", "--order", head["order"], "--json"))["results"]
    caring("visits", "assign", visit["number"], "ZJ-T001")
    now = datetime.now(UTC).isoformat()
    wrong = [{"equipment": "M-1", "item": "LID", "at": now, "yes": True}, {"equipment": "M-1", "item": "HOSE", "at": "2020-01-01T00:00", "yes": True}]  # fmt: skip
    refused = caring("inspections", "answer", number, written(tmp_path / "w.json", {"answers": wrong}))
    answers = [{"equipment": "M-1", "item": "HOSE", "at": now, "yes": True}, {"equipment": "M-1", "item": "PRESSURE", "at": now, "measured": "0.01"}]  # fmt: skip
    half = caring("inspections", "answer", number, written(tmp_path / "h.json", {"answers": answers[:1]}))
    incomplete = caring("inspections", "report", number, "--summary", "x")
    answered = told(caring("inspections", "answer", number, written(tmp_path / "a.json", {"answers": answers}), "--json"))  # fmt: skip
    [repair] = told(caring("inspections", "repairs", number, "--json"))["repairs"]
    twice = told(caring("inspections", "repairs", number, "M-1", "--json"))["repairs"]
    reported = told(caring("inspections", "report", number, "--summary", "水压不足", "--json"))
    shown = caring("inspections", "show", number)
    paper = caring("inspections", "report-pdf", number, "-o", str(tmp_path / "r.pdf"))

    assert (early.exit_code, "no_check_list" in early.stderr) == (1, True)
    assert (lists["version"], made["number"], changed["window_days"]) == (1, "HT-17/A", 9)
    assert upcoming[0]["period"]["first"] == PLAN["starts_on"]
    assert again == []
    assert (refused.exit_code, "answers.1.at" in refused.stderr) == (1, True)
    assert "1 answered, 1 left" in half.stdout
    assert (incomplete.exit_code, "M-1 PRESSURE" in incomplete.stderr) == (1, True)
    assert (answered["state"], answered["unanswered"], len(answered["proposals"])) == ("open", 0, 1)
    assert twice == [repair]
    assert reported["state"] == "reported"
    assert repair["order"] in shown.stdout
    assert paper.exit_code == 0
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


def test_an_inspection_is_called_off_and_a_plan_ended(caring: Commands, tmp_path: Path) -> None:
    caring("check-lists", "make", written(tmp_path / "l.json", {"kind": "WASHER", "items": [HOSE]}))
    caring("inspections", "plans", "make", written(tmp_path / "plan.json", PLAN))
    [number] = told(caring("inspections", "generate", "--json"))["made"]

    cancelled = told(caring("inspections", "cancel", number, "--reason", "停业", "--json"))
    ended = told(caring("inspections", "plans", "end", "HT-17/A", "--last", PLAN["starts_on"], "--json"))
    listed = caring("inspections", "plans", "list", "--running")
    lists = caring("check-lists", "list")

    assert (cancelled["state"], ended["ends_on"]) == ("cancelled", PLAN["starts_on"])
    assert "HT-17/A" in listed.stdout
    assert "WASHER" in lists.stdout


def test_customers_are_called_and_counted(caring: Commands) -> None:
    [due] = told(caring("callbacks", "list", "--today", "--json"))["results"]
    visit = due["visit"]
    tried = caring("callbacks", "call", visit)
    ahead = caring("callbacks", "call", visit, "--answer", "fair", "--at", "2099-01-01T10:00")
    said = caring("callbacks", "call", visit, "--answer", "dissatisfied", "--note", "仍有异响")
    late = caring("callbacks", "call", visit, "--answer", "satisfied")
    complained = told(caring("callbacks", "complaint", visit, "--json"))
    again = told(caring("callbacks", "complaint", visit, "--json"))
    month = f"{LAST_MONTH.astimezone(ZONE):%Y-%m}"
    scores = told(caring("callbacks", "scores", "--period", month, "--json"))
    lines = caring("callbacks", "scores", "--period", month, "--code", "ZJ-T001")

    assert (due["contact"]["phone"], due["state"]) == ("19900001234", "due")
    assert "tried" in tried.stdout
    assert (ahead.exit_code, "at:" in ahead.stderr) == (1, True)
    assert "callbacks complaint" in said.stdout
    assert (late.exit_code, "callback_over" in late.stderr) == (1, True)
    assert complained == again
    assert complained["complaint"].startswith("SO-")
    assert {of: [(one["code"], one["score"]) for one in some] for of, some in scores.items()} == {
        "technician": [("ZJ-T001", -5)],
        "outlet": [("ZJ-001", -5)],
        "province": [("ZJ", -5)],
    }
    assert "SO-1" in lines.stdout
    assert told(caring("callbacks", "list", "--today", "--json"))["results"] == []


def test_a_sample_is_drawn_verified_and_judged(caring: Commands) -> None:
    month = f"{LAST_MONTH.astimezone(ZONE):%Y-%m}"
    running = caring("spot-checks", "draw", f"{datetime.now(ZONE):%Y-%m}", "--seed", "7")
    drawn = told(caring("spot-checks", "draw", month, "--seed", "7", "--json"))
    again = told(caring("spot-checks", "draw", month, "--seed", "7", "--json"))
    other = caring("spot-checks", "draw", month, "--seed", "8")
    verified = caring("spot-checks", "verify", month)
    lifted = caring("spot-checks", "lift", "SO-1", "--reason", "x")
    failed = told(caring("spot-checks", "fail", "SO-1", "--note", "未更换", "--json"))
    listed = caring("spot-checks", "list", "--state", "failed")
    passed = caring("spot-checks", "pass", "SO-1")

    assert (running.exit_code, "month_still_runs" in running.stderr) == (1, True)
    assert (drawn["repairs"], drawn["checks"], again) == (1, 1, drawn)
    assert (other.exit_code, "sample_drawn" in other.stderr) == (1, True)
    assert "same sample" in verified.stdout
    assert (lifted.exit_code, failed["freezes_claim"]) == (1, True)
    assert "SO-1" in listed.stdout
    assert (passed.exit_code, "spot_check_wrong_state" in passed.stderr) == (1, True)
