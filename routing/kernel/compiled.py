"""How the search's functions are compiled: without the interpreter's lock, once on a machine.

numba keeps what it has compiled by the file of each function alone, although code of the functions it calls is in it. So it is kept
in a directory of its own for each state of all the files here; NUMBA_CACHE_DIR says where these are.
"""

from __future__ import annotations

import os
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import Any

from numba import __version__, config, njit

_config: Any = config


def _directory() -> Path:
    state = blake2b(__version__.encode(), digest_size=8)
    for file in sorted(Path(__file__).parent.glob("*.py")):
        state.update(file.read_bytes())
    return _parent() / f"kernel-{state.hexdigest()}"


def _parent() -> Path:
    """The user's cache; for a user without one, a directory among the temporary files that no one else may write to."""
    if _config.CACHE_DIR:
        return Path(_config.CACHE_DIR)
    own = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "fieldops"
    try:
        own.mkdir(parents=True, exist_ok=True)
        if os.access(own, os.W_OK):
            return own
    except (OSError, RuntimeError):
        pass
    return Path(tempfile.mkdtemp(prefix="fieldops-kernel-"))


_config.CACHE_DIR = str(_directory())
_OPTIONS: Any = {"cache": True, "nogil": True, "error_model": "numpy", "boundscheck": False}

compiled = njit(**_OPTIONS)
inlined = njit(forceinline=True, **_OPTIONS)
"""For what is small and called very often, or large and called at one place only."""
