"""Carrying, sending, counting and backup units on the command line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from builders import a_part, a_policy, a_receipt
from click.testing import Result

from fieldops.actions import parts, policies, stock
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings
from inventory.parts import PartCategory, ReceiptLine

Commands = Callable[..., Result]


@pytest.fixture
def stocked(fieldops: Commands, registered_url: str, tmp_path: Path) -> Commands:
    """20 pumps and two named control boards at ZJ/WH, a machine that can be lent, and when a count is made again."""

    async def lay_out() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=registered_url)):
            board = a_part(number="MB-1", barcode=None, serial_tracked=True)
            machine = a_part(number="WU-1", barcode=None, category=PartCategory.WHOLE_UNIT)
            await perform(parts.add_parts, [board, machine])
            lines = (
                ReceiptLine(part="DP-1", quantity=20),
                ReceiptLine(part="MB-1", quantity=2, serials=("SN-1", "SN-2")),
            )
            await perform(stock.receive, [a_receipt(lines=lines)], now=datetime.now(UTC))
            figures = {"recount_pieces": 10, "recount_fen": 1_000_000}
            await perform(policies.enact, a_policy(name="counting", figures=figures))

    asyncio.run(lay_out())
    return fieldops


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_named_pieces_are_sent_received_and_carried_by_their_serials(stocked: Commands) -> None:
    number = told(stocked("shipments", "move", "MB-1:2", "--from", "ZJ/WH", "--to", "ZJ-001/WH", "--json"))["number"]
    nameless = stocked("shipments", "send", number)
    stocked("shipments", "send", number, "--serial", "1:SN-1", "--serial", "1:SN-2")
    unsaid = stocked("shipments", "receive", number, "1:good=1,damaged=1,fault=carrier")
    said = ("--serial", "1:SN-2", "--serial", "1:SN-1:damaged")
    received = told(stocked("shipments", "receive", number, "1:good=1,damaged=1,fault=carrier", *said, "--json"))
    into_van = ("--from", "ZJ-001/WH", "--to", "ZJ-T001/VAN", "--reference", "R1")
    malformed = stocked("moves", "carry", "MB-1:1", *into_van, "--serial", "SN-2")
    carried = told(stocked("moves", "carry", "MB-1:1", *into_van, "--serial", "1:SN-2", "--json"))
    listed = stocked("moves", "list", "--to", "ZJ-T001/VAN")

    assert nameless.exit_code == 1
    assert "line 1: must name a serial for each of the 2 pieces" in nameless.stderr
    assert unsaid.exit_code == 1
    assert "lines.0.pieces: good: must name" in unsaid.stderr
    assert (received["status"], received["lines"][0]["damaged"]) == ("received", 1)
    assert (malformed.exit_code, "such as 1:SN-004711" in malformed.stderr) == (2, True)
    assert carried[0]["lines"][0]["serials"] == ["SN-2"]
    assert "MV-000001" in listed.output


def test_a_count_is_made_approved_by_somebody_else_and_corrects_the_books(stocked: Commands) -> None:
    number = told(stocked("counts", "open", "ZJ/WH", "DP-1", "MB-1", "--by", "counter", "--json"))["number"]
    stocked("counts", "enter", number, "DP-1:18", "MB-1:1", "--by", "counter")
    sheet = stocked("counts", "sheet", number)
    stocked("counts", "finish", number)
    own = stocked("counts", "approve", number, "--by", "counter")
    differences = told(stocked("counts", "differences", number, "--by", "boss", "--json"))
    reasons = ("--reason", "1:lost", "--reason", "2:other:stolen", "--serial", "2:SN-2")
    booked = told(stocked("counts", "approve", number, *reasons, "--by", "boss", "--json"))
    left = {(one["part"], one["kind"]): one["on_hand"] for one in told(stocked("stock", "--place", "ZJ/WH", "--json"))["results"]}  # fmt: skip

    assert "20" not in sheet.output.replace(number, "")
    assert own.exit_code == 1
    assert "own_count" in own.stderr
    assert [one["difference"] for one in differences] == [-2, -1]
    assert booked["status"] == "booked"
    assert left == {("DP-1", "stock"): 18, ("MB-1", "stock"): 1}
    assert number in stocked("counts", "list", "--status", "booked").output


def test_a_count_can_be_asked_for_again_and_given_up(stocked: Commands) -> None:
    number = told(stocked("counts", "open", "ZJ/WH", "DP-1", "--json"))["number"]
    stocked("counts", "enter", number, "DP-1:5")
    again = told(stocked("counts", "finish", number, "--json"))
    stocked("counts", "enter", number, "DP-1:19")
    stocked("counts", "finish", number)
    stocked("counts", "recount", number, "1")
    cancelled = told(stocked("counts", "cancel", number, "--json"))
    malformed = stocked("counts", "enter", number, "DP-1")

    assert (again["status"], again["lines"][0]["recount"]) == ("counting", True)
    assert cancelled["status"] == "cancelled"
    assert malformed.exit_code == 2


def test_a_unit_is_registered_kept_for_swaps_and_written_off(stocked: Commands) -> None:
    stocked("units", "register", "BU-1", "--part", "WU-1", "--place", "ZJ/WH", "--set-aside")
    refused = stocked("units", "move", "BU-1", "--to", "ZJ-001/WH")
    told(stocked("units", "free", "BU-1", "--json"))
    told(stocked("units", "move", "BU-1", "--to", "ZJ-001/WH", "--note", "nearer", "--json"))
    listed = told(stocked("units", "list", "--place", "ZJ-001/WH", "--json"))
    agreed = stocked("units", "reconcile")
    gone = told(stocked("units", "write-off", "BU-1", "--reason", "lost", "--note", "fell off the lorry", "--json"))
    history = stocked("units", "history", "BU-1")

    assert refused.exit_code == 1
    assert "B2" in refused.stderr
    assert [one["serial"] for one in listed] == ["BU-1"]
    assert (agreed.exit_code, "agree" in agreed.output) == (0, True)
    assert gone[0]["state"] == "written_off"
    assert all(word in history.output for word in ("register", "free", "move", "write_off", "nearer", "lorry")), (
        history.output
    )
    assert stocked("units", "overdue").exit_code == 0
