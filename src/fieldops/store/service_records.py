"""Signed service records, as they were kept (O1, O3)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from fieldops.store.rows import insert
from fieldops.store.step_forms import TAG, step_from
from fieldops.tables.visits import ServiceRecords
from inventory.service_record import ServiceRecord, document, hash_of, record_hash
from refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecord:
    """``document`` is what the hash is of; ``corrects`` the hash of the record that it took the place of."""

    hash: str
    visit: str
    corrects: str | None
    document: dict[str, Any]
    pdf_sha256: str
    made_by: str
    made_at: datetime


async def add(record: ServiceRecord, pdf: bytes, *, by: str, now: datetime) -> str:
    """Its hash. :raises Overtaken: somebody corrected the same record since a moment."""
    told = document(record)
    name = record_hash(record)
    await insert(
        ServiceRecords,
        [
            {
                "sha256": name,
                "visit": record.visit,
                "corrects": record.correction and record.correction.of,
                "document": msgspec.json.encode(told).decode(),
                "pdf": pdf,
                "pdf_sha256": hashlib.sha256(pdf).hexdigest(),
                "made_by": by,
                "made_at": now,
            }
        ],
    )
    return name


COLUMNS = "r.sha256 AS hash, r.visit, r.corrects, r.document, r.pdf_sha256, r.made_by, r.made_at"
NEWEST = "NOT EXISTS (SELECT FROM service_records c WHERE c.corrects = r.sha256)"


async def of_visit(visit: str) -> KeptRecord:
    """The one that counts: that no other corrects.

    :raises NotFound: there is none yet.
    """
    rows = await ServiceRecords.raw(
        f"SELECT {COLUMNS} FROM service_records r WHERE r.visit = {{}} AND {NEWEST}", visit
    ).run()
    if not rows:
        raise NotFound(kind="service record", key=visit)
    return _kept(rows[0])


def _kept(row: Mapping[str, Any]) -> KeptRecord:
    return KeptRecord(**{**row, "document": msgspec.json.decode(row["document"])})


async def all_of_visit(visit: str) -> list[KeptRecord]:
    """The first one, and each that corrects the one before."""
    rows = await ServiceRecords.raw(
        "WITH RECURSIVE made AS (SELECT r.*, 1 AS n FROM service_records r WHERE r.visit = {} AND r.corrects IS NULL"
        " UNION ALL SELECT r.*, made.n + 1 FROM service_records r JOIN made ON r.corrects = made.sha256)"
        f" SELECT {COLUMNS} FROM made r ORDER BY r.n",
        visit,
    ).run()
    return [_kept(row) for row in rows]


async def pdf_of(visit: str) -> tuple[KeptRecord, bytes]:
    """With its paper.

    :raises NotFound: there is none yet.
    """
    return await _with_pdf(await of_visit(visit))


async def nth_pdf(visit: str, n: int) -> tuple[KeptRecord, bytes]:
    """The ``n``-th record of a visit, counted from 1, with its paper, also where it doesn't count any more.

    :raises NotFound: there are fewer.
    """
    records = await all_of_visit(visit)
    if not 1 <= n <= len(records):
        raise NotFound(kind="service record", key=f"{visit}/{n}")
    return await _with_pdf(records[n - 1])


async def _with_pdf(record: KeptRecord) -> tuple[KeptRecord, bytes]:
    rows = await ServiceRecords.raw("SELECT pdf FROM service_records WHERE sha256 = {}", record.hash).run()
    return record, rows[0]["pdf"]


def record_from(kept: KeptRecord) -> ServiceRecord:
    """The record as it was kept."""
    whole = msgspec.convert({**kept.document, "steps": ()}, ServiceRecord, strict=False)
    steps = [{**step} for step in kept.document["steps"]]
    return replace(whole, steps=tuple(step_from(step.pop(TAG), {}, step) for step in steps))


def is_sound(record: KeptRecord) -> bool:
    """Whether its content still has the hash under which it was kept."""
    return hash_of(record.document) == record.hash
