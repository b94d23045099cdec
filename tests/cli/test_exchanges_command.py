"""Exchanges and refunds on the command line (W2)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from builders import WARRANTY_FIGURES, a_desk, a_policy, a_unit, an_order
from click.testing import Result

from fieldops.actions import orders, policies
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings

Commands = Callable[..., Result]


@pytest.fixture
def exchanging(fieldops: Commands, registered_url: str, tmp_path: Path) -> Commands:
    """With an order for a machine that was bought today, and one for an older one."""

    async def lay_out() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=registered_url)):
            now = datetime.now(UTC)
            await perform(policies.enact, a_policy(name="warranty", figures=WARRANTY_FIGURES))
            fresh = a_unit(serial="U-NEW", sold_on=now.date(), receipt_card_on=now.date())
            await perform(orders.register_units, [fresh])
            for number, unit in (("SO-1", "U-NEW"), ("SO-2", "U-1")):
                await perform(orders.register, [an_order(number=number, unit=unit, registered_at=now)], a_desk(now))

    asyncio.run(lay_out())
    return fieldops


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_machine_is_asked_back_appraised_and_exchanged(exchanging: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    number = told(exchanging("exchanges", "request", "SO-1", "exchange", "--by", "clerk", "--json"))["number"]
    no_right = exchanging("exchanges", "request", "SO-2", "refund")
    early = exchanging("exchanges", "exchange", number, "U-7")
    own = exchanging("exchanges", "appraise", number, "--confirmed", "--findings", "x", "--by", "clerk")
    no_reason = exchanging("exchanges", "appraise", number, "--not-confirmed", "--findings", "x", "--by", "engineer")
    confirmed = exchanging("exchanges", "appraise", number, "--confirmed", "--findings", "broken", "--by", "engineer")
    done = exchanging("exchanges", "exchange", number, "U-7")
    listed = exchanging("exchanges", "list", "--state", "exchanged")
    new = exchanging("warranty", "unit", "U-7")
    old = exchanging("warranty", "unit", "U-NEW")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    chinese = exchanging("exchanges", "show", number)

    for result, code in (
        (no_right, "no_right_to_exchange"),
        (early, "exchange_not_appraised"),
        (own, "own_exchange"),
        (no_reason, "invalid"),
        (old, "unit_taken_back"),
    ):
        assert (result.exit_code, code in result.stderr) == (1, True), code
    assert "engineer: confirmed: broken" in confirmed.stdout
    assert "The customer has U-7." in done.stdout
    assert "U-7" in listed.stdout
    assert "by exchange" in new.stdout
    assert "已换货" in chinese.stdout
    assert "engineer：确认故障：broken" in chinese.stdout


def test_the_money_goes_back_and_what_was_refused_is_looked_at_again(exchanging: Commands) -> None:
    number = told(exchanging("exchanges", "request", "SO-1", "refund", "--by", "clerk", "--json"))["number"]
    exchanging(
        "exchanges", "appraise", number, "--not-confirmed", "--findings", "x", "--reason", "no fault", "--by", "eng"
    )
    again = exchanging("exchanges", "again", number, "--reason", "a film of it")
    exchanging("exchanges", "appraise", number, "--confirmed", "--findings", "y", "--by", "eng")
    wrong = exchanging("exchanges", "refund", number, "0")
    done = exchanging("exchanges", "refund", number, "2999.00")
    over = exchanging("exchanges", "withdraw", number, "--reason", "x")

    assert "not confirmed (no fault): x" in again.stdout
    assert "Note: a film of it" in again.stdout
    assert (wrong.exit_code, "amount_fen" in wrong.stderr) == (1, True)
    assert "2,999.00 yuan were given back." in done.stdout
    assert (over.exit_code, "exchange_wrong_state" in over.stderr) == (1, True)
