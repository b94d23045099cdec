"""A grant of quota refuses bad input when it is built, all of it at once (P2)."""

from __future__ import annotations

from typing import Any

import pytest
from builders import a_grant

from refusals import Invalid


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"reference": ""}, "reference", "wrong_form"),
        ({"reference": "q 1"}, "reference", "wrong_form"),
        ({"partner": "zj"}, "partner", "wrong_form"),
        ({"period": "2026-13"}, "period", "wrong_form"),
        ({"period": "2026-1"}, "period", "wrong_form"),
        ({"period": "2026-12-01"}, "period", "wrong_form"),
        ({"amount_fen": 0}, "amount_fen", "out_of_range"),
        ({"amount_fen": 10**12 + 1}, "amount_fen", "out_of_range"),
        ({"amount_fen": 99.5}, "amount_fen", "not_whole"),
        ({"amount_fen": True}, "amount_fen", "not_a_number"),
    ],
)
def test_a_wrong_field_is_refused(given: dict[str, Any], path: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        a_grant(**given)

    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(path, code)]


def test_all_wrong_fields_are_told_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        a_grant(reference="", partner="", period="", amount_fen=0)

    assert len(caught.value.problems) == 4
