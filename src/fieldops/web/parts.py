"""The catalogue over HTTP (P6)."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response

from fieldops.actions import parts as actions
from fieldops.actions.one import register_one
from fieldops.documents.labels import part_labels
from fieldops.files.kinds import PDF
from fieldops.store import parts as store
from fieldops.store.parts import ChainedPart, PartsFound
from fieldops.web.idempotency import EXEMPT, perform
from fieldops.web.lists import Listing, Page
from fieldops.web.paper import printed
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY
from fieldops.web.routes import acts, creates, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.labels import LabelOrder
from inventory.parts import Fault, Part, PartCategory, ProductModel, ProductType
from inventory.people import Permission
from refusals import AlreadyThere, NotFound

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
SHOWN = {**PART, "superseded_by": "DP-9002", "chain": ["DP-8001", "DP-9001", "DP-9002"], "current": "DP-9002"}
LABELS = {"parts": [{"part": "DP-9001", "copies": 12}], "layout": "a4_3x8", "skip": 3}
FAULT = {
    "code": "FL-90",
    "name_zh": "不排水",
    "name_en": "Does not drain",
    "product_type": "front_loader",
    "skill": "front_loader",
    "duration_s": 2700,
    "parts": [{"part": "DP-9001", "quantity": 1}],
}
FAULT_SHOWN = {**FAULT, "tools": []}


class TypeFilters(msgspec.Struct, kw_only=True, frozen=True):
    product_type: ProductType | None = None


class PartFilters(msgspec.Struct, kw_only=True, frozen=True):
    number: Annotated[tuple[str, ...] | None, msgspec.Meta(description="One of these, given once a number.")] = None
    category: PartCategory | None = None
    must_return: bool | None = None
    model: Annotated[str | None, msgspec.Meta(description="A product model: the parts that fit it.")] = None


class PartSought(msgspec.Struct, kw_only=True, frozen=True):
    """A number with or without its dashes, a name in Chinese or English, pinyin or its initials, or a barcode."""

    q: Annotated[str, msgspec.Meta(min_length=1, max_length=100, description="What to look for.")]
    limit: Annotated[int, msgspec.Meta(ge=1, le=100, description="How many at most.")] = 20


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


@shows(
    "/parts/search",
    opt={QUERY: PartSought},
    answer={"results": [SHOWN], "more": False},
    needs=Permission.CATALOGUE_READ,
)
async def search_parts(request: Request[Any, Any, Any]) -> PartsFound:
    """Parts by number, name, pinyin, initials or barcode: first exact ones, then by how number and name begin, then the rest."""
    sought = read_query(PartSought, request.query_params.multi_items())
    return await store.find(sought.q, limit=sought.limit)


@shows("/parts/{number:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.CATALOGUE_READ)
async def show_part(number: FromPath[str]) -> ChainedPart:
    """One part, with all that it superseded and that supersede it, old to new (P6)."""
    return await store.part(number)


@creates("/parts", example=PART, refusals=(AlreadyThere,), answer=PART, needs=Permission.CATALOGUE_EDIT)
async def add_part(data: Body[Part]) -> Part:
    """Add a part number (P6)."""
    return await perform(register_one, actions.add_parts, data)


@acts(
    "/part-labels",
    example=LABELS,
    needs=Permission.CATALOGUE_READ,
    opt={EXEMPT: "It prints and changes nothing."},
    media_type=PDF,
)
async def print_labels(data: Body[LabelOrder], request: Request[Any, Any, Any], now: Now) -> Response[bytes]:
    """Labels of parts as PDF: number, names, QR of the number, and the barcode, or else the number, as Code 128."""
    return await printed(request, now, part_labels, data)


@lists(
    "/faults",
    Listing(TypeFilters, ordering=("code", "name_en", "name_zh")),
    answer=page_of(FAULT_SHOWN),
    needs=Permission.CATALOGUE_READ,
)
async def list_faults(asked: Query[TypeFilters]) -> Page[Fault]:
    """What customers report, and what the repair usually takes."""
    return asked.page(*await store.fault_page(wanted(asked)))


@creates("/faults", example=FAULT, refusals=(AlreadyThere,), answer=FAULT_SHOWN, needs=Permission.CATALOGUE_EDIT)
async def add_fault(data: Body[Fault]) -> Fault:
    """Add a fault."""
    return await perform(register_one, actions.add_faults, data)


RESOURCES = (
    list_models,
    add_model,
    list_parts,
    search_parts,
    show_part,
    add_part,
    print_labels,
    list_faults,
    add_fault,
)
