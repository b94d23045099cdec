"""What is wrong with a value's readable fields although others could not be read.

A value checks itself when it is built, and it can't be built while a field is missing or of the wrong type. So
stand-ins take the places of those fields, one after another, and only what is refused *whichever* stand-in was there
is told: it is wrong for certain.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from fieldops.web.leaves import choices
from fieldops.web.shapes import alternatives, container, fields_of, is_shape, item_kind, value_kind, without_meta
from refusals import FieldProblem, Invalid, Refusal

MOST_TRIES = 200

PLAIN: dict[Any, tuple[Any, ...]] = {
    str: ("", "A", "zz"),
    int: (-1, 0, 1, 10**12),
    float: (-1.0, 0.0, 1.0, 1e12),
    bool: (False, True),
    datetime: (datetime(1900, 1, 2, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)),
    date: (date(1900, 1, 2), date(2200, 1, 1)),
    time: (time(0, 0), time(23, 59, 59)),
    UUID: (UUID(int=0),),
    Decimal: (Decimal(0), Decimal(10**12)),
    type(None): (None,),
}

NOT_BUILT = (Refusal, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def wrong_anyway(kind: Any, good: Mapping[str, Any], bad: Mapping[str, Any]) -> tuple[FieldProblem, ...]:
    """The problems of ``good`` (values by name) whatever the fields ``bad`` (kinds by name) would have held."""
    options = [standins(field) for field in bad.values()]
    if not good or math.prod(len(option) for option in options) > MOST_TRIES:
        return ()
    certain: tuple[FieldProblem, ...] | None = None
    for tried in itertools.product(*options):
        found = _refused(kind, {**good, **dict(zip(bad, tried, strict=True))})
        certain = tuple(found if certain is None else (p for p in certain if p in found))
        if not certain:
            return ()
    return tuple(p for p in certain or () if p.path.partition(".")[0] not in bad)


def _refused(kind: Any, values: Mapping[str, Any]) -> tuple[FieldProblem, ...]:
    try:
        kind(**values)
    except Invalid as refusal:
        return refusal.problems
    except NOT_BUILT:
        return ()
    return ()


def standins(kind: Any) -> tuple[Any, ...]:
    """Values of ``kind`` far apart from each other."""
    kind, _ = without_meta(kind)
    options = alternatives(kind)
    if len(options) > 1 or options[0] is not kind:
        return tuple(itertools.chain.from_iterable(standins(option) for option in options))
    if (allowed := choices(kind)) is not None:
        return tuple(msgspec.convert(one, kind) for one in allowed)
    if is_shape(kind):
        return (_unchecked(kind),)
    if item_kind(kind) is not None:
        return (container(kind)(),)
    if value_kind(kind) is not None:
        return ({},)
    return PLAIN.get(kind, (None,))


def _unchecked(kind: Any) -> Any:
    """A value that did not check itself: it only stands in."""
    made = object.__new__(kind)
    for field in fields_of(kind):
        value = standins(field.kind)[0] if field.required else field.default
        object.__setattr__(made, field.name, value)
    return made
