"""The walls and the look of the code; the reference that is made from the program.

The types are left to ``make check``: they take as long as a tenth of all tests.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fieldops.cli.reference import PAGES

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["import-linter"],
    ],
    ids=lambda command: command[0],
)
def test_the_code_passes(command: list[str]) -> None:
    program = ["-c", "from importlinter.cli import lint_imports_command as run; run()"]
    arguments = program if command[0].startswith("import") else ["-m", *command]
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_is_fresh(name: str) -> None:
    """``make docs`` writes it anew."""
    assert (ROOT / "docs/reference" / name).read_text(encoding="utf-8") == PAGES[name]()
