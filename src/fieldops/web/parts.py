"""The catalogue over HTTP (P6)."""

from __future__ import annotations

import msgspec

from fieldops.actions import parts as actions
from fieldops.actions.one import register_one
from fieldops.store import parts as store
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, Query
from fieldops.web.routes import creates, lists
from fieldops.web.wanted import page_of, wanted
from inventory.parts import Fault, Part, PartCategory, ProductModel, ProductType
from inventory.people import Permission
from refusals import AlreadyThere

MODEL = {
    "code": "XQG100-77",
    "product_type": "front_loader",
    "name_zh": "10公斤滚筒洗衣机",
    "name_en": "Front-loader washer 10 kg",
}
PART = {
    "number": "DP-9001",
    "name_zh": "排水泵",
    "name_en": "Drain pump",
    "category": "electrical",
    "unit_cost_fen": 4200,
    "must_return": True,
    "barcode": "2900009001001",
    "serial_tracked": False,
    "superseded_by": None,
    "fits": ["XQG100-77"],
}
FAULT = {
    "code": "FL-90",
    "name_zh": "不排水",
    "name_en": "Does not drain",
    "product_type": "front_loader",
    "skill": "front_loader",
    "duration_s": 2700,
    "parts": [{"part": "DP-9001", "quantity": 1}],
}


class TypeFilters(msgspec.Struct, kw_only=True, frozen=True):
    product_type: ProductType | None = None


class PartFilters(msgspec.Struct, kw_only=True, frozen=True):
    category: PartCategory | None = None
    must_return: bool | None = None


@lists(
    "/product-models",
    Listing(TypeFilters, ordering=("code", "name_en", "name_zh")),
    answer=page_of(MODEL),
    needs=Permission.CATALOGUE_READ,
)
async def list_models(asked: Query[TypeFilters]) -> Page[ProductModel]:
    """The machines that are sold."""
    return asked.page(*await store.model_page(wanted(asked)))


@creates("/product-models", example=MODEL, refusals=(AlreadyThere,), answer=MODEL, needs=Permission.CATALOGUE_EDIT)
async def add_model(data: Body[ProductModel]) -> ProductModel:
    """Add a product model."""
    return await perform(register_one, actions.add_models, data)


@lists(
    "/parts",
    Listing(PartFilters, ordering=("number", "name_en", "name_zh", "unit_cost_fen")),
    answer=page_of(PART),
    needs=Permission.CATALOGUE_READ,
)
async def list_parts(asked: Query[PartFilters]) -> Page[Part]:
    """The parts catalogue (P6)."""
    return asked.page(*await store.part_page(wanted(asked)))


@creates("/parts", example=PART, refusals=(AlreadyThere,), answer=PART, needs=Permission.CATALOGUE_EDIT)
async def add_part(data: Body[Part]) -> Part:
    """Add a part number (P6)."""
    return await perform(register_one, actions.add_parts, data)


@lists(
    "/faults",
    Listing(TypeFilters, ordering=("code", "name_en", "name_zh")),
    answer=page_of(FAULT),
    needs=Permission.CATALOGUE_READ,
)
async def list_faults(asked: Query[TypeFilters]) -> Page[Fault]:
    """What customers report, and what the repair usually takes."""
    return asked.page(*await store.fault_page(wanted(asked)))


@creates("/faults", example=FAULT, refusals=(AlreadyThere,), answer=FAULT, needs=Permission.CATALOGUE_EDIT)
async def add_fault(data: Body[Fault]) -> Fault:
    """Add a fault."""
    return await perform(register_one, actions.add_faults, data)


RESOURCES = (list_models, add_model, list_parts, add_part, list_faults, add_fault)
