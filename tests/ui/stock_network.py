"""What the keepers of stock find on a Monday: parts at three tiers, parcels to pick and to receive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from builders import BACKUP_FIGURES, a_location, a_node, a_part, a_policy, a_province, a_receipt, register_all
from small_network import PASSWORD

from fieldops.actions import backup_units, network, parts, policies, secrets, shelves, shipments, stock
from fieldops.database.door import perform
from fieldops.store import people
from inventory.backup_pool import NewUnit
from inventory.parts import Part, PartCategory, PartCount, ReceiptLine
from inventory.people import Person, Role
from inventory.shelves import Shelf
from inventory.shipments import Dispatch, Goods, Moving

OUTLETS = [f"ZJ-{n:03d}" for n in range(2, 9)]
PROVINCES = {
    "JS": ("江苏省", "Jiangsu"),
    "SH": ("上海市", "Shanghai"),
    "AH": ("安徽省", "Anhui"),
    "FJ": ("福建省", "Fujian"),
}
MANY = 130
TRACKED = "MB-7000"
NAMES = (
    ("排水泵", "Drain pump", PartCategory.ELECTRICAL),
    ("三角皮带", "V-belt", PartCategory.WEAR),
    ("减速离合器", "Reduction clutch", PartCategory.MECHANICAL),
    ("门封圈", "Door gasket", PartCategory.PLASTIC),
    ("电脑板", "Control board", PartCategory.MAIN),
)
PEOPLE = (
    Person(login="lena", name="Lena", role=Role.PARTS_MANAGER, node="HQ"),
    Person(login="pam", name="Pam", role=Role.PARTS_ADMINISTRATOR, node="ZJ"),
    Person(login="paul", name="Paul", role=Role.PARTS_ADMINISTRATOR, node="ZJ"),
    Person(login="dora", name="Dora", role=Role.DISPATCHER, node="ZJ"),
)


async def lay_out() -> list[str]:
    """The number of the shipment to be picked, and of the one to be received."""
    now = datetime.now(UTC)
    await register_all()
    await perform(policies.enact, a_policy(name="counting", figures={"recount_pieces": 50, "recount_fen": 10_000_000}))
    await perform(policies.enact, a_policy(name="backup", figures=BACKUP_FIGURES))
    await perform(_register, now)
    await perform(_fill, now - timedelta(days=70))
    return await perform(_send, now - timedelta(days=1))


async def _register(now: datetime) -> None:
    provinces = [a_province(code=code, name_zh=zh, name_en=en) for code, (zh, en) in PROVINCES.items()]
    outlets = [a_node(code=code, name_zh=f"慈溪顺达维修部 {code}", name_en=f"Cixi Shunda {code}") for code in OUTLETS]
    await network.register_nodes([*provinces, *outlets])
    await network.open_locations([a_location(code=f"{c}/WH", node=c) for c in ("HQ", *PROVINCES, *OUTLETS)])
    await parts.add_parts([_part(n) for n in range(MANY)])
    await parts.add_parts(
        [
            a_part(number="DP-0", name_zh="排水泵（旧款）", name_en="Drain pump, old", superseded_by="DP-1"),
            a_part(number=TRACKED, name_zh="变频主板", name_en="Inverter board", serial_tracked=True),
            a_part(number="WU-1", name_zh="备用滚筒洗衣机", name_en="Spare front loader", category=PartCategory.WHOLE_UNIT, serial_tracked=False, fits=frozenset()),
        ]
    )  # fmt: skip
    hashed = await secrets.hashed(PASSWORD)
    for person in PEOPLE:
        await people.add_user(person, now=now, password_hash=hashed)


def _part(n: int) -> Part:
    zh, en, category = NAMES[n % len(NAMES)]
    return a_part(
        number=f"P-{1000 + n}",
        name_zh=zh,
        name_en=en,
        category=category,
        unit_cost_fen=900 + 100 * n,
        barcode=barcode_of(n),
    )


def barcode_of(n: int) -> str:
    """Of part P-1000 and those after it, with its check digit."""
    digits = f"29000000{n:04d}"
    odd, even = (sum(int(digit) for digit in digits[start::2]) for start in (0, 1))
    return f"{digits}{-(odd + 3 * even) % 10}"


async def _fill(at: datetime) -> None:
    numbers = ["DP-1", *(f"P-{1000 + n}" for n in range(MANY))]
    for k, place in enumerate(
        ("HQ/WH", "ZJ/WH", *(f"{c}/WH" for c in PROVINCES), "ZJ-001/WH", *(f"{c}/WH" for c in OUTLETS))
    ):
        few = tuple(PartCount(part=part, quantity=2 + (7 * i + 5 * k) % 23) for i, part in enumerate(numbers) if (i + k) % 3)  # fmt: skip
        await stock.receive([a_receipt(reference=f"DN-{place}", location=place, lines=few)], now=at)
    serials = tuple(f"SN-{n:05d}" for n in range(1, 5))
    await stock.receive([a_receipt(reference="DN-MB", lines=(ReceiptLine(part=TRACKED, quantity=4, serials=serials),))], now=at)  # fmt: skip
    for n, part in enumerate(("DP-1", "P-1000", "P-1002")):
        await shelves.put(Shelf(location="ZJ/WH", part=part, shelf=f"A-{n + 1:02d}-2"))
    pool = [NewUnit(serial=f"BJ-{n:05d}", part="WU-1", place="ZJ/WH", set_aside=n == 1) for n in range(1, 4)]
    await backup_units.register(pool, by="pam", now=at)


async def _send(at: datetime) -> list[str]:
    to_pick = Moving(source="ZJ/WH", destination="ZJ-001/WH", lines=(Goods(part="P-1000", quantity=3), Goods(part="P-1002", quantity=2), Goods(part=TRACKED, quantity=1)))  # fmt: skip
    to_come = Moving(source="HQ/WH", destination="ZJ/WH", lines=(Goods(part="P-1000", quantity=4), Goods(part="P-1003", quantity=2)))  # fmt: skip
    picked = (await shipments.move(to_pick, by="pam", now=at)).value.number
    sent = (await shipments.move(to_come, by="lena", now=at)).value.number
    await shipments.ship(sent, Dispatch(carrier="SF Express", tracking="SF1020304050607"), now=at)
    return [picked, sent]
