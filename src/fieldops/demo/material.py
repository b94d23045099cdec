"""The files of ``fixtures/demo`` as values."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypedDict

from msgspec import convert

from fieldops.actions.policies import KINDS
from fieldops.demo.network import DatedPolicy
from inventory.check_lists import CheckItem, NewCheckList
from inventory.network import NodeKind
from inventory.parts import Fault, Part, PartCategory, PartCount, ProductModel, ProductType, Skill, Tool

Row = Mapping[str, str]


class Bounds(TypedDict):
    upto_m: int | None
    detour: float
    speed_kmh: float


Pair = tuple[str, str]
"""The Chinese and the English form."""


class FixturesNotFound(Exception):
    """The demo's files are neither in the wheel nor in a checkout."""


def fixtures_dir() -> Path:
    """``fixtures/demo`` of the installed wheel, else of the checkout that this file is part of.

    :raises FixturesNotFound: there is none.
    """
    here = Path(__file__).resolve()
    places = [here.parents[1] / "fixtures" / "demo", here.parents[3] / "fixtures" / "demo"]
    for place in places:
        if (place / "places.csv").is_file():
            return place
    raise FixturesNotFound(f"none of {', '.join(map(str, places))} holds the demo's files")


@dataclass(frozen=True, slots=True)
class Place:
    """A real place; ``kind`` is city, county or town, ``code`` that of its gazetteer."""

    code: str
    name_zh: str
    name_en: str
    lon: float
    lat: float
    population: int
    province: str
    kind: str


@dataclass(frozen=True, slots=True)
class Office:
    """The head office or a province, and what its part of the network should hold at scale 1."""

    code: str
    kind: NodeKind
    name_zh: str
    name_en: str
    province: str
    region_zh: str
    seat: str
    number: int
    outlets_of_20: int
    swaps: int
    contracts: int


@dataclass(frozen=True, slots=True)
class Likely:
    """A part that a fault takes with ``chance``, if it fits the model."""

    line: PartCount
    chance: float


@dataclass(frozen=True, slots=True)
class FaultStory:
    """A fault with how often it is reported, how grave it is (S5), and how likely it takes which part."""

    fault: Fault
    weight: float
    level: int
    likely: tuple[Likely, ...]


@dataclass(frozen=True, slots=True)
class ModelStory:
    """A model with the part number of whole machines and how well it sells; ``commercial`` ones stand at contract customers."""

    model: ProductModel
    whole_unit: str
    weight: float
    commercial: bool


@dataclass(frozen=True, slots=True)
class Names:
    surnames: tuple[Pair, ...]
    given_men: tuple[Pair, ...]
    given_women: tuple[Pair, ...]
    partner_brands: tuple[Pair, ...]
    contract_kinds: tuple[Pair, ...]
    contract_names: tuple[str, ...]
    streets: tuple[str, ...]
    estates: tuple[str, ...]
    villages: tuple[str, ...]
    repair_notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    places: tuple[Place, ...]
    offices: tuple[Office, ...]
    skills: tuple[Skill, ...]
    tools: tuple[Tool, ...]
    models: tuple[ModelStory, ...]
    parts: tuple[Part, ...]
    faults: tuple[FaultStory, ...]
    policies: tuple[DatedPolicy, ...]
    names: Names
    check_lists: tuple[NewCheckList, ...]


def read(folder: Path) -> Material:
    """Every file of ``folder``, checked by the values they become."""
    model_rows = _rows(folder / "models.csv")
    models = tuple(_model(row) for row in model_rows)
    return Material(
        places=tuple(_place(row) for row in _rows(folder / "places.csv")),
        offices=tuple(_office(row) for row in _rows(folder / "offices.csv")),
        skills=tuple(Skill(**row) for row in _rows(folder / "skills.csv")),
        tools=tuple(Tool(**row) for row in _rows(folder / "tools.csv")),
        models=models,
        parts=(
            *(_part(row, models) for row in _rows(folder / "parts.csv")),
            *(_whole_unit(row) for row in model_rows),
        ),
        faults=tuple(_fault(row) for row in _rows(folder / "faults.csv")),
        policies=_policies(folder / "policies.json"),
        names=_names(folder / "names.json"),
        check_lists=_check_lists(folder / "check_lists.json"),
    )


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _place(row: Row) -> Place:
    return Place(
        code=row["geonameid"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        population=int(row["population"]),
        province=row["province"],
        kind=row["kind"],
    )


def _office(row: Row) -> Office:
    return Office(
        code=row["code"],
        kind=NodeKind(row["kind"]),
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        province=row["province"],
        region_zh=row["region_zh"],
        seat=row["seat"],
        number=int(row["number"]),
        outlets_of_20=int(row["outlets_of_20"]),
        swaps=int(row["swaps"]),
        contracts=int(row["contracts"]),
    )


def _model(row: Row) -> ModelStory:
    model = ProductModel(
        code=row["code"],
        product_type=ProductType(row["product_type"]),
        name_zh=row["name_zh"],
        name_en=row["name_en"],
    )
    return ModelStory(model, row["whole_unit"], float(row["sold_weight"]), row["commercial"] == "yes")


def _part(row: Row, models: tuple[ModelStory, ...]) -> Part:
    wanted = row["fits"].split()
    fits = [story.model.code for story in models if {story.model.code, story.model.product_type} & set(wanted)]
    return Part(
        number=row["number"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        category=PartCategory(row["category"]),
        unit_cost_fen=int(row["unit_cost_fen"]),
        must_return=row["must_return"] == "yes",
        barcode=row["barcode"],
        superseded_by=row["superseded_by"] or None,
        fits=frozenset(fits),
    )


def _whole_unit(row: Row) -> Part:
    return Part(
        number=row["whole_unit"],
        name_zh=f"整机 {row['name_zh']}",
        name_en=f"Whole unit {row['name_en']}",
        category=PartCategory.WHOLE_UNIT,
        unit_cost_fen=int(row["unit_cost_fen"]),
        must_return=True,
        barcode=row["whole_unit"],
        serial_tracked=True,
        fits=frozenset({row["code"]}),
    )


def _fault(row: Row) -> FaultStory:
    likely = tuple(_likely(word) for word in row["parts"].split())
    fault = Fault(
        code=row["code"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        product_type=ProductType(row["product_type"]),
        skill=row["skill"],
        duration_s=int(row["work_min"]) * 60,
        parts=tuple(item.line for item in likely),
        tools=frozenset(row["tools"].split()),
    )
    return FaultStory(fault, float(row["weight"]), int(row["level"]), likely)


def _likely(word: str) -> Likely:
    """``DP-3301:1@65``: one of DP-3301 in 65 of 100 cases."""
    line, percent = word.split("@")
    part, quantity = line.split(":")
    return Likely(PartCount(part=part, quantity=int(quantity)), int(percent) / 100)


def _policies(file: Path) -> tuple[DatedPolicy, ...]:
    versions: dict[str, list[dict[str, Any]]] = json.loads(file.read_text(encoding="utf-8"))
    return tuple(
        DatedPolicy(
            name=name, valid_from=date.fromisoformat(figures.pop("valid_from")), policy=convert(figures, KINDS[name])
        )
        for name, dated in versions.items()
        for figures in dated
    )


def _check_lists(file: Path) -> tuple[NewCheckList, ...]:
    lists: dict[str, list[dict[str, Any]]] = json.loads(file.read_text(encoding="utf-8"))
    return tuple(NewCheckList(kind=kind, items=convert(items, tuple[CheckItem, ...])) for kind, items in lists.items())


def _names(file: Path) -> Names:
    lists = json.loads(file.read_text(encoding="utf-8"))
    return Names(
        surnames=_pairs(lists["surnames"]),
        given_men=_pairs(lists["given_men"]),
        given_women=_pairs(lists["given_women"]),
        partner_brands=_pairs(lists["partner_brands"]),
        contract_kinds=_pairs(lists["contract_kinds"]),
        contract_names=tuple(lists["contract_names"]),
        streets=tuple(lists["streets"]),
        estates=tuple(lists["estates"]),
        villages=tuple(lists["villages"]),
        repair_notes=tuple(lists["repair_notes"]),
    )


def _pairs(listed: list[list[str]]) -> tuple[Pair, ...]:
    return tuple((zh, en) for zh, en in listed)
