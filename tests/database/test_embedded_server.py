"""The embedded server: first start, sharing, and what is left after kill -9."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.pq import Ping

from fieldops.database import cluster, server
from fieldops.database.binaries import Binaries, choose_postgres, every_postgres
from fieldops.database.refusals import (
    DataFolderOutOfReach,
    DataFolderUnusable,
    DataOfAnotherVersion,
    ServerDidNotStart,
    UnsafeSocketFolder,
)
from fieldops.database.server import EmbeddedServer, ping
from fieldops.database.socket_folder import SOCKET_NAME, socket_folder

AS_ROOT = os.geteuid() == 0
Starter = Callable[..., Any]  # of the fixture start_program


def ask(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query).fetchone()
    return row[0] if row else None


def postmaster(url: str) -> int:
    return int(str(ask(url, "SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)")))


def test_the_first_start_makes_a_database_in_utf8_with_checksums_and_no_network(folder: Path) -> None:
    half_made = folder / "new" / "data" / f"postgres-{choose_postgres().major}.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("left by a start that was interrupted")
    with EmbeddedServer(folder / "new" / "data").shared() as url:
        assert ask(url, "SHOW server_encoding") == "UTF8"
        assert ask(url, "SHOW data_checksums") == "on"
        assert ask(url, "SHOW listen_addresses") == ""
        assert ask(url, "SHOW fsync") == "on"
        assert ask(url, "SELECT current_database()") == "fieldops"
    assert not half_made.exists()


def test_the_server_finds_chinese_trigrams(data_dir: Path) -> None:
    with EmbeddedServer(data_dir).shared() as url, psycopg.connect(url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        assert connection.execute("SELECT cardinality(show_trgm('配件额度'))").fetchone() == (5,)


def test_the_last_program_that_leaves_stops_the_server(data_dir: Path, start_program: Starter) -> None:
    first, second = start_program(data_dir), start_program(data_dir)
    url = first.url()
    assert url == second.url()
    assert first.leave() == 0
    assert ping(url) == Ping.OK
    assert second.leave() == 0
    assert ping(url) == Ping.NO_RESPONSE


def test_the_server_stays_if_the_last_one_keeps_it(data_dir: Path) -> None:
    with EmbeddedServer(data_dir).shared(keep_running=True) as url:
        pass
    assert ping(url) == Ping.OK


def test_ten_first_starts_at_once_give_one_server(folder: Path, start_program: Starter) -> None:
    programs = [start_program(folder / "data") for _ in range(10)]
    url = {program.url() for program in programs}
    with psycopg.connect(url.pop()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert [program.leave() for program in programs] == [0] * 10
    assert not url
    assert (folder / "data" / "postgres.log").read_text().count("starting PostgreSQL") == 1


def test_a_server_outlives_a_killed_program_and_serves_the_next(data_dir: Path, start_program: Starter) -> None:
    program = start_program(data_dir)
    before = postmaster(program.url())
    program.kill()
    with EmbeddedServer(data_dir).shared() as url:
        assert postmaster(url) == before
    assert ping(url) == Ping.NO_RESPONSE


def test_an_interrupt_from_the_keyboard_ends_a_program_but_not_the_server(
    data_dir: Path, start_program: Starter
) -> None:
    first, second = start_program(data_dir), start_program(data_dir)
    url = first.url()
    second.url()
    os.killpg(first.process.pid, signal.SIGINT)
    first.process.join()
    assert ping(url) == Ping.OK
    assert second.leave() == 0


def test_committed_rows_survive_a_killed_server_and_it_starts_again_at_once(data_dir: Path) -> None:
    with EmbeddedServer(data_dir).shared() as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        busy = threading.Thread(target=_sleep_in_the_server, args=[url])
        busy.start()
        _wait_for_sleeper(url)
        os.kill(postmaster(url), signal.SIGKILL)
        assert EmbeddedServer(data_dir).ensure() == url
        assert ask(url, "SELECT count(*) FROM kept") == 1000
        busy.join()


def test_a_server_that_was_killed_with_all_its_children_starts_again(data_dir: Path) -> None:
    with EmbeddedServer(data_dir).shared() as url:
        os.killpg(postmaster(url), signal.SIGKILL)
        EmbeddedServer(data_dir).ensure()
        assert ask(url, "SELECT 1") == 1


def test_a_pid_file_that_names_a_living_stranger_does_not_stop_the_start(data_dir: Path) -> None:
    stranger = subprocess.Popen(["sleep", "60"])
    pid_file = next(data_dir.glob("postgres-*")) / "postmaster.pid"
    pid_file.write_text(f"{stranger.pid}\n{pid_file.parent}\n0\n5432\n\n\n")
    with EmbeddedServer(data_dir).shared() as url:
        assert ask(url, "SELECT 1") == 1
    stranger.kill()
    stranger.wait()


def test_no_server_starts_while_processes_of_the_last_one_live(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "OLD_PROCESSES_S", 0.3)
    embedded = EmbeddedServer(data_dir)
    with embedded.shared() as url:
        ask(url, "SELECT 1")
        child = int(str(ask(url, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")))
        os.kill(child, signal.SIGSTOP)
        os.kill(postmaster(url), signal.SIGKILL)
        try:
            with pytest.raises(ServerDidNotStart):
                embedded.ensure()
        finally:
            os.kill(child, signal.SIGCONT)
        monkeypatch.undo()
        embedded.ensure()


def test_a_very_long_path_with_spaces_gets_a_short_private_socket_folder(folder: Path, initialised: Path) -> None:
    data_dir = folder / ("a very long name " * 6) / "数据, 'x' \"y\""
    data_dir.parent.mkdir()
    subprocess.run(["cp", "-a", initialised, data_dir], check=True)
    with EmbeddedServer(data_dir).shared() as url:
        assert ask(url, "SELECT 1") == 1
        sockets = socket_folder(data_dir)
        assert len(os.fsencode(sockets / SOCKET_NAME)) <= 100
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    shutil.rmtree(sockets)


def test_a_socket_folder_that_others_may_enter_is_refused(data_dir: Path) -> None:
    socket_folder(data_dir).chmod(0o755)
    with pytest.raises(UnsafeSocketFolder, match="0755"):
        EmbeddedServer(data_dir).ensure()
    socket_folder(data_dir).chmod(0o700)


def test_a_link_in_place_of_the_socket_folder_is_refused(data_dir: Path, folder: Path) -> None:
    socket_folder(data_dir).rename(folder / "elsewhere")
    socket_folder(data_dir).symlink_to(folder / "elsewhere")
    with pytest.raises(UnsafeSocketFolder, match="not a folder"):
        EmbeddedServer(data_dir).ensure()
    socket_folder(data_dir).unlink()


@pytest.mark.skipif(not AS_ROOT, reason="only root can make a folder of another user")
def test_a_socket_folder_of_another_user_is_refused(data_dir: Path) -> None:
    os.chown(socket_folder(data_dir), 12345, 12345)
    with pytest.raises(UnsafeSocketFolder, match="12345"):
        EmbeddedServer(data_dir).ensure()
    os.chown(socket_folder(data_dir), 0, 0)


def test_a_start_that_fails_is_refused_with_what_the_server_said(data_dir: Path) -> None:
    with pytest.raises(ServerDidNotStart, match="max_connections"):
        EmbeddedServer(data_dir, {"max_connections": "none"}).ensure()


def test_data_of_a_postgresql_that_is_not_here_is_refused_and_left_alone(folder: Path) -> None:
    (folder / "postgres-14").mkdir()
    with pytest.raises(DataOfAnotherVersion, match="14"):
        EmbeddedServer(folder).ensure()
    assert [p.name for p in folder.glob("postgres-*")] == ["postgres-14"]


def test_a_data_folder_under_a_file_is_refused(folder: Path) -> None:
    (folder / "file").write_text("")
    with pytest.raises(DataFolderUnusable):
        EmbeddedServer(folder / "file" / "data").ensure()


def test_stopping_where_no_server_runs_does_nothing(folder: Path) -> None:
    EmbeddedServer(folder).stop()


def test_a_log_that_has_grown_large_is_put_aside(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "LARGEST_LOG", 10)
    (data_dir / "postgres.log").write_text("an old line\n")
    with EmbeddedServer(data_dir).shared():
        assert (data_dir / "postgres.log.1").read_text() == "an old line\n"


@pytest.mark.skipif(not AS_ROOT, reason="only root starts the server as another user")
def test_a_data_folder_closed_to_the_servers_user_is_refused_with_the_folder(folder: Path) -> None:
    folder.chmod(0o700)
    with pytest.raises(DataFolderOutOfReach, match=str(folder)):
        EmbeddedServer(folder / "data").ensure()


@pytest.mark.skipif(not AS_ROOT, reason="only root starts the server as another user")
def test_programs_closed_to_the_servers_user_are_copied_to_the_data_folder(
    folder: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = choose_postgres()
    closed = folder / "closed"
    for part in real.parts:
        shutil.copytree(real.root / part, closed / part)
    closed.chmod(0o700)
    there = Binaries(real.major, real.version, closed / real.bin.relative_to(real.root), closed, real.parts)
    monkeypatch.setattr(cluster, "choose_postgres", lambda major=None: there)
    with EmbeddedServer(data_dir).shared() as url:
        assert ask(url, "SHOW data_checksums") == "on"
    assert (data_dir / f"programs-{real.version}").is_dir()


@pytest.mark.skipif(not AS_ROOT, reason="an ordinary user's run of these tests is that test")
def test_an_ordinary_user_starts_a_server_of_its_own(folder: Path, start_program: Starter) -> None:
    nobody = 65534
    home = folder / "home of nobody"
    home.mkdir()
    os.chown(home, nobody, nobody)
    program = start_program(home / "data", user=nobody)
    assert ask(program.url(), "SELECT 1") == 1
    assert {path.stat().st_uid for path in (home / "data").iterdir()} == {nobody}
    assert stat.S_IMODE((home / "data").stat().st_mode) == 0o700
    assert program.leave() == 0


@pytest.mark.parametrize("postgres", [b for b in every_postgres() if b.major < 18], ids=lambda b: b.version)
def test_a_postgresql_of_the_system_serves_where_the_wheel_is_missing(
    folder: Path, postgres: Binaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "choose_postgres", lambda major=None: postgres)
    with EmbeddedServer(folder / "data", {"fsync": "off"}).shared() as url:
        assert str(ask(url, "SHOW server_version")).startswith(postgres.version)
        assert ask(url, "SHOW data_checksums") == "on"


def _sleep_in_the_server(url: str) -> None:
    with suppress(psycopg.OperationalError):
        ask(url, "SELECT pg_sleep(60)")


def _wait_for_sleeper(url: str) -> None:
    while not ask(url, "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'"):
        time.sleep(0.01)
