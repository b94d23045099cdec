"""Query parameters into values, as strictly as bodies: typed, none unknown, all wrong ones at once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any, TypeVar

from fieldops.web.decoding import read
from fieldops.web.shapes import alternatives, fields_of, item_kind, without_meta
from refusals import FieldProblem, Invalid, Text

T = TypeVar("T")

ONCE = Text(en="must be given once only", zh="只能填写一次")


def read_query(kind: type[T], pairs: Iterable[tuple[str, str]]) -> T:
    """The value of ``kind`` that the parameters describe; a list's parameter is given once an item. Raises Invalid."""
    given: dict[str, list[str]] = {}
    for key, text in pairs:
        given.setdefault(key, []).append(text)
    kinds = {field.key: field.kind for field in fields_of(kind)}
    twice = [
        FieldProblem(key, "twice", ONCE, ", ".join(texts)[:80])
        for key, texts in given.items()
        if key in kinds and len(texts) > 1 and _item(kinds[key]) is None
    ]
    raw = {key: _raw(kinds.get(key), texts) for key, texts in given.items()}
    try:
        value = read(kind, raw)
    except Invalid as refusal:
        raise Invalid([*twice, *refusal.problems]) from None
    if twice:
        raise Invalid(twice)
    return value


def _raw(kind: Any, texts: list[str]) -> Any:
    inner = _item(kind)
    if inner is not None:
        return [as_json(inner, text) for text in texts]
    return as_json(kind, texts[0])


def _item(kind: Any) -> Any:
    found = (item_kind(one) for one in alternatives(without_meta(kind)[0]))
    return next((inner for inner in found if inner is not None), None)


def as_json(kind: Any, text: str) -> Any:
    """``text`` as the body would have written a ``kind``; unchanged where it can't be one, to be refused later."""
    kinds = [without_meta(one)[0] for one in alternatives(without_meta(kind)[0])]
    if bool in kinds and text in ("true", "false"):
        return text == "true"
    if int in kinds and re.fullmatch(r"-?[0-9]{1,30}", text):
        return int(text)
    if float in kinds and re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", text):
        return float(text)
    if datetime.datetime in kinds:
        return re.sub(r" (\d\d:\d\d)$", r"+\1", text)  # a plus sign that nobody escaped arrives as a space
    return text
