"""JSON into values, such that *all* wrong fields are told at once.

msgspec stops at the first wrong field and lets unknown ones pass, so the type is walked here. What a value itself
refuses when it is built is told with the path where it stands.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from fieldops.web.leaves import meets, problem, read_leaf
from fieldops.web.refusals import MalformedJson
from fieldops.web.shapes import (
    Field,
    alternatives,
    container,
    fields_of,
    is_shape,
    item_kind,
    tagged,
    value_kind,
    without_meta,
)
from fieldops.web.standins import wrong_anyway
from refusals import FieldProblem, Invalid, Text

T = TypeVar("T")

MOST_PROBLEMS = 100
DEEPEST = 32
SECRET = ("password", "secret", "token")

OBJECT = Text(en="must be an object", zh="应为对象")
LIST = Text(en="must be a list", zh="应为列表")
MISSING = Text(en="must be given", zh="必须填写")
TWICE = Text(en="must not hold the same thing twice", zh="不能重复")


def decode(kind: type[T], body: bytes) -> T:
    """:raises MalformedJson: it is no JSON. :raises Invalid: fields are wrong."""
    try:
        raw = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MalformedJson(reason=str(error).rstrip("."), depth=DEEPEST) from error
    except RecursionError as error:
        raise MalformedJson(reason="it is nested too deep", depth=DEEPEST) from error
    if _depth_exceeds(raw, DEEPEST):
        raise MalformedJson(reason="it is nested too deep", depth=DEEPEST)
    return read(kind, raw)


def read(kind: type[T], raw: object) -> T:
    """The value of ``kind`` that ``raw`` (plain JSON types) describes; raises Invalid."""
    problems: list[FieldProblem] = []
    value = _read(kind, raw, "", problems)
    if problems:
        raise Invalid(problems[:MOST_PROBLEMS])
    return value  # type: ignore[no-any-return]


def _read(kind: Any, raw: object, path: str, problems: list[FieldProblem]) -> Any:
    """The value; None after something was added to ``problems``."""
    kind, meta = without_meta(kind)
    options = alternatives(kind)
    if len(options) > 1 or options[0] is not kind:
        return _read_union(options, raw, path, problems)
    before = len(problems)
    if is_shape(kind):
        value = _read_object(kind, raw, path, problems)
    elif (inner := item_kind(kind)) is not None:
        value = _read_list(kind, inner, raw, path, problems)
    elif (inner := value_kind(kind)) is not None:
        value = _read_mapping(inner, raw, path, problems)
    else:
        value, wrong = read_leaf(kind, raw, path)
        problems.extend([wrong] if wrong else [])
    if len(problems) == before and (wrong := meets(meta, kind, value, raw, path)):
        problems.append(wrong)
    return value


def _read_union(options: tuple[Any, ...], raw: object, path: str, problems: list[FieldProblem]) -> Any:
    """The first alternative that fits; else what the nearest one lacks."""
    if raw is None and type(None) in options:
        return None
    if tags := tagged(options):
        return _read_tagged(*tags, raw, path, problems)
    found: list[list[FieldProblem]] = []
    for option in options:
        if option is type(None):
            continue
        wrong: list[FieldProblem] = []
        value = _read(option, raw, path, wrong)
        if not wrong:
            return value
        found.append(wrong)
    nearest = min(found, key=lambda lacks: (any(p.path == path for p in lacks), len(lacks)))
    problems.extend(nearest)
    return None


def _read_tagged(tag: str, kinds: Mapping[str, Any], raw: object, path: str, problems: list[FieldProblem]) -> Any:
    """The alternative that the object itself names."""
    if not isinstance(raw, dict):
        problems.append(problem(path, "wrong_type", OBJECT, raw))
    elif tag not in raw:
        problems.append(problem(below(path, tag), "missing", MISSING))
    elif raw[tag] not in kinds:
        listed = ", ".join(sorted(kinds))
        text = Text(en=f"must be one of {listed}", zh=f"应为以下之一：{listed}")
        problems.append(problem(below(path, tag), "not_allowed", text, raw[tag]))
    else:
        return _read(kinds[raw[tag]], raw, path, problems)
    return None


def _read_object(kind: Any, raw: object, path: str, problems: list[FieldProblem]) -> Any:
    if not isinstance(raw, dict):
        problems.append(problem(path, "wrong_type", OBJECT, raw))
        return None
    fields = fields_of(kind)
    _refuse_unknown(kind, fields, raw, path, problems)
    good: dict[str, Any] = {}
    bad: dict[str, Any] = {}
    for field in fields:
        at = below(path, field.key)
        before = len(problems)
        if field.key in raw:
            value = _read(field.kind, raw[field.key], at, problems)
            _hide_secret(field, before, problems)
        elif field.required:
            problems.append(problem(at, "missing", MISSING))
        else:
            continue
        if len(problems) > before:
            bad[field.name] = field.kind
        else:
            good[field.name] = value
    if bad:
        problems.extend(_at(path, wrong_anyway(kind, good, bad)))
        return None
    try:
        return kind(**good)
    except Invalid as refusal:
        problems.extend(_at(path, refusal.problems))
        return None


def _refuse_unknown(
    kind: Any, fields: tuple[Field, ...], raw: dict[str, Any], path: str, problems: list[FieldProblem]
) -> None:
    known = [field.key for field in fields]
    config = getattr(kind, "__struct_config__", None)
    tag = config.tag_field if config else None
    for key in raw:
        if key in known or key == tag:
            continue
        if len(problems) >= MOST_PROBLEMS:
            return  # looking for what was meant takes its time
        near = difflib.get_close_matches(key[:80], known, n=1)
        text = Text(en="is not known here", zh="未知字段")
        if near:
            text = Text(en=f"is not known here; did you mean {near[0]}?", zh=f"未知字段，是否指 {near[0]}")
        problems.append(problem(below(path, key[:80]), "unknown_field", text))


def _read_list(kind: Any, inner: Any, raw: object, path: str, problems: list[FieldProblem]) -> Any:
    if not isinstance(raw, list):
        problems.append(problem(path, "wrong_type", LIST, raw))
        return None
    before, items = len(problems), []
    for number, item in enumerate(raw):
        items.append(_read(inner, item, below(path, str(number)), problems))
        if len(problems) >= MOST_PROBLEMS:
            break
    if len(problems) > before:
        return None
    made = container(kind)(items)
    if len(made) < len(items):
        problems.append(problem(path, "twice", TWICE))
    return made


def _read_mapping(inner: Any, raw: object, path: str, problems: list[FieldProblem]) -> Any:
    if not isinstance(raw, dict):
        problems.append(problem(path, "wrong_type", OBJECT, raw))
        return None
    return {key: _read(inner, item, below(path, key), problems) for key, item in raw.items()}


def below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _at(path: str, problems: tuple[FieldProblem, ...]) -> list[FieldProblem]:
    return [one.within(path) if path else one for one in problems]


def _hide_secret(field: Field, before: int, problems: list[FieldProblem]) -> None:
    if any(word in field.key.lower() for word in SECRET):
        problems[before:] = [FieldProblem(p.path, p.code, p.text) for p in problems[before:]]


def _depth_exceeds(raw: object, left: int) -> bool:
    if left == 0:
        return True
    inner = raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ()
    return any(_depth_exceeds(item, left - 1) for item in inner if isinstance(item, dict | list))
