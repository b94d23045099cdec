"""People of the network, and what each role may do where (N3). This table is the only one that says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inventory.network import NodeKind
from refusals import FieldProblem, Refusal, Text, matches, not_blank, refuse_all

LOGIN = r"[a-z0-9][a-z0-9._@-]{1,63}"


class Role(StrEnum):
    """N3. What a person does at one node."""

    PARTS_MANAGER = "parts_manager"
    FINANCE = "finance"
    TECHNICAL = "technical"
    CALL_CENTRE = "call_centre"
    DIRECTOR = "director"
    PARTS_ADMINISTRATOR = "parts_administrator"
    DISPATCHER = "dispatcher"
    PARTNER_CLERK = "partner_clerk"
    TECHNICIAN = "technician"
    ADMINISTRATOR = "administrator"


STANDS_AT: dict[Role, frozenset[NodeKind]] = {
    Role.PARTS_MANAGER: frozenset({NodeKind.HEAD_OFFICE}),
    Role.FINANCE: frozenset({NodeKind.HEAD_OFFICE}),
    Role.TECHNICAL: frozenset({NodeKind.HEAD_OFFICE}),
    Role.CALL_CENTRE: frozenset({NodeKind.HEAD_OFFICE}),
    Role.DIRECTOR: frozenset({NodeKind.PROVINCE}),
    Role.PARTS_ADMINISTRATOR: frozenset({NodeKind.PROVINCE}),
    Role.DISPATCHER: frozenset({NodeKind.PROVINCE}),
    Role.PARTNER_CLERK: frozenset({NodeKind.PARTNER}),
    Role.TECHNICIAN: frozenset({NodeKind.PROVINCE, NodeKind.PARTNER}),
    Role.ADMINISTRATOR: frozenset({NodeKind.HEAD_OFFICE, NodeKind.PROVINCE}),
}
"""Where a role can be held (N3)."""


class Permission(StrEnum):
    """What an endpoint asks for. Each endpoint asks for exactly one."""

    OWN_ACCOUNT = "account.own"
    MAP_READ = "map.read"
    NETWORK_READ = "network.read"
    NETWORK_EDIT = "network.edit"
    TECHNICIANS_KEEP = "technicians.keep"
    CATALOGUE_READ = "catalogue.read"
    CATALOGUE_EDIT = "catalogue.edit"
    CUSTOMERS_READ = "customers.read"
    CUSTOMERS_EDIT = "customers.edit"
    WARRANTY_READ = "warranty.read"
    WARRANTY_JUDGE = "warranty.judge"
    SALES_SETTLE = "sales.settle"
    CONTRACTS_READ = "contracts.read"
    CONTRACTS_SIGN = "contracts.sign"
    CHARGES_READ = "charges.read"
    CHARGES_MAKE = "charges.make"
    EXCHANGES_READ = "exchanges.read"
    EXCHANGES_MAKE = "exchanges.make"
    EXCHANGES_APPRAISE = "exchanges.appraise"
    EXCHANGES_REFUND = "exchanges.refund"
    ORDERS_READ = "orders.read"
    ORDERS_REGISTER = "orders.register"
    ORDERS_AMEND = "orders.amend"
    ORDERS_DISPATCH = "orders.dispatch"
    ORDERS_SETTLE = "orders.settle"
    ORDERS_CANCEL = "orders.cancel"
    CLOCKS_KEEP = "clocks.keep"
    STOCK_READ = "stock.read"
    STOCK_RECEIVE = "stock.receive"
    SHELVES_SET = "shelves.set"
    STOCK_MOVE = "stock.move"
    COUNTS_READ = "counts.read"
    COUNTS_COUNT = "counts.count"
    COUNTS_DECIDE = "counts.decide"
    UNITS_READ = "units.read"
    UNITS_KEEP = "units.keep"
    UNITS_SEND = "units.send"
    UNITS_CARRY = "units.carry"
    QUOTAS_READ = "quotas.read"
    QUOTAS_GRANT = "quotas.grant"
    REQUESTS_READ = "requests.read"
    REQUESTS_MAKE = "requests.make"
    REQUESTS_DECIDE = "requests.decide"
    PAYMENTS_BOOK = "payments.book"
    RESERVES_READ = "reserves.read"
    RESERVES_MAKE = "reserves.make"
    PURCHASES_READ = "purchases.read"
    PURCHASES_MAKE = "purchases.make"
    SHIPMENTS_READ = "shipments.read"
    SHIPMENTS_SEND = "shipments.send"
    SHIPMENTS_RECEIVE = "shipments.receive"
    POLICIES_READ = "policies.read"
    POLICIES_ENACT = "policies.enact"
    VISITS_READ = "visits.read"
    VISITS_BOOK = "visits.book"
    VISITS_RECORD = "visits.record"
    RECORDS_CORRECT = "records.correct"
    OLD_PARTS_READ = "old_parts.read"
    OLD_PARTS_WAIVE = "old_parts.waive"
    CHECK_LISTS_MAKE = "check_lists.make"
    INSPECTIONS_READ = "inspections.read"
    INSPECTIONS_PLAN = "inspections.plan"
    INSPECTIONS_RECORD = "inspections.record"
    CALLBACKS_READ = "callbacks.read"
    CALLBACKS_CALL = "callbacks.call"
    SPOT_CHECKS_READ = "spot_checks.read"
    SPOT_CHECKS_DRAW = "spot_checks.draw"
    SPOT_CHECKS_CHECK = "spot_checks.check"
    SPOT_CHECKS_LIFT = "spot_checks.lift"
    PLANS_READ = "plans.read"
    PLANS_MAKE = "plans.make"
    WEATHER_READ = "weather.read"
    WEATHER_RECORD = "weather.record"
    CAUSES_READ = "causes.read"
    CAUSES_DECIDE = "causes.decide"
    TARGETS_READ = "targets.read"
    INCENTIVES_READ = "incentives.read"
    INCENTIVES_RUN = "incentives.run"
    IMPORTS_MAKE = "imports.make"
    FILES_ADD = "files.add"
    FILES_READ = "files.read"
    USERS_MANAGE = "users.manage"
    AUDIT_READ = "audit.read"
    EVENTS_READ = "events.read"
    WEBHOOKS_MANAGE = "webhooks.manage"


class Scope(StrEnum):
    """How far a permission reaches: the node and all below it, the node alone, or only what is the person's own."""

    BELOW = "below"
    NODE = "node"
    SELF = "self"


_LETTERS = {"B": Scope.BELOW, "N": Scope.NODE, "S": Scope.SELF}

# One column a role, in the order of Role: parts manager, finance, technical, call centre · director, parts
# administrator, dispatcher · partner clerk, technician, administrator. B below, N node, S self, '.' not at all.
_TABLE = """
                  pm fi te ca  di pa ds  pc tn ad
account.own        S  S  S  S   S  S  S   S  S  S
map.read           B  B  B  B   B  B  B   B  B  B
network.read       B  B  B  B   B  B  B   N  S  B
network.edit       .  .  .  .   .  .  .   .  .  B
technicians.keep   .  .  .  .   B  .  B   N  .  B
catalogue.read     B  B  B  B   B  B  B   N  S  B
catalogue.edit     B  .  B  .   .  .  .   .  .  B
customers.read     B  B  B  B   B  B  B   N  .  B
customers.edit     .  .  .  B   B  .  B   .  .  B
warranty.read      B  B  B  B   B  B  B   N  S  B
warranty.judge     .  .  B  .   B  .  B   N  S  .
sales.settle       .  B  .  .   .  .  .   .  .  .
contracts.read     B  B  B  B   B  B  B   N  .  B
contracts.sign     .  .  .  B   B  .  .   .  .  B
charges.read       B  B  B  B   B  B  B   N  S  B
charges.make       .  .  .  B   B  .  B   N  S  .
exchanges.read     B  B  B  B   B  B  B   N  S  B
exchanges.make     .  .  .  B   B  .  B   N  .  .
exchanges.appraise .  .  B  .   .  .  .   .  .  .
exchanges.refund   .  B  .  .   .  .  .   .  .  .
orders.read        B  B  B  B   B  B  B   N  .  B
orders.register    .  .  .  B   B  .  B   N  .  B
orders.amend       .  .  .  B   B  .  B   N  .  B
orders.dispatch    .  .  .  B   B  .  B   .  .  B
orders.settle      .  .  B  B   B  .  B   .  .  B
orders.cancel      .  .  .  B   B  .  B   .  .  B
clocks.keep        .  .  .  B   B  .  B   N  .  B
stock.read         B  B  B  B   B  B  B   N  S  B
stock.receive      B  .  .  .   .  B  .   .  .  .
shelves.set        B  .  .  .   .  B  .   N  .  .
stock.move         B  .  .  .   .  B  .   N  S  .
counts.read        B  B  B  .   B  B  .   N  S  .
counts.count       B  .  .  .   .  B  .   N  S  .
counts.decide      B  .  .  .   B  B  .   .  .  .
units.read         B  B  B  B   B  B  B   N  S  .
units.keep         B  .  .  .   .  B  .   .  .  .
units.send         B  .  .  .   .  B  B   N  .  .
units.carry        B  .  .  .   .  B  B   N  S  .
quotas.read        B  B  .  .   B  B  .   N  .  .
quotas.grant       B  .  .  .   B  .  .   .  .  .
requests.read      B  B  .  .   B  B  B   N  .  .
requests.make      B  .  .  .   .  B  .   N  .  .
requests.decide    B  .  .  .   .  B  .   .  .  .
payments.book      .  B  .  .   .  .  .   .  .  .
reserves.read      B  B  .  .   B  B  .   N  .  .
reserves.make      B  .  .  .   .  B  .   N  .  .
purchases.read     B  B  .  .   .  .  .   .  .  .
purchases.make     B  .  .  .   .  .  .   .  .  .
shipments.read     B  B  B  .   B  B  B   N  .  .
shipments.send     B  .  .  .   .  B  .   N  .  .
shipments.receive  B  .  .  .   .  B  .   N  .  .
policies.read      B  B  B  B   B  B  B   .  .  B
policies.enact     .  .  .  .   .  .  .   .  .  B
visits.read        B  B  B  B   B  B  B   N  S  B
visits.book        .  .  .  B   B  .  B   N  .  B
visits.record      .  .  .  .   B  .  B   N  S  .
records.correct    .  .  B  .   B  .  B   .  .  .
old_parts.read     B  B  B  .   B  B  .   N  S  .
old_parts.waive    B  .  B  .   .  .  .   .  .  .
check_lists.make   .  .  B  .   .  .  .   .  .  .
inspections.read   B  .  B  B   B  .  B   N  S  B
inspections.plan   .  .  .  B   B  .  B   .  .  B
inspections.record .  .  .  .   B  .  B   N  S  .
callbacks.read     B  .  .  B   B  .  B   N  .  B
callbacks.call     .  .  .  B   B  .  .   .  .  .
spot_checks.read   B  B  B  B   B  .  .   .  .  .
spot_checks.draw   .  .  B  .   .  .  .   .  .  .
spot_checks.check  .  .  B  B   .  .  .   .  .  .
spot_checks.lift   .  B  B  .   .  .  .   .  .  .
plans.read         B  .  B  B   B  B  B   .  .  B
plans.make         .  .  .  .   B  .  B   .  .  B
weather.read       B  B  .  B   B  B  B   .  .  B
weather.record     .  .  .  B   B  .  B   .  .  B
causes.read        B  B  B  B   B  B  B   .  .  .
causes.decide      .  .  .  B   B  .  .   .  .  .
targets.read       B  B  B  B   B  B  B   .  .  .
incentives.read    .  B  .  .   B  .  .   .  .  .
incentives.run     .  B  .  .   .  .  .   .  .  .
imports.make       B  .  B  B   B  B  B   N  .  B
files.add          B  B  B  B   B  B  B   N  S  B
files.read         B  B  B  B   B  B  B   N  S  B
users.manage       .  .  .  .   .  .  .   .  .  B
audit.read         .  .  .  .   .  .  .   .  .  B
events.read        B  B  B  B   B  B  B   N  .  B
webhooks.manage    B  .  .  .   .  B  .   N  .  B
"""


def _read(table: str) -> dict[Permission, dict[Role, Scope]]:
    rows = [line.split() for line in table.strip().splitlines()[1:]]
    return {
        Permission(name): {role: _LETTERS[cell] for role, cell in zip(Role, cells, strict=True) if cell in _LETTERS}
        for name, *cells in rows
    }


POLICY: dict[Permission, dict[Role, Scope]] = _read(_TABLE)
"""Permission × role → scope (N3). What isn't here isn't allowed."""


class NotAllowed(Refusal):
    code = "not_allowed"
    rule = "N3"
    cause = Text(en="The role {role} does not include {permission}.", zh="角色 {role} 没有权限 {permission}。")
    remedy = Text(en="Ask an administrator of your node or above.", zh="请联系本级或上级管理员。")


class MisplacedRole(Refusal):
    code = "misplaced_role"
    rule = "N3"
    cause = Text(en="A {role} can't be at a {kind}.", zh="{kind} 不设 {role} 角色。")
    remedy = Text(en="Choose one of: {allowed}.", zh="请选择：{allowed}。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who logs in as ``login`` and does ``role`` at ``node``; ``technician`` is the code of a technician's own record.

    An administrator without a node is the whole network's, before and after it has a head office.
    """

    login: str
    name: str
    role: Role
    node: str | None = None
    technician: str | None = None
    active: bool = True

    def __post_init__(self) -> None:
        refuse_all(
            matches(
                "login",
                self.login,
                LOGIN,
                en="2 to 64 small letters, digits, '.', '_', '@' or '-'",
                zh="2 至 64 位小写字母、数字或 . _ @ -",
            ),
            not_blank("name", self.name),
            _needs("node", self.node is not None or self.role is Role.ADMINISTRATOR),
            _needs("technician", (self.technician is not None) == (self.role is Role.TECHNICIAN)),
        )

    def stands_at(self, kind: NodeKind | None) -> None:
        """Refuse a role that isn't held at such a node; None is the whole network.

        :raises MisplacedRole: N3 doesn't know it there.
        """
        allowed = STANDS_AT[self.role]
        if kind is not None and kind not in allowed:
            raise MisplacedRole(role=self.role, kind=kind, allowed=", ".join(sorted(allowed)))


def _needs(path: str, fulfilled: bool) -> FieldProblem | None:
    if fulfilled:
        return None
    return FieldProblem(path, "not_allowed", Text(en="doesn't go with this role", zh="与该角色不符"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whose records somebody sees and changes; ``node`` None is the whole network."""

    scope: Scope
    node: str | None
    technician: str | None = None

    @property
    def everything(self) -> bool:
        return self.node is None and self.scope is Scope.BELOW


EVERYTHING = Reach(scope=Scope.BELOW, node=None)


def reach(person: Person, permission: Permission, *, at: NodeKind | None) -> Reach:
    """How far ``permission`` reaches for ``person``, whose node is of the kind ``at`` (N3).

    :raises NotAllowed: the role doesn't include it.
    """
    scope = POLICY[permission].get(person.role)
    if scope is None:
        raise NotAllowed(role=person.role, permission=permission)
    whole = scope is Scope.BELOW and at in {None, NodeKind.HEAD_OFFICE}
    return Reach(scope=scope, node=None if whole else person.node, technician=person.technician)
