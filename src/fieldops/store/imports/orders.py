"""Where imports of customers and of service orders go (S1, S2)."""

from __future__ import annotations

from fieldops.store.imports.targets import Check, Record, Target, as_json, taken
from inventory.imports.customers import COMPARED_DIGITS, WGS_84
from refusals import FieldProblem, Text


def _runs(path: str, value: str) -> FieldProblem:
    text = Text(en=f"the contract {value} is not over: end it first", zh=f"合同 {value} 尚未到期，请先终止该合同")
    return FieldProblem(path, "contract_runs", text)


CUSTOMERS_TABLE = {
    "code": "text",
    "name": "text",
    "phone": "text",
    "address": "text",
    "lon": "double precision",
    "lat": "double precision",
    "contract": "boolean",
}
CUSTOMERS = Target(
    source="customers t",
    cells=as_json(
        **{name: f"t.{name}" for name in CUSTOMERS_TABLE}
        | {name: f"round(t.{name}::numeric, {COMPARED_DIGITS})" for name in ("lon", "lat")}
        | {"coordinates": f"'{WGS_84}'"}
    ),
    match="t.code = r.key",
    order="t.code",
    checks=(
        taken("customers", "code", "code"),
        Check(
            field="contract",
            value="t.number",
            wrong="import_rows r JOIN imports i ON i.id = r.import_id JOIN contracts t ON t.customer = r.key"
            " WHERE r.effect = 'changed' AND r.cells ->> 'contract' = 'false' AND coalesce(t.last_day >= i.made_at::date, TRUE)",
            told=_runs,
        ),
    ),
    record=Record(table="customers", key="code", columns=CUSTOMERS_TABLE, versioned=True),
)


def _utc(column: str) -> str:
    """A moment as its cell keeps it."""
    return f"to_char(t.{column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"')"


SERVICE_ORDERS = Target(
    source="service_orders t",
    cells=as_json(
        **{
            name: f"t.{name}"
            for name in ("number", "kind", "customer", "unit", "fault", "fault_level", "outlet", "note")
        },
        registered_at=_utc("registered_at"),
        starts=_utc("appointment_starts"),
        ends=_utc("appointment_ends"),
    ),
    match="t.number = r.key",
    shown="t.kind <> 'chaser'",
    order="t.registered_at, t.number",
    checks=(taken("service_orders", "number", "number"),),
)
