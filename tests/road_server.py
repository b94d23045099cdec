"""A real OSRM server on a real map: a part of Shanghai, 2.4 km wide, whose clipped edge leaves some ways without an end.

The programs come with a wheel, once for all runs of this user; the map is made ready once a run. Who can't fetch the wheel is
told so, and misses these tests; on CI that is a failure.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import platformdirs
import pytest
from filelock import FileLock
from numpy.typing import NDArray

from fieldops.settings import Settings
from routing.roads import point_keys

WHEEL = "osrm-bindings==26.10.0"
MAP = Path(__file__).parents[1] / "fixtures/roads/shanghai_huangpu.osm.bz2"
TABLE_SIZE = 40
WEST, SOUTH, EAST, NORTH = 121.4615, 31.2200, 121.4860, 31.2410
"""Within which all points are near a road of the map."""
SEA = (122.5, 31.2)


def settings_of(url: str, **given: Any) -> Settings:
    """Those of who asks the server at ``url``."""
    return Settings(**{"data_dir": Path("/nowhere"), "osrm_url": url, "osrm_max_table_size": TABLE_SIZE, **given})


def some_points(count: int) -> NDArray[np.int64]:
    """Points within the map."""
    random = np.random.default_rng(1)
    return np.unique(point_keys(random.uniform(WEST, EAST, count), random.uniform(SOUTH, NORTH, count)))


def programs() -> Path:
    """The folder of osrm-extract, osrm-contract and osrm-routed."""
    folder = platformdirs.user_cache_path("fieldops-tests") / WHEEL.replace("==", "-")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (folder / "ready").exists():
            shutil.rmtree(folder, ignore_errors=True)
            _fetch(folder)
            (folder / "ready").touch()
    return folder / "osrm" / "bin"


def _fetch(folder: Path) -> None:
    # The programs need no Python; the wheel wants 3.12 for what else is in it.
    options = ["--no-deps", "--python-version", "3.12", "--only-binary=:all:", "--target", str(folder)]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *options, WHEEL]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    said = f"No OSRM server: pip can't install {WHEEL} here:\n{done.stderr.strip()[-1000:]}"
    if os.environ.get("CI"):
        pytest.fail(said)
    pytest.skip(said)


def prepared(folder: Path) -> Path:
    """The map as osrm-routed reads it, in a folder that the workers of a run share."""
    ready = folder / "roads" / "ready"
    with FileLock(folder / "roads.lock"):
        if not ready.exists():
            found = programs()
            ready.parent.mkdir(exist_ok=True)
            shutil.copy(MAP, ready.parent / "map.osm.bz2")
            profile = found.parent / "share/profiles/car.lua"
            _run(found / "osrm-extract", "-p", profile, "--data_version", "2026-07", ready.parent / "map.osm.bz2")
            _run(found / "osrm-contract", ready.parent / "map.osrm")
            ready.touch()
    return ready.parent / "map.osrm"


def _run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class RoadServer:
    """osrm-routed on 127.0.0.1; it can be killed and started again at the same address."""

    def __init__(self, prepared_map: Path, table_size: int = TABLE_SIZE) -> None:
        self._map, self._table_size = prepared_map, table_size
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """At the same port as before; the first time at one that nobody else was quicker to take."""
        tries = 1 if self.port else 5
        for _ in range(tries):
            self.port = self.port if tries == 1 else _free_port()
            if self._listens():
                return
        raise AssertionError("osrm-routed doesn't listen")

    def _listens(self) -> bool:
        options = ["-i", "127.0.0.1", "-p", str(self.port), "-t", "1", "--max-table-size", str(self._table_size)]
        command = [str(programs() / "osrm-routed"), *options, str(self._map)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while time.monotonic() < until and self._process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return self._process.poll() is None
            time.sleep(0.02)
        self.kill()
        return False

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def route(self, start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float] | None:
        """Seconds and metres of a single route; None if there is none."""
        places = ";".join(f"{lon:.5f},{lat:.5f}" for lon, lat in (start, end))
        said = httpx.get(f"{self.url}/route/v1/driving/{places}?overview=false", trust_env=False).json()
        if said["code"] != "Ok":
            assert said["code"] == "NoRoute", said
            return None
        return said["routes"][0]["duration"], said["routes"][0]["distance"]


@contextlib.contextmanager
def running(prepared_map: Path, table_size: int = TABLE_SIZE) -> Iterator[RoadServer]:
    server = RoadServer(prepared_map, table_size)
    try:
        server.start()
        yield server
    finally:
        server.kill()
