"""The small network of the browser tests: what a parts manager finds on a Monday."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import desk_network
from builders import a_desk, a_grant, a_location, a_node, a_part, a_policy, a_receipt, an_order, register_all

from fieldops.actions import network, orders, parts, policies, quota_requests, quotas, secrets, stock
from fieldops.database.door import perform
from fieldops.store import people
from inventory.parts import PartCount
from inventory.people import Person, Role
from inventory.quota_requests import Asked, NewRequest, Terms

PASSWORD = "correct horse battery"
PARTNERS = 8
REQUESTS = 42
SHORT = "CB-4101"
PARTS = {
    "BT-2321": ("三角皮带", "V-belt", 800),
    "CL-2202": ("减速离合器", "Reduction clutch", 12_800),
    SHORT: ("电脑板", "Control board", 29_800),
    "FI-2421": ("线屑过滤袋", "Lint filter bag", 600),
}
PEOPLE = (
    Person(login="lena", name="Lena", role=Role.PARTS_MANAGER, node="HQ"),
    Person(login="mark", name="Mark", role=Role.PARTS_MANAGER, node="HQ"),
    Person(login="dora", name="Dora", role=Role.DISPATCHER, node="ZJ"),
)


async def lay_out() -> list[str]:
    """The numbers of the requests that wait."""
    now = datetime.now(UTC)
    await register_all()
    await perform(policies.enact, a_policy(name="quota", figures={"carry_over_percent": 0, "closes_after_days": 5, "decide_within_s": 86_400}))  # fmt: skip
    await perform(desk_network.lay_out, now)
    await perform(_register, now)
    return await perform(_ask, now)


async def _register(now: datetime) -> None:
    codes = [f"ZJ-{n:03d}" for n in range(2, PARTNERS + 1)]
    await network.register_nodes(
        [
            a_node(
                code=code,
                name_zh=f"慈溪顺达电器维修部 {code[-1]} 店",
                name_en=f"Cixi Shunda Appliance Service {code[-1]}",
            )
            for code in codes
        ]
    )
    await network.open_locations([a_location(code="HQ/WH", node="HQ"), *(a_location(code=f"{c}/WH", node=c) for c in codes)])  # fmt: skip
    await parts.add_parts(
        [
            a_part(number=number, name_zh=zh, name_en=en, unit_cost_fen=fen, barcode=None)
            for number, (zh, en, fen) in PARTS.items()
        ]
    )
    plenty = tuple(PartCount(part=part, quantity=120) for part in ("DP-1", "BT-2321", "CL-2202", "FI-2421"))
    await stock.receive([a_receipt(reference="A", location="ZJ/WH", lines=plenty)], now=now)
    few = (*plenty, PartCount(part=SHORT, quantity=9))
    await stock.receive([a_receipt(reference="B", location="HQ/WH", lines=few)], now=now)
    period = _period(now)
    await quotas.grant(
        [
            a_grant(reference=f"Q-{code}", partner=code, period=period, amount_fen=600_000)
            for code in ("ZJ-001", *codes)
        ],
        by="lena",
        now=now,
    )
    hashed = await secrets.hashed(PASSWORD)
    for person in (*PEOPLE, *desk_network.PEOPLE):
        await people.add_user(person, now=now, password_hash=hashed)


async def _ask(now: datetime) -> list[str]:
    wait = [an_order(number=f"SO-20261122-000{n}", parts=(PartCount(part=SHORT, quantity=1),), registered_at=now) for n in (1, 2, 3)]  # fmt: skip
    await orders.register(wait, a_desk(now))
    made = []
    for n in range(REQUESTS):
        partner = f"ZJ-{1 + n % PARTNERS:03d}"
        wanted = NewRequest(
            partner=partner,
            destination=f"{partner}/WH",
            period=_period(now),
            lines=_lines(n, partner),
            terms=Terms.CASH if n % 12 == 5 else Terms.CREDIT,
            note="Please before Saturday" if n % 9 == 2 else "",
        )
        asked = await quota_requests.ask(wanted, by="clerk.zj", today=_local(now).date(), now=now)
        await quota_requests.submit(asked.value.number)
        made.append(asked.value.number)
    return made


def _lines(n: int, partner: str) -> tuple[Asked, ...]:
    usual = (Asked(part="BT-2321", quantity=1 + n % 4), Asked(part="FI-2421", quantity=2))
    if partner == "ZJ-001" and n < 24:
        return (Asked(part=SHORT, quantity=1, order=f"SO-20261122-000{1 + n // 8}"), *usual)
    if n % 10 == 3:
        return (*usual, Asked(part=SHORT, quantity=4))
    if n % 20 == 9:
        return (*usual, Asked(part="CL-2202", quantity=60))
    return (*usual, Asked(part="DP-1", quantity=1))


def _local(now: datetime) -> datetime:
    return now.astimezone(ZoneInfo("Asia/Shanghai"))


def _period(now: datetime) -> str:
    return f"{_local(now):%Y-%m}"
