"""The tables refuse what the rules refuse, whoever writes to them."""

from __future__ import annotations

import asyncpg
import pytest
from builders import NOW, a_desk, a_file, a_technician, an_order, register_all

from fieldops.actions import network, orders
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.store import files
from fieldops.store.imports import heads
from inventory.imports.life import ImportKind, Mode

NODE = "INSERT INTO nodes (code, kind, name_zh, name_en, lon, lat, parent, partner_kind) VALUES "
CUSTOMER = "INSERT INTO customers (code, name, phone, address, lon, lat) VALUES "
TIME = "INSERT INTO working_times (technician, weekday, starts, ends, break_s, break_from, break_until) VALUES "
PLAN = "INSERT INTO plans (province, day, state, seed, time_limit_s, requested_at) VALUES "
PUBLISHED = (
    "INSERT INTO plans (province, day, state, seed, time_limit_s, requested_at, published_at, published_by)"
    " VALUES ('ZJ', '2026-11-23', 'published', 0, 1, now(), now(), 'x')"
)
EDIT = "INSERT INTO plan_edits (plan, n, said, content, by, at) VALUES "
OVERRIDE = "INSERT INTO calendar_overrides (day, working, reason) VALUES "
ALERT = (
    "INSERT INTO weather_alerts (number, source, recorded_by, recorded_at, kind, level, nodes, from_at, to_at, state)"
    " VALUES ('WA-1', 'x', 'x', now(), "
)
ACCOUNT = "INSERT INTO ledger_accounts (owner, kind, place, asset, condition, side, balance, reserved) VALUES "
IMPORT = (
    "INSERT INTO imports (file, made_by, made_at, wrong, added, changed, unchanged, kind, mode, status, committed_at, rows)"
    " VALUES ('00000000000000000000000000000000', 'x', now(), 0, 0, 0, 0, "
)
STAGED = "INSERT INTO import_rows (import_id, key, cells, row, effect) VALUES "
PAST = "INSERT INTO past_demand (key, partner, part, month, pieces) VALUES "
RESERVE = (
    "INSERT INTO reserve_plans (partner, season, year, starts_on, file_by, made_by, made_at, number, status, months,"
    " filed_on, filed_by, late_days) VALUES ('ZJ-001', 'spring', 2027, '2027-03-01', '2027-01-30', 'x', now(), "
)
RESERVED = "INSERT INTO reserve_plan_lines (plan, part, quantity, at_hand, under_way, missing, basis) VALUES "
MOVE = "INSERT INTO stock_moves (number, reference, source, destination, owner, moved_by, moved_at) VALUES "
COUNT = 'INSERT INTO stock_counts (number, place, "full", status, opened_by, opened_at, counters, decided_by) VALUES '
UNIT = (
    "INSERT INTO backup_units (serial, part, owner, home, place, state, since, steps, use, service_order, customer, due_at)"
    " VALUES "
)
BU = "'DP-1', 'HQ', 'ZJ/WH', 'ZJ/WH'"

BREAKS = {
    "nodes_kind": NODE + "('X', 'shop', 'x', 'x', 1, 1, 'HQ', NULL)",
    "nodes_parent_given": NODE + "('X', 'province', 'x', 'x', 1, 1, NULL, NULL)",
    "nodes_partner_kind_given": NODE + "('X', 'partner', 'x', 'x', 1, 1, 'ZJ', NULL)",
    "nodes_partner_kind": NODE + "('X', 'partner', 'x', 'x', 1, 1, 'ZJ', 'shop')",
    "nodes_place": NODE + "('X', 'province', 'x', 'x', 181, 1, 'HQ', NULL)",
    "nodes_one_head_office": NODE + "('X', 'head_office', 'x', 'x', 1, 1, NULL, NULL)",
    "nodes_pkey": NODE + "('ZJ', 'province', 'x', 'x', 1, 1, 'HQ', NULL)",
    "locations_kind": "UPDATE locations SET kind = 'cellar'",
    "technicians_home": "UPDATE technicians SET home_lat = 'NaN'",
    "technicians_van_key": "INSERT INTO technicians SELECT 'T2', node, name_zh, name_en, phone, home_lon, home_lat, van,"
    " skills, active, version FROM technicians",
    "working_times_once": TIME + "('ZJ-T001', 0, '08:00', '09:00', 0, '11:30', '13:00')",
    "working_times_weekday": TIME + "('ZJ-T001', 7, '08:00', '09:00', 0, '11:30', '13:00')",
    "working_times_forward": TIME + "('ZJ-T001', 6, '09:00', '09:00', 0, '11:30', '13:00')",
    "service_zones_area": "INSERT INTO service_zones (id, outlet, area, polygon) VALUES ('Z', 'ZJ', 'county', '{}')",
    "parts_category": "UPDATE parts SET category = 'misc'",
    "parts_unit_cost": "UPDATE parts SET unit_cost_fen = -1",
    "parts_not_itself": "UPDATE parts SET superseded_by = number",
    "part_fits_once": "INSERT INTO part_fits (part, model) VALUES ('DP-1', 'XQG100')",
    "faults_duration": "UPDATE faults SET duration_s = 0",
    "fault_parts_once": "INSERT INTO fault_parts (fault, part, quantity) VALUES ('F-01', 'DP-1', 1)",
    "fault_parts_quantity": "UPDATE fault_parts SET quantity = 0",
    "customers_place": CUSTOMER + "('X', 'x', '1', 'x', 'NaN', 1)",
    "sold_units_card_after_sale": "UPDATE sold_units SET receipt_card_on = sold_on - 1",
    "service_orders_kind": "UPDATE service_orders SET kind = 'visit'",
    "service_orders_status": "UPDATE service_orders SET status = 'finished'",
    "service_orders_fault_level": "UPDATE service_orders SET fault_level = 5",
    "service_orders_appointment": "UPDATE service_orders SET appointment_starts = now()",
    "order_parts_once": "INSERT INTO order_parts (service_order, part, quantity) VALUES ('SO-1', 'DP-1', 1)",
    "order_parts_quantity": "UPDATE order_parts SET quantity = -1",
    "policies_forward": "INSERT INTO policies (name, valid_from, valid_until, figures)"
    " VALUES ('promise', '2026-01-01', '2026-01-01', '{}')",
    "settlements_place": "INSERT INTO settlements (code, name_zh, name_en, lon, lat) VALUES ('X', 'x', 'x', 1, 91)",
    "weather_alerts_kind": ALERT + "'hail', 'red', '{ZJ}', now(), NULL, 'in_force')",
    "weather_alerts_level": ALERT + "'fog', 'pink', '{ZJ}', now(), NULL, 'in_force')",
    "weather_alerts_nodes": ALERT + "'fog', 'red', '{}', now(), NULL, 'in_force')",
    "weather_alerts_forward": ALERT + "'fog', 'red', '{ZJ}', now(), now(), 'ended')",
    "weather_alerts_state": ALERT + "'fog', 'red', '{ZJ}', now(), NULL, 'over')",
    "weather_alerts_withdrawn": ALERT + "'fog', 'red', '{ZJ}', now(), NULL, 'withdrawn')",
    "calendar_overrides_day": OVERRIDE + "('2013-12-31', true, 'x')",
    "calendar_overrides_reason": OVERRIDE + "('2026-11-28', true, '')",
    "calendar_overrides_pkey": OVERRIDE + "('2026-11-28', true, 'x'), ('2026-11-28', false, 'x')",
    "plans_state": PLAN + "('ZJ', '2026-11-23', 'new', 0, 20, now())",
    "plans_time_limit": PLAN + "('ZJ', '2026-11-23', 'queued', 0, 0, now())",
    "plans_published": PLAN + "('ZJ', '2026-11-23', 'published', 0, 1, now())",
    "plans_one_holds": PUBLISHED + ", " + PUBLISHED.partition(" VALUES ")[2],
    "plan_edits_once": EDIT + "(1, 0, '{}', '', 'x', now()), (1, 0, '{}', '', 'x', now())",
    "imports_kind": IMPORT + "'weather', 'add', 'queued', NULL, 0)",
    "imports_mode": IMPORT + "'parts', 'guess', 'queued', NULL, 0)",
    "imports_status": IMPORT + "'parts', 'add', 'done', NULL, 0)",
    "imports_committed": IMPORT + "'parts', 'add', 'committed', NULL, 0)",
    "imports_counts": IMPORT + "'parts', 'add', 'queued', NULL, -1)",
    "import_rows_effect": STAGED + "(1, 'x', '{}', 1, 'removed')",
    "import_rows_once": STAGED + "(1, 'x', '{}', 1, 'added'), (1, 'x', '{}', 1, 'added')",
    "stock_moves_elsewhere": MOVE + "('M', 'R', 'ZJ/WH', 'ZJ/WH', 'HQ', 'x', now())",
    "stock_moves_reference": MOVE + "('M', 'R', 'ZJ/WH', 'ZJ/SHOP', 'HQ', 'x', now()),"
    " ('N', 'R', 'ZJ/WH', 'ZJ-001/WH', 'HQ', 'x', now())",
    "stock_counts_decided": COUNT + "('C', 'ZJ/WH', true, 'booked', 'x', now(), '{a}', NULL)",
    "stock_counts_decided_by_another": COUNT + "('C', 'ZJ/WH', true, 'booked', 'x', now(), '{a}', 'a')",
    "stock_counts_one_open": COUNT + "('C', 'ZJ/WH', true, 'opened', 'x', now(), '{}', NULL),"
    " ('D', 'ZJ/WH', false, 'counted', 'x', now(), '{}', NULL)",
    "backup_units_gone": UNIT + f"('B', {BU}, 'written_off', now(), 1, NULL, NULL, NULL, NULL)",
    "backup_units_out": UNIT + f"('B', {BU}, 'on_its_way', now(), 1, 'loan', NULL, NULL, NULL)",
    "backup_units_at_customer": UNIT + f"('B', {BU}, 'at_customer', now(), 1, NULL, NULL, NULL, NULL)",
    "backup_units_at_home": UNIT + f"('B', {BU}, 'set_aside', now(), 1, 'swap', 'SO-1', 'C-1', now())",
    "backup_units_one_an_order": UNIT + f"('B', {BU}, 'on_its_way', now(), 1, 'swap', 'SO-1', 'C-1', now()),"
    f" ('D', {BU}, 'coming_back', now(), 1, 'swap', 'SO-1', 'C-1', now())",
    "past_demand_key": PAST + "('ZJ-001 DP-1 2026-08', 'ZJ-001', 'DP-1', '2026-09', 1)",
    "past_demand_pieces": PAST + "('ZJ-001 DP-1 2026-09', 'ZJ-001', 'DP-1', '2026-09', -1)",
    "past_demand_pkey": PAST + "('ZJ-001 DP-1 2026-09', 'ZJ-001', 'DP-1', '2026-09', 1),"
    " ('ZJ-001 DP-1 2026-09', 'ZJ-001', 'DP-1', '2026-09', 2)",
    "reserve_plans_once": "INSERT INTO reserve_plans SELECT 'R-2', partner, season, year, starts_on, months, file_by, status,"
    " note, made_by, made_at, filed_by, filed_on, late_days, version FROM reserve_plans",
    "reserve_plans_status": RESERVE + "'R', 'done', 3, NULL, NULL, 0)",
    "reserve_plans_months": RESERVE + "'R', 'draft', 13, NULL, NULL, 0)",
    "reserve_plans_filed": RESERVE + "'R', 'filed', 3, NULL, NULL, 0)",
    "reserve_plans_late": RESERVE + "'R', 'filed', 3, '2027-02-01', 'x', 1)",
    "reserve_plan_lines_once": RESERVED + "('R-1', 'DP-1', 1, 0, 0, 1, '{}'), ('R-1', 'DP-1', 1, 0, 0, 1, '{}')",
    "reserve_plan_lines_quantity": RESERVED + "('R-1', 'DP-1', -1, 0, 0, 0, '{}')",
    "reserve_plan_lines_missing": RESERVED + "('R-1', 'DP-1', 8, 2, 1, 8, '{}')",
    "ledger_accounts_held": ACCOUNT + "('HQ', 'stock', 'ZJ/WH', 'DP-1', 'new', 'held', -1, 0)",
    "ledger_accounts_reserved": ACCOUNT + "('HQ', 'stock', 'ZJ/WH', 'DP-1', 'new', 'held', 1, -1)",
    "ledger_accounts_condition": ACCOUNT + "('HQ', 'stock', 'ZJ/WH', 'DP-1', 'shiny', 'held', 1, 0)",
}
"""An SQL statement that breaks each constraint, by its name."""

REFERENCES = {
    "nodes_parent_fkey": "UPDATE nodes SET parent = 'NO' WHERE code = 'ZJ'",
    "locations_node_fkey": "DELETE FROM nodes WHERE code = 'ZJ-001'",
    "technicians_van_fkey": "DELETE FROM locations WHERE code = 'ZJ-T001/VAN'",
    "service_orders_customer_fkey": "UPDATE service_orders SET customer = 'NO'",
    "service_orders_unit_fkey": "DELETE FROM sold_units",
    "order_parts_part_fkey": "UPDATE order_parts SET part = 'NO'",
    "parts_superseded_by_fkey": "UPDATE parts SET superseded_by = 'NO'",
}


async def test_each_constraint_refuses_what_breaks_it(database: FieldopsEngine) -> None:
    await register_all()
    await perform(network.register_technicians, [a_technician()])
    await perform(orders.register, [an_order(number="SO-1", registered_at=NOW)], a_desk())
    await perform(files.add, a_file(), node=None, uploaded_by="x")
    await perform(
        heads.add,
        kind=ImportKind.PARTS,
        mode=Mode.ADD,
        file="0" * 32,
        encoding=None,
        node=None,
        made_by="x",
        made_at=NOW,
    )

    await execute(RESERVE.replace("'spring'", "'winter'") + "'R-1', 'draft', 3, NULL, NULL, 0)")
    for name, statement in {**BREAKS, **REFERENCES}.items():
        with pytest.raises(asyncpg.IntegrityConstraintViolationError) as caught:
            await execute(statement)
        assert caught.value.constraint_name == name, statement


async def execute(statement: str) -> None:
    async with DB.owning() as connection:
        await connection.execute(statement)
