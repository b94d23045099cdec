"""``fieldops policies``: what is valid on a day, and how other figures take its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Commands = Callable[..., Result]


def written(folder: Path, **policy: object) -> str:
    file = folder / "policy.json"
    file.write_text(json.dumps({"name": "supply", **policy}), encoding="utf-8")
    return str(file)


def test_figures_are_enacted_from_a_file_listed_and_shown_as_of_a_day(fieldops: Commands, tmp_path: Path) -> None:
    first = fieldops("policies", "enact", written(tmp_path, valid_from="2026-01-01", figures={"head_office_days": 3, "purchase_days": 20}))  # fmt: skip
    changed = fieldops("policies", "enact", written(tmp_path, valid_from="2026-07-01", figures={"head_office_days": 5, "purchase_days": 20}, reason="New carrier"))  # fmt: skip
    listed = fieldops("policies", "list", "--name", "supply", "--replaced")
    shown = fieldops("policies", "show", "supply", "--on", "2026-06-30")

    assert (first.exit_code, changed.exit_code) == (0, 0), first.output + changed.output
    assert "supply: valid from 2026-07-01" in changed.output
    assert [line.split()[1:2] for line in listed.output.splitlines()[1:]] == [["2026-01-01"], ["2026-01-01"], ["2026-07-01"]]  # fmt: skip
    assert "New carrier" in listed.output
    assert shown.output.startswith("supply, valid from 2026-01-01 until 2026-07-01")
    assert '"head_office_days": 3' in shown.output


def test_what_is_wrong_in_a_file_is_told_at_once(fieldops: Commands, tmp_path: Path) -> None:
    wrong = fieldops("policies", "enact", written(tmp_path, valid_from="2026-01-01", figures={"head_office_days": -1}))
    nothing = fieldops("policies", "show", "nonsense")

    assert wrong.exit_code == 1
    assert "figures.purchase_days: must be given" in wrong.stderr
    assert (nothing.exit_code, "must be one of" in nothing.stderr) == (1, True)
