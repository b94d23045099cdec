"""Every state that a command may print has a Chinese word."""

from __future__ import annotations

from enum import StrEnum

import pytest

from fieldops.cli.words import ZH, said


@pytest.mark.parametrize("kind", ZH, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_no_word_is_missing_and_none_is_of_a_state_that_is_gone(kind: type[StrEnum]) -> None:
    assert set(ZH[kind]) == {one.value for one in kind} - {""}


def test_words_follow_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = next(iter(ZH))
    word = kind("over_quota")

    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert said(word) == "超额度"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert said(word) == "over quota"
    assert said(None) == ""
