"""The catalogue's rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, refuse_if_any, refuse_known, unknown_in, value
from fieldops.tables.network import Skills
from fieldops.tables.parts import FaultParts, Faults, PartFits, Parts, ProductModels
from inventory.parts import Fault, Part, PartCategory, PartCount, ProductModel, successors_first
from refusals import FieldProblem


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


async def add_faults(faults: Sequence[Fault]) -> None:
    """:raises AlreadyThere: a code is taken. :raises Invalid: a skill or part isn't known."""
    await refuse_known("fault", Faults.code, [fault.code for fault in faults])
    numbered = list(enumerate(faults))
    refuse_if_any(
        await unknown_in(Skills.code, ((f"{i}.skill", fault.skill) for i, fault in numbered)),
        await unknown_in(
            Parts.number, ((f"{i}.parts.{j}.part", line.part) for i, f in numbered for j, line in enumerate(f.parts))
        ),
    )
    await insert(Faults, [{k: v for k, v in asdict(fault).items() if k != "parts"} for fault in faults])
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


async def model_page(wanted: Wanted) -> tuple[int, list[ProductModel]]:
    count, rows = await page(ProductModels, wanted)
    return count, [value(ProductModel, row) for row in rows]


async def part_page(wanted: Wanted) -> tuple[int, list[Part]]:
    count, rows = await page(Parts, wanted)
    fits = await fitting(row["number"] for row in rows)
    return count, [value(Part, row | {"fits": fits[row["number"]]}) for row in rows]


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
