"""Single values of JSON: what each kind takes, strictly, and what to say when it doesn't fit."""

from __future__ import annotations

import enum
import re
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from refusals import FieldProblem, Text, one_of, with_offset

YEARS = range(1900, 2201)
"""The years that a date may lie in: beyond them a typing mistake is likelier than a plan."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """``takes``: the JSON types it is written in, exactly."""

    takes: tuple[type, ...]
    text: Text
    check: Callable[[str, Any], FieldProblem | None] = lambda path, value: None


def problem(path: str, code: str, text: Text, value: object = "") -> FieldProblem:
    shown = value if isinstance(value, str) else repr(value)
    return FieldProblem(path, code, text, shown if len(shown) <= 80 else shown[:79] + "…")


def _no_nul(path: str, value: str) -> FieldProblem | None:
    if "\0" not in value:
        return None
    return problem(
        path, "control_character", Text(en="must not hold control characters", zh="不能含有控制字符"), repr(value)
    )


def _number(path: str, value: float) -> FieldProblem | None:
    if abs(value) < 2**63:
        return None
    return problem(path, "out_of_range", Text(en="is too large a number", zh="数值过大"), str(value))


def _day(path: str, value: date) -> FieldProblem | None:
    if value.year in YEARS:
        return None
    text = Text(en=f"must be in the years {YEARS[0]} to {YEARS[-1]}", zh=f"年份应在 {YEARS[0]} 到 {YEARS[-1]} 之间")
    return problem(path, "out_of_range", text, value.isoformat())


def _moment(path: str, value: datetime) -> FieldProblem | None:
    return with_offset(path, value) or _day(path, value)


def _time_of_day(path: str, value: time) -> FieldProblem | None:
    if value.tzinfo is None:
        return None
    text = Text(en="must be a time of day without an offset, such as 08:30", zh="应为不带时区的时刻，例如 08:30")
    return problem(path, "wrong_form", text, value.isoformat())


LEAVES: dict[Any, Leaf] = {
    str: Leaf((str,), Text(en="must be text", zh="应为文本"), _no_nul),
    int: Leaf((int,), Text(en="must be a whole number", zh="应为整数"), _number),
    float: Leaf((int, float), Text(en="must be a number", zh="应为数字"), _number),
    bool: Leaf((bool,), Text(en="must be true or false", zh="应为 true 或 false")),
    datetime: Leaf(
        (str,),
        Text(
            en="must be a date and time with its offset, such as 2026-11-23T08:00:00+08:00",
            zh="应为带时区偏移的日期时间，例如 2026-11-23T08:00:00+08:00",
        ),
        _moment,
    ),
    date: Leaf((str,), Text(en="must be a date such as 2026-11-23", zh="应为日期，例如 2026-11-23"), _day),
    time: Leaf((str,), Text(en="must be a time of day such as 08:30", zh="应为时刻，例如 08:30"), _time_of_day),
    UUID: Leaf((str,), Text(en="must be a UUID", zh="应为 UUID")),
    Decimal: Leaf((str, int), Text(en='must be a decimal number such as "12.50"', zh='应为十进制数，例如 "12.50"')),
    type(None): Leaf((type(None),), Text(en="must be null", zh="应为 null")),
}


def read_leaf(kind: Any, raw: object, path: str) -> tuple[Any, FieldProblem | None]:
    """The value that ``raw`` stands for, or what is wrong with it."""
    if kind in (Any, object):
        return raw, None
    allowed = choices(kind)
    if allowed is not None:
        return _read_choice(kind, allowed, raw, path)
    leaf = LEAVES[kind]
    if type(raw) not in leaf.takes:
        return None, problem(path, "wrong_type", leaf.text, raw)
    written = f"{raw}:00" if kind is time and re.fullmatch(r"\d\d:\d\d", str(raw)) else raw
    try:
        value = msgspec.convert(written, kind)
    except (msgspec.ValidationError, OverflowError):
        return None, problem(path, "wrong_form", leaf.text, raw)
    return value, leaf.check(path, value)


def choices(kind: Any) -> tuple[Any, ...] | None:
    """The values of an Enum or a Literal as they are written, else None."""
    if typing.get_origin(kind) is typing.Literal:
        return typing.get_args(kind)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return tuple(member.value for member in kind)
    return None


def _read_choice(kind: Any, allowed: tuple[Any, ...], raw: object, path: str) -> tuple[Any, FieldProblem | None]:
    if type(raw) in {type(one) for one in allowed} and raw in allowed:
        return msgspec.convert(raw, kind), None
    found = one_of(path, f"{raw!r} " if not isinstance(raw, str) else raw, [str(one) for one in allowed])
    assert found is not None
    return None, problem(path, found.code, found.text, raw)


def meets(meta: tuple[Any, ...], kind: Any, value: object, raw: object, path: str) -> FieldProblem | None:
    """What ``msgspec.Meta`` in ``meta`` asks of ``value`` and it doesn't fulfil."""
    for one in meta:
        if not isinstance(one, msgspec.Meta):
            continue
        try:
            msgspec.convert(raw, typing.Annotated[kind, one])
        except msgspec.ValidationError:
            return problem(path, _code(one), _asked(one), raw)
    return None


WORDS = {
    "ge": Text(en="at least {0}", zh="不小于 {0}"),
    "gt": Text(en="more than {0}", zh="大于 {0}"),
    "le": Text(en="at most {0}", zh="不大于 {0}"),
    "lt": Text(en="less than {0}", zh="小于 {0}"),
    "multiple_of": Text(en="a multiple of {0}", zh="{0} 的倍数"),
    "min_length": Text(en="at least {0} long", zh="长度不少于 {0}"),
    "max_length": Text(en="at most {0} long", zh="长度不超过 {0}"),
    "pattern": Text(en="of the form {0}", zh="符合格式 {0}"),
}


def _code(meta: msgspec.Meta) -> str:
    if meta.pattern is not None:
        return "wrong_form"
    return "out_of_range" if meta.min_length is None and meta.max_length is None else "wrong_length"


def _asked(meta: msgspec.Meta) -> Text:
    given = [(words, getattr(meta, name)) for name, words in WORDS.items() if getattr(meta, name) is not None]
    return Text(
        en="must be " + " and ".join(words.en.format(limit) for words, limit in given),
        zh="应" + "，且".join(words.zh.format(limit) for words, limit in given),
    )
