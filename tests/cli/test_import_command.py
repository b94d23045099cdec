"""``fieldops import`` writes nothing until it is told to, and ``fieldops export`` writes what imports unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

PRICES = "配件编号,单价（元）\n"


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
    assert "42.00 → 45.50" in looked_at.stdout
    assert "Nothing was written; with --commit it is." in looked_at.stdout
    assert "Committed as import 3." in done.stdout, "refused and looked at are records too"
    assert (exported.exit_code, out.exists()) == (0, True)
    assert (again["head"]["unchanged"], again["head"]["changed"], again["head"]["status"]) == (1, 0, "checked")
