"""One user of each role, to look around as (N3)."""

from __future__ import annotations

from collections.abc import Iterator

from fieldops.demo.network import DemoNetwork
from inventory.network import NodeKind
from inventory.people import STANDS_AT, Person, Role

NAMES = {
    Role.PARTS_MANAGER: "王配件",
    Role.FINANCE: "李财务",
    Role.TECHNICAL: "赵技术",
    Role.CALL_CENTRE: "孙热线",
    Role.DIRECTOR: "周主任",
    Role.PARTS_ADMINISTRATOR: "吴库管",
    Role.DISPATCHER: "陈调度",
    Role.PARTNER_CLERK: "钱文员",
}


def people(demo: DemoNetwork) -> Iterator[Person]:
    """At head office, in the first province, at its first outlet, and the outlet's first technician."""
    head = next(node for node in demo.nodes if node.kind is NodeKind.HEAD_OFFICE)
    province = next(node for node in demo.nodes if node.kind is NodeKind.PROVINCE)
    technician = next(t for t in demo.technicians if t.node not in {head.code, province.code})
    places = {NodeKind.HEAD_OFFICE: head.code, NodeKind.PROVINCE: province.code, NodeKind.PARTNER: technician.node}
    for role, name in NAMES.items():
        (kind,) = STANDS_AT[role]
        yield Person(login=str(role), name=name, role=role, node=places[kind])
    yield Person(
        login="technician",
        name=technician.name_zh,
        role=Role.TECHNICIAN,
        node=technician.node,
        technician=technician.code,
    )
