"""Sold machines and entitlements on the command line (W1 to W6)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from builders import WARRANTY_FIGURES, a_desk, a_policy, an_order
from click.testing import Result

from fieldops.actions import orders, policies
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings

Commands = Callable[..., Result]


@pytest.fixture
def warranted(fieldops: Commands, registered_url: str, tmp_path: Path) -> Commands:
    """With the warranty's policy and an order, reported now."""

    async def lay_out() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=registered_url)):
            figures = {**WARRANTY_FIGURES, "barcode_masks": ["YYMM@##"]}
            await perform(policies.enact, a_policy(name="warranty", figures=figures))
            now = datetime.now(UTC)
            await perform(orders.register, [an_order(number="SO-1", registered_at=now)], a_desk(now))

    asyncio.run(lay_out())
    return fieldops


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_sale_is_registered_proven_corrected_and_looked_up(warranted: Commands) -> None:
    sale = ("--model", "XQG100", "--sold-by", "ZJ-001", "--on", "2025-05-01")

    made = told(warranted("sold-units", "register", "M2503A07", *sale, "--json"))
    by_barcode = warranted("warranty", "unit", "M2503A07")
    cards = warranted("sold-units", "cards", "M2503A07:2025-05-20")
    listed = warranted("sold-units", "list", "--without-card")
    corrected = warranted("sold-units", "correct", "M2503A07", "--use-class", "commercial", "--without", "customer")
    again = warranted("sold-units", "register", "M2503A07", *sale)
    twice = warranted("sold-units", "register", "M2503A07", *sale[:-1], "2025-05-02")

    assert (made["receipt_card_on"], made["use_class"]) == (None, "household")
    assert "since 2025-03-01 by barcode" in by_barcode.stdout
    assert "main        2028-03-01" in by_barcode.stdout
    assert "1 receipt card(s) recorded" in cards.stdout
    assert "M2503A07" not in listed.stdout
    assert "Card came: 2025-05-20\nUse: commercial" in corrected.stdout
    assert (again.exit_code, "already_there" in again.stderr) == (1, True)
    assert (twice.exit_code, "serial_sold_twice (W4)" in twice.stderr) == (1, True)


def test_a_second_sale_is_told_and_found_out(warranted: Commands) -> None:
    other = told(
        warranted(
            "sold-units", "other-sale", "U-1", "--sold-by", "ZJ", "--on", "2025-06-01", "--note", "invoice", "--json"
        )
    )
    refused = warranted("warranty", "unit", "U-1")
    listed = warranted("sold-units", "other-sales", "--state", "open")
    settled = warranted("sold-units", "settle", str(other[0]["id"]), "--wrong", "--reason", "a typing mistake")
    once_more = warranted("sold-units", "settle", str(other[0]["id"]), "--right", "--reason", "x")

    assert (refused.exit_code, "serial_sold_twice" in refused.stderr) == (1, True)
    assert "invoice" in listed.stdout
    assert "rejected" in settled.stdout
    assert "other_sale_settled" in once_more.stderr
    assert warranted("warranty", "unit", "U-1").exit_code == 0


def test_the_desk_is_answered_with_the_reasons(warranted: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    english = warranted("warranty", "check", "U-1", "F-01", "--on", "2026-11-01")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    chinese = warranted("warranty", "check", "U-1", "F-01", "--on", "2026-11-01", "--found", "misuse")
    asked = told(warranted("warranty", "check", "U-1", "F-01", "--on", "2026-11-01", "--works", "--json"))
    unknown = warranted("warranty", "check", "U-9", "F-01")
    wrong_day = warranted("warranty", "check", "U-1", "F-01", "--on", "yesterday")

    assert "U-1: covered (W1) until 2027-05-01" in english.stdout
    assert "In the household warranty (unit) until 2027-05-01." in english.stdout
    assert "For the dealer's claims: recognised (card due by 2025-05-21)." in english.stdout
    assert "U-1：收费（W3）" in chinese.stdout
    assert "不属三包范围：使用不当。" in chinese.stdout
    assert asked["choices"] == ["covered"]
    assert (unknown.exit_code, "serial_never_sold" in unknown.stderr) == (1, True)
    assert (wrong_day.exit_code, "2026-11-20" in wrong_day.stderr) == (2, True)


def test_what_was_found_at_the_machine_is_recorded_and_withdrawn(warranted: Commands) -> None:
    before = told(warranted("warranty", "order", "SO-1", "--json"))
    found = told(warranted("warranty", "find", "SO-1", "foreign_part", "--part", "X-9", "--note", "pump", "--json"))
    without = warranted("warranty", "find", "SO-1", "foreign_part", "--note", "pump")
    against = warranted("warranty", "order", "SO-1")
    withdrawn = warranted("warranty", "withdraw", str(found["id"]), "--reason", "it was ours", "--by", "chief")
    after = told(warranted("warranty", "order", "SO-1", "--json"))

    assert (without.exit_code, "part:" in without.stderr) == (1, True)
    assert "chargeable (W3)" in against.stdout
    assert "a part that we neither supplied nor approved: pump" in against.stdout
    assert "(withdrawn)" in withdrawn.stdout
    assert before["answer"] == after["answer"]
    assert after["findings"][0]["withdrawn_by"] == "chief"
