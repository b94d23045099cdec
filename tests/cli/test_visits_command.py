"""Visits and old parts on the command line (V2, O1)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from builders import (
    OLD_PART_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_desk,
    a_policy,
    a_receipt,
    a_technician,
    an_order,
)
from click.testing import Result

from fieldops.actions import network, orders, policies, stock
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings
from inventory.parts import PartCount

Commands = Callable[..., Result]
VAN = "ZJ-T001/VAN"


@pytest.fixture
def visiting(fieldops: Commands, registered_url: str, tmp_path: Path) -> Commands:
    """With an order, its policies, and a technician with two pumps on board."""

    async def lay_out() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=registered_url)):
            now = datetime.now(UTC)
            figures = {"visits": VISIT_FIGURES, "old_parts": OLD_PART_FIGURES, "warranty": WARRANTY_FIGURES}
            for name, given in figures.items():
                await perform(policies.enact, a_policy(name=name, figures=given))
            await perform(network.register_technicians, [a_technician(code="ZJ-T001", van=VAN)])
            pumps = a_receipt(location=VAN, lines=(PartCount(part="DP-1", quantity=2),))
            await perform(stock.receive, [pumps], now=now)
            await perform(orders.register, [an_order(number="SO-1", registered_at=now)], a_desk(now))

    asyncio.run(lay_out())
    return fieldops


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def steps_in(file: Path, *steps: dict[str, Any]) -> str:
    done = {"by": "ZJ-T001", "at": datetime.now(UTC).isoformat()}
    file.write_text(json.dumps({"steps": [{**done, "id": f"s{n}", **step} for n, step in enumerate(steps)]}))
    return str(file)


def test_a_visit_is_booked_recorded_and_ended_with_its_record(visiting: Commands, tmp_path: Path) -> None:
    steps = steps_in(
        tmp_path / "steps.json",
        {"did": "arrived"},
        {"did": "identity_shown"},
        {"did": "condition_noted", "complete": True, "tampered": False},
        {"did": "work_done", "text": "更换排水泵"},
        {"did": "part_used", "part": "DP-1", "quantity": 1, "place": VAN, "old": {"taken": 1}},
        {"did": "unsigned", "reason": "absent", "note": "外出"},
    )

    number = told(visiting("visits", "book", "SO-1", "--node", "ZJ-001", "--json"))["number"]
    twice = visiting("visits", "book", "SO-1", "--node", "ZJ-001")
    visiting("visits", "assign", number, "ZJ-T001")
    recorded = told(visiting("visits", "record", number, steps, "--json"))
    shown = visiting("visits", "show", number)
    early = visiting("visits", "close", number, "--technician", "ZJ-T001", "--at", "2026-01-01T10:00")
    ended = told(visiting("visits", "close", number, "--technician", "ZJ-T001", "--json"))
    again = visiting("visits", "record", number, steps)
    paper = visiting("visits", "record-pdf", number, str(tmp_path / "record.pdf"))
    more = steps_in(tmp_path / "more.json", {"did": "work_done", "id": "s3", "text": "更换排水泵并清洗"})
    told_later = visiting("records", "correct", number, more, "--reason", "forgotten")
    kept = json.loads((tmp_path / "steps.json").read_text())["steps"][3]
    (tmp_path / "more.json").write_text(json.dumps({"steps": [{**kept, "text": "更换排水泵并清洗"}]}))
    corrected = visiting("records", "correct", number, more, "--reason", "forgotten", "--by", "technical")
    records = told(visiting("records", "list", number, "--json"))
    first = visiting("records", "pdf", number, "1", str(tmp_path / "first.pdf"))
    half = visiting("records", "correct", number, more, "--reason", "x", "--signer", "Wang")
    [owed] = told(visiting("old-parts", "list", "--json"))["results"]
    overdue = told(visiting("old-parts", "list", "--overdue", "--json"))
    waived = visiting("old-parts", "waive", owed["id"], "--reason", "burnt")

    assert (twice.exit_code, "already_there" in twice.stderr, number in twice.stderr) == (1, True, True)
    assert (recorded["state"], len(recorded["steps"])) == ("on_site", 6)
    assert "part used" in shown.stdout
    assert (early.exit_code, "steps_before_booking" in early.stderr) == (1, True)
    assert (ended["state"], ended["closed"]["by"]) == ("done", "ZJ-T001")
    assert again.exit_code == 0
    assert paper.exit_code == 0
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF")
    assert (owed["part"], owed["quantity"], owed["order"]) == ("DP-1", 1, "SO-1")
    assert overdue["count"] == 0
    assert "waived" in waived.stdout
    assert (told_later.exit_code, "steps.s3" in told_later.stderr) == (1, True), "at another time it is another step"
    assert "technical" in corrected.stdout
    assert "forgotten" in corrected.stdout
    assert records[1]["corrects"] == records[0]["hash"]
    assert first.exit_code == 0
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "record.pdf").read_bytes()
    assert (half.exit_code, "--signature" in half.stderr) == (2, True)


def test_a_time_has_two_ends_and_wrong_steps_are_told_at_once(visiting: Commands, tmp_path: Path) -> None:
    half = visiting("visits", "book", "SO-1", "--node", "ZJ-001", "--from", "2027-01-01T10:00")
    number = told(visiting("visits", "book", "SO-1", "--node", "ZJ-001", "--json"))["number"]
    steps = steps_in(
        tmp_path / "steps.json", {"did": "vanished"}, {"did": "charged", "amount_fen": -1, "method": "cash"}
    )
    wrong = visiting("visits", "record", number, steps)
    cancelled = told(visiting("visits", "cancel", number, "--reason", "moved away", "--json"))
    listed = told(visiting("visits", "list", "--state", "cancelled", "--json"))

    assert (half.exit_code, "--until" in half.stderr) == (2, True)
    assert wrong.exit_code == 1
    assert "steps.0.did" in wrong.stderr
    assert "steps.1.amount_fen" in wrong.stderr
    assert cancelled["cancelled"]["reason"] == "moved away"
    assert [one["number"] for one in listed["results"]] == [number]
