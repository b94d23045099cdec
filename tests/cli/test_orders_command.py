"""``fieldops orders``, as a desk types it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import a_desk, an_order
from click.testing import Result

from fieldops.actions import orders
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings
from inventory.orders import Missed, OrderKind

Commands = Callable[..., Result]


@pytest.fixture
def desk(fieldops: Commands, registered_url: str, tmp_path: Path) -> Commands:
    """An order that is chased, and one with the head office."""

    async def lay_out() -> None:
        now = datetime.now(UTC) - timedelta(hours=1)
        chased = an_order(number="SO-1", registered_at=now, note="不排水")
        chaser = an_order(number="SO-2", kind=OrderKind.CHASER, about="SO-1", missed=Missed.PROMISE, registered_at=now)
        async with connect(Settings(data_dir=tmp_path, database_url=registered_url)):
            for some in ([chased, an_order(number="SO-3", outlet="HQ", registered_at=now)], [chaser]):
                await perform(orders.register, some, a_desk(now))

    asyncio.run(lay_out())
    return lambda *words, **given: fieldops("orders", *words, **given)


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_an_order_is_told_from_its_first_step_on(desk: Commands) -> None:
    for words in (("wait", "SO-1", "--for", "customer", "--note", "出差至周五"), ("resume", "SO-1")):
        assert desk(*words).exit_code == 0
    assert desk("escalate", "SO-1", "--to", "head_office", "--reason", "找不到故障").exit_code == 0
    assert desk("settle", "SO-1", "--outcome", "远程指导").exit_code == 0

    shown = desk("show", "SO-1")

    assert shown.exit_code == 0
    for words in ("ZJ-001", "不排水", "customer · 出差至周五", "head office · 找不到故障", "SO-2", "urban"):
        assert words in shown.stdout
    steps = [step["verb"] for step in told(desk("show", "SO-1", "--json"))["steps"]]
    assert steps == ["register", "forward", "assign", "wait", "resume", "escalate", "settle"]


def test_a_desk_finds_what_it_looks_for(desk: Commands) -> None:
    def found(*words: str) -> set[str]:
        return {one["number"] for one in told(desk("list", "--json", *words))["results"]}

    assert found("--chased") == {"SO-1"}
    assert found("--at-risk", "48", "--open", "--kind", "repair") == {"SO-1", "SO-3"}
    assert found("--at-risk", "1") == set()
    assert found("--status", "registered") == {"SO-3"}
    assert found("--unbooked", "--outlet", "ZJ-001") == {"SO-1"}
    assert "SO-1" in desk("list").stdout


def test_an_order_is_handed_on_answered_merged_and_ended(desk: Commands) -> None:
    assert told(desk("forward", "SO-3", "ZJ", "--json"))["status"] == "forwarded"
    assert told(desk("assign", "SO-3", "ZJ-001", "--json"))["outlet"] == "ZJ-001"
    assert "SO-1" in desk("duplicates", "SO-3").stdout
    assert told(desk("merge", "SO-3", "SO-1", "--json"))["status"] == "duplicate"
    assert "None" in desk("duplicates", "SO-1").stdout
    assert told(desk("answer", "SO-2", "明日上门", "--json"))["status"] == "done"
    assert told(desk("close", "SO-2", "--json"))["status"] == "closed"
    assert told(desk("cancel", "SO-1", "--reason", "自行解决", "--json"))["status"] == "cancelled"


def test_a_complaint_is_registered_and_becomes_a_crisis(desk: Commands, tmp_path: Path) -> None:
    file = tmp_path / "complaint.json"
    now = datetime.now(UTC).isoformat()
    asked = {"kind": "complaint", "customer": "C-1", "outlet": "HQ", "registered_at": now, "about": "SO-1"}
    file.write_text(json.dumps(asked), encoding="utf-8")
    number = told(desk("register", str(file), "--json"))["number"]

    assert told(desk("reached", number, "media", "--json"))["reached"] == ["media"]
    assert {one["number"] for one in told(desk("list", "--crisis", "--json"))["results"]} == {number, "SO-1"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "NO"), "not_found"),
        (("close", "SO-1"), "order_wrong_status"),
        (("answer", "SO-1", "x"), "order_wrong_kind"),
        (("assign", "SO-1", "HQ"), "invalid"),
        (("merge", "SO-2", "SO-1"), "not_a_duplicate"),
        (("settle", "SO-1", "--outcome", "x"), "nothing_escalated"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_code(desk: Commands, words: tuple[str, ...], code: str) -> None:
    answer = desk(*words)

    assert answer.exit_code == 1
    assert code in answer.stderr


def test_chinese_where_the_locale_is(desk: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    shown = desk("show", "SO-1").stdout

    for words in ("派网点", "承诺时限", "上门", "计时中", "催办"):
        assert words in shown
