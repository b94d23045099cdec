"""The catalogue's rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from fieldops.store import part_search
from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, refuse_if_any, refuse_known, unknown_in, value
from fieldops.store.tools import unknown_tools
from fieldops.tables.network import Skills
from fieldops.tables.parts import FaultParts, Faults, PartFits, Parts, ProductModels
from inventory.parts import Fault, Part, PartCategory, PartCount, ProductModel, successors_first
from refusals import FieldProblem, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainedPart(Part):
    """A part with those that it superseded and that supersede it, old to new; ``current`` is the newest of ``chain`` (P6)."""

    chain: tuple[str, ...]
    current: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsFound:
    """What a search found, best first; ``more`` says that not all of it is here."""

    results: list[ChainedPart]
    more: bool


async def add_models(models: Sequence[ProductModel]) -> None:
    """:raises AlreadyThere: a code is taken."""
    await refuse_known("model", ProductModels.code, [model.code for model in models])
    await insert(ProductModels, [asdict(model) for model in models])


async def add_parts(parts: Sequence[Part]) -> None:
    """Parts may supersede each other within one call.

    :raises AlreadyThere: a number or barcode is taken.
    :raises Invalid: a model or a superseding part isn't known.
    :raises SupersessionCircle: the parts supersede each other in a circle.
    """
    numbers = [part.number for part in parts]
    await refuse_known("part", Parts.number, numbers)
    await refuse_known("barcode", Parts.barcode, [part.barcode for part in parts if part.barcode])
    numbered = list(enumerate(parts))
    refuse_if_any(
        await unknown_in(ProductModels.code, ((f"{i}.fits", code) for i, p in numbered for code in sorted(p.fits))),
        await unknown_in(
            Parts.number,
            ((f"{i}.superseded_by", p.superseded_by) for i, p in numbered if p.superseded_by not in numbers),
        ),
    )
    rows = {part.number: {k: v for k, v in asdict(part).items() if k != "fits"} for part in parts}
    await insert(Parts, [rows[part.number] for part in successors_first(parts)])
    await insert(PartFits, [{"part": part.number, "model": code} for part in parts for code in sorted(part.fits)])
    await part_search.index(parts)


async def add_faults(faults: Sequence[Fault]) -> None:
    """:raises AlreadyThere: a code is taken. :raises Invalid: a skill or part isn't known."""
    await refuse_known("fault", Faults.code, [fault.code for fault in faults])
    numbered = list(enumerate(faults))
    refuse_if_any(
        await unknown_in(Skills.code, ((f"{i}.skill", fault.skill) for i, fault in numbered)),
        await unknown_tools((f"{i}.tools", tool) for i, fault in numbered for tool in sorted(fault.tools)),
        await unknown_in(
            Parts.number, ((f"{i}.parts.{j}.part", line.part) for i, f in numbered for j, line in enumerate(f.parts))
        ),
    )
    await insert(
        Faults,
        [{k: v for k, v in asdict(fault).items() if k != "parts"} | {"tools": sorted(fault.tools)} for fault in faults],
    )
    await insert(FaultParts, [asdict(line) | {"fault": fault.code} for fault in faults for line in fault.parts])


async def faults(codes: Iterable[str]) -> dict[str, Fault]:
    """Faults by code; a code that isn't there is left out."""
    wanted = sorted(set(codes)) or [""]
    lines = await FaultParts.select().where(FaultParts.fault.is_in(wanted)).order_by(FaultParts.part).run()
    parts: dict[str, list[PartCount]] = {}
    for line in lines:
        parts.setdefault(line["fault"], []).append(PartCount(part=line["part"], quantity=line["quantity"]))
    rows = await Faults.select().where(Faults.code.is_in(wanted)).run()
    return {row["code"]: value(Fault, row | {"parts": tuple(parts.get(row["code"], ()))}) for row in rows}


async def fitting(numbers: Iterable[str]) -> dict[str, frozenset[str]]:
    """The models that each part fits (P6)."""
    wanted = sorted(set(numbers))
    rows = await PartFits.raw("SELECT part, model FROM part_fits WHERE part = ANY({})", wanted).run()
    fits: dict[str, set[str]] = {number: set() for number in wanted}
    for row in rows:
        fits[row["part"]].add(row["model"])
    return {number: frozenset(models) for number, models in fits.items()}


async def parts_of(numbers: Iterable[str]) -> dict[str, Part]:
    """Parts by number, without the models that they fit; a number that isn't there is left out."""
    rows = await Parts.raw("SELECT * FROM parts WHERE number = ANY({})", sorted(set(numbers))).run()
    return {row["number"]: value(Part, row) for row in rows}


async def whole_units(model: str) -> frozenset[str]:
    """The numbers under which whole machines of a model are stocked (B1)."""
    rows = await PartFits.raw(
        "SELECT f.part FROM part_fits f JOIN parts p ON p.number = f.part"
        " WHERE f.model = {} AND p.category = 'whole_unit'",
        model,
    ).run()
    return frozenset(row["part"] for row in rows)


async def unknown_parts(named: Iterable[tuple[str, str | None]]) -> list[FieldProblem]:
    """A problem for each (path, number) that names no part."""
    return await unknown_in(Parts.number, named)


async def unknown_faults(named: Iterable[tuple[str, str | None]]) -> list[FieldProblem]:
    """A problem for each (path, code) that names no fault."""
    return await unknown_in(Faults.code, named)


async def model_page(wanted: Wanted) -> tuple[int, list[ProductModel]]:
    count, rows = await page(ProductModels, wanted)
    return count, [value(ProductModel, row) for row in rows]


async def part_page(wanted: Wanted) -> tuple[int, list[Part]]:
    """Besides columns ``wanted.equal`` may name a ``model`` that the parts fit."""
    equal = dict(wanted.equal)
    model = equal.pop("model", None)
    fits_model = Parts.number.is_in(PartFits.select(PartFits.part).where(PartFits.model == model)) if model else None
    count, rows = await page(Parts, replace(wanted, equal=equal), fits_model)
    fits = await fitting(row["number"] for row in rows)
    return count, [value(Part, row | {"fits": fits[row["number"]]}) for row in rows]


async def part(number: str) -> ChainedPart:
    """:raises NotFound: there is none."""
    found = await _chained([number])
    if not found:
        raise NotFound(kind="part", key=number)
    return found[0]


async def find(text: str, *, limit: int) -> PartsFound:
    """Parts whose number, name, pinyin or barcode ``text`` fits: at most ``limit``, in four queries."""
    numbers = await part_search.find(text, limit=limit + 1)
    return PartsFound(results=await _chained(numbers[:limit]), more=len(numbers) > limit)


async def _chained(numbers: Sequence[str]) -> list[ChainedPart]:
    """Those of ``numbers`` that are there, in their order."""
    rows = await Parts.raw("SELECT * FROM parts WHERE number = ANY({})", list(numbers)).run()
    by_number = {row["number"]: row for row in rows}
    fits, chains = await fitting(by_number), await _chains(by_number)
    return [
        value(ChainedPart, by_number[one] | {"fits": fits[one], "chain": chains[one], "current": chains[one][-1]})
        for one in numbers
        if one in by_number
    ]


async def _chains(numbers: Iterable[str]) -> dict[str, list[str]]:
    """Each part between all that it stands for and all that stand for it, old to new."""
    rows = await Parts.raw(
        "WITH RECURSIVE older AS (SELECT number AS one, number, 0 AS step FROM parts WHERE number = ANY({})"
        " UNION ALL SELECT o.one, p.number, o.step - 1 FROM older o JOIN parts p ON p.superseded_by = o.number),"
        " newer AS (SELECT number AS one, superseded_by AS number, 1 AS step FROM parts WHERE number = ANY({})"
        " UNION ALL SELECT n.one, p.superseded_by, n.step + 1 FROM newer n JOIN parts p ON p.number = n.number)"
        " SELECT one, number FROM (SELECT * FROM older UNION ALL SELECT * FROM newer WHERE number IS NOT NULL) chain"
        " ORDER BY one, step, number",
        *([sorted(numbers)] * 2),
    ).run()
    chains: dict[str, list[str]] = {}
    for row in rows:
        chains.setdefault(row["one"], []).append(row["number"])
    return chains


async def fault_page(wanted: Wanted) -> tuple[int, list[Fault]]:
    count, rows = await page(Faults, wanted)
    found = await faults(row["code"] for row in rows)
    return count, [found[row["code"]] for row in rows]


async def prices_fen(numbers: Iterable[str]) -> dict[str, int]:
    """What a piece costs us, by number; a number that isn't there is left out."""
    rows = await Parts.raw("SELECT number, unit_cost_fen FROM parts WHERE number = ANY({})", sorted(set(numbers))).run()
    return {row["number"]: row["unit_cost_fen"] for row in rows}


async def categories(numbers: Iterable[str]) -> dict[str, PartCategory]:
    """By number; a number that isn't there is left out."""
    rows = await Parts.raw("SELECT number, category FROM parts WHERE number = ANY({})", sorted(set(numbers))).run()
    return {row["number"]: PartCategory(row["category"]) for row in rows}


async def labelled(numbers: Iterable[str]) -> dict[str, tuple[str, str, str | None]]:
    """Both names and the barcode, by number; a number that isn't there is left out."""
    rows = await Parts.raw(
        "SELECT number, name_zh, name_en, barcode FROM parts WHERE number = ANY({})", sorted(set(numbers))
    ).run()
    return {row["number"]: (row["name_zh"], row["name_en"], row["barcode"]) for row in rows}


async def called(numbers: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The Chinese and the English name, by number; a number that isn't there is left out."""
    return {number: (name_zh, name_en) for number, (name_zh, name_en, _) in (await labelled(numbers)).items()}


async def superseding(numbers: Iterable[str]) -> dict[str, list[str]]:
    """What may stand for each part: that which supersedes it, and so on, the next one first (P6)."""
    rows = await Parts.raw(
        "WITH RECURSIVE chain AS ("
        " SELECT number AS old, superseded_by AS new, 1 AS step FROM parts WHERE number = ANY({})"
        " UNION ALL SELECT chain.old, p.superseded_by, chain.step + 1 FROM chain JOIN parts p ON p.number = chain.new"
        ") SELECT old, new FROM chain WHERE new IS NOT NULL ORDER BY old, step",
        sorted(set(numbers)),
    ).run()
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["old"], []).append(row["new"])
    return found
