"""Tools, and where they lie (V1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, refuse_if_any, refuse_known, unknown_in, value
from fieldops.tables.network import Locations, Tools
from inventory.parts import Tool
from refusals import FieldProblem


async def tool_page(wanted: Wanted) -> tuple[int, list[Tool]]:
    count, rows = await page(Tools, wanted)
    return count, [value(Tool, row) for row in rows]


async def add(tools: Sequence[Tool]) -> None:
    """:raises AlreadyThere: a code is taken."""
    await refuse_known("tool", Tools.code, [tool.code for tool in tools])
    await insert(Tools, [asdict(tool) for tool in tools])


async def called(codes: Iterable[str]) -> dict[str, Tool]:
    """Tools by code; a code that isn't there is left out."""
    rows = await Tools.select().where(Tools.code.is_in(sorted(set(codes)) or [""])).run()
    return {row["code"]: value(Tool, row) for row in rows}


async def unknown_tools(named: Iterable[tuple[str, str | None]]) -> list[FieldProblem]:
    """A problem for each (path, code) that names no tool."""
    return await unknown_in(Tools.code, named)


async def set_tools(code: str, tools: Collection[str]) -> None:
    """What lies there. :raises Invalid: one of them isn't known."""
    refuse_if_any(await unknown_tools((f"tools.{i}", tool) for i, tool in enumerate(sorted(tools))))
    await Locations.update({Locations.tools: sorted(tools)}).where(Locations.code == code).run()
