"""Every change leaves an entry: who, when, from where, before and after. Nothing takes it away again."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest
from builders import NOW, a_customer, a_skill, register_network
from planning import asking

from fieldops.actions import network, orders, plans
from fieldops.audit_chain import Chains
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.database.who import Who, acting
from fieldops.store import audit
from fieldops.store.audit import AuditEntry, AuditOutOfReach, Sought
from fieldops.tables.audit import AuditLog
from fieldops.tables.network import Skills
from fieldops.tables.orders import Customers
from fieldops.tables.people import ApiTokens, Devices, ResetLinks, Sessions, Users
from fieldops.tables.plans import Plans
from inventory.people import Reach, Scope
from refusals import Invalid

NOT_AUDITED = {
    "ledger_accounts": "the ledger is a history that only grows",
    "ledger_transfers": "the ledger is a history that only grows; its rows tell who posted them",
    "ledger_reservations": "the ledger is a history that only grows",
    "plan_problems": "computed; the plan's own row is audited",
    "plan_helpers": "gone when the plan is made",
    "plan_shares": "gone when the plan is made; computed",
    "plan_edits": "itself a log of who did what; the plan's own row is audited",
    "plan_routes": "computed; the plan's own row is audited",
    "plan_stops": "computed; the plan's own row is audited",
    "plan_parts": "computed; the plan's own row is audited",
    "plan_unserved": "computed; the plan's own row is audited",
    "part_search": "computed; the part's own row is audited",
    "road_networks": "what a road engine told, and would tell again",
    "road_tables": "what a road engine told, and would tell again",
    "road_table_rows": "what a road engine told, and would tell again",
    "import_rows": "computed from the file; the import's own row is audited",
    "import_problems": "computed from the file; the import's own row is audited",
    "import_progress": "how far a run is; the import's own row is audited",
    "spot_check_repairs": "what a sample was drawn from never changes; the draw's own row is audited",
    "idempotency_keys": "the answer to a request whose changes are audited",
    "incentive_lines": "computed; the run's own row is audited, and they never change",
    "incentive_unsettled": "computed; the run's own row is audited, and they never change",
    "incentive_postings": "what the ledger holds, and they never change",
    "events": "follow from what is audited",
    "webhook_deliveries": "what became of sending an event",
    "log_in_failures": "counters; a refused log-in is an event",
    "audit_log": "itself",
    "audit_links": "itself",
    "migration": "the schema's own",
    "procrastinate_": "the job queue's own",
}
"""Tables without an audit trigger, or the beginning of their names, and why."""

SECRET = re.compile("secret|csrf|password|token$|hash")
WANG = Who(actor="wang", via="session", address="10.0.0.7", request_id="r-1", operation="amend_customer")


async def rows(query: str, *given: Any) -> list[dict[str, Any]]:
    async with DB.connection() as connection:
        return [dict(row) for row in await connection.fetch(query, *given)]


async def entries(**sought: Any) -> list[AuditEntry]:
    """Those that fit, the oldest first."""
    return (await audit.entry_page(Sought(**sought), ordering="id", limit=10_000))[1]


async def run(change: Callable[[], Awaitable[Any]], someone: Who = WANG) -> None:
    with acting(someone):
        await perform(change)


async def do(query: Any) -> None:
    """A Piccolo query as Wang, in a transaction."""

    async def change() -> None:
        await query.run()

    await run(change)


async def unbroken() -> Chains:
    chains = Chains()
    async for some in audit.links():
        for link in some:
            chains.follow(link)
    chains.end()
    assert await audit.first_not_linked_once() is None
    return chains


# What is audited


async def test_every_table_is_audited_or_says_why_not(database: FieldopsEngine) -> None:
    """A new table calls audit_table in its migration, or gets its reason here."""
    found = await rows(
        "SELECT c.relname AS name, array_agg(t.tgname) FILTER (WHERE t.tgenabled = 'O') AS triggers"
        " FROM pg_class c LEFT JOIN pg_trigger t ON t.tgrelid = c.oid"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') GROUP BY c.relname"
    )
    audited = {row["name"] for row in found if {"audit", "audit_truncate"} <= set(row["triggers"] or ())}
    exempt = {row["name"] for row in found if row["name"] in NOT_AUDITED or row["name"].startswith("procrastinate_")}
    assert {row["name"] for row in found} - audited == exempt
    assert NOT_AUDITED.keys() - exempt == {"procrastinate_"}


async def test_what_a_trigger_names_is_there_and_every_secret_is_hidden(database: FieldopsEngine) -> None:
    columns: dict[str, set[str]] = {}
    for row in await rows(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    ):
        columns.setdefault(row["table_name"], set()).add(row["column_name"])
    triggers = await rows("SELECT tgrelid::regclass::text AS name, tgargs FROM pg_trigger WHERE tgname = 'audit'")
    assert len(triggers) > 20
    for trigger in triggers:
        key, hidden, quiet = (
            set(filter(None, part.decode().strip("{}").split(","))) for part in trigger["tgargs"].split(b"\0")[:3]
        )
        there = columns[trigger["name"].strip('"')]
        assert key | hidden | quiet <= there
        assert {column for column in there if SECRET.search(column)} <= hidden, trigger["name"]


async def test_a_misspelt_column_is_refused(database: FieldopsEngine) -> None:
    with pytest.raises(asyncpg.RaiseError, match="users has no column passwordhash"):
        async with DB.owning():
            await AuditLog.raw("SELECT audit_table('users', 'id', '{{passwordhash}}')").run()


# What an entry tells


async def test_an_insert_an_update_and_a_delete_tell_who_when_from_where_and_what(database: FieldopsEngine) -> None:
    begun = datetime.now(UTC)
    with acting(WANG):
        await perform(orders.register_customers, [a_customer()])
    await do(Customers.update({Customers.phone: "1", Customers.contract: True, Customers.name: "王小明"}, force=True))
    await do(Customers.delete(force=True))
    inserted, updated, deleted = await entries(table="customers")
    for entry in (inserted, updated, deleted):
        assert (entry.actor, entry.via, entry.address) == ("wang", "session", "10.0.0.7")
        assert (entry.request_id, entry.operation, entry.key) == ("r-1", "amend_customer", "C-1")
        assert begun - timedelta(seconds=1) <= entry.at <= datetime.now(UTC) + timedelta(seconds=1)
    assert [entry.change for entry in (inserted, updated, deleted)] == ["insert", "update", "delete"]
    assert inserted.before is None
    assert inserted.after is not None
    assert inserted.after["address"] == "浙江省余姚市城区示范路 1 号"
    assert updated.before == {"phone": "19900001234", "contract": False}
    assert updated.after == {"phone": "1", "contract": True}
    assert deleted.before == inserted.after | {"phone": "1", "contract": True}
    assert deleted.after is None


async def test_a_change_of_the_key_stands_under_the_old_one(database: FieldopsEngine) -> None:
    await do(Skills.insert(Skills(code="old", name_zh="旧", name_en="old")))
    await do(Skills.update({Skills.code: "new"}, force=True))
    changed = (await entries(table="skills"))[-1]
    assert (changed.key, changed.before, changed.after) == ("old", {"code": "old"}, {"code": "new"})


async def test_an_update_that_changes_nothing_leaves_nothing(database: FieldopsEngine) -> None:
    await perform(network.add_skills, [a_skill()])
    before = len(await entries())
    await do(Skills.update({Skills.name_en: Skills.name_en}, force=True))
    assert len(await entries()) == before


async def test_progress_and_last_use_leave_nothing_by_themselves(province: FieldopsEngine) -> None:
    plan = await perform(plans.request, asking())
    await with_credentials()
    before = len(await entries())
    await do(Plans.update({Plans.elapsed_ms: 5, Plans.best_cost_fen: 7, Plans.served: 9}, force=True))
    await do(Sessions.update({Sessions.seen_at: NOW + timedelta(1)}, force=True))
    await do(ApiTokens.update({ApiTokens.used_at: NOW}, force=True))
    await do(Devices.update({Devices.seen_at: NOW + timedelta(1)}, force=True))
    assert len(await entries()) == before
    await do(Plans.update({Plans.elapsed_ms: 6, Plans.state: "cancelled"}, force=True))
    (changed,) = (await entries(table="plans", key=str(plan)))[1:]
    assert changed.after == {"elapsed_ms": 6, "state": "cancelled"}


async def with_credentials() -> None:
    await do(
        Users.insert(
            Users(login="li", name="Li", role="administrator", password_hash="HIDE-1", oidc_subject="o", created_at=NOW)
        )
    )
    ((user),) = await rows("SELECT id FROM users WHERE login = 'li'")
    given = {"user": user["id"], "created_at": NOW}
    later = NOW + timedelta(days=1)
    await do(Sessions.insert(Sessions(secret=b"HIDE-2", csrf="HIDE-3", seen_at=NOW, address="", browser="", **given)))
    await do(ApiTokens.insert(ApiTokens(secret=b"HIDE-4", name="t", expires_at=later, **given)))
    await do(ResetLinks.insert(ResetLinks(secret=b"HIDE-5", expires_at=later, **given)))
    await do(Devices.insert(Devices(secret=b"HIDE-6", user=user["id"], seen_at=NOW)))


async def test_secrets_never_appear(database: FieldopsEngine) -> None:
    await with_credentials()
    await do(Users.update({Users.password_hash: "HIDE-7", Users.name: "Li Si"}, force=True))
    await do(Users.update({Users.password_hash: None}, force=True))
    await do(Users.delete(force=True))
    told = "".join(str(row) for row in await rows("SELECT * FROM audit_log"))
    assert "HIDE" not in told
    assert b"HIDE".hex() not in told
    inserted, renamed, emptied, deleted = await entries(table="users")
    assert (inserted.after or {})["password_hash"] == "***"
    assert renamed.before == {"password_hash": "***", "name": "Li"}
    assert renamed.after == {"password_hash": "***", "name": "Li Si"}
    assert (emptied.before, emptied.after) == ({"password_hash": "***"}, {"password_hash": None})
    assert (deleted.before or {})["password_hash"] is None
    (ended,) = (await entries(table="sessions"))[1:]
    assert (ended.change, (ended.before or {})["secret"], (ended.before or {})["csrf"]) == ("delete", "***", "***")


async def test_rolled_back_work_leaves_nothing(database: FieldopsEngine) -> None:
    async def fail() -> None:
        await network.add_skills([a_skill()])
        await audit.note("tried", "x", {})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await run(fail)
    assert await entries() == []
    assert (await unbroken()).entries == 0


async def test_who_is_not_told_is_the_program_or_whoever_logged_in_beside_it(
    database: FieldopsEngine, database_url: str
) -> None:
    await perform(network.add_skills, [a_skill()])
    beside = await asyncpg.connect(database_url)
    await beside.execute("UPDATE skills SET name_en = 'x'")
    login = await beside.fetchval("SELECT session_user")
    await beside.execute("SET ROLE fieldops_service; UPDATE skills SET name_en = 'y'")
    await beside.close()
    assert [entry.actor for entry in await entries()] == ["program", f"database:{login}", f"database:{login}"]


async def test_one_request_does_not_act_for_the_next(database: FieldopsEngine) -> None:
    await database.close()
    await database.open(database.config["dsn"], pool_max=1)
    with acting(WANG):
        await perform(network.add_skills, [a_skill()])
    await perform(network.add_skills, [a_skill(code="other")])
    assert [(entry.actor, entry.via, entry.operation) for entry in await entries()] == [
        ("wang", "session", "amend_customer"),
        ("program", "", ""),
    ]


async def test_a_cascade_is_entered_row_by_row(database: FieldopsEngine) -> None:
    await with_credentials()
    await do(Users.delete(force=True))
    gone = [entry for entry in await entries() if entry.change == "delete"]
    assert {entry.table for entry in gone} == {"users", "sessions", "api_tokens", "reset_links", "devices"}
    assert {entry.actor for entry in gone} == {"wang"}


async def test_emptying_a_table_is_entered(database: FieldopsEngine) -> None:
    async with DB.owning():
        await AuditLog.raw("TRUNCATE reset_links").run()
    (entry,) = await entries()
    assert (entry.table, entry.key, entry.change, entry.before) == ("reset_links", "", "delete", None)


async def test_somebody_with_a_limited_reach_leaves_entries_too(database: FieldopsEngine) -> None:
    await register_network()
    reach = Reach(scope=Scope.NODE, node="ZJ-001")
    someone = Who(actor="clerk", via="session", reach=reach)

    async def change() -> None:
        await orders.register_customers([a_customer()])
        await audit.note("looked", "C-1", {"why": "asked"})

    await run(change, someone)
    assert [(entry.change, entry.key) for entry in await entries(actor="clerk")] == [
        ("insert", "C-1"),
        ("event", "C-1"),
    ]


async def test_an_event_changes_no_row(database: FieldopsEngine) -> None:
    await run(lambda: audit.note("log_in", "li", {"refused": True}))
    (entry,) = await entries()
    assert (entry.operation, entry.key, entry.table, entry.change) == ("log_in", "li", "", "event")
    assert (entry.actor, entry.before, entry.after) == ("wang", None, {"refused": True})


async def test_the_ledger_tells_who_posted(province: FieldopsEngine) -> None:
    given = "FROM ledger_transfers WHERE actor"
    assert await rows(f"SELECT DISTINCT actor {given} IS NOT NULL") == [{"actor": "program"}]
    with acting(WANG):
        await perform(plans.request, asking())
        async with DB.transaction():
            await AuditLog.raw(
                "SELECT * FROM ledger_post('{{HQ,HQ}}', '{{supplier,stock}}', '{{\"\",ZJ/WH}}', '{{PUMP,PUMP}}',"
                " '{{new,new}}', '{{outside,held}}', '{{t}}', '{{transfer}}', '{{NULL}}', '{{1}}', '{{2}}', '{{5}}',"
                " '{{move}}', '{{x}}', ARRAY[now()])"
            ).run()
    assert await rows(f"SELECT id {given} = 'wang'") == [{"id": "t"}]


# What is asked


async def test_entries_are_found_by_every_filter(database: FieldopsEngine) -> None:
    await perform(network.add_skills, [a_skill()])
    await run(lambda: orders.register_customers([a_customer()]))
    _, mine = await entries()
    fitting: dict[str, Any] = {
        "actor": "wang",
        "table": "customers",
        "key": "C-1",
        "operation": "amend_customer",
        "request_id": "r-1",
        "since": mine.at,
    }
    for name, sought in fitting.items():
        assert await entries(**{name: sought}) == [mine], name
        wrong = sought + timedelta(seconds=1) if name == "since" else "no"
        assert await entries(**{name: wrong}) == [], name
    assert await entries(**fitting) == [mine]
    assert mine not in await entries(until=mine.at)
    with pytest.raises(Invalid):
        Sought(since=datetime(2026, 11, 22))  # noqa: DTZ001


async def test_pages_have_the_newest_first(database: FieldopsEngine) -> None:
    await perform(network.add_skills, [a_skill(code=f"s{n}") for n in range(5)])
    count, newest = await audit.entry_page(Sought(), limit=2)
    assert (count, [entry.key for entry in newest]) == (5, ["s4", "s3"])
    count, older = await audit.entry_page(Sought(), limit=2, offset=4)
    assert (count, [entry.key for entry in older]) == (5, ["s0"])


async def test_who_does_not_reach_the_whole_network_is_refused(database: FieldopsEngine) -> None:
    someone = Who(actor="admin-zj", via="session", reach=Reach(scope=Scope.BELOW, node="ZJ"))
    with acting(someone), pytest.raises(AuditOutOfReach):
        await perform(audit.entry_page, Sought(), limit=1)


# It only grows


CHANGES = [
    "INSERT INTO audit_log (table_name, key, change) VALUES ('users', '1', 'delete')",
    "INSERT INTO audit_links VALUES (1, 0, 1, '')",
    "UPDATE audit_log SET actor = 'x'",
    "DELETE FROM audit_log",
    "TRUNCATE audit_log CASCADE",
    "UPDATE audit_links SET lane = 1",
    "DELETE FROM audit_links",
    "TRUNCATE audit_links",
    "SELECT nextval('audit_log_id_seq')",
    "ALTER TABLE audit_log DISABLE TRIGGER ALL",
]


@pytest.mark.parametrize("role", ["fieldops_service", "fieldops_scoped"])
async def test_the_programs_roles_lack_the_privilege(database: FieldopsEngine, role: str) -> None:
    await perform(network.add_skills, [a_skill()])
    for change in CHANGES:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await execute(f"SET LOCAL ROLE {role}; {change}")


async def test_a_limited_reach_does_not_see_the_log(database: FieldopsEngine) -> None:
    for table in ("audit_log", "audit_links"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await execute(f"SET LOCAL ROLE fieldops_scoped; SELECT FROM {table}")


async def test_the_owner_meets_the_trigger(database: FieldopsEngine) -> None:
    await perform(network.add_skills, [a_skill()])
    for change in CHANGES:
        if change.startswith(("UPDATE", "DELETE", "TRUNCATE")):
            with pytest.raises(asyncpg.PostgresError) as refused:
                await execute(f"SET LOCAL ROLE NONE; {change}")
            assert refused.value.sqlstate == "FA001", change


async def execute(statements: str) -> None:
    async with DB.transaction() as transaction:
        await transaction.connection.execute(statements)


# Chains


async def test_the_text_that_is_verified_is_the_one_that_was_hashed(province: FieldopsEngine) -> None:
    await run(lambda: audit.note("log_in", "li", {"with": "密码", "n": 1.50, "none": None}))
    async with DB.transaction() as transaction:
        await transaction.connection.execute("SET LOCAL timezone = 'Asia/Shanghai'; SET LOCAL datestyle = 'German'")
        found = await transaction.connection.fetch(
            f"SELECT audit_text(e) AS hashed, {audit.ENTRY_TEXT} AS verified FROM audit_log e"
        )
    assert len(found) > 20
    assert [row["hashed"] for row in found] == [row["verified"] for row in found]
    assert json.loads(found[-1]["verified"])[6] == "log_in"


async def test_many_at_once_leave_unbroken_chains(database_url: str) -> None:
    await DB.open(database_url, pool_min=20, pool_max=20)
    try:
        await execute(
            "SET LOCAL ROLE NONE;"
            "CREATE FUNCTION rest() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN PERFORM pg_sleep(0.01); RETURN NEW; END $$;"
            "CREATE TRIGGER rest BEFORE INSERT ON audit_links FOR EACH ROW EXECUTE FUNCTION rest()"
        )  # so that commits truly meet

        async def work(worker: int) -> None:
            for number in range(4):
                codes = [f"s{worker}_{number}_{n}" for n in range(3)]
                await perform(network.add_skills, [a_skill(code=code) for code in codes])

        await asyncio.gather(*(work(worker) for worker in range(20)))
        chains = await unbroken()
        assert chains.entries == 20 * 4 * 3
        assert chains.heads == await audit.heads()
        assert len(chains.heads) > 8
    finally:
        await DB.close()


async def test_an_open_transaction_keeps_nobody_of_its_lane_from_committing(database_url: str) -> None:
    connections = [await asyncpg.connect(database_url) for _ in range(17)]
    try:
        by_lane: dict[int, list[Any]] = {}
        for one in connections:
            by_lane.setdefault(one.get_server_pid() % 16, []).append(one)
        slow, quick = next(pair for pair in by_lane.values() if len(pair) > 1)[:2]
        add = "INSERT INTO skills (code, name_zh, name_en) VALUES ($1, '', '')"
        open_one = slow.transaction()
        await open_one.start()
        await slow.execute(add, "slow")
        async with asyncio.timeout(10):
            await quick.execute(add, "quick")
        await open_one.commit()
        keys = await quick.fetch("SELECT key FROM audit_links l JOIN audit_log e ON e.id = l.entry ORDER BY seq")
        assert [row["key"] for row in keys] == ["quick", "slow"]
    finally:
        for one in connections:
            await one.close()


async def test_links_are_read_some_at_a_time(database: FieldopsEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    await perform(network.add_skills, [a_skill(code=f"s{n}") for n in range(100)])
    monkeypatch.setattr(audit, "CHUNK", 7)
    sizes = [len(some) async for some in audit.links()]
    assert sizes == [7] * 14 + [2]
    assert (await unbroken()).entries == 100


async def test_the_end_of_a_lane_is_found_by_its_index(database: FieldopsEngine) -> None:
    """Planned while the table is empty, and used when it is full."""
    async with DB.transaction() as transaction:
        await transaction.connection.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL plan_cache_mode = force_generic_plan;"
            " PREPARE last (smallint) AS SELECT seq, hash FROM audit_links WHERE lane = $1 ORDER BY seq DESC LIMIT 1"
        )
        plan = "\n".join(row[0] for row in await transaction.connection.fetch("EXPLAIN EXECUTE last (1::smallint)"))
    assert "Index Scan Backward using audit_links_once" in plan
    assert "Sort" not in plan
