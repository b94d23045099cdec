"""The process is killed at every step of a quota request's life: what was committed is there, nothing is half done."""

from __future__ import annotations

import asyncio
import os
import signal
import traceback
from collections.abc import Awaitable, Callable
from typing import Any, NoReturn

import pytest
from books import OUT_OF_BALANCE
from builders import NOW
from grounds import Grounds, LayOut
from test_requesting_parts import PERIOD, lay_out

from fieldops.actions import quota_requests, shipments
from fieldops.database.door import perform
from fieldops.database.engine import DB
from fieldops.database.transaction import FieldopsTransaction
from fieldops.store import quota_requests as request_store
from fieldops.store import shipments as shipment_store
from fieldops.store.pages import Wanted
from fieldops.tables.ledger import LedgerAccounts
from inventory.quota_requests import Asked, Decision, NewRequest, Status
from inventory.shipments import Dispatch, Fault, LineReceipt, Receipt

Step = Callable[[str, str], Awaitable[Any]]
"""Given the numbers of the request and of its shipment, as far as there are any."""

WANTED = NewRequest(partner="ZJ-001", destination="ZJ-001/WH", period=PERIOD, lines=(Asked(part="DP-1", quantity=4),))
SOME = Receipt(lines=(LineReceipt(line=1, good=2),))
REST = Receipt(lines=(LineReceipt(line=1, good=1, short=1, fault=Fault.CARRIER),))

LIFE: tuple[tuple[Step, Status], ...] = (
    (lambda request, shipment: quota_requests.ask(WANTED, by="clerk", today=NOW.date(), now=NOW), Status.DRAFT),
    (lambda request, shipment: quota_requests.submit(request), Status.SUBMITTED),
    (
        lambda request, shipment: quota_requests.approve(request, Decision(), by="manager", head_office=True, now=NOW),
        Status.RESERVED,
    ),
    (lambda request, shipment: shipments.pick(request, "ZJ/WH", by="store", now=NOW), Status.PICKED),
    (lambda request, shipment: shipments.ship(shipment, Dispatch(), now=NOW), Status.SHIPPED),
    (lambda request, shipment: shipments.receive(shipment, SOME, by="clerk", now=NOW), Status.SHIPPED),
    (lambda request, shipment: shipments.receive(shipment, REST, by="clerk", now=NOW), Status.CLOSED),
)
"""Each step, and how far the request is after it."""


def test_a_request_survives_a_kill_before_and_after_each_commit_of_its_life(
    laid_out: Callable[[LayOut], Grounds],
) -> None:
    before: Status | None = None
    with laid_out(lay_out).clone_url() as url:
        for step, after in LIFE:
            killed(url, step, committed=False)
            assert asyncio.run(standing(url)) == before
            killed(url, step, committed=True)
            assert asyncio.run(standing(url)) == after
            before = after

        assert asyncio.run(received(url)) == (3, 1)


def killed(url: str, step: Step, *, committed: bool) -> None:
    """A process of its own does the step and is killed when it would commit, or has."""
    child = os.fork()
    if not child:
        die_at_commit(url, step, committed=committed)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"the step ended with {os.waitstatus_to_exitcode(status)}"
    assert os.WTERMSIG(status) == signal.SIGKILL


def die_at_commit(url: str, step: Step, *, committed: bool) -> NoReturn:
    commit = FieldopsTransaction.commit

    async def dying(transaction: FieldopsTransaction) -> None:
        if committed:
            await commit(transaction)
        os.kill(os.getpid(), signal.SIGKILL)

    async def stepping() -> None:
        """A number of a step that was killed is not given again, so they are looked up."""
        request, shipment = await the_only(request_store.request_page), await the_only(shipment_store.shipment_page)
        await step(request.number if request else "", shipment.number if shipment else "")

    async def doing() -> None:
        await DB.open(url)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(FieldopsTransaction, "commit", dying)
            await perform(stepping)

    try:
        asyncio.run(doing())
    except BaseException:  # noqa: BLE001 - nothing of pytest may run in here
        traceback.print_exc()
    os._exit(1)


async def standing(url: str) -> Status | None:
    """How far the request is; the books balance meanwhile."""
    await DB.open(url)
    try:
        assert await LedgerAccounts.raw(OUT_OF_BALANCE).run() == []
        found = await the_only(request_store.request_page)
    finally:
        await DB.close()
    return found.status if found else None


async def the_only(page: Callable[[Wanted], Awaitable[Any]]) -> Any:
    _, found = await page(Wanted(equal={}, ordering="number", limit=2, offset=0))
    assert len(found) < 2
    return found[0].value if found else None


async def received(url: str) -> tuple[int, int]:
    await DB.open(url)
    try:
        [line] = (await the_only(shipment_store.shipment_page)).lines
    finally:
        await DB.close()
    return line.good, line.short
