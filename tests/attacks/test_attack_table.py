"""The table in docs/security.md is whole and says what the tests say; each attack's own test compares its row."""

from __future__ import annotations

import ast

import pytest
from attack_table import ATTACKS, ROOT, TriedElsewhere, rows, told

TESTS = ROOT / "tests"
ELSEWHERE = {name: attack for name, attack in ATTACKS.items() if isinstance(attack, TriedElsewhere)}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_an_attack_that_is_tried_elsewhere_is_tried_there(name: str) -> None:
    file, _, test = ELSEWHERE[name].test.partition("::")
    parsed = ast.parse((TESTS / file).read_text(encoding="utf-8"))

    assert test in {one.name for one in parsed.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
    told(name, ELSEWHERE[name].got)


def test_the_page_has_each_attack_once_and_no_other() -> None:
    """``make attack`` writes it anew."""
    assert list(rows("attacks")) == [attack.what for attack in ATTACKS.values()]
