"""A small resource, only for the tests of the ground: it stands where parts, orders and plans will stand."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Generic, TypeVar

import msgspec
from piccolo.columns import Integer, Timestamptz, Varchar
from piccolo.table import Table

from fieldops.web.access import PUBLIC
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query, Version
from fieldops.web.routes import acts, changes, creates, lists, removes, shows
from refusals import (
    AlreadyThere,
    FieldProblem,
    NotFound,
    StaleVersion,
    Text,
    in_range,
    not_blank,
    refuse_all,
    with_offset,
)

T = TypeVar("T")


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screw:
    size: int
    count: int = 1

    def __post_init__(self) -> None:
        refuse_all(in_range("size", self.size, 1, 20), in_range("count", self.count, 1, 99))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gadget:
    code: str
    name: str
    colour: Colour
    weight: float
    made_at: datetime
    tested_at: datetime | None = None
    screws: tuple[Screw, ...] = ()
    tags: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        late = self.tested_at is not None and self.tested_at < self.made_at
        refuse_all(
            not_blank("code", self.code, most=10),
            not_blank("name", self.name),
            in_range("weight", self.weight, 0.0, 100.0),
            with_offset("made_at", self.made_at),
            FieldProblem("tested_at", "too_early", Text(en="must not be before made_at", zh="不能早于 made_at"))
            if late
            else None,
        )


class GadgetChanges(msgspec.Struct, kw_only=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=20)] | msgspec.UnsetType = msgspec.UNSET
    weight: float | msgspec.UnsetType = msgspec.UNSET


class GadgetFilters(msgspec.Struct, kw_only=True, frozen=True):
    colour: Colour | None = None
    made_from: datetime | None = None
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Versioned(Generic[T]):
    value: T
    version: int


class Gadgets(Table, tablename="gadgets"):
    code = Varchar(primary_key=True)
    name = Varchar()
    colour = Varchar()
    made_at = Timestamptz()
    version = Integer(default=1)


async def add(gadget: Gadget, pause_s: float = 0) -> Versioned[Gadget]:
    await asyncio.sleep(pause_s)
    if await Gadgets.exists().where(Gadgets.code == gadget.code).run():
        raise AlreadyThere(kind="gadget", keys=gadget.code)
    await Gadgets.insert(
        Gadgets(**{k: v for k, v in asdict(gadget).items() if k in ("code", "name", "colour", "made_at")})
    )
    return Versioned(gadget, 1)


async def find(code: str) -> Versioned[Gadget]:
    row = await Gadgets.select().where(Gadgets.code == code).first().run()
    if row is None:
        raise NotFound(kind="gadget", key=code)
    gadget = Gadget(
        code=row["code"], name=row["name"], colour=Colour(row["colour"]), weight=1.0, made_at=row["made_at"]
    )
    return Versioned(gadget, row["version"])


async def find_many(filters: GadgetFilters, ordering: str, limit: int, offset: int) -> tuple[int, list[Gadget]]:
    wanted = Gadgets.code != ""
    if filters.colour is not None:
        wanted = wanted & (Gadgets.colour == filters.colour)
    if filters.made_from is not None:
        wanted = wanted & (Gadgets.made_at >= filters.made_from)
    rows = (
        await Gadgets.select(Gadgets.code)
        .where(wanted)
        .order_by(Gadgets._meta.get_column_by_name(ordering.removeprefix("-")), ascending=not ordering.startswith("-"))
        .limit(limit)
        .offset(offset)
        .run()
    )
    return await Gadgets.count().where(wanted).run(), [(await find(row["code"])).value for row in rows]


async def change(code: str, changed: GadgetChanges, version: int) -> Versioned[Gadget]:
    there = await find(code)
    if there.version != version:
        raise StaleVersion(key=code, seen=version, present=there.version)
    name = there.value.name if changed.name is msgspec.UNSET else changed.name
    await Gadgets.update({Gadgets.name: name, Gadgets.version: version + 1}).where(Gadgets.code == code).run()
    return await find(code)


async def remove(code: str, version: int) -> None:
    there = await find(code)
    if there.version != version:
        raise StaleVersion(key=code, seen=version, present=there.version)
    await Gadgets.delete().where(Gadgets.code == code).run()


EXAMPLE = {"code": "G1", "name": "Gadget", "colour": "red", "weight": 1.5, "made_at": "2026-11-23T08:00:00+08:00"}

GADGETS = Listing(GadgetFilters, ordering=("code", "made_at"))


@lists("/gadgets", GADGETS, needs=PUBLIC)
async def list_gadgets(asked: Query[GadgetFilters]) -> Page[Gadget]:
    """All gadgets."""
    return asked.page(*await perform(find_many, asked.filters, asked.ordering, asked.limit, asked.offset))


@shows("/gadgets/{code:str}", refusals=(NotFound,), answer=EXAMPLE, needs=PUBLIC)
async def show_gadget(code: FromPath[str]) -> Versioned[Gadget]:
    return await perform(find, code)


@creates(
    "/gadgets", example=EXAMPLE, location="/gadgets/{code}", refusals=(AlreadyThere,), answer=EXAMPLE, needs=PUBLIC
)
async def create_gadget(data: Body[Gadget]) -> Versioned[Gadget]:
    return await perform(add, data, 0.1)


@changes("/gadgets/{code:str}", example={"name": "New"}, refusals=(NotFound, StaleVersion), needs=PUBLIC)
async def change_gadget(code: FromPath[str], data: Body[GadgetChanges], version: Version) -> Versioned[Gadget]:
    return await perform(change, code, data, version)


@removes("/gadgets/{code:str}", refusals=(NotFound, StaleVersion), needs=PUBLIC)
async def remove_gadget(code: FromPath[str], version: Version) -> None:
    await perform(remove, code, version)


@acts("/gadgets/{code:str}/polish", refusals=(NotFound,), needs=PUBLIC)
async def polish_gadget(code: FromPath[str]) -> Versioned[Gadget]:
    return await perform(find, code)


@shows("/broken", needs=PUBLIC)
async def break_down() -> None:
    raise RuntimeError("secret detail")


@shows("/now", needs=PUBLIC)
async def tell_time(now: Now) -> dict[str, datetime]:
    return {"now": now}


RESOURCES = (
    list_gadgets,
    show_gadget,
    create_gadget,
    change_gadget,
    remove_gadget,
    polish_gadget,
    break_down,
    tell_time,
)
