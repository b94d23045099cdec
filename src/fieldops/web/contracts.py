"""Annual contracts over HTTP (S5)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from fieldops.actions import contracts as actions
from fieldops.store import contracts as store
from fieldops.store.contracts import Contract, ContractsOverlap, NoAnnualContract, VersionedContract
from fieldops.store.pages import Wanted
from fieldops.store.policies import NoPolicy
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Query, Version
from fieldops.web.routes import changes, creates, lists, shows
from fieldops.web.wanted import page_of
from inventory.people import Permission
from refusals import AlreadyThere, NotFound, StaleVersion
from routing.clock_policy import ServiceClass

CONTRACT = {
    "number": "HT-2026-0117",
    "customer": "C-ZJ-000001",
    "profile": "round_the_clock",
    "service_class": "A",
    "valid_from": "2026-04-01",
    "last_day": "2027-03-31",
    "special": False,
}


class ContractFilters(msgspec.Struct, kw_only=True, frozen=True):
    customer: str | None = None
    profile: str | None = None
    service_class: ServiceClass | None = None
    valid_on: Annotated[date | None, msgspec.Meta(description="A day on which it is valid.")] = None


class Ending(msgspec.Struct, kw_only=True):
    """``last_day``: None to let it go on without end."""

    last_day: date | None


@lists(
    "/contracts",
    Listing(ContractFilters, ordering=("number", "customer", "valid_from")),
    answer=page_of(CONTRACT),
    needs=Permission.CONTRACTS_READ,
)
async def list_contracts(asked: Query[ContractFilters]) -> Page[Contract]:
    """Annual contracts, each with the profile of answer, arrival, repair and swap times that it promises (S5)."""
    filters = asked.filters
    equal = {"customer": filters.customer, "profile": filters.profile, "service_class": filters.service_class}
    wanted = Wanted(equal=equal, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    return asked.page(*await store.contract_page(wanted, valid_on=filters.valid_on))


@shows("/contracts/{number:str}", refusals=(NotFound,), answer=CONTRACT, needs=Permission.CONTRACTS_READ)
async def show_contract(number: FromPath[str]) -> VersionedContract:
    """One contract; its ETag is what a change must name."""
    return await store.contract(number)


@creates(
    "/contracts",
    example=CONTRACT,
    location="/contracts/{number}",
    refusals=(AlreadyThere, NoAnnualContract, ContractsOverlap, NoPolicy),
    answer=CONTRACT,
    needs=Permission.CONTRACTS_SIGN,
)
async def sign_contract(data: Body[Contract]) -> VersionedContract:
    """Record a contract; orders registered on its days are promised what its profile says."""
    return await perform(actions.sign, data)


@changes(
    "/contracts/{number:str}",
    example={"last_day": "2027-06-30"},
    refusals=(NotFound, StaleVersion, ContractsOverlap, NoPolicy),
    answer=CONTRACT,
    needs=Permission.CONTRACTS_SIGN,
)
async def end_contract(number: FromPath[str], data: Body[Ending], version: Version) -> VersionedContract:
    """Change its last day; orders that were registered before keep what they were promised."""
    return await perform(actions.end, number, data.last_day, version=version)


RESOURCES = (list_contracts, show_contract, sign_contract, end_contract)
