"""The service record as paper: what was found and done, the parts, the money, and the customer's signature (V2, O3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch

from fieldops.documents.codes import qr
from fieldops.documents.printing import Document
from inventory.orders import OrderKind
from inventory.service_record import ServiceRecord
from inventory.visit_endings import ToBeContinued, ToWorkshop
from inventory.visit_part_steps import PartUsed
from inventory.visit_steps import (
    Charged,
    ConditionNoted,
    Did,
    Method,
    NotSigned,
    Phoned,
    Photo,
    Signed,
    Step,
    Unsigned,
    WorkDone,
)
from inventory.visits import State
from refusals import Text

METHODS_ZH = {
    Method.CASH: "现金",
    Method.WECHAT: "微信",
    Method.ALIPAY: "支付宝",
    Method.CARD: "刷卡",
    Method.TRANSFER: "转账",
}
UNSIGNED = {
    Unsigned.ABSENT: Text(en="the customer was absent", zh="客户不在场"),
    Unsigned.UNABLE: Text(en="the customer could not sign", zh="客户无法签字"),
    Unsigned.REFUSED: Text(en="the customer refused", zh="客户拒签"),
    Unsigned.NO_CONTACT: Text(en="no contact was wanted", zh="客户要求无接触"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """``en`` and ``zh`` say what was recorded, in the words of people as they wrote them."""

    at: datetime
    did: Did
    en: str
    zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """``taken`` old pieces went along; ``left`` says why others did not."""

    part: str
    name_zh: str
    name_en: str
    quantity: int
    serials: str
    taken: int
    left: str | None
    left_note: str


MOST_PHOTOS = 60
"""That a paper shows; the hash of each is on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """``signature`` and ``signed_again`` (under a correction) are PNGs, empty where nobody signed; ``photos`` small JPEGs by the
    ids of their files."""

    signature: bytes
    signed_again: bytes
    photos: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoShown:
    """A JPEG byte by byte; ``sha256`` is that of the photo itself, of which it is a small copy."""

    at: datetime
    note: str
    sha256: str
    picture: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionShown:
    """``signature`` is a PNG byte by byte, empty where the customer didn't sign the correction."""

    of: str
    by: str
    at: datetime
    reason: str
    signer: str
    signature: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPaper:
    """``signature`` is a PNG byte by byte; without one ``unsigned_…`` says why. ``hash`` is the record's. ``photos_left`` are not
    shown."""

    number: str
    qr: str
    hash: str
    outcome: State
    order: str
    kind: OrderKind
    customer: str
    phone: str
    address: str
    unit: str
    model: str
    fault: str
    node: str
    technician: str
    closed_at: datetime
    steps: list[StepLine]
    parts: list[PartLine]
    charged_fen: int
    signer: str
    signature: tuple[int, ...]
    unsigned_en: str
    unsigned_zh: str
    photos: list[PhotoShown]
    photos_left: int
    correction: CorrectionShown | None
    files: list[str]


def of_record(record: ServiceRecord, hash: str, pictures: Pictures) -> Document:
    subject, signed = record.subject, record.signature
    names = {one.part: one for one in record.parts}
    values = RecordPaper(
        number=record.visit,
        qr=qr(f"{record.visit} {hash}"),
        hash=hash,
        outcome=record.outcome,
        order=subject.order,
        kind=subject.kind,
        customer=f"{subject.customer}  {subject.customer_name}",
        phone=subject.phone,
        address=subject.address,
        unit=subject.unit or "",
        model=subject.model or "",
        fault=subject.fault,
        node=subject.node_name,
        technician=f"{subject.technician}  {subject.technician_name}",
        closed_at=record.closed_at,
        steps=[_line(step) for step in record.steps if not isinstance(step, PartUsed | Signed | NotSigned | Photo)],
        parts=[
            PartLine(
                part=step.part,
                name_zh=names[step.part].name_zh,
                name_en=names[step.part].name_en,
                quantity=step.quantity,
                serials=", ".join(step.serials),
                taken=step.old.taken,
                left=step.old.left,
                left_note=step.old.note,
            )
            for step in record.parts_used
        ],
        charged_fen=record.charged_fen,
        signer=signed.signer if isinstance(signed, Signed) else "",
        signature=tuple(pictures.signature),
        unsigned_en=_noted(UNSIGNED[signed.reason], signed.note).en if isinstance(signed, NotSigned) else "",
        unsigned_zh=_noted(UNSIGNED[signed.reason], signed.note).zh if isinstance(signed, NotSigned) else "",
        photos=_photos(record, pictures),
        photos_left=max(0, len(record.photos) - MOST_PHOTOS),
        correction=_correction(record, pictures),
        files=[f"{one.file}  {one.sha256}" for one in record.files],
    )
    return Document(template="service_record", name=f"service-record-{record.visit}", values=values)


def _photos(record: ServiceRecord, pictures: Pictures) -> list[PhotoShown]:
    hashes = {one.file: one.sha256 for one in record.files}
    return [
        PhotoShown(at=one.at, note=one.note, sha256=hashes[one.file], picture=tuple(pictures.photos[one.file]))
        for one in record.photos[:MOST_PHOTOS]
    ]


def _correction(record: ServiceRecord, pictures: Pictures) -> CorrectionShown | None:
    told = record.correction
    if told is None:
        return None
    return CorrectionShown(
        of=told.of,
        by=told.by,
        at=told.at,
        reason=told.reason,
        signer=told.signature.signer if told.signature else "",
        signature=tuple(pictures.signed_again),
    )


def _line(step: Step) -> StepLine:
    told = _told(step)
    return StepLine(at=step.at, did=step.did, en=told.en, zh=told.zh)


@singledispatch
def _told(step: Step) -> Text:
    """What is said beside the step's name; of most there is nothing to say."""
    return Text(en="", zh="")


@_told.register
def _(step: Phoned) -> Text:
    reached = Text(en="reached", zh="已接通") if step.reached else Text(en="not reached", zh="未接通")
    return _noted(reached, step.note)


@_told.register
def _(step: ConditionNoted) -> Text:
    whole = Text(en="complete", zh="完整")
    if not step.complete:
        whole = Text(en=f"missing: {step.missing}", zh=f"缺：{step.missing}")
    opened = Text(en="signs of tampering", zh="有拆动痕迹") if step.tampered else Text(en="untouched", zh="无拆动痕迹")
    return _noted(Text(en=f"{whole.en}; {opened.en}", zh=f"{whole.zh}；{opened.zh}"), step.note)


@_told.register
def _(step: WorkDone) -> Text:
    return Text(en=step.text, zh=step.text)


@_told.register
def _(step: Charged) -> Text:
    yuan = f"{step.amount_fen / 100:,.2f}"
    return _noted(Text(en=f"{yuan} yuan, {step.method}", zh=f"{yuan} 元，{METHODS_ZH[step.method]}"), step.note)


@_told.register
def _(step: ToBeContinued) -> Text:
    return Text(en=step.next_time, zh=step.next_time)


@_told.register
def _(step: ToWorkshop) -> Text:
    return Text(en=f"{step.workshop}: {step.reason}", zh=f"{step.workshop}：{step.reason}")


def _noted(text: Text, note: str) -> Text:
    return Text(en=f"{text.en}; {note}", zh=f"{text.zh}；{note}") if note else text
