"""A day of quota requests, shipments and purchases on the command line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from builders import a_policy, a_receipt
from click.testing import Result
from openpyxl import load_workbook

from fieldops.actions import policies, stock
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings

Commands = Callable[..., Result]
MONTH = f"{datetime.now(ZoneInfo('Asia/Shanghai')):%Y-%m}"


@pytest.fixture
def stocked(fieldops: Commands, registered_url: str, tmp_path: Path) -> Commands:
    """20 of DP-1 at ZJ/WH; what is promised, and how long a purchase takes."""

    async def lay_out() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=registered_url)):
            await perform(stock.receive, [a_receipt()], now=datetime.now(UTC))
            figures = {"head_office_days": 3, "purchase_days": 20}
            await perform(policies.enact, a_policy(name="supply", figures=figures))

    asyncio.run(lay_out())
    return fieldops


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_request_is_asked_cut_shipped_and_received_short(stocked: Commands, tmp_path: Path) -> None:
    told(stocked("quotas", "grant", "ZJ-001", "5000.50", "--reference", "Q-1", "--json"))
    asked = told(
        stocked("requests", "ask", "DP-1:4", "--partner", "ZJ-001", "--to", "ZJ-001/WH", "--by", "clerk", "--json")
    )
    number = asked["number"]
    own = stocked("requests", "approve", number, "--by", "clerk")
    looked_at = stocked("requests", "consequences", number)
    cut = told(stocked("requests", "approve", number, "--line", "1:3:too_many", "--from", "1:ZJ/WH:3", "--json"))
    picked = told(stocked("shipments", "pick", number, "--from", "ZJ/WH", "--json"))["number"]
    listed = stocked("shipments", "pick-list", picked, "-o", str(tmp_path / "pick.pdf"))
    sent = stocked("shipments", "send", picked, "--carrier", "SF", "--waybill", "SF1")
    too_many = stocked("shipments", "receive", picked, "1:4")
    received = told(stocked("shipments", "receive", picked, "1:good=2,short=1,fault=carrier", "--json"))
    closed = stocked("requests", "show", number)

    assert asked["status"] == "submitted"
    assert (own.exit_code, "own_request (P2)" in own.stderr) == (1, True)
    assert "5,000.50" in looked_at.stdout
    assert (cut["status"], cut["lines"][0]["approved"], cut["lines"][0]["reason"]) == ("reserved", 3, "too_many")
    assert listed.exit_code == 0, listed.output + repr(listed.exception)
    assert ((tmp_path / "pick.pdf").read_bytes()[:5]) == b"%PDF-"
    assert "shipped" in sent.stdout
    assert (too_many.exit_code, "more_than_sent (P3)" in too_many.stderr) == (1, True)
    assert (received["status"], received["lines"][0]["short"]) == ("received", 1)
    assert "closed" in closed.stdout

    for name in ("report.pdf", "report.xlsx", "report.json"):
        assert stocked("quotas", "report", "-o", str(tmp_path / name)).exit_code == 0
    text = pypdfium2.PdfDocument(tmp_path / "report.pdf")[0].get_textpage().get_text_bounded()
    rows = list(load_workbook(tmp_path / "report.xlsx").active.values)
    [month] = json.loads((tmp_path / "report.json").read_text())
    assert (month["drawn_fen"], month["given_back_fen"], month["left_fen"]) == (12600, 4200, 500050 - 8400)
    assert dict(zip(rows[0], rows[1], strict=True))["left_fen"] == month["left_fen"]
    assert all(figure in text for figure in (MONTH, "ZJ-001", "5,000.50", "126.00", "42.00", "4,916.50"))


def test_what_is_missing_is_bought_and_reserved_when_it_comes(stocked: Commands) -> None:
    told(stocked("quotas", "grant", "ZJ-001", "90000", "--reference", "Q-1", "--json"))
    numbers = [
        told(stocked("requests", "ask", f"DP-1:{pieces}", "--partner", "ZJ-001", "--to", "ZJ-001/WH", "--json", "--by", "clerk"))["number"]
        for pieces in (15, 15)
    ]  # fmt: skip
    proposed = stocked("requests", "allocation")
    ruled = stocked("requests", "allocation", "--take")
    needed = told(stocked("purchases", "needs", "--json"))["results"]
    day = datetime.now(UTC).date() + timedelta(days=9)
    ordered = told(stocked("purchases", "order", "DP-1", "10", "--at", "ZJ/WH", "--supplier", "S", "--on", f"{day}", "--json"))  # fmt: skip
    expected = stocked("requests", "supply", numbers[1])
    later = stocked("purchases", "postpone", ordered[0]["number"], "--on", f"{day + timedelta(days=1)}")
    come = stocked("purchases", "receive", ordered[0]["number"], "10")
    reserved = told(stocked("requests", "reserve", numbers[1], "--json"))
    twice = stocked("requests", "approve", *numbers)
    undone = told(stocked("requests", "undo", numbers[0], "--json"))
    rejected = told(stocked("requests", "reject", numbers[0], "--reason", "other", "--text", "no", "--json"))

    assert all(number in proposed.stdout for number in numbers)
    assert (ruled.exit_code, ruled.stdout.count("QR-")) == (0, 2)
    assert [(one["waiting"], one["to_buy"]) for one in needed] == [(10, 10)]
    assert ordered[0]["number"] in expected.stdout
    assert f"{day + timedelta(days=1)}" in later.stdout
    assert "received" in come.stdout
    assert reserved["status"] == "reserved"
    assert (twice.exit_code, twice.stderr.count("request_wrong_status (P2)")) == (1, 2)
    assert (undone["status"], rejected["status"], rejected["reason_text"]) == ("submitted", "rejected", "no")


def test_words_that_make_no_sense_are_refused_with_an_example(stocked: Commands) -> None:
    for words in (
        ("requests", "ask", "DP-1", "--partner", "ZJ-001", "--to", "ZJ-001/WH"),
        ("requests", "approve", "QR-1", "--line", "1"),
        ("requests", "approve", "QR-1", "QR-2", "--line", "1:1"),
        ("shipments", "receive", "SH-1", "1:many"),
        ("shipments", "receive", "SH-1", "1:good=1,fault=nobody"),
        ("quotas", "grant", "ZJ-001", "1.005", "--reference", "Q"),
        ("quotas", "report", "-o", "report.doc"),
    ):
        refused = stocked(*words)
        assert refused.exit_code == 2, (words, refused.output)
        assert "such as" in refused.stderr or "one request" in refused.stderr or "must end in" in refused.stderr


def test_chinese_where_the_locale_is(stocked: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    asked = stocked("requests", "ask", "DP-1:1", "--partner", "ZJ-001", "--to", "ZJ-001/WH", "--draft")
    nothing = stocked("purchases", "needs")

    assert "草稿" in asked.stdout
    assert "没有缺件。" in nothing.stdout


def test_a_shipment_says_when_it_is_expected(stocked: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    made = stocked("shipments", "move", "DP-1:1", "--from", "ZJ/WH", "--to", "ZJ-001/WH", "--json")
    number = json.loads(made.output)["number"]
    sent = stocked("shipments", "send", number, "--arrives", "2026-11-23T10:30")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    later = stocked("shipments", "expect", number, "2026-11-23T14:00")
    assert "expected 2026-11-23 10:30" in sent.output
    assert "预计到货 2026-11-23 14:00" in later.output
