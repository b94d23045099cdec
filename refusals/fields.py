"""Wrong fields: a value lists all of them at once when it is built."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from refusals.base import Language, Refusal, Text


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One wrong field.

    ``path`` is the field's way from the outermost value, dotted, items by number (``lines.0.quantity``); ``code`` is
    stable; ``text`` says in both languages what would be right; ``value`` is what came, shortened.
    """

    path: str
    code: str
    text: Text
    value: str = ""

    def within(self, parent: str) -> FieldProblem:
        """The same problem seen from ``parent``, the path of the value that holds this one."""
        return replace(self, path=f"{parent}.{self.path}" if self.path else parent)

    def explain(self, language: Language) -> str:
        return getattr(self.text, language)  # type: ignore[no-any-return]


class Invalid(Refusal):
    """One or more fields are wrong; ``problems`` lists them all."""

    code = "invalid"
    cause = Text(en="{count} field(s) are wrong: {summary}", zh="有 {count} 个字段不正确：{summary_zh}")
    remedy = Text(en="Correct the fields listed and send it again.", zh="请按所列字段更正后重新提交。")

    def __init__(self, problems: Iterable[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            count=len(self.problems),
            summary="; ".join(f"{p.path}: {p.text.en}" for p in self.problems),
            summary_zh="；".join(f"{p.path}：{p.text.zh}" for p in self.problems),
        )

    def __reduce__(self) -> tuple[object, ...]:
        return Invalid, (self.problems,)


def as_problems(path: str, refusal: Refusal) -> list[FieldProblem]:
    """A refusal as what is wrong with a field: its cause and its remedy. Wrong fields are told as they are."""
    if isinstance(refusal, Invalid):
        return list(refusal.problems)
    text = Text(
        en=f"{refusal.explain('en')} {refusal.advise('en')}", zh=f"{refusal.explain('zh')}{refusal.advise('zh')}"
    )
    return [FieldProblem(path, refusal.code, text)]


def refuse_all(*problems: FieldProblem | None) -> None:
    """Raise :class:`Invalid` with every problem that is one; return if there is none."""
    found = [problem for problem in problems if problem is not None]
    if found:
        raise Invalid(found)


def _problem(path: str, code: str, value: object, *, en: str, zh: str) -> FieldProblem:
    shown = str(value)
    return FieldProblem(path, code, Text(en=en, zh=zh), shown if len(shown) <= 80 else shown[:79] + "…")


def not_blank(path: str, value: str, *, most: int = 200) -> FieldProblem | None:
    """Text of 1 to ``most`` characters that is not only white space and holds no control character."""
    if not value.strip():
        return _problem(path, "blank", value, en="must not be blank", zh="不能为空")
    return plain_text(path, value, most=most)


def plain_text(path: str, value: str, *, most: int) -> FieldProblem | None:
    """Text of at most ``most`` characters, none of which is a control character; new lines and tabs may be in it."""
    if len(value) > most:
        return _problem(
            path, "too_long", value, en=f"must have at most {most} characters", zh=f"不能超过 {most} 个字符"
        )
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in value):
        return _problem(
            path, "control_character", repr(value), en="must not hold control characters", zh="不能含有控制字符"
        )
    return None


def matches(path: str, value: str, pattern: str, *, en: str, zh: str) -> FieldProblem | None:
    """Text of which the whole matches ``pattern``; ``en`` and ``zh`` say in words what that is."""
    if re.fullmatch(pattern, value):
        return None
    return _problem(path, "wrong_form", value, en=f"must be {en}", zh=f"应为{zh}")


def positive(path: str, value: int, *, most: int = 10**15) -> FieldProblem | None:
    """A whole number from 1 to ``most``; a bool is no number."""
    return in_range(path, value, 1, most)


def in_range(path: str, value: float, least: float, most: float) -> FieldProblem | None:
    """A finite number from ``least`` to ``most``, both allowed; whole if both bounds are."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or (isinstance(value, float) and not math.isfinite(value)):
        return _problem(path, "not_a_number", value, en="must be a number", zh="应为数字")
    if isinstance(least, int) and isinstance(most, int) and not isinstance(value, int):
        return _problem(path, "not_whole", value, en="must be a whole number", zh="应为整数")
    if least <= value <= most:
        return None
    return _problem(
        path,
        "out_of_range",
        value,
        en=f"must be from {least} to {most}",
        zh=f"应在 {least} 到 {most} 之间",
    )


def one_of(path: str, value: str, allowed: Collection[str]) -> FieldProblem | None:
    """One of ``allowed``; the problem lists them."""
    if value in allowed:
        return None
    listed = ", ".join(sorted(allowed))
    return _problem(path, "not_allowed", value, en=f"must be one of {listed}", zh=f"应为以下之一：{listed}")


def with_offset(path: str, value: datetime | None) -> FieldProblem | None:
    """A moment with its offset from UTC."""
    if value is None or value.utcoffset() is not None:
        return None
    return _problem(
        path,
        "no_offset",
        value.isoformat(),
        en="must have an offset from UTC, such as 2026-11-23T08:00:00+08:00",
        zh="须带时区偏移，例如 2026-11-23T08:00:00+08:00",
    )


def not_in_past_of(path: str, value: datetime | None, other: datetime, name: str) -> FieldProblem | None:
    """``value`` is not before ``other``, which the reader knows as the field ``name``."""
    if value is None or value.utcoffset() is None or other.utcoffset() is None or value >= other:
        return None
    return _problem(
        path,
        "too_early",
        value.isoformat(),
        en=f"must not be before {name} ({other.isoformat()})",
        zh=f"不能早于 {name}（{other.isoformat()}）",
    )


def unique(path: str, values: Iterable[str]) -> FieldProblem | None:
    """No value twice."""
    twice = sorted(value for value, count in Counter(values).items() if count > 1)
    if not twice:
        return None
    listed = ", ".join(twice[:5])
    return _problem(path, "twice", listed, en=f"must not hold {listed} twice", zh=f"{listed} 重复")
