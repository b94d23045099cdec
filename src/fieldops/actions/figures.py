"""A policy's figures, as an administrator wrote them, into the value that the rules take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_type_hints

import msgspec

from refusals import FieldProblem, Invalid, Text, refuse_all

MISSING_TEXT = Text(en="must be given", zh="必须填写")
UNKNOWN_TEXT = Text(en="is not known here", zh="未知字段")


def read_figures(kind: type[Any], figures: Mapping[str, Any]) -> None:
    """Refuse figures that don't make a ``kind``, a dataclass.

    :raises Invalid: with all that are missing, unknown or wrong, as ``figures.<name>``.
    """
    refuse_all(*(problem.within("figures") for problem in _wrong(kind, figures)))


def _wrong(kind: type[Any], figures: Mapping[str, Any]) -> list[FieldProblem]:
    hints = get_type_hints(kind)
    found = [FieldProblem(name, "unknown_field", UNKNOWN_TEXT) for name in figures if name not in hints]
    for field in fields(kind):
        if field.name in figures:
            wrong = _wrong_figure(hints[field.name], figures[field.name])
            found.extend(problem.within(field.name) for problem in wrong)
        elif field.default is MISSING and field.default_factory is MISSING:
            found.append(FieldProblem(field.name, "missing", MISSING_TEXT))
    return found or _refused(kind, figures)


def _wrong_figure(kind: Any, figure: object) -> list[FieldProblem]:
    if is_dataclass(kind) and isinstance(kind, type) and isinstance(figure, Mapping):
        return _wrong(kind, figure)
    return _refused(kind, figure)


def _refused(kind: Any, figure: object) -> list[FieldProblem]:
    try:
        msgspec.convert(figure, kind)
    except Invalid as refusal:
        return list(refusal.problems)
    except msgspec.ValidationError as error:
        return [FieldProblem("", "wrong_type", Text(en=str(error), zh=f"格式不正确：{error}"), str(figure)[:80])]
    return []
