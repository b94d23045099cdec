"""``fieldops audit``: whoever alters the log in the database is found out, by the chains or by anchors kept elsewhere."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from builders import a_customer, a_skill
from click.testing import CliRunner, Result

from fieldops.actions import network, orders
from fieldops.audit_chain import Head
from fieldops.cli.audit import AnchorsUnreadable, AuditBroken, Verified, audit_command, verify
from fieldops.cli.console import out
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine, connect
from fieldops.database.who import Who, acting
from fieldops.settings import Settings
from fieldops.store import audit
from fieldops.tables.network import Skills
from fieldops.tables.orders import Customers

ENTRIES = 60

MAKE_ANEW = """
DO $$
DECLARE
    link record;
    last bytea := decode(repeat('00', 32), 'hex');
BEGIN
    FOR link IN SELECT l.entry, audit_text(e) AS text FROM audit_links l JOIN audit_log e ON e.id = l.entry
                WHERE lane = (SELECT min(lane) FROM audit_links) ORDER BY seq LOOP
        last := sha256(last || convert_to(link.text, 'UTF8'));
        UPDATE audit_links SET hash = last WHERE entry = link.entry;
    END LOOP;
END $$;
"""
"""Computes the hashes of the first lane again, as they would be had its entries always been what they are."""


@pytest.fixture
async def logged(database: FieldopsEngine) -> Verified:
    """Entries 1 to 60, all in one lane; they were found whole."""
    connection_of_its_own = database.config["dsn"]
    await database.close()
    await database.open(connection_of_its_own, pool_max=1)
    for start in range(0, ENTRIES, 20):
        await perform(network.add_skills, [a_skill(code=f"s{n}") for n in range(start, start + 20)])
    found = await verify({}, ignore)
    assert (found.entries, [lane.seq for lane in found.lanes]) == (ENTRIES, [ENTRIES])
    return found


def ignore(_: int) -> None:
    """No bar."""


def anchors(found: Verified) -> dict[int, Head]:
    return {one.lane: Head(seq=one.seq, entry=one.entry, hash=bytes.fromhex(one.hash)) for one in found.lanes}


async def tamper(statements: str) -> None:
    """As a superuser who knows how to go round the triggers."""
    superuser = await asyncpg.connect(DB.config["dsn"])
    await superuser.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {statements}; COMMIT")
    await superuser.close()


async def refused(known: dict[int, Head] | None = None) -> tuple[int, str]:
    with pytest.raises(AuditBroken) as caught:
        await verify(known or {}, ignore)
    return caught.value.facts["entry"], str(caught.value.facts["what_en"])  # type: ignore[return-value]


async def test_an_altered_entry_is_named(logged: Verified) -> None:
    """The first of them each time: the next one altered stands before all altered so far."""
    changes = [
        "actor = 'li'",
        "at = at + interval '1 microsecond'",
        'after = after || \'{"name_en": "x"}\'',
        "after = NULL",
        "key = key || ' '",
        "request_id = 'r'",
        "change = 'event'",
    ]
    for number, change in zip(range(50, 0, -1), changes, strict=False):
        await tamper(f"UPDATE audit_log SET {change} WHERE id = {number}")
        entry, what = await refused()
        assert entry == number, change
        assert "not what was written" in what


async def test_an_altered_entry_is_named_even_if_the_function_for_its_text_lies(logged: Verified) -> None:
    await tamper(
        "CREATE TABLE texts AS SELECT id, audit_text(e) AS text FROM audit_log e;"
        "CREATE OR REPLACE FUNCTION audit_text(entry audit_log) RETURNS text LANGUAGE sql STABLE"
        " AS 'SELECT text FROM texts WHERE id = entry.id';"
        "UPDATE audit_log SET actor = 'li' WHERE id = 17"
    )
    assert (await refused())[0] == 17


async def test_a_deleted_entry_is_named(logged: Verified) -> None:
    await tamper("DELETE FROM audit_log WHERE id = 17")
    assert await refused() == (17, f"is gone; link 17 of lane {logged.lanes[0].lane} still names it")


async def test_an_entry_deleted_with_its_link_shows_at_the_next(logged: Verified) -> None:
    await tamper("DELETE FROM audit_links WHERE entry = 17; DELETE FROM audit_log WHERE id = 17")
    entry, what = await refused()
    assert entry == 18
    assert "what stood before it is gone" in what


async def test_an_entry_put_in_without_a_link_is_named(logged: Verified) -> None:
    await tamper("INSERT INTO audit_log (table_name, key, change) VALUES ('users', '1', 'delete')")
    assert await refused() == (ENTRIES + 1, "is not linked exactly once")


async def test_entries_that_change_places_are_named(logged: Verified) -> None:
    await tamper(
        "ALTER TABLE audit_links DROP CONSTRAINT audit_links_once;"
        "UPDATE audit_links SET seq = CASE seq WHEN 17 THEN 18 ELSE 17 END WHERE seq IN (17, 18)"
    )
    assert (await refused())[0] == 18


async def test_a_cut_off_tail_is_named_by_the_anchors(logged: Verified) -> None:
    await tamper("DELETE FROM audit_links WHERE entry > 50; DELETE FROM audit_log WHERE id > 50")
    assert (await verify({}, ignore)).entries == 50
    entry, what = await refused(anchors(logged))
    assert entry == ENTRIES
    assert "the lane ends before it" in what


async def test_a_lane_made_anew_is_named_by_the_anchors(logged: Verified) -> None:
    await tamper(f"UPDATE audit_log SET actor = 'li' WHERE id = 17; {MAKE_ANEW}")
    assert (await verify({}, ignore)).entries == ENTRIES
    entry, what = await refused(anchors(logged))
    assert entry == ENTRIES
    assert "made anew" in what


async def test_an_emptied_log_is_named_by_the_anchors(logged: Verified) -> None:
    await tamper("DELETE FROM audit_links; DELETE FROM audit_log")
    assert (await verify({}, ignore)).entries == 0
    assert (await refused(anchors(logged)))[0] == ENTRIES


async def test_anchors_hold_while_the_log_grows(logged: Verified) -> None:
    async def rename() -> None:
        await Skills.update({Skills.name_en: "x"}, force=True).run()

    await perform(rename)
    assert (await verify(anchors(logged), ignore)).entries == 2 * ENTRIES


async def test_the_bar_hears_of_every_entry_in_small_steps(logged: Verified, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "CHUNK", 8)
    heard: list[int] = []
    assert (await verify({}, heard.append)).entries == ENTRIES
    assert heard == [8] * 7 + [4]


# The command


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """A database in which Wang has registered a customer and corrected its phone number."""
    chosen = Settings(data_dir=tmp_path, database_url=database_url)

    async def fill() -> None:
        async with connect(chosen):
            await perform(network.add_skills, [a_skill()])
            with acting(Who(actor="wang", via="cli", operation="amend", request_id="r-1")):
                await perform(orders.register_customers, [a_customer()])
                await perform(_correct)

    asyncio.run(fill())
    return chosen


async def _correct() -> None:
    await Customers.update({Customers.phone: "1"}, force=True).run()


@pytest.fixture
def ask(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(out, "width", 200)
    return lambda *arguments: CliRunner().invoke(audit_command, [str(one) for one in arguments], obj=settings)


def test_verifying_tells_how_much_was_whole(ask: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask("verify").stdout.startswith("The audit log is unbroken: 3 entries in ")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "审计日志完整：3 条记录" in ask("verify").stdout


def test_saved_heads_are_the_anchors_of_another_time(ask: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "anchors.json"
    told = ask("verify", "--save", file, "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout) == json.loads(file.read_text())
    assert json.loads(told.stdout)["entries"] == 3
    assert ask("verify", "--anchors", file).exit_code == 0


def test_an_empty_log_is_whole(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    chosen = Settings(data_dir=tmp_path, database_url=database_url)
    assert CliRunner().invoke(audit_command, ["verify"], obj=chosen).stdout == "The audit log is empty.\n"


@pytest.mark.parametrize(
    "text", ["", "{}", '{"entries": 1, "first_at": null, "last_at": null, "lanes": [{"lane": 1}]}']
)
def test_what_is_not_a_file_of_anchors_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "anchors.json"
    file.write_text(text)
    told = CliRunner().invoke(audit_command, ["verify", "--anchors", str(file)], obj=Settings(data_dir=tmp_path))
    assert isinstance(told.exception, AnchorsUnreadable)


def test_a_broken_log_ends_with_status_1_and_saves_nothing(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "anchors.json"

    async def alter() -> None:
        async with connect(settings):
            await tamper("UPDATE audit_log SET actor = 'li' WHERE id = 2")

    asyncio.run(alter())
    told = subprocess.run(
        [sys.executable, "-m", "fieldops", "audit", "verify", "--save", file],
        env={**os.environ, "FIELDOPS_DATABASE_URL": settings.database_url, "LC_ALL": "zh_CN.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stdout == ""
    assert "audit_broken: 审计日志已被破坏：记录 2 " in told.stderr
    assert "请保留现状" in told.stderr
    assert not file.exists()


def test_the_newest_entries_are_listed(ask: Callable[..., Result]) -> None:
    told = ask("list").stdout
    assert "wang cli" in told
    assert "update customers C-1" in told
    assert "phone: 19900001234 → 1" in told
    assert "and 2 older" in ask("list", "--limit", 1).stdout


def test_entries_are_listed_by_filter_and_as_json(ask: Callable[..., Result]) -> None:
    def listed(*arguments: str) -> list[str]:
        told: dict[str, Any] = json.loads(ask("list", "--json", *arguments).stdout)
        assert told["count"] == len(told["results"])
        assert all(entry["at"].endswith("+08:00") for entry in told["results"])
        return [f"{entry['change']} {entry['key']}" for entry in told["results"]]

    both = ["update C-1", "insert C-1"]
    assert listed() == [*both, "insert front_loader"]
    for chosen in ("--actor=wang", "--table=customers", "--key=C-1", "--operation=amend", "--request-id=r-1"):
        assert listed(chosen) == both
    assert listed("--since=2199-01-01") == []
    assert len(listed("--since=2020-01-01", "--until=2199-01-01T00:00")) == 3
