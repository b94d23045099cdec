"""Migrations: all or nothing, once, in order."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fieldops.database.engine import DB, FieldopsEngine
from fieldops.database.migrate import load_migrations, migrate, migrations_folder
from fieldops.database.refusals import DatabaseNewerThanProgram, MigrationFailed
from fieldops.database.server import EmbeddedServer

SCRIPT = """
import asyncio, sys
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.settings import Settings
from pathlib import Path

async def main():
    async with connect(Settings(database_url=sys.argv[1])):
        return await migrate(Path(sys.argv[2]))

print(len(asyncio.run(main())))
"""


def write(folder: Path, number: int, sql: str) -> None:
    """A migration of ``folder`` that runs ``sql``."""
    folder.mkdir(exist_ok=True)
    (folder / f"fieldops_test_{number}.sql").write_text(sql)
    (folder / f"fieldops_test_{number}.py").write_text(
        "from fieldops.database.sql_migration import sql_migration\n"
        f"ID = '2026-01-0{number}T00:00:00:000000'\n"
        "async def forwards():\n"
        f"    return sql_migration(__file__, ID, 'test {number}')\n"
    )


@pytest.fixture
async def empty(server: EmbeddedServer) -> AsyncIterator[FieldopsEngine]:
    """``DB`` on an empty database."""
    name = f"empty_{time.time_ns()}"
    admin = FieldopsEngine()
    await admin.open(server.url_of("postgres"))
    await admin.run_ddl(f"CREATE DATABASE {name}")
    await DB.open(server.url_of(name))
    yield DB
    await DB.close()
    await admin.run_ddl(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()


async def tables() -> set[str]:
    rows = await DB.run_ddl("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {row["tablename"] for row in rows}


async def test_the_projects_migrations_run_once_in_order(empty: FieldopsEngine) -> None:
    applied = await migrate()
    assert applied == sorted(load_migrations(migrations_folder()))
    assert await migrate() == []


async def test_a_schema_that_is_up_to_date_costs_less_than_half_a_second(database: FieldopsEngine) -> None:
    await migrate()
    start = time.perf_counter()
    assert await migrate() == []
    assert time.perf_counter() - start < 0.5


async def test_an_installed_database_can_search_and_exclude(database: FieldopsEngine) -> None:
    rows = await DB.run_ddl("SELECT extname FROM pg_extension")
    assert {"btree_gist", "pg_trgm"} <= {row["extname"] for row in rows}


async def test_a_sql_file_may_hold_many_statements(empty: FieldopsEngine, tmp_path: Path) -> None:
    write(tmp_path, 1, "CREATE TABLE a (); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;")
    await migrate(tmp_path)
    [row] = await DB.run_ddl("SELECT f()")
    assert row["f"] == 1


async def test_a_failed_migration_is_named_and_leaves_nothing_but_those_before_it(
    empty: FieldopsEngine, tmp_path: Path
) -> None:
    write(tmp_path, 1, "CREATE TABLE a ();")
    write(tmp_path, 2, "CREATE TABLE b (); SELECT 1 / 0;")
    write(tmp_path, 3, "CREATE TABLE c ();")
    with pytest.raises(MigrationFailed, match=r"fieldops_test_2 .*division by zero"):
        await migrate(tmp_path)
    assert await tables() == {"migration", "a"}
    write(tmp_path, 2, "CREATE TABLE b ();")
    assert [name[:10] for name in await migrate(tmp_path)] == ["2026-01-02", "2026-01-03"]


async def test_a_database_of_a_newer_program_is_refused(empty: FieldopsEngine, tmp_path: Path) -> None:
    write(tmp_path, 1, "CREATE TABLE a ();")
    write(tmp_path, 2, "CREATE TABLE b ();")
    await migrate(tmp_path)
    (tmp_path / "fieldops_test_2.py").unlink()
    with pytest.raises(DatabaseNewerThanProgram, match="2026-01-02"):
        await migrate(tmp_path)


async def test_ten_programs_that_migrate_at_once_run_each_migration_once(empty: FieldopsEngine, tmp_path: Path) -> None:
    for number in range(1, 4):
        write(tmp_path, number, f"CREATE TABLE t{number} (); SELECT pg_sleep(0.2);")
    url = empty.config["dsn"]
    programs = [
        subprocess.Popen([sys.executable, "-c", SCRIPT, url, tmp_path], stdout=subprocess.PIPE, text=True)
        for _ in range(10)
    ]
    applied = [int(program.communicate()[0]) for program in programs]
    assert sum(applied) == 3


async def test_two_migrations_with_one_id_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, 1, "")
    (tmp_path / "fieldops_test_copy.py").write_text((tmp_path / "fieldops_test_1.py").read_text())
    with pytest.raises(ValueError, match="same ID"):
        load_migrations(tmp_path)
