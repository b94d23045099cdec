"""The embedded server: a real PostgreSQL that the programs of one data folder share.

Three lock files in ``data_dir`` carry the whole arrangement, because the kernel drops a lock with its last holder, even
after ``kill -9``:

``postgres.turn``   held while one process starts or stops the server; the others wait.
``postgres.users``  shared by every process that uses the server; who can take it alone was the last and stops it.
``postgres.lives``  inherited by the server and all its children. While it is held some of them still live, so a new
                    server waits; once it is free, what a killed server left behind (pid file, socket) is rubbish.

Whether the server lives is judged by asking it, never by a pid file.
"""

# ruff: noqa: S603 - we run PostgreSQL's programs, with arguments of our own

from __future__ import annotations

import fcntl
import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg.pq import PGconn, Ping

from fieldops.database.account import server_account
from fieldops.database.cluster import (
    CLEAN_ENVIRONMENT,
    SUPERUSER,
    Cluster,
    existing_cluster,
    make_data_dir,
    ready_cluster,
)
from fieldops.database.refusals import DataFolderUnusable, ServerDidNotStart
from fieldops.database.socket_folder import SOCKET_NAME, private_folder, socket_folder

log = logging.getLogger(__name__)

DATABASE = "fieldops"
OLD_PROCESSES_S = 30.0  # how long a killed server's children may take to leave
RECOVERY_S = 600.0  # how long a server may replay its log before it answers
STOP_S = 60.0
LARGEST_LOG = 10_000_000  # bytes

SERVER_OPTIONS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "cluster_name": "fieldops",
}


@dataclass(frozen=True, slots=True)
class EmbeddedServer:
    """The server of ``data_dir``; ``options`` are added to its settings by whoever starts it."""

    data_dir: Path
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """A URL for asyncpg, psycopg and psql alike."""
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        host = quote(str(socket_folder(self.data_dir)), safe="")
        return f"postgresql://{SUPERUSER}@/{quote(database, safe='')}?host={host}&port=5432"

    def ensure(self) -> str:
        """Start the server unless it answers, and return its URL.

        Any number of processes may call it at once and again, such as when a connection was lost. Raises a Refusal
        of :mod:`fieldops.database.refusals` if it can't be started.
        """
        with self._turn():
            return self._ensure()

    @contextmanager
    def shared(self, *, keep_running: bool = False) -> Iterator[str]:
        """Use the server; the last of all its users stops it on leaving, unless that one was told to keep it."""
        with self._turn():
            url = self._ensure()
            membership = self._open_lock("users", fcntl.LOCK_SH)
        try:
            yield url
        finally:
            with self._turn():
                os.close(membership)
                if not keep_running and self._unused():
                    self._stop()

    def stop(self) -> None:
        """End the server after what is running was rolled back, whoever uses it; nothing happens if it is not there."""
        with self._turn():
            self._stop()

    def _ensure(self) -> str:
        account = server_account(existing_cluster(self.data_dir))
        private_folder(socket_folder(self.data_dir), account)
        if not self._answers():
            sync = self.options.get("fsync") != "off"
            _launch(ready_cluster(self.data_dir, sync=sync), self)
        self._create_database()
        return self.url

    def _answers(self) -> bool:
        """True if it takes connections, False if nobody is there. Waits while it is starting or stopping."""
        give_up = time.monotonic() + RECOVERY_S
        while time.monotonic() < give_up:
            match ping(self.url_of("postgres")):
                case Ping.OK:
                    return True
                case Ping.REJECT:
                    time.sleep(0.05)
                case _:
                    return False
        raise ServerDidNotStart(reason=f"it was starting or stopping for {RECOVERY_S:.0f} s", log=str(self.log_file))

    @property
    def log_file(self) -> Path:
        return self.data_dir / "postgres.log"

    def _create_database(self) -> None:
        with psycopg.connect(self.url_of("postgres"), autocommit=True) as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if there is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _stop(self) -> None:
        try:
            with psycopg.connect(self.url_of("postgres"), autocommit=True, connect_timeout=5) as connection:
                found = connection.execute("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)").fetchone()
        except psycopg.OperationalError:
            return
        assert found is not None
        with suppress(ProcessLookupError):
            os.kill(int(found[0]), signal.SIGINT)
        give_up = time.monotonic() + STOP_S
        while (lives := self._try_lock("lives")) is None:
            if time.monotonic() > give_up:
                log.warning("The embedded database is still stopping after %.0f s", STOP_S)
                return
            time.sleep(0.01)
        os.close(lives)

    def _unused(self) -> bool:
        users = self._try_lock("users")
        if users is None:
            return False
        os.close(users)
        return True

    @contextmanager
    def _turn(self) -> Iterator[None]:
        make_data_dir(self.data_dir)
        held = self._open_lock("turn", fcntl.LOCK_EX)
        try:
            yield
        finally:
            os.close(held)

    def _open_lock(self, name: str, mode: int) -> int:
        try:
            descriptor = os.open(self.data_dir / f"postgres.{name}", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise DataFolderUnusable(folder=str(self.data_dir), reason=error.strerror) from error
        try:
            fcntl.flock(descriptor, mode)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _try_lock(self, name: str) -> int | None:
        """The lock taken alone, or None if somebody holds it."""
        try:
            return self._open_lock(name, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None

    def wait_for_old_processes(self) -> int:
        """The lock ``lives``, taken once no process of an earlier server is left."""
        give_up = time.monotonic() + OLD_PROCESSES_S
        while (lives := self._try_lock("lives")) is None:
            if time.monotonic() > give_up:
                reason = f"processes of the last server still run after {OLD_PROCESSES_S:.0f} s; end them"
                raise ServerDidNotStart(reason=reason, log=str(self.log_file))
            time.sleep(0.02)
        return lives


def ping(url: str) -> Ping:
    """Ask the server, with 3 s to answer: OK, REJECT (starting or stopping) or NO_RESPONSE."""
    return Ping(PGconn.ping(f"{url}&connect_timeout=3".encode()))


def _launch(cluster: Cluster, server: EmbeddedServer) -> None:
    """Start postgres and wait until it answers; raises ServerDidNotStart with what it wrote."""
    lives = server.wait_for_old_processes()
    try:
        _clear_remains(cluster.folder, socket_folder(server.data_dir))
        before = _make_room(server.log_file)
        with server.log_file.open("ab") as output:
            process = subprocess.Popen(
                [cluster.binaries.program("postgres"), "-D", str(cluster.folder), *_arguments(server)],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[lives],
                env=CLEAN_ENVIRONMENT,
                umask=0o077,
                **cluster.account.run_as(),
            )
    finally:
        os.close(lives)
    _await_answer(process, server, before)
    # Somebody must take the exit status when the server ends before us, else its zombie looks alive to others.
    threading.Thread(target=process.wait, name="postgres", daemon=True).start()


def _await_answer(process: subprocess.Popen[bytes], server: EmbeddedServer, before: int) -> None:
    give_up = time.monotonic() + RECOVERY_S
    while ping(server.url_of("postgres")) != Ping.OK:
        if process.poll() is not None or time.monotonic() > give_up:
            process.kill()
            process.wait()
            said = server.log_file.read_bytes()[before:].decode(errors="replace").strip()
            raise ServerDidNotStart(reason=said[-2000:], log=str(server.log_file))
        time.sleep(0.02)


def _arguments(server: EmbeddedServer) -> list[str]:
    folder = str(socket_folder(server.data_dir)).replace('"', '""')
    options = SERVER_OPTIONS | {"unix_socket_directories": f'"{folder}"'} | dict(server.options)
    return [word for name, value in options.items() for word in ("-c", f"{name}={value}")]


def _clear_remains(cluster: Path, sockets: Path) -> None:
    """Remove a killed server's pid file and socket: by now its pid may belong to a stranger, or to a zombie."""
    for path in (cluster / "postmaster.pid", sockets / SOCKET_NAME, sockets / f"{SOCKET_NAME}.lock"):
        path.unlink(missing_ok=True)


def _make_room(log_file: Path) -> int:
    """Put a log that has grown large aside, and return the size of the one to be written."""
    size = log_file.stat().st_size if log_file.exists() else 0
    if size <= LARGEST_LOG:
        return size
    log_file.replace(log_file.with_suffix(".log.1"))
    return 0
