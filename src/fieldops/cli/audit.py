"""``fieldops audit``: who changed what, and whether the log of it is what was written."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import click
import msgspec
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text as Line

from fieldops.audit_chain import Broken, Chains, Fault, Head
from fieldops.cli.console import err, json_option, language, out, print_json
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.settings import Settings
from fieldops.store import audit
from fieldops.store.audit import AuditEntry, Sought
from fieldops.web.times import encode
from refusals import Refusal, Text

LONGEST = 60
"""Characters of a cell that a table shows."""

FAULTS: dict[Fault, Text] = {
    Fault.ENTRY_GONE: Text(
        en="is gone; link {seq} of lane {lane} still names it", zh="已不存在，但第 {lane} 链第 {seq} 节仍指向它"
    ),
    Fault.ENTRY_CHANGED: Text(
        en="or its link, {seq} of lane {lane}, is not what was written",
        zh="或其链节（第 {lane} 链第 {seq} 节）与写入时不一致",
    ),
    Fault.LINK_GONE: Text(
        en="is link {seq} of lane {lane}, but what stood before it is gone",
        zh="是第 {lane} 链第 {seq} 节，但其之前的链节已缺失",
    ),
    Fault.NOT_LINKED_ONCE: Text(en="is not linked exactly once", zh="不是恰好有一个链节"),
    Fault.CUT_OFF: Text(
        en="is link {seq} of lane {lane} in the anchors, but the lane ends before it",
        zh="在锚点中是第 {lane} 链第 {seq} 节，但该链在此之前已中断",
    ),
    Fault.MADE_ANEW: Text(
        en="is not what the anchors have as link {seq} of lane {lane}: the lane was made anew, here or before",
        zh="与锚点中第 {lane} 链第 {seq} 节不符，该链在此处或之前被重新生成",
    ),
}


class AuditBroken(Refusal):
    code = "audit_broken"
    cause = Text(
        en="The audit log is broken: entry {entry} {what_en}.",
        zh="审计日志已被破坏：记录 {entry} {what_zh}。",
    )
    remedy = Text(
        en="The program changes no entries; somebody did in the database. Keep it as it is, and compare it with a backup"
        " from that entry on.",
        zh="程序不会更改审计记录，应是有人直接改动了数据库。请保留现状，并从该条记录起与备份核对。",
    )


class AnchorsUnreadable(Refusal):
    code = "anchors_unreadable"
    cause = Text(en="{file} does not hold anchors: {reason}.", zh="{file} 不是锚点文件：{reason}。")
    remedy = Text(
        en="Name a file that was written by fieldops audit verify --save.",
        zh="请指定由 fieldops audit verify --save 写出的文件。",
    )


class Anchor(msgspec.Struct, frozen=True):
    """The last link of a lane."""

    lane: int
    seq: int
    entry: int
    hash: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Verified(msgspec.Struct, frozen=True):
    """What was found whole; its lanes are the anchors for another time."""

    entries: int
    first_at: datetime | None
    last_at: datetime | None
    lanes: list[Anchor]


@click.group("audit")
def audit_command() -> None:
    """Who changed what, and whether the log of it is what was written."""


@audit_command.command("verify")
@click.option("--anchors", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Heads saved earlier.")
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the present heads.")
@json_option
@click.pass_obj
def verify_command(settings: Settings, anchors: Path | None, save: Path | None, as_json: bool) -> None:
    """Follow every chain of the audit log from its start, and compare it with anchors kept elsewhere."""
    known = read_anchors(anchors) if anchors else {}

    async def run() -> Verified:
        async with connect(settings):
            await migrate()
            expected = sum(head.seq for head in (await audit.heads()).values())
            with _bar(expected) as report:
                return await verify(known, report)

    found = asyncio.run(run())
    zone = ZoneInfo(settings.time_zone)
    if save:
        save.write_bytes(msgspec.json.format(encode(found, zone), indent=2) + b"\n")
    if as_json:
        print_json(found, zone)
    else:
        out.print(_unbroken(found, zone), highlight=False, soft_wrap=True)


def read_anchors(file: Path) -> dict[int, Head]:
    """:raises AnchorsUnreadable: it isn't what ``--save`` writes."""
    try:
        saved = msgspec.json.decode(file.read_bytes(), type=Verified)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise AnchorsUnreadable(file=file, reason=error) from error
    return {one.lane: Head(seq=one.seq, entry=one.entry, hash=bytes.fromhex(one.hash)) for one in saved.lanes}


async def verify(anchors: Mapping[int, Head], report: Callable[[int], None]) -> Verified:
    """``report`` hears how many more entries were followed.

    :raises AuditBroken: with the first wrong entry that was found.
    """
    chains = Chains(anchors)
    try:
        async for some in audit.links():
            for link in some:
                chains.follow(link)
            report(len(some))
        chains.end()
        loose = await audit.first_not_linked_once()
        if loose is not None:
            raise Broken(Fault.NOT_LINKED_ONCE, entry=loose)
    except Broken as broken:
        what = FAULTS[broken.fault]
        place: dict[str, object] = {"lane": broken.lane, "seq": broken.seq}
        raise AuditBroken(
            entry=broken.entry, what_en=what.fill("en", place), what_zh=what.fill("zh", place), **place
        ) from broken
    return Verified(
        entries=chains.entries,
        first_at=chains.first_at,
        last_at=chains.last_at,
        lanes=[
            Anchor(lane=lane, seq=head.seq, entry=head.entry, hash=head.hash.hex())
            for lane, head in sorted(chains.heads.items())
        ],
    )


@contextmanager
def _bar(expected: int) -> Iterator[Callable[[int], None]]:
    zh = language() == "zh"
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bars:
        task = bars.add_task("核对审计日志" if zh else "Verifying", total=expected)
        yield lambda more: bars.update(task, advance=more)


def _unbroken(found: Verified, zone: ZoneInfo) -> str:
    zh = language() == "zh"
    if found.first_at is None or found.last_at is None:
        return "审计日志为空。" if zh else "The audit log is empty."
    first, last = (moment.astimezone(zone).isoformat(" ", "seconds") for moment in (found.first_at, found.last_at))
    if zh:
        return f"审计日志完整：{found.entries:,} 条记录，{len(found.lanes)} 条链，自 {first} 至 {last}。"
    return f"The audit log is unbroken: {found.entries:,} entries in {len(found.lanes)} lanes, {first} to {last}."


moment = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


@audit_command.command("list")
@click.option("--actor", help="A login, a command or a job.")
@click.option("--table", help="Name of a table.")
@click.option("--key", help="Primary key of a row, or what an event is about.")
@click.option("--operation", help="What was asked for.")
@click.option("--request-id", help="All that one request did.")
@click.option("--since", type=moment, help="From then on, in the network's time.")
@click.option("--until", type=moment, help="Before then, in the network's time.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="The newest so many.")
@json_option
@click.pass_obj
def list_command(
    settings: Settings,
    actor: str | None,
    table: str | None,
    key: str | None,
    operation: str | None,
    request_id: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """The newest entries of the audit log that fit."""
    zone = ZoneInfo(settings.time_zone)
    sought = Sought(
        actor=actor,
        table=table,
        key=key,
        operation=operation,
        request_id=request_id,
        since=since.replace(tzinfo=zone) if since else None,
        until=until.replace(tzinfo=zone) if until else None,
    )

    async def run() -> tuple[int, list[AuditEntry]]:
        async with connect(settings):
            await migrate()
            return await audit.entry_page(sought, limit=limit)

    count, entries = asyncio.run(run())
    if as_json:
        print_json({"count": count, "results": entries}, zone)
        return
    out.print(_table(entries, zone))
    if count > len(entries):
        more = f"……另有 {count - len(entries):,} 条" if language() == "zh" else f"… and {count - len(entries):,} older"
        out.print(more, style="dim", highlight=False)


HEADINGS = {
    "en": ("Entry", "Time", "Who", "Operation", "What", "Change"),
    "zh": ("记录", "时间", "操作人", "操作", "对象", "变更"),
}


def _table(entries: Sequence[AuditEntry], zone: ZoneInfo) -> Table:
    shown = Table(*HEADINGS[language()], box=None, pad_edge=False)
    for entry in entries:
        who = " ".join(filter(None, (entry.actor, entry.via, entry.address)))
        what = " ".join(filter(None, (entry.change, entry.table, entry.key)))
        at = f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
        fixed = (Line(cell, no_wrap=True) for cell in (str(entry.id), at))
        shown.add_row(*fixed, *(Line(cell, overflow="fold") for cell in (who, entry.operation, what, _change(entry))))
    return shown


def _change(entry: AuditEntry) -> str:
    """What an update changed or an event tells; of whole rows their key says enough."""
    before, after = entry.before or {}, entry.after or {}
    if entry.change == "update":
        return ", ".join(f"{name}: {_short(before.get(name))} → {_short(after[name])}" for name in after)
    return ", ".join(f"{name}: {_short(told)}" for name, told in after.items()) if entry.change == "event" else ""


def _short(cell: Any) -> str:
    text = cell if isinstance(cell, str) else msgspec.json.encode(cell).decode()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
