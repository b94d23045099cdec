"""The kernel: a refusal says in two languages what is wrong, travels whole, and has a code of its own."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import re
from string import Formatter

import pytest

import fieldops
import inventory
import routing
from refusals import AlreadyThere, FieldProblem, Invalid, NotFound, Refusal, StaleVersion, Text, every_refusal

for package in (inventory, routing, fieldops):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

REFUSALS = [
    kind
    for kind in every_refusal()
    if kind.__module__.split(".")[0] in {"refusals", "inventory", "routing", "fieldops"}
]


class Full(Refusal):
    code = "test_full"
    rule = "P1"
    cause = Text(en="{place} is full: {count} boxes.", zh="{place} 已满：{count} 箱。")
    remedy = Text(en="Empty {place}.", zh="请清空 {place}。")


def test_the_texts_are_filled_in_both_languages() -> None:
    full = Full(place="ZJ/WH", count=3)

    assert (full.explain("en"), full.explain("zh")) == ("ZJ/WH is full: 3 boxes.", "ZJ/WH 已满：3 箱。")
    assert (full.advise("en"), full.advise("zh")) == ("Empty ZJ/WH.", "请清空 ZJ/WH。")
    assert str(full) == full.explain("en")


def test_braces_in_a_fact_stay_as_they_are() -> None:
    assert Full(place="{count}", count=3).explain("en") == "{count} is full: 3 boxes."


def test_a_fact_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(KeyError, match="count"):
        Full(place="ZJ/WH")


@pytest.mark.parametrize(
    "refusal",
    [
        Full(place="ZJ/WH", count=3),
        NotFound(kind="node", key="ZJ"),
        StaleVersion(key="SO-1", seen=1, present=2),
        Invalid([FieldProblem("code", "blank", Text(en="must not be blank", zh="不能为空"))]),
    ],
    ids=lambda refusal: refusal.code,
)
def test_a_refusal_travels_whole_between_processes(refusal: Refusal) -> None:
    copy = pickle.loads(pickle.dumps(refusal))

    assert type(copy) is type(refusal)
    assert copy.facts == refusal.facts
    assert copy.explain("zh") == refusal.explain("zh")
    assert getattr(copy, "problems", None) == getattr(refusal, "problems", None)


def test_codes_are_unique_and_plain() -> None:
    codes = [kind.code for kind in _with_own_code(Refusal)]

    assert len(codes) == len(set(codes))
    assert [code for code in codes if not re.fullmatch(r"[a-z][a-z0-9_]{2,39}", code)] == []


def _with_own_code(kind: type[Refusal]) -> list[type[Refusal]]:
    ours = {"refusals", "inventory", "routing", "fieldops"}
    below = [found for one in kind.__subclasses__() for found in _with_own_code(one)]
    own = [kind] if "code" in kind.__dict__ and kind.__module__.split(".")[0] in ours else []
    return [*own, *below]


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.code)
def test_both_languages_tell_the_same_facts(kind: type[Refusal]) -> None:
    for text in (kind.cause, kind.remedy):
        assert _facts(text.zh) == _facts(text.en)
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert not re.search(r"[\u4e00-\u9fff]", text.en)


def _facts(template: str) -> set[str]:
    """Their names; a fact that is itself in words comes once a language, as ``reason`` or ``reason_en`` and ``reason_zh``."""
    return {re.sub("_(en|zh)$", "", name) for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.code)
def test_the_rule_behind_it_is_one_of_the_business_rules(kind: type[Refusal]) -> None:
    assert kind.rule is None or re.fullmatch(r"[NSWPOCBV][0-9]{1,2}", kind.rule)


def test_the_kind_of_record_is_named_in_the_readers_language() -> None:
    assert NotFound(kind="service order", key="SO-1").explain("en") == "There is no service order SO-1."
    assert NotFound(kind="service order", key="SO-1").explain("zh") == "找不到维修单：SO-1。"
    assert AlreadyThere(kind="technician", keys="T1, T2").explain("zh") == "维修人员：已登记：T1, T2。"
