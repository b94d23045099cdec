"""Files are imported: read into a preview, and committed as it was previewed. Each step is one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from fieldops.actions import files, import_rules, orders
from fieldops.actions import quotas as quota_actions
from fieldops.actions import stock as stock_actions
from fieldops.actions.desk import Desk
from fieldops.actions.files import PROGRAM, Upload
from fieldops.database.who import handed_on, who
from fieldops.files import keeping
from fieldops.files.refusals import FileLost
from fieldops.sheets.reading import open_sheet
from fieldops.store import files as file_store
from fieldops.store import jobs, ledger, network, part_search
from fieldops.store.files import digest_of
from fieldops.store.imports import heads, staging, writing
from fieldops.store.imports.heads import ImportHead, Progress
from fieldops.store.imports.kinds import target
from fieldops.store.imports.writing import Staged
from inventory.accounts import AccountKind
from inventory.imports import life, quotas, stock
from inventory.imports.description import Cells
from inventory.imports.kinds import EXPORTED, described
from inventory.imports.life import HOLDS, ImportKind, Mode, Status
from inventory.imports.reading import AT_ONCE, RowProblem, read
from inventory.imports.service_orders import order_of
from inventory.ledger import Posted, Transfer
from inventory.orders import ServiceOrder
from refusals import FieldProblem, Refusal, Text

OnProgress = Callable[[Progress], Awaitable[None]]

MOST_BYTES_AT_ONCE = 100_000
"""A larger file is read in the background."""

MOST_ROWS_AT_ONCE = 2_000
"""More are committed in the background."""

AT_A_TIME = {ImportKind.SERVICE_ORDERS: import_rules.ORDERS_AT_A_TIME}
"""Rows of a kind that are written in one go, where that isn't as many as are read."""

EMPTY = RowProblem(
    row=1,
    heading="",
    problem=FieldProblem("", "empty", Text(en="the file holds no rows below its headings", zh="标题行以下没有内容")),
)


class ImportBroke(Refusal):
    code = "import_broke"
    cause = Text(en="The import stopped with an error: {reason}.", zh="导入程序出错：{reason}。")
    remedy = Text(
        en="Import the file again; if it happens again, report it with the import's number.",
        zh="请重新导入；若仍出现，请连同导入编号上报。",
    )


async def silently(_: Progress) -> None:
    """For who doesn't watch."""


async def begin(upload: Upload, folder: Path, *, kind: ImportKind, mode: Mode, now: datetime) -> int:
    """Keep the file and a record of its import, which is queued; its id.

    :raises Invalid: this kind isn't imported in this mode.
    """
    described(kind, mode)
    someone = who()
    file = await files.add(upload, folder, now=now)
    return await heads.add(
        kind=kind,
        mode=mode,
        file=file.id,
        encoding=upload.content.encoding,
        node=someone.reach.node if someone else None,
        made_by=someone.actor if someone else PROGRAM,
        made_at=now,
    )


async def upload(upload: Upload, folder: Path, *, kind: ImportKind, mode: Mode, desk: Desk) -> ImportHead:
    """A new import, whose preview is made at once if the file is small, else by a job.

    :raises Invalid: this kind isn't imported in this mode. And whatever :func:`check` raises.
    """
    import_id = await begin(upload, folder, kind=kind, mode=mode, now=desk.now)
    if len(upload.content.data) <= MOST_BYTES_AT_ONCE:
        return await check(import_id, upload.content.data, upload.content.media_type, desk)
    await _defer(jobs.CHECK_IMPORT, import_id)
    return await heads.head(import_id)


async def _defer(task: str, import_id: int) -> None:
    arguments: dict[str, Any] = {"import_id": import_id, "by": handed_on()}
    await jobs.defer(task, queue=jobs.IMPORTS_QUEUE, lock=f"import/{import_id}", arguments=arguments)


async def content_of(import_id: int, folder: Path) -> tuple[bytes, str]:
    """The file's bytes and media type.

    :raises NotFound: :raises FileLost:
    """
    file = await file_store.find((await heads.head(import_id)).file)
    reading = await asyncio.to_thread(keeping.opened, folder, digest_of(file), file.bytes)
    if reading is None:
        raise FileLost(id=file.id)
    with reading:
        return await asyncio.to_thread(reading.read), file.media_type


async def check(
    import_id: int, data: bytes, media_type: str, desk: Desk, *, on_progress: OnProgress = silently
) -> ImportHead:
    """Read the whole file, keep what it will do row by row, and all that is wrong with it; nothing else is written.

    :raises ImportWrongStatus: that was done before. :raises FileDamaged: it can't be read.
    :raises NoPolicy: :raises NotFound: customers can't be judged yet.
    """
    head = await heads.locked(import_id)
    life.can(head.id, head.status, life.Verb.CHECK)
    description, goes_to = described(head.kind, head.mode), target(head.kind, head.mode)
    await staging.clear(import_id)
    opened = await asyncio.to_thread(open_sheet, data, media_type)
    batches = read(description, opened.rows, opened.flaws)
    while (batch := await asyncio.to_thread(next, batches, None)) is not None:
        kept = await asyncio.to_thread(import_rules.as_kept, head.kind, batch.rows)
        await staging.stage(import_id, goes_to, description, kept)
        refused = await import_rules.refused(import_id, description, batch.rows, desk)
        await staging.report(import_id, [*batch.problems, *refused])
        await on_progress(Progress(phase="checking", done=batch.reached, total=max(opened.count, batch.reached)))
    await staging.report(import_id, await staging.find_wrong(import_id, goes_to, description, head.mode))
    counts = await staging.counts(import_id)
    if not counts.rows:
        await staging.report(import_id, [EMPTY])
        counts = await staging.counts(import_id)
    status = life.checked(head.id, head.status, counts)
    expires_at = desk.now + HOLDS if status is Status.CHECKED else None
    await heads.note_counts(import_id, counts)
    await heads.change(import_id, status=status.value, checked_at=desk.now, expires_at=expires_at)
    return await heads.head(import_id)


async def commit(import_id: int, desk: Desk) -> ImportHead:
    """Do what the preview says: at once if that is little, else by a job. Said again it changes nothing.

    :raises NotFound: :raises ImportWrongStatus: it was refused, or its time is over.
    :raises PreviewOvertaken: the data changed, so that it would do something else than was shown.
    :raises InsufficientStock: what is to be corrected was reserved meanwhile.
    And what registering an order raises, if something else than the order changed meanwhile, such as its customer's contract.
    """
    head = await heads.locked(import_id)
    if head.status in {Status.COMMITTED, Status.COMMITTING}:
        return head
    life.still_holds(head.id, head.status, expires_at=head.expires_at, now=desk.now)
    if head.added + head.changed <= MOST_ROWS_AT_ONCE:
        return await finish(import_id, desk)
    await heads.change(import_id, status=Status.COMMITTING.value)
    await heads.note_progress(import_id, Progress(phase="committing", done=0, total=head.added + head.changed))
    await _defer(jobs.COMMIT_IMPORT, import_id)
    return await heads.head(import_id)


async def finish(import_id: int, desk: Desk, *, on_progress: OnProgress = silently) -> ImportHead:
    """Write all of it, as it was previewed or not at all; whoever comes second finds it done.

    :raises PreviewOvertaken: and whatever else :func:`commit` raises.
    """
    head = await heads.locked(import_id)
    if head.status is Status.COMMITTED:
        return head
    life.can(head.id, head.status, life.Verb.FINISH)
    goes_to = target(head.kind, head.mode)
    if goes_to.record:
        await writing.hold(import_id, goes_to.record)
    life.as_previewed(import_id, await writing.overtaken(import_id, goes_to))
    done = 0
    for first, last, count in await writing.portions(import_id, AT_A_TIME.get(head.kind, AT_ONCE)):
        await _write(head, first, last, desk)
        done += count
        await on_progress(Progress(phase="committing", done=done, total=head.added + head.changed))
    if goes_to.record:
        await writing.write_later(import_id, goes_to.record)
    await heads.change(
        import_id, status=Status.COMMITTED.value, committed_by=desk.by, committed_at=desk.now, expires_at=None
    )
    return await heads.head(import_id)


async def _write(head: ImportHead, first: int, last: int, desk: Desk) -> None:
    record = target(head.kind, head.mode).record
    if record:
        await writing.write(head.id, record, described(head.kind, head.mode), first, last)
    rows = await writing.staged(head.id, first, last)
    match head.kind, head.mode:
        case ImportKind.PARTS, _:
            await part_search.index_again([row.key for row in rows])
        case ImportKind.QUOTAS, _:
            await quota_actions.grant([quotas.grant_of(row.cells) for row in rows], by=desk.by, now=desk.now)
        case ImportKind.STOCK, Mode.ADD:
            await stock_actions.receive([stock.receipt_of(row.cells) for row in rows], now=desk.now)
        case ImportKind.STOCK, Mode.SET:
            await _correct(head.id, rows, now=desk.now)
        case ImportKind.SERVICE_ORDERS, _:
            await orders.register([order_of(row.cells) for row in rows], desk)


async def orders_in(import_id: int) -> list[ServiceOrder]:
    """The orders that an import will register; none if it is of something else.

    :raises NotFound:
    """
    if (await heads.head(import_id)).kind is not ImportKind.SERVICE_ORDERS:
        return []
    portions = await writing.portions(import_id, AT_ONCE)
    return [order_of(row.cells) for first, last, _ in portions for row in await writing.staged(import_id, first, last)]


async def _correct(import_id: int, rows: Sequence[Staged], *, now: datetime) -> None:
    """Bring stock to what was counted.

    :raises PreviewOvertaken: something moved since it was held against the preview.
    """
    ours = await network.head_office()
    transfers = [
        stock.correction(row.cells, _booked(row.before), ours=ours, id=f"import/{import_id}/{row.row}", now=now)
        for row in rows
    ]
    posted = await ledger.post(transfers)
    different = [
        row.key
        for row, transfer, answer in zip(rows, transfers, posted, strict=True)
        if _left(transfer, answer) != row.cells["quantity"]
    ]
    life.as_previewed(import_id, different)


def _booked(before: Cells | None) -> int:
    return int(before["quantity"] or 0) if before else 0


def _left(transfer: Transfer, answer: Posted) -> int | None:
    """What the place holds after its correction: accounts are locked since, so this is what was counted or nothing is."""
    into = transfer.destination.kind is AccountKind.STOCK
    return answer.destination_balance if into else answer.source_balance


async def give_up(import_id: int, reason: Refusal) -> None:
    """Record why a run in the background ended otherwise than it should, unless it is over anyway."""
    head = await heads.locked(import_id)
    if head.status not in {Status.QUEUED, Status.COMMITTING}:
        return
    failure = {"code": reason.code} | {
        f"{name}_{language}": text
        for language in ("en", "zh")
        for name, text in (("cause", reason.explain(language)), ("remedy", reason.advise(language)))
    }
    status = Status.REFUSED if head.status is Status.QUEUED else Status.EXPIRED
    await heads.change(import_id, status=status.value, failure=failure)


async def report_progress(import_id: int, progress: Progress) -> None:
    await heads.note_progress(import_id, progress)


async def expire(*, now: datetime) -> int:
    """Throw away previews that nobody committed in time; how many there were."""
    return await heads.expire_before(now)


async def export(kind: ImportKind) -> list[Cells]:
    """All of a kind that the caller sees, such that importing it changes nothing."""
    description = EXPORTED[kind]
    return await writing.everything(target(kind, description.modes[-1]))
