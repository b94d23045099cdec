"""The pages' types are those of the API as it is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from fieldops.settings import Settings
from fieldops.web.app import create_app
from fieldops.web.openapi import document

UI = Path(__file__).parents[2] / "ui"


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js isn't on this machine; CI has it")
def test_the_types_are_fresh(tmp_path: Path) -> None:
    """``make ui-types`` writes them anew."""
    made = document(create_app(Settings(data_dir=tmp_path), opens_database=False))
    fresh = tmp_path / "schema.ts"
    subprocess.run(
        ["node", "scripts/types.mjs", str(fresh)], cwd=UI, input=msgspec.json.encode(made), check=True, timeout=120
    )
    assert fresh.read_text(encoding="utf-8") == (UI / "src/api/schema.ts").read_text(encoding="utf-8")
