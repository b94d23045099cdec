"""Problems and plans of the planner as bytes that the database keeps: compressed MessagePack, read into checked values again."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, get_origin, get_type_hints

import msgspec
import numpy as np

from refusals import Refusal, Text
from routing.locks import Locks
from routing.plan import Plan
from routing.problem import RoutingProblem

FORM = 1
"""Of what is written here; what was written in another one can't be read any more."""

LITTLE = 1
"""Compression: the size matters less than the time."""


_KINDS = get_type_hints(RoutingProblem)
_GIVEN: dict[str, Any] = {one.name: _KINDS[one.name] for one in fields(RoutingProblem) if one.init}
"""What a problem is built from, with the types; the rest follows."""


class PlanNotEditable(Refusal):
    code = "plan_not_editable"
    rule = "V4"
    cause = Text(
        en="Plan {plan} was made by an older version of the program and can only be read.",
        zh="计划 {plan} 由旧版程序生成，只能查看。",
    )
    remedy = Text(en="Plan the day again, and change that plan.", zh="请重新生成当日计划后再修改。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What a plan was made of: the problem, when each visit is due, and each technician's van (a location)."""

    problem: RoutingProblem
    due_at: Mapping[str, datetime]
    van: Mapping[str, str]


def written_premises(premises: Premises) -> bytes:
    return _written({"problem": _plain(premises.problem), "due_at": dict(premises.due_at), "van": dict(premises.van)})


def read_premises(plan_id: int, data: bytes | None) -> Premises:
    """:raises PlanNotEditable: there is none, or in another form."""
    kept = _read(plan_id, data)
    due_at = msgspec.convert(kept["due_at"], dict[str, datetime])
    return Premises(problem=_built(kept["problem"]), due_at=due_at, van=kept["van"])


def written_problem(problem: RoutingProblem) -> bytes:
    return _written(_plain(problem))


def read_problem(plan_id: int, data: bytes | None) -> RoutingProblem:
    """:raises PlanNotEditable: there is none, or in another form."""
    return _built(_read(plan_id, data))


def _plain(problem: RoutingProblem) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in _GIVEN}


def _built(plain: Mapping[str, Any]) -> RoutingProblem:
    return RoutingProblem(
        **{name: msgspec.convert(plain[name], kind, dec_hook=_from_plain) for name, kind in _GIVEN.items()}
    )


def written_plan(plan: Plan) -> bytes:
    return _written(plan)


def read_plan(plan_id: int, data: bytes | None) -> Plan:
    """:raises PlanNotEditable: there is none, or in another form."""
    return msgspec.convert(_read(plan_id, data), Plan)


def written_locks(locks: Locks) -> str:
    return msgspec.json.encode(locks, order="deterministic").decode()


def _written(value: object) -> bytes:
    return zlib.compress(msgspec.msgpack.encode([FORM, value], enc_hook=_to_plain), LITTLE)


def _read(plan_id: int, data: bytes | None) -> Any:
    form, value = msgspec.msgpack.decode(zlib.decompress(data)) if data else (None, None)
    if form != FORM:
        raise PlanNotEditable(plan=plan_id)
    return value


def _to_plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return [value.dtype.str, list(value.shape), value.tobytes()]
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(type(value))


def _from_plain(kind: Any, value: Any) -> object:
    if get_origin(kind) is not np.ndarray:
        raise NotImplementedError(kind)
    dtype, shape, cells = value
    return np.frombuffer(cells, dtype).reshape(shape)
