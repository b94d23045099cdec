"""The audit log over HTTP."""

from __future__ import annotations

from fieldops.store import audit as store
from fieldops.store.audit import AuditEntry, AuditOutOfReach, Sought
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Query
from fieldops.web.routes import lists
from fieldops.web.wanted import page_of
from inventory.people import Permission

ENTRY = {
    "id": 4711,
    "at": "2026-11-22T17:00:01.250000+08:00",
    "actor": "wang.fang",
    "via": "session",
    "address": "10.0.0.7",
    "request_id": "7f0c2c1e",
    "operation": "amend_customer",
    "table": "customers",
    "key": "C-1",
    "change": "update",
    "before": {"phone": "19900001234", "version": 1},
    "after": {"phone": "19900001235", "version": 2},
}


@lists(
    "/audit-log",
    Listing(Sought, ordering=("-at", "id")),
    needs=Permission.AUDIT_READ,
    refusals=(AuditOutOfReach,),
    answer=page_of(ENTRY),
)
async def list_audit_log(asked: Query[Sought]) -> Page[AuditEntry]:
    """Who changed what, when and from where. Only for those who reach the whole network."""
    found = await store.entry_page(asked.filters, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    return asked.page(*found)


RESOURCES = (list_audit_log,)
