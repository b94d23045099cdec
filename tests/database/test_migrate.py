"""Migrations: all or nothing, once, in order."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

import fieldops.piccolo_conf  # noqa: F401 - so that forked programs need not import it again
from fieldops.database.engine import DB, FieldopsEngine, connect
from fieldops.database.migrate import load_migrations, migrate, migrations_folder
from fieldops.database.refusals import DatabaseNewerThanProgram, MigrationFailed
from fieldops.database.server import EmbeddedServer
from fieldops.settings import Settings

FORK = multiprocessing.get_context("fork")


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
def empty_url(server: EmbeddedServer) -> Iterator[str]:
    """The URL of an empty database."""
    name = f"empty_{uuid.uuid4().hex}"
    with psycopg.connect(server.url_of("postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        yield server.url_of(name)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[FieldopsEngine]:
    """``DB`` on an empty database."""
    await DB.open(empty_url)
    yield DB
    await DB.close()


async def tables() -> set[str]:
    rows = await DB.run_ddl("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {row["tablename"] for row in rows}


async def test_the_projects_migrations_run_once_in_order(empty: FieldopsEngine) -> None:
    applied = await migrate()
    assert applied == sorted(load_migrations(migrations_folder()))
    assert await migrate() == []


async def test_a_schema_that_is_up_to_date_costs_less_than_half_a_second(database: FieldopsEngine) -> None:
    took_s = []
    for _ in range(3):
        start = time.process_time()
        assert await migrate() == []
        took_s.append(time.process_time() - start)
    assert min(took_s) < 0.5


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


def test_ten_programs_that_migrate_at_once_run_each_migration_once(empty_url: str, tmp_path: Path) -> None:
    for number in range(1, 4):
        write(tmp_path, number, f"CREATE TABLE t{number} (); SELECT pg_sleep(0.2);")
    applied = FORK.SimpleQueue()
    programs = [FORK.Process(target=_migrate, args=(empty_url, tmp_path, applied)) for _ in range(10)]
    for program in programs:
        program.start()
    assert sum(applied.get() for _ in programs) == 3
    for program in programs:
        program.join()


def test_two_migrations_with_one_id_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, 1, "")
    (tmp_path / "fieldops_test_copy.py").write_text((tmp_path / "fieldops_test_1.py").read_text())
    with pytest.raises(ValueError, match="same ID"):
        load_migrations(tmp_path)


def _migrate(url: str, folder: Path, applied: multiprocessing.SimpleQueue[int]) -> None:
    async def run() -> list[str]:
        async with connect(Settings(database_url=url)):
            return await migrate(folder)

    applied.put(len(asyncio.run(run())))
