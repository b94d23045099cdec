"""A visit's steps as plain data: one object a kind, told apart by ``did``, as phones send them and rows keep them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Union, get_type_hints

import msgspec

from inventory.visit_endings import Failed, ToBeContinued, ToWorkshop
from inventory.visit_part_steps import PartUsed
from inventory.visit_steps import (
    Arrived,
    Charged,
    ConditionNoted,
    Did,
    IdentityShown,
    Left,
    NotSigned,
    Phoned,
    Photo,
    Signed,
    Step,
    Withdrawn,
    WorkDone,
)

TAG = "did"
KINDS: dict[Did, type[Step]] = {
    kind.did: kind
    for kind in (
        Phoned,
        Left,
        Arrived,
        IdentityShown,
        ConditionNoted,
        WorkDone,
        PartUsed,
        Photo,
        Signed,
        NotSigned,
        Charged,
        ToBeContinued,
        ToWorkshop,
        Failed,
        Withdrawn,
    )
}
HEAD = ("id", "by", "at")
"""What each step has beside its content."""


def step_of(form: msgspec.Struct) -> Step:
    """What a form says. A form is right once it is made: making it makes the step.

    :raises Invalid: with all that is wrong.
    """
    return KINDS[Did(str(form.__struct_config__.tag))](**{name: getattr(form, name) for name in form.__struct_fields__})


def _form(kind: type[Step]) -> type[msgspec.Struct]:
    """The fields of ``kind`` and its tag, which a dataclass has no place for."""
    hints = get_type_hints(kind)
    fields: list[Any] = [
        (field.name, hints[field.name])
        if field.default is dataclasses.MISSING
        else (field.name, hints[field.name], field.default)
        for field in dataclasses.fields(kind)
    ]
    return msgspec.defstruct(
        f"{kind.__name__}Step",
        fields,
        tag_field=TAG,
        tag=kind.did.value,
        frozen=True,
        kw_only=True,
        module=__name__,
        namespace={"__doc__": kind.__doc__, "__post_init__": step_of},
    )


FORMS: dict[Did, type[msgspec.Struct]] = {did: _form(kind) for did, kind in KINDS.items()}
StepForm: Any = Union[tuple(FORMS.values())]  # noqa: UP007 - made of what stands above
"""Any of them."""


def form_of(step: Step) -> msgspec.Struct:
    return FORMS[step.did](**_fields(step))


def content_of(step: Step) -> dict[str, Any]:
    """What a step says beside id, technician and time, in JSON's types."""
    told = {name: value for name, value in _fields(step).items() if name not in HEAD}
    plain: dict[str, Any] = msgspec.to_builtins(told)
    return plain


def step_from(did: str, head: Mapping[str, Any], content: Mapping[str, Any]) -> Step:
    return msgspec.convert({**content, **head}, KINDS[Did(did)], strict=False)


def _fields(step: Step) -> dict[str, Any]:
    return {field.name: getattr(step, field.name) for field in dataclasses.fields(step)}
