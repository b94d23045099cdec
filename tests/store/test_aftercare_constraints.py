"""The tables of inspections, callbacks and spot checks refuse what the rules refuse, whoever writes to them (V3, S9, O5)."""

from __future__ import annotations

import asyncpg
import pytest
from aftercare_grounds import answered_callback, drawn, enact_policies, inspect
from builders import (
    NOW,
    OLD_PART_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_check_list,
    a_customer,
    a_location,
    a_policy,
    a_technician,
    a_unit,
    register_all,
)
from grounds import grounds
from network_api import a_visit

from fieldops.actions import check_lists, network, orders, policies
from fieldops.database.door import perform
from fieldops.database.engine import DB
from inventory.network import LocationKind

LIST = "INSERT INTO check_lists (made_by, made_at, items, kind, version) VALUES ('x', now(), '[]', "
ANOTHER = (
    "INSERT INTO inspections (number, plan, customer, node, equipment, report_working_days, state, lists, summary, version,"
    " service_order, period_first, period_last) SELECT 'X', plan, customer, node, equipment, 3, 'due', '[]', '', 1, "
)
BREAKS = {
    "check_lists_once": LIST + "'WASHER', 1)",
    "check_lists_version": LIST + "'W', 0)",
    "inspection_plans_forward": "UPDATE inspection_plans SET ends_on = starts_on - 2",
    "inspection_plans_hours": "UPDATE inspection_plans SET closes = opens",
    "inspection_plans_figures": "UPDATE inspection_plans SET every_months = 0",
    "inspections_state": "UPDATE inspections SET state = 'done'",
    "inspections_period": "UPDATE inspections SET period_last = period_first - 1",
    "inspections_begun": "UPDATE inspections SET visit = NULL",
    "inspections_visited": "UPDATE inspections SET visited_at = now()",
    "inspections_late": "UPDATE inspections SET state = 'late'",
    "inspections_reported": "UPDATE inspections SET state = 'reported', visit = 'VS-000001'",
    "inspections_service_order_key": ANOTHER + "service_order, period_first + 900, period_last + 900 FROM inspections",
    "inspections_one_for_a_time": ANOTHER + "'SO-V', period_last, period_last + 9 FROM inspections",
    "inspection_answers_once": "INSERT INTO inspection_answers (inspection, equipment, item, at, content)"
    " SELECT inspection, equipment, item, at, content FROM inspection_answers",
    "callbacks_kind": "UPDATE callbacks SET kind = 'visit'",
    "callbacks_state": "UPDATE callbacks SET state = 'called', result = NULL",
    "callbacks_result": "UPDATE callbacks SET result = 'angry'",
    "callbacks_over": "UPDATE callbacks SET result = NULL",
    "callbacks_unreached": "UPDATE callbacks SET result = 'no_answer'",
    "callbacks_due": "UPDATE callbacks SET due_at = closed_at - interval '1 s'",
    "callbacks_offered": "UPDATE callbacks SET result = 'fair', reopened_at = now()",
    "spot_checks_way": "UPDATE spot_checks SET way = 'letter'",
    "spot_checks_state": "UPDATE spot_checks SET state = 'open', checked_at = now(), checked_by = 'x'",
    "spot_checks_checked": "UPDATE spot_checks SET state = 'passed'",
    "spot_checks_failed": "UPDATE spot_checks SET state = 'failed', checked_at = now(), checked_by = 'x'",
    "spot_checks_lifted": "UPDATE spot_checks SET state = 'lifted', checked_at = now(), checked_by = 'x', note = 'x'",
    "spot_check_draws_period": "INSERT INTO spot_check_draws VALUES ('2026-13', 1, 5, 2, 20, 'x', now())",
    "spot_check_draws_figures": "INSERT INTO spot_check_draws VALUES ('2026-12', 1, 101, 2, 20, 'x', now())",
    "spot_check_draws_pkey": "INSERT INTO spot_check_draws SELECT * FROM spot_check_draws",
    "spot_check_repairs_pkey": "INSERT INTO spot_check_repairs SELECT * FROM spot_check_repairs",
}
"""An SQL statement that breaks each constraint, by its name."""

STAY = (
    "UPDATE check_lists SET items = '[]'",
    "DELETE FROM check_lists",
    "UPDATE spot_check_draws SET seed = 1",
    "DELETE FROM spot_check_repairs",
    "TRUNCATE spot_check_draws CASCADE",
)


async def lay_out() -> None:
    await register_all()
    for name, figures in (("visits", VISIT_FIGURES), ("old_parts", OLD_PART_FIGURES), ("warranty", WARRANTY_FIGURES)):
        await perform(policies.enact, a_policy(name=name, figures=figures))
    await perform(network.open_locations, [a_location(code="ZJ-001/VAN", kind=LocationKind.VAN)])
    await perform(network.register_technicians, [a_technician(van="ZJ-001/VAN")])
    await perform(orders.register_customers, [a_customer(code="C-9", contract=True, phone="19900005678")])
    await perform(orders.register_units, [a_unit(serial="U-9", customer="C-9")])
    await perform(check_lists.make, a_check_list(), by="t", now=NOW)
    await perform(after_a_visit)


async def after_a_visit() -> None:
    await enact_policies()
    visit = await a_visit("SO-V", "C-1", "U-1", "ZJ-001", "ZJ-T001", "DP-1")
    await answered_callback(visit, "SO-V", "ZJ-001", "ZJ-T001")
    await drawn("2026-10", {"SO-V": "ZJ-001"})
    await inspect("IP-1", "C-9", "U-9", "ZJ-001", "ZJ-T001")


one_of_each = grounds(lay_out)


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize("name", BREAKS)
async def test_each_constraint_refuses_what_breaks_it(name: str) -> None:
    with pytest.raises(asyncpg.IntegrityConstraintViolationError) as caught:
        await execute(BREAKS[name])

    assert caught.value.constraint_name == name


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize("statement", STAY)
async def test_what_somebody_relies_on_stays_as_it_is(statement: str) -> None:
    with pytest.raises(asyncpg.PostgresError, match="its rows stay as they are"):
        await execute(statement)


async def execute(statement: str) -> None:
    async with DB.owning() as connection:
        await connection.execute(statement)
