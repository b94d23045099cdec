"""The signed service record of a visit (V2, O1, O3): a value that never changes, and the hash that proves it.

A correction is a new record, which names the old one by its hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import TypeAlias

from inventory.old_parts import is_record_hash
from inventory.orders import OrderKind
from inventory.visit_part_steps import PartUsed
from inventory.visit_steps import Charged, Did, NotSigned, Photo, Signed, Step, is_file_id
from inventory.visits import MOST_STEPS, State, Visit
from refusals import (
    FieldProblem,
    Refusal,
    Text,
    in_range,
    not_blank,
    refuse_all,
    unique,
    unknown,
    with_offset,
)

FORM = 1
"""How the bytes are made; records of an older form keep their bytes."""

RECORDED = frozenset({State.DONE, State.TO_BE_CONTINUED, State.TO_WORKSHOP})
"""The outcomes of which there is a record: somebody worked there."""

CORRECTABLE = frozenset({Did.CONDITION_NOTED, Did.WORK_DONE, Did.PART_USED})
"""The steps that may be told otherwise later; of a part its serials and why an old one was left, not what moved."""

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


class NoServiceRecord(Refusal):
    code = "no_service_record"
    rule = "O3"
    cause = Text(
        en="Visit {number} is {state}: there is no service record of it.",
        zh="上门单 {number} 状态为 {state}，没有三包维修记录。",
    )
    remedy = Text(
        en="The technician records the visit and ends it; a failed or cancelled one has no record.",
        zh="请维修人员登记并结束上门；上门未果或已取消的没有记录。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom and what a record is about, in the words of the day on which it was signed. ``fault`` is what was reported."""

    order: str
    kind: OrderKind
    customer: str
    customer_name: str
    phone: str
    address: str
    technician: str
    technician_name: str
    node_name: str
    unit: str | None = None
    model: str | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPart:
    """What a part number was called."""

    part: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHash:
    """An uploaded file, by the SHA-256 of what is kept."""

    file: str
    sha256: str


class RecordCorrected(Refusal):
    """The record that was to be corrected isn't the one that counts."""

    code = "record_corrected"
    rule = "O3"
    cause = Text(
        en="The record of visit {number} was corrected since: {present} counts now, not {of}.",
        zh="上门单 {number} 的维修记录已被更正：现行记录为 {present}，而非 {of}。",
    )
    remedy = Text(en="Read the present record, and correct that one.", zh="请查看现行记录后再更正。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """``signer`` signed the corrected record; ``file`` is the picture of it."""

    file: str
    signer: str

    def __post_init__(self) -> None:
        refuse_all(is_file_id("file", self.file), not_blank("signer", self.signer, most=100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """``of`` is the hash of the record that this one takes the place of. Without a ``signature`` nobody signed the correction, and
    the one under the first record is what there is."""

    of: str
    by: str
    at: datetime
    reason: str
    signature: Signature | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_record_hash("of", self.of), with_offset("at", self.at), not_blank("reason", self.reason, most=500)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecord:
    """All that the printed record shows. ``steps`` stand in the order of the phone's times, without what was withdrawn."""

    visit: str
    outcome: State
    subject: Subject
    booked_at: datetime
    closed_at: datetime
    steps: tuple[Step, ...]
    parts: tuple[NamedPart, ...]
    files: tuple[FileHash, ...]
    correction: Correction | None = None

    @property
    def parts_used(self) -> tuple[PartUsed, ...]:
        return tuple(step for step in self.steps if isinstance(step, PartUsed))

    @property
    def charged_fen(self) -> int:
        return sum(step.amount_fen for step in self.steps if isinstance(step, Charged))

    @property
    def photos(self) -> tuple[Photo, ...]:
        return tuple(step for step in self.steps if isinstance(step, Photo))

    @property
    def signature(self) -> Signed | NotSigned | None:
        """The last one, else why there is none."""
        told: list[Signed | NotSigned] = [step for step in self.steps if isinstance(step, NotSigned)]
        told += [step for step in self.steps if isinstance(step, Signed)]
        return told[-1] if told else None


def record_of(
    visit: Visit, subject: Subject, *, parts: Iterable[NamedPart], hashes: Mapping[str, str]
) -> ServiceRecord:
    """The record of a closed visit; ``hashes`` are the SHA-256 of its files by id, ``parts`` the names of those used.

    :raises NoServiceRecord: it isn't closed, or nobody worked there. :raises Invalid: a file isn't known.
    """
    if visit.closed is None or visit.closed.outcome not in RECORDED:
        raise NoServiceRecord(number=visit.number, state=visit.state)
    files = sorted({step.file for step in visit.standing if isinstance(step, Photo | Signed)})
    refuse_all(*(unknown(f"hashes.{file}", file) for file in files if file not in hashes))
    refuse_all(*(is_record_hash(f"hashes.{file}", hashes[file]) for file in files))
    return ServiceRecord(
        visit=visit.number,
        outcome=visit.closed.outcome,
        subject=subject,
        booked_at=visit.booked_at,
        closed_at=visit.closed.at,
        steps=visit.standing,
        parts=tuple(sorted(parts, key=lambda one: one.part)),
        files=tuple(FileHash(file=file, sha256=hashes[file]) for file in files),
    )


def document(record: ServiceRecord) -> dict[str, Json]:
    """The record as plain data: what is kept, and what the hash is of."""
    return {"form": FORM, **_fields(record)}


def _fields(value: object) -> dict[str, Json]:
    told = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}  # type: ignore[arg-type]
    return {"did": str(value.did), **told} if isinstance(value, Step) else told


def _plain(value: object) -> Json:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return _fields(value)
    raise TypeError(f"{type(value)} has no place in a record")


def canonical(plain: Mapping[str, Json]) -> bytes:
    """The same bytes for the same data, in whatever order its names stand."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def hash_of(plain: Mapping[str, Json]) -> str:
    """The SHA-256 of a record that was kept as plain data, in hex."""
    return hashlib.sha256(canonical(plain)).hexdigest()


def record_hash(record: ServiceRecord) -> str:
    """The SHA-256 of a record, in hex; two records have the same one only if they say the same."""
    return hash_of(document(record))


def correct(
    record: ServiceRecord,
    told: Sequence[Step],
    *,
    by: str,
    reason: str,
    now: datetime,
    signed: Signature | None = None,
    hashes: Mapping[str, str] | None = None,
) -> ServiceRecord:
    """A new record with ``told`` in place of the steps of the same ids, which names the old one, and is ``signed`` anew if the
    customer did so; ``hashes`` has the SHA-256 of that picture.

    Who did it and when stays, so do the first signature, photos, money and what the books know.

    :raises Invalid: a step isn't in the record, can't be corrected, or says the same; no reason; the picture isn't known.
    """
    old = {step.id: step for step in record.steps}
    refuse_all(
        in_range("steps", len(told), 1, MOST_STEPS),
        unique("steps", [step.id for step in told]),
        *(_wrong_correction(f"steps.{step.id}", old.get(step.id), step) for step in told),
    )
    new = {step.id: step for step in told}
    return replace(
        record,
        steps=tuple(new.get(step.id, step) for step in record.steps),
        files=_with_signature(record.files, signed, hashes or {}),
        correction=Correction(of=record_hash(record), by=by, at=now, reason=reason, signature=signed),
    )


def _with_signature(
    files: tuple[FileHash, ...], signed: Signature | None, hashes: Mapping[str, str]
) -> tuple[FileHash, ...]:
    if signed is None or any(one.file == signed.file for one in files):
        return files
    refuse_all(unknown("signature.file", signed.file) if signed.file not in hashes else None)
    return (*files, FileHash(file=signed.file, sha256=hashes[signed.file]))


def _wrong_correction(path: str, old: Step | None, new: Step) -> FieldProblem | None:
    if old is None:
        return unknown(path, new.id)
    if new.did not in CORRECTABLE or _kept(old) != _kept(new):
        text = Text(
            en="may tell only condition, work, serials or an old part's reason otherwise",
            zh="只能更正到场机况、维修内容、序列号或旧件未取回原因",
        )
        return FieldProblem(path, "not_allowed", text, new.did)
    if old == new:
        return FieldProblem(path, "not_allowed", Text(en="says the same as before", zh="内容与原记录相同"))
    return None


def _kept(step: Step) -> tuple[object, ...]:
    """What a correction leaves: who, when, and of a part what moved in the books."""
    moved: tuple[object, ...] = ()
    if isinstance(step, PartUsed):
        moved = (step.part, step.quantity, step.place, step.owner, step.condition, step.old_part, step.old.taken)
    return step.did, step.by, step.at, *moved
