"""Quotes, consent and receipts on the command line (W3)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from builders import a_desk, an_order
from click.testing import Result
from visiting import T, closed, lay_out_visits, on_site, planned, recorded

from fieldops.actions import orders, warranty_findings
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings
from inventory.visit_steps import Charged, Method
from inventory.warranty_findings import Found, NewFinding

Commands = Callable[..., Result]
LABOUR, PUMP = "labour:80:repair on site", "part:120:drain pump:DP-1"


@pytest.fixture
def charging(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fieldops: Commands) -> Commands:
    """With an order for a machine that was misused."""
    monkeypatch.setenv("FIELDOPS_DATABASE_URL", database_url)

    async def lay_out() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=database_url)):
            await lay_out_visits()
            now = datetime.now(UTC)
            await perform(orders.register, [an_order(number="SO-1", registered_at=now, parts=())], a_desk(now))
            await perform(warranty_findings.record, "SO-1", NewFinding(found=Found.MISUSE, note="x"), a_desk(now))

    asyncio.run(lay_out())
    return fieldops


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_repair_is_quoted_agreed_done_and_receipted(
    charging: Commands, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def visit() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=database_url)):
            now = datetime.now(UTC)
            number = await planned("SO-1", at=now)
            paid = Charged(id="paid", by=T, at=now, amount_fen=20_000, method=Method.CASH)
            await recorded(number, [*on_site(now), paid], now=now)
            await closed(number, at=now)

    quoted = charging("charges", "quote", "SO-1", LABOUR, PUMP)
    agreed = charging("charges", "consent", "SO-1", "Wang", "--quote", "1", "--way", "by_phone", "--by", "clerk")
    twice = charging("charges", "consent", "SO-1", "Wang", "--quote", "1", "--way", "by_phone")
    early = charging("charges", "receipt", "SO-1")
    asyncio.run(visit())
    wrong = charging("charges", "receipt", "SO-1", LABOUR)
    done = told(charging("charges", "receipt", "SO-1", "--json"))
    listed = charging("charges", "list", "--state", "receipted")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    shown = charging("charges", "show", "SO-1")

    assert "SO-1  quote 1: 200.00 yuan, quoted (excluded)" in quoted.stdout
    assert "drain pump (DP-1)" in quoted.stdout
    assert "Wang agreed by phone" in agreed.stdout
    assert "recorded by clerk" in agreed.stdout
    assert (twice.exit_code, "chargeable_wrong_state (W3)" in twice.stderr) == (1, True)
    assert (early.exit_code, "chargeable_wrong_state" in early.stderr) == (1, True)
    assert (wrong.exit_code, "receipt_not_collected" in wrong.stderr) == (1, True)
    assert (done["receipt"]["amount_fen"], done["receipt"]["method"]) == (20_000, "cash")
    assert "RC-000001" in listed.stdout
    assert "第 1 次报价：200.00 元，已开收据（不属三包范围）" in shown.stdout


def test_a_quote_is_declined_and_words_that_make_no_sense_are_refused(charging: Commands) -> None:
    for wrong in ("labour:eighty:x", "tip:80:x", "labour:80", "part:1:x:DP-1:two"):
        refused = charging("charges", "quote", "SO-1", wrong)
        assert (refused.exit_code, wrong.split(":")[0] in refused.stderr or "yuan" in refused.stderr) == (2, True)
    nothing = charging("charges", "show", "SO-1")
    charging("charges", "quote", "SO-1", LABOUR)
    declined = charging("charges", "decline", "SO-1", "--reason", "too dear")

    assert (nothing.exit_code, "not_found" in nothing.stderr) == (1, True)
    assert "Declined: too dear" in declined.stdout
