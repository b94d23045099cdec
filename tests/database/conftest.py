"""Folders for servers of a test's own."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from fieldops.database.server import EmbeddedServer

FORK = multiprocessing.get_context("fork")


@pytest.fixture(scope="session")
def initialised(server: EmbeddedServer) -> Iterator[Path]:
    """A data folder whose server was started once and stopped; it exists to be copied."""
    made = server.data_dir / f"initialised-{os.getpid()}"
    with EmbeddedServer(made, {"fsync": "off"}).shared():
        pass
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def data_dir(folder: Path, initialised: Path) -> Iterator[Path]:
    """A data folder with an initialised database, whose server is stopped at the end whatever happened."""
    made = folder / "data"
    subprocess.run(["cp", "-a", initialised, made], check=True)
    yield made
    EmbeddedServer(made).stop()


@pytest.fixture
def start_program() -> type[Program]:
    """Starts a program that uses the server of a data folder."""
    return Program


class Program:
    """Another process that uses the server of ``data_dir`` until it is let go or killed; as ``user`` if we are root.

    It is forked from this one, which has everything imported: ten at once start in a moment.
    """

    def __init__(self, data_dir: Path, *, user: int | None = None) -> None:
        self.ours, theirs = FORK.Pipe()
        self.process = FORK.Process(target=_use_server, args=(data_dir, user, theirs))
        self.process.start()
        theirs.close()

    def url(self) -> str:
        """Waits until it uses the server."""
        return str(self.ours.recv())

    def leave(self) -> int | None:
        """Let it end by itself; 0 if all was well."""
        self.ours.send("leave")
        self.process.join(60)
        return self.process.exitcode

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        os.kill(self.process.pid or 0, number)
        self.process.join(60)


def _use_server(data_dir: Path, user: int | None, pipe: Connection) -> None:
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if user is not None:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    with EmbeddedServer(data_dir).shared() as url:
        pipe.send(url)
        pipe.recv()
