"""The service record of a visit is made when it ends, with its paper, and never changes (V2, O1, O3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from fieldops.documents.printing import Print
from fieldops.documents.service_record import of_record
from fieldops.files import keeping
from fieldops.files.kinds import FileKind
from fieldops.files.refusals import FileLost
from fieldops.store import files, network, old_parts, orders, parts
from fieldops.store import service_records as store
from fieldops.store.reach import everywhere
from inventory.old_parts import name_record
from inventory.orders import ServiceOrder
from inventory.service_record import NamedPart, ServiceRecord, Subject, record_hash, record_of
from inventory.visit_part_steps import PartUsed
from inventory.visit_steps import Photo, Signed
from inventory.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Where files lie, and in which zone times are printed."""

    folder: Path
    zone: ZoneInfo


async def sign(visit: Visit, office: Office, *, by: str, now: datetime) -> str:
    """Keep the record of a visit that has ended, and name it on what is owed since; its hash.

    :raises NoServiceRecord: nobody worked there.
    """
    record = await _record(visit)
    name = record_hash(record)
    paper = of_record(record, name, await _signature(record, office.folder))
    pdf = await Print(document=paper, language="zh", zone=office.zone, at=now).pdf()
    await store.add(record, pdf, by=by, now=now)
    await old_parts.save_records([name_record(old, name) for old in await old_parts.of_visit(visit.number)])
    return name


async def _record(visit: Visit) -> ServiceRecord:
    order = (await orders.order(visit.order)).value
    used = [step for step in visit.standing if isinstance(step, PartUsed)]
    called = await parts.called(number for step in used for number in (step.part, step.old_part))
    pictures = [(step.id, step.file) for step in visit.standing if isinstance(step, Photo | Signed)]
    return record_of(
        visit,
        await _subject(visit, order),
        parts=[NamedPart(part=number, name_zh=zh, name_en=en) for number, (zh, en) in called.items()],
        hashes=await files.digests(pictures, (FileKind.PHOTO, FileKind.SIGNATURE)),
    )


async def _subject(visit: Visit, order: ServiceOrder) -> Subject:
    assert visit.technician is not None
    customer = (await orders.customers([order.customer]))[order.customer]
    technician = (await network.technicians([visit.technician]))[visit.technician]
    async with everywhere():  # a technician doesn't see the node, but it stands on the record
        node = (await network.nodes([visit.node]))[visit.node]
    models = await orders.units_models([order.unit] if order.unit else [])
    faults = await parts.faults([order.fault] if order.fault else [])
    return Subject(
        order=visit.order,
        kind=order.kind,
        customer=customer.code,
        customer_name=customer.name,
        phone=customer.phone,
        address=customer.address,
        technician=technician.code,
        technician_name=technician.name_zh,
        node_name=node.name_zh,
        unit=order.unit,
        model=models.get(order.unit or ""),
        fault=faults[order.fault].name_zh if order.fault else "",
    )


async def _signature(record: ServiceRecord, folder: Path) -> bytes:
    """The picture of the customer's signature; nothing where there is none."""
    signed = record.signature
    if not isinstance(signed, Signed):
        return b""
    file = await files.find(signed.file)
    lying = keeping.opened(folder, files.digest_of(file), file.bytes)
    if lying is None:
        raise FileLost(id=file.id)
    with lying:
        return lying.read()
