"""The user who owns the database's files. PostgreSQL refuses to run as root, so root lends it another user."""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict


class RunAs(TypedDict, total=False):
    """Keyword arguments of ``subprocess.Popen``."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    uid: int
    gid: int

    def run_as(self) -> RunAs:
        """Nothing for ourselves: an ordinary user may not set groups."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": [self.gid]}

    def give(self, path: Path) -> None:
        """Make ``path`` this account's own."""
        if self.uid != os.geteuid():
            os.chown(path, self.uid, self.gid)


def server_account(cluster: Path | None) -> Account:
    """Ourselves unless we are root; then the owner of the existing ``cluster``, else postgres, else nobody."""
    if os.geteuid() != 0:
        return _named(os.geteuid())
    if cluster is not None:
        return _named(cluster.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    return Account("65534", 65534, 65534)


def _named(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(str(uid), uid, os.getegid() or uid)
    return Account(entry.pw_name, uid, entry.pw_gid)
