"""The fields of a dataclass or Struct, as a body or a query names them."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Union

import msgspec


@dataclass(frozen=True, slots=True)
class Field:
    """``key`` is what the caller writes, ``name`` what the value calls it."""

    name: str
    key: str
    kind: Any
    required: bool
    default: Any = None


def is_shape(kind: Any) -> bool:
    origin = typing.get_origin(kind) or kind
    return isinstance(origin, type) and (dataclasses.is_dataclass(origin) or issubclass(origin, msgspec.Struct))


def fields_of(kind: Any) -> tuple[Field, ...]:
    return _fields_of(kind)


@cache
def _fields_of(kind: Any) -> tuple[Field, ...]:
    origin = typing.get_origin(kind) or kind
    if issubclass(origin, msgspec.Struct):
        return tuple(
            Field(f.name, f.encode_name, f.type, f.required, None if f.default is msgspec.NODEFAULT else f.default)
            for f in msgspec.structs.fields(kind)
        )
    hints = typing.get_type_hints(origin, include_extras=True)
    return tuple(
        Field(
            f.name,
            f.name,
            hints[f.name],
            f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING,
            None if f.default is dataclasses.MISSING else f.default,
        )
        for f in dataclasses.fields(origin)
        if f.init
    )


def without_meta(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """``Annotated[X, a, b]`` as ``X, (a, b)``; everything else with nothing."""
    if typing.get_origin(kind) is typing.Annotated:
        inner, *meta = typing.get_args(kind)
        return inner, tuple(meta)
    return kind, ()


def alternatives(kind: Any) -> tuple[Any, ...]:
    """What ``kind`` may be, one by one; UNSET is no alternative that a caller could send."""
    if typing.get_origin(kind) in (Union, types.UnionType):
        return tuple(one for one in typing.get_args(kind) if one is not msgspec.UnsetType)
    return (kind,)


def tagged(kinds: tuple[Any, ...]) -> tuple[str, dict[str, Any]] | None:
    """The field that tells several Structs apart, and each by its word there; None if they have no such field."""
    configs = {kind: getattr(kind, "__struct_config__", None) for kind in kinds if kind is not type(None)}
    fields = {config.tag_field if config else None for config in configs.values()}
    if len(fields) != 1 or fields == {None}:
        return None
    return fields.pop(), {config.tag: kind for kind, config in configs.items()}  # type: ignore[return-value,union-attr]


def optional(kind: Any) -> bool:
    return type(None) in alternatives(kind)


def item_kind(kind: Any) -> Any | None:
    """What ``list[X]``, ``tuple[X, ...]``, ``set[X]``, ``frozenset[X]`` and ``Sequence[X]`` hold, else None."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (list, set, frozenset, Sequence):
        return args[0]
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return args[0]
    return None


def container(kind: Any) -> type:
    origin = typing.get_origin(kind)
    return list if origin is Sequence else typing.cast(type, origin)


def value_kind(kind: Any) -> Any | None:
    """What ``dict[str, X]`` and ``Mapping[str, X]`` hold, else None."""
    if typing.get_origin(kind) in (dict, Mapping):
        return typing.get_args(kind)[1]
    return None
