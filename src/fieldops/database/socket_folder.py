"""The folder of the server's Unix socket. It is the lock of the door: the server trusts whoever can enter."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from pathlib import Path

from fieldops.database.account import Account
from fieldops.database.refusals import UnsafeSocketFolder

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100  # bytes; the kernel takes 107, other systems 103


def socket_folder(data_dir: Path) -> Path:
    """``data_dir/socket``, or a folder in /tmp named after ``data_dir`` if that path is too long for a socket.

    The same for every process that uses ``data_dir``, so TMPDIR is not asked. A comma separates hosts in a
    connection URL, so a path with one goes to /tmp too.
    """
    near = data_dir / "socket"
    if len(os.fsencode(near / SOCKET_NAME)) <= LONGEST_SOCKET_PATH and "," not in str(near):
        return near
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path("/tmp") / f"fieldops-{os.geteuid()}-{name}"  # noqa: S108 - owner and mode are checked below


def private_folder(folder: Path, account: Account) -> None:
    """Make ``folder`` with mode 0700 for ``account`` if it isn't there; raises UnsafeSocketFolder if it isn't private."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise UnsafeSocketFolder(folder=str(folder), reason="it is not a folder")
    if found.st_uid not in (account.uid, os.geteuid()):
        raise UnsafeSocketFolder(folder=str(folder), reason=f"it belongs to the user {found.st_uid}")
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise UnsafeSocketFolder(folder=str(folder), reason=f"its mode is {stat.S_IMODE(found.st_mode):04o}")
    account.give(folder)
