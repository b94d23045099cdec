"""``fieldops import`` writes nothing until it is told to, and ``fieldops export`` writes what imports unchanged."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path

import pytest
from builders import register_all
from click.testing import CliRunner, Result

from fieldops.cli.main import main
from fieldops.database.engine import connect
from fieldops.settings import Settings

PRICES = "配件编号,单价（元）\n"


@pytest.fixture
def fieldops(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line on a database with one part."""
    monkeypatch.setenv("FIELDOPS_DATABASE_URL", database_url)
    monkeypatch.setenv("FIELDOPS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    async def lay_out() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=database_url)):
            await register_all()

    asyncio.run(lay_out())
    return lambda *words: copy_context().run(CliRunner().invoke, main, words)


def test_a_file_is_previewed_committed_and_exported_again(fieldops: Callable[..., Result], tmp_path: Path) -> None:
    given, wrong, out = tmp_path / "given.csv", tmp_path / "wrong.csv", tmp_path / "out.xlsx"
    given.write_bytes(f"{PRICES}DP-1,45.50\n".encode("gb18030"))
    wrong.write_text(f"{PRICES}DP-1,=1+1\nDP-2,1\n", encoding="utf-8")

    unsaid = fieldops("import", "prices", str(given))
    refused = fieldops("import", "prices", str(wrong), "--set", "--commit")
    looked_at = fieldops("import", "prices", str(given), "--set")
    done = fieldops("import", "prices", str(given), "--set", "--commit")
    exported = fieldops("export", "prices", str(out), "--language", "zh")
    again = json.loads(fieldops("import", "prices", str(out), "--set", "--json").stdout)

    assert (unsaid.exit_code, "never guessed" in unsaid.stderr) == (2, True)
    assert refused.exit_code == 1
    assert "row 2 单价（元）: is a formula: paste the values instead [=1+1]" in refused.stderr
    assert "row 3 Part number / 配件编号: DP-2 is not known [DP-2]" in refused.stderr
    assert "given.csv (gb18030): 1 rows: 0 added, 1 changed" in looked_at.stdout
    assert "4200 → 4550" in looked_at.stdout
    assert "Nothing was written; with --commit it is." in looked_at.stdout
    assert "Committed as import 3." in done.stdout, "refused and looked at are records too"
    assert (exported.exit_code, out.exists()) == (0, True)
    assert (again["head"]["unchanged"], again["head"]["changed"], again["head"]["status"]) == (1, 0, "checked")
