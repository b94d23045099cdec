"""The files of the embedded database, ``data_dir/postgres-<major>``: finding, making and reaching them."""

# ruff: noqa: S603 - we run PostgreSQL's programs, with arguments of our own

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from fieldops.database.account import Account, server_account
from fieldops.database.binaries import Binaries, choose_postgres, every_postgres
from fieldops.database.refusals import (
    DataFolderOutOfReach,
    DataFolderUnusable,
    DataOfAnotherVersion,
    NoPostgres,
    ServerDidNotStart,
)

SUPERUSER = "fieldops"
# No PG* variable of the user's may reach the server; messages stay in English.
CLEAN_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "LC_MESSAGES": "C", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """One database folder, who owns it and the programs that read it."""

    folder: Path
    account: Account
    binaries: Binaries


def make_data_dir(data_dir: Path) -> None:
    """Make ``data_dir`` and its missing parents; root's may be passed through, since the server is another user."""
    mode = 0o711 if os.geteuid() == 0 else 0o700
    missing = [folder for folder in (data_dir, *data_dir.parents) if not folder.exists()]
    try:
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            folder.chmod(mode)
    except OSError as error:
        raise DataFolderUnusable(folder=str(data_dir), reason=error.strerror) from error


def existing_cluster(data_dir: Path) -> Path | None:
    """The database folder of the newest major version in ``data_dir``."""
    found = [(int(m[1]), p) for p in data_dir.glob("postgres-*") if (m := re.fullmatch(r"postgres-(\d+)", p.name))]
    return max(found)[1] if found else None


def ready_cluster(data_dir: Path, *, sync: bool = True) -> Cluster:
    """The cluster in ``data_dir``, made now if there is none. The caller holds the lock of ``data_dir``.

    Without ``sync`` a new one may be lost when the machine fails.
    Raises NoPostgres, DataOfAnotherVersion, DataFolderOutOfReach or ServerDidNotStart (initdb failed).
    """
    existing = existing_cluster(data_dir)
    account = server_account(existing)
    binaries = _binaries_for(existing)
    if not _may(account, 'cd -- "$1"', data_dir):
        raise DataFolderOutOfReach(user=account.name, folder=str(data_dir))
    if not _may(account, '"$1" --version', binaries.bin / "initdb"):
        binaries = _reachable_copy(binaries, data_dir)
    cluster = Cluster(data_dir / f"postgres-{binaries.major}", account, binaries)
    if existing is None:
        _initialise(cluster, [] if sync else ["--no-sync"])
    return cluster


def _binaries_for(existing: Path | None) -> Binaries:
    if existing is None:
        return choose_postgres()
    major = int(existing.name.removeprefix("postgres-"))
    try:
        return choose_postgres(major)
    except NoPostgres as error:
        present = ", ".join(b.version for b in every_postgres()) or "none"
        raise DataOfAnotherVersion(folder=str(existing), found=major, present=present) from error


def _may(account: Account, command: str, path: Path) -> bool:
    """Whether the shell ``command`` on ``path`` succeeds for ``account``; asked of the system, who knows all rules."""
    words = ["/bin/sh", "-c", command, "sh", str(path)]
    done = subprocess.run(words, cwd="/", capture_output=True, check=False, env=CLEAN_ENVIRONMENT, **account.run_as())
    return done.returncode == 0


def _reachable_copy(binaries: Binaries, data_dir: Path) -> Binaries:
    """Copy the programs into ``data_dir`` once (40 MB), complete or not at all."""
    folder = data_dir / f"programs-{binaries.version}"
    if not folder.exists():
        new = folder.with_name(folder.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        for part in binaries.parts:
            shutil.copytree(binaries.root / part, new / part, ignore=shutil.ignore_patterns("include", "doc", "*.a"))
        for path in (new, *new.rglob("*")):
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        new.rename(folder)
    return binaries.copied_to(folder)


def _initialise(cluster: Cluster, more_options: list[str]) -> None:
    """initdb into a sibling that is renamed when it is complete: a crash leaves no half database."""
    new = cluster.folder.with_name(cluster.folder.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    cluster.account.give(new)
    done = subprocess.run(
        [
            cluster.binaries.program("initdb"),
            "--pgdata",
            str(new),
            *_initdb_options(cluster.binaries.major),
            *more_options,
        ],
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=CLEAN_ENVIRONMENT,
        **cluster.account.run_as(),
    )
    if done.returncode != 0:
        raise ServerDidNotStart(reason=(done.stderr or done.stdout).strip()[-2000:], log=str(new))
    new.rename(cluster.folder)
    _sync_folder(cluster.folder.parent)


def _initdb_options(major: int) -> list[str]:
    """UTF-8, sorted by code point on every machine alike; the character type is Unicode, else pg_trgm ignores Chinese."""
    options = ["--username", SUPERUSER, "--encoding", "UTF8", "--locale", "C", "--lc-ctype", "C.UTF-8"]
    if major >= 17:
        options += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    return [*options, "--auth-local", "trust", "--auth-host", "reject", "--data-checksums"]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
