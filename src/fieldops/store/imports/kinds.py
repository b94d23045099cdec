"""The target of each kind of import."""

from __future__ import annotations

from fieldops.store.imports.orders import CUSTOMERS, SERVICE_ORDERS
from fieldops.store.imports.targets import Check, Record, Target, as_json, named, taken
from fieldops.store.imports.units import RECEIPT_CARDS, UNITS_SOLD
from inventory.imports.life import ImportKind, Mode
from refusals import FieldProblem, Text


def _twice_barcode(path: str, value: str) -> FieldProblem:
    text = Text(en=f"{value} stands in the file twice", zh=f"{value} 在文件中重复")
    return FieldProblem(path, "twice", text, value)


def _others_barcode(path: str, value: str) -> FieldProblem:
    text = Text(en=f"belongs to the part {value} already", zh=f"已属于配件 {value}")
    return FieldProblem(path, "already_there", text)


def _moved(path: str, value: str) -> FieldProblem:
    text = Text(en=f"a partner stays under its province, {value}", zh=f"网点不能更换省级服务中心（{value}）")
    return FieldProblem(path, "not_allowed", text)


def _reason(path: str, value: str) -> FieldProblem:
    text = Text(en=f"must be given: {value} are booked", zh=f"必须填写：账面为 {value} 件")
    return FieldProblem(path, "missing", text)


def _by_serial(path: str, value: str) -> FieldProblem:
    text = Text(
        en="is tracked by serial number: book it piece by piece, with its serials",
        zh="按序列号管理，请逐件登记序列号",
    )
    return FieldProblem(path, "not_allowed", text, value)


def _reserved(path: str, value: str) -> FieldProblem:
    text = Text(en=f"{value} of them are reserved; release them first", zh=f"其中 {value} 件已预留，请先释放")
    return FieldProblem(path, "reserved", text)


def _booked(path: str, value: str) -> FieldProblem:
    text = Text(
        en=f"must be before {value}, since when the partner's repairs are booked here",
        zh=f"必须早于 {value}：此后该网点的用量已在系统中记账",
    )
    return FieldProblem(path, "booked_here", text)


def _not_over(path: str, value: str) -> FieldProblem:
    return FieldProblem(path, "too_late", Text(en="isn't over yet", zh="该月尚未结束"), value)


PARTS_TABLE = {
    "number": "text",
    "name_zh": "text",
    "name_en": "text",
    "category": "text",
    "unit_cost_fen": "bigint",
    "must_return": "boolean",
    "barcode": "text",
    "serial_tracked": "boolean",
    "superseded_by": "text",
}
PARTS = Target(
    source="parts t",
    cells=as_json(**{name: f"t.{name}" for name in PARTS_TABLE}),
    match="t.number = r.key",
    order="t.number",
    checks=(
        Check(
            field="superseded_by",
            value="r.cells ->> 'superseded_by'",
            wrong="import_rows r WHERE r.cells ->> 'superseded_by' IS NOT NULL"
            " AND NOT EXISTS (SELECT FROM parts t WHERE t.number = r.cells ->> 'superseded_by')"
            " AND NOT EXISTS (SELECT FROM import_rows o"
            " WHERE o.import_id = r.import_id AND o.key = r.cells ->> 'superseded_by')",
        ),
        Check(
            field="barcode",
            value="r.cells ->> 'barcode'",
            wrong="(SELECT *, min(row) OVER (PARTITION BY import_id, cells ->> 'barcode') AS first FROM import_rows"
            " WHERE cells ->> 'barcode' IS NOT NULL) r WHERE r.row > r.first",
            told=_twice_barcode,
        ),
        Check(
            field="barcode",
            value="t.number",
            wrong="import_rows r JOIN parts t ON t.barcode = r.cells ->> 'barcode' AND t.number <> r.key WHERE TRUE",
            told=_others_barcode,
        ),
    ),
    record=Record(table="parts", key="number", columns=PARTS_TABLE, versioned=True, later="superseded_by"),
)

PART_FITS = Target(
    source="part_fits t",
    cells=as_json(part="t.part", model="t.model"),
    match="t.part = r.cells ->> 'part' AND t.model = r.cells ->> 'model'",
    order="t.part, t.model",
    checks=(named("part", "parts", "number"), named("model", "product_models", "code")),
    record=Record(table="part_fits", key="part", columns={"part": "text", "model": "text"}),
)

PRICES = Target(
    source="parts t",
    cells=as_json(number="t.number", unit_cost_fen="t.unit_cost_fen"),
    match="t.number = r.key",
    order="t.number",
    checks=(named("number", "parts", "number"),),
    record=Record(table="parts", key="number", columns={"number": "text", "unit_cost_fen": "bigint"}, versioned=True),
)

NODES_TABLE = {
    "code": "text",
    "name_zh": "text",
    "name_en": "text",
    "parent": "text",
    "partner_kind": "text",
    "grade": "text",
    "lon": "double precision",
    "lat": "double precision",
}
PARTNERS = Target(
    source="nodes t",
    cells=as_json(**{name: f"t.{name}" for name in NODES_TABLE}),
    match="t.code = r.key AND t.kind = 'partner'",
    shown="t.kind = 'partner'",
    order="t.code",
    checks=(
        named("parent", "nodes", "code", also="t.kind = 'province'"),
        taken("nodes", "code", "code"),
        Check(
            field="parent",
            value="r.before ->> 'parent'",
            wrong="import_rows r WHERE r.before ->> 'parent' <> r.cells ->> 'parent'",
            told=_moved,
        ),
    ),
    record=Record(table="nodes", key="code", columns=NODES_TABLE, fixed={"kind": "'partner'"}, versioned=True),
)

PLACE_AND_PART = (named("location", "locations", "code"), named("part", "parts", "number"))
TRACKED = (
    "import_rows r JOIN parts t ON t.number = r.cells ->> 'part' AND t.serial_tracked WHERE r.effect <> 'unchanged'"
)

STOCK_COUNTED = Target(
    source="ledger_accounts t",
    cells=as_json(location="t.place", part="t.asset", condition="t.condition", quantity="t.balance"),
    match="t.owner = (SELECT head_office_code()) AND t.kind = 'stock' AND t.place = r.cells ->> 'location'"
    " AND t.asset = r.cells ->> 'part' AND t.condition = r.cells ->> 'condition' AND t.balance <> 0",
    shown="t.owner = (SELECT head_office_code()) AND t.kind = 'stock' AND t.balance <> 0",
    order="t.place, t.asset, t.condition",
    absent='{"quantity": 0}',
    checks=(
        *PLACE_AND_PART,
        Check(field="part", value="t.number", wrong=TRACKED, told=_by_serial),
        Check(
            field="reason",
            value="coalesce(r.before ->> 'quantity', '0')",
            wrong="import_rows r WHERE r.effect <> 'unchanged' AND coalesce(btrim(r.cells ->> 'reason'), '') = ''",
            told=_reason,
        ),
        Check(
            field="quantity",
            value="t.reserved::text",
            wrong="import_rows r JOIN ledger_accounts t ON t.owner = (SELECT head_office_code()) AND t.kind = 'stock'"
            " AND t.place = r.cells ->> 'location' AND t.asset = r.cells ->> 'part'"
            " AND t.condition = r.cells ->> 'condition' WHERE t.reserved > (r.cells ->> 'quantity')::bigint",
            told=_reserved,
        ),
    ),
)

STOCK_RECEIVED = Target(
    source="ledger_transfers t JOIN ledger_accounts a ON a.id = t.destination_id",
    cells=as_json(
        reference="t.reference",
        location="a.place",
        part="a.asset",
        quantity="t.amount",
        set_aside="(a.kind = 'set_aside')",
    ),
    match="t.id = r.key",
    shown="t.id LIKE 'receipt/%'",
    order="t.id",
    checks=(
        *PLACE_AND_PART,
        Check(
            field="part",
            value="t.number",
            wrong=f"{TRACKED} AND coalesce(r.cells ->> 'set_aside', 'false') = 'false'",
            told=_by_serial,
        ),
        taken("ledger_transfers", "id", "reference"),
    ),
)

QUOTAS = Target(
    source="quota_grants t",
    cells=as_json(
        **{name: f"t.{name}" for name in ("reference", "partner", "period", "amount_fen", "category", "reason")}
    ),
    match="t.reference = r.key",
    order="t.period, t.partner, t.reference",
    checks=(
        named("partner", "nodes", "code", also="t.kind = 'partner'"),
        taken("quota_grants", "reference", "reference"),
    ),
)

DEMAND_TABLE = {"partner": "text", "part": "text", "month": "text", "pieces": "integer"}
DEMAND = Target(
    source="past_demand t",
    cells=as_json(**{name: f"t.{name}" for name in DEMAND_TABLE}),
    match="t.key = r.key",
    order="t.partner, t.part, t.month",
    checks=(
        named("partner", "nodes", "code", also="t.kind = 'partner'"),
        named("part", "parts", "number"),
        Check(
            field="month",
            value="r.cells ->> 'month'",
            wrong="import_rows r JOIN imports i ON i.id = r.import_id"
            " WHERE r.cells ->> 'month' >= to_char(i.made_at, 'YYYY-MM')",
            told=_not_over,
        ),
        Check(
            field="month",
            value="t.began",
            wrong="import_rows r JOIN (SELECT partner, to_char(min(occurred_at), 'YYYY-MM') AS began FROM parts_taken"
            " GROUP BY partner) t ON t.partner = r.cells ->> 'partner'"
            " WHERE r.effect <> 'unchanged' AND r.cells ->> 'month' >= t.began",
            told=_booked,
            everywhere=True,
        ),
    ),
    record=Record(table="past_demand", key="key", columns=DEMAND_TABLE, fixed={"key": "r.key"}),
)

SETTLEMENTS_TABLE = {
    "code": "text",
    "name_zh": "text",
    "name_en": "text",
    "lon": "double precision",
    "lat": "double precision",
}
SETTLEMENTS = Target(
    source="settlements t",
    cells=as_json(**{name: f"t.{name}" for name in SETTLEMENTS_TABLE}),
    match="t.code = r.key",
    order="t.code",
    record=Record(table="settlements", key="code", columns=SETTLEMENTS_TABLE),
)

_TARGETS: dict[ImportKind, Target] = {
    ImportKind.PARTS: PARTS,
    ImportKind.PART_FITS: PART_FITS,
    ImportKind.PARTNERS: PARTNERS,
    ImportKind.QUOTAS: QUOTAS,
    ImportKind.PRICES: PRICES,
    ImportKind.UNITS_SOLD: UNITS_SOLD,
    ImportKind.RECEIPT_CARDS: RECEIPT_CARDS,
    ImportKind.CUSTOMERS: CUSTOMERS,
    ImportKind.SERVICE_ORDERS: SERVICE_ORDERS,
    ImportKind.DEMAND: DEMAND,
    ImportKind.SETTLEMENTS: SETTLEMENTS,
}


def target(kind: ImportKind, mode: Mode) -> Target:
    """Stock is the one kind that goes two ways: a count and a receipt."""
    if kind is ImportKind.STOCK:
        return STOCK_COUNTED if mode is Mode.SET else STOCK_RECEIVED
    return _TARGETS[kind]
