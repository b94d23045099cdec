from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fieldops.cli import console
from fieldops.cli.main import main


@pytest.fixture
def fieldops(registered_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line, in English, on a database with one of everything."""
    monkeypatch.setenv("FIELDOPS_DATABASE_URL", registered_url)
    monkeypatch.setenv("FIELDOPS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(console.out, "width", 200)  # a console that found COLUMNS when it was made keeps to it
    return lambda *words: copy_context().run(CliRunner().invoke, main, words)
