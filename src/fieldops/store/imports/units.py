"""Where imports of sold machines and of their receipt cards go (W4, W5)."""

from __future__ import annotations

from fieldops.store.imports.targets import Check, Record, Target, as_json, named
from inventory.sold_units import ahead, card_before_sale, card_known, told_otherwise

UNITS_TABLE = {
    "serial": "text",
    "model": "text",
    "sold_by": "text",
    "sold_on": "date",
    "receipt_card_on": "date",
    "use_class": "text",
    "invoice": "text",
    "made_on": "date",
}
UNITS_SOLD = Target(
    source="sold_units t",
    cells=as_json(**{name: f"t.{name}" for name in UNITS_TABLE}),
    match="t.serial = r.key",
    order="t.serial",
    checks=(
        named("model", "product_models", "code"),
        named("sold_by", "nodes", "code"),
        Check(
            field="serial",
            wrong="import_rows r JOIN sold_units t ON t.serial = r.key WHERE r.effect = 'added'",
            told=told_otherwise,
            everywhere=True,
        ),
        Check(
            field="serial",
            wrong="import_rows r WHERE r.effect = 'changed' AND (r.before ->> 'sold_by', r.before ->> 'sold_on')"
            " <> (r.cells ->> 'sold_by', r.cells ->> 'sold_on')",
            told=told_otherwise,
        ),
    ),
    record=Record(table="sold_units", key="serial", columns=UNITS_TABLE, versioned=True),
)

RECEIPT_CARDS = Target(
    source="sold_units t",
    cells=as_json(serial="t.serial", receipt_card_on="t.receipt_card_on"),
    match="t.serial = r.key",
    shown="t.receipt_card_on IS NOT NULL",
    order="t.serial",
    checks=(
        named("serial", "sold_units", "serial"),
        Check(
            field="receipt_card_on",
            value="t.sold_on::text",
            wrong="import_rows r JOIN sold_units t ON t.serial = r.key"
            " WHERE (r.cells ->> 'receipt_card_on')::date < t.sold_on",
            told=card_before_sale,
        ),
        Check(
            field="receipt_card_on",
            value="r.before ->> 'receipt_card_on'",
            wrong="import_rows r WHERE r.effect = 'changed' AND r.before ->> 'receipt_card_on' IS NOT NULL",
            told=card_known,
        ),
        Check(
            field="receipt_card_on",
            value="r.cells ->> 'receipt_card_on'",
            # the day has begun in the network's time before it does in the database's
            wrong="import_rows r JOIN imports i ON i.id = r.import_id"
            " WHERE (r.cells ->> 'receipt_card_on')::date > i.made_at::date + 1",
            told=ahead,
        ),
    ),
    record=Record(
        table="sold_units", key="serial", columns={"serial": "text", "receipt_card_on": "date"}, versioned=True
    ),
)
