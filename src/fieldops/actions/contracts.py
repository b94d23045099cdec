"""Annual contracts are signed and ended (S5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fieldops.actions import policies
from fieldops.store import contracts as store
from fieldops.store import orders
from fieldops.store.contracts import Contract, NoAnnualContract, VersionedContract
from refusals import FieldProblem, Invalid, StaleVersion, Text, refuse_all, unknown
from routing.clock_policy import ClockPolicy


async def sign(contract: Contract) -> VersionedContract:
    """:raises AlreadyThere: the number is taken. :raises NoAnnualContract: :raises ContractsOverlap:
    :raises NoPolicy: no clock policy is valid on any of its days.
    :raises Invalid: the customer or the profile isn't known, or the profile has nothing for the service class.
    """
    found = (await orders.customers([contract.customer])).get(contract.customer)
    wrong = await _wrong_terms(contract)
    if found is None:
        raise Invalid([unknown("customer", contract.customer), *wrong])
    refuse_all(*wrong)
    if not found.contract:
        raise NoAnnualContract(customer=contract.customer)
    await store.add(contract)
    return await store.contract(contract.number)


async def end(number: str, last_day: date | None, *, version: int) -> VersionedContract:
    """Let it end on ``last_day``, or go on without end; what was registered before stands on what was promised then.

    :raises NotFound: :raises StaleVersion: :raises ContractsOverlap: :raises NoPolicy: :raises Invalid: it would end before
    it begins, or last into days of which the policy doesn't know its profile.
    """
    found = await store.locked(number)
    if found.version != version:
        raise StaleVersion(key=number, seen=version, present=found.version)
    contract = replace(found.value, last_day=last_day)
    refuse_all(*await _wrong_terms(contract))
    await store.change_end(contract)
    return await store.contract(number)


async def _wrong_terms(contract: Contract) -> list[FieldProblem]:
    """What the policies of its days don't know about it."""
    found = await policies.clocks_between(contract.valid_from, contract.last_day)
    problems = (_wrong_in(policy, contract) for policy in found)
    return list(dict.fromkeys(problem for problem in problems if problem is not None))


def _wrong_in(policy: ClockPolicy, contract: Contract) -> FieldProblem | None:
    try:
        profile = policy.profile(contract.profile)
    except Invalid as invalid:
        return invalid.problems[0]
    if any(target.service_class is contract.service_class for target in profile.targets):
        return None
    text = Text(en=f"must be one for which {profile.code} has figures", zh=f"{profile.code} 未约定该类服务的时限")
    return FieldProblem("service_class", "not_allowed", text, contract.service_class)
