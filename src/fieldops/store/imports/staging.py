"""A preview is made: rows are laid beside what is there, and what is wrong with them is found."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from fieldops.store.imports.targets import Check, Target
from fieldops.store.reach import everywhere
from fieldops.tables.imports import ImportProblems, ImportRows
from inventory.imports.cells import Plain
from inventory.imports.description import Description
from inventory.imports.life import Counts, Mode
from inventory.imports.reading import AT_ONCE, ReadRow, RowProblem
from inventory.parts import circles
from refusals import FieldProblem, Text

TWICE = Check(
    field="",
    value="r.first::text",
    wrong="(SELECT *, min(row) OVER (PARTITION BY import_id, key) AS first FROM import_rows) r WHERE r.row > r.first",
    told=lambda path, value: FieldProblem(
        path, "twice", Text(en=f"is the same as row {value}", zh=f"与第 {value} 行重复")
    ),
)
DIFFERENT = Check(
    field="",
    wrong="import_rows r WHERE r.effect = 'changed'",
    told=lambda path, value: FieldProblem(
        path,
        "already_there",
        Text(en="is there already, with other values: this import only adds", zh="已存在且内容不同：本次导入只新增"),
    ),
)


async def clear(import_id: int) -> None:
    """Begin anew, after a run that was stopped."""
    await ImportRows.delete().where(ImportRows.import_id == import_id).run()
    await ImportProblems.delete().where(ImportProblems.import_id == import_id).run()


async def stage(import_id: int, target: Target, description: Description, rows: Sequence[ReadRow]) -> None:
    """Keep rows with what they will do, judged by what is there now."""
    if not rows:
        return
    await ImportRows.raw(
        "INSERT INTO import_rows (import_id, row, key, effect, cells, before)"
        " SELECT {}, r.row, r.key,"
        " CASE WHEN p.cells IS NULL AND r.cells @> {}::jsonb THEN 'unchanged' WHEN p.cells IS NULL THEN 'added'"
        " WHEN p.cells @> (r.cells - {}::text[]) THEN 'unchanged' ELSE 'changed' END, r.cells, p.cells"
        " FROM (SELECT row, key, cells::jsonb FROM unnest({}::int[], {}::text[], {}::text[]) AS u (row, key, cells)) r"
        f" LEFT JOIN LATERAL ({target.present}) p ON TRUE",
        import_id,
        target.absent,
        description.beside,
        [one.row for one in rows],
        [one.key for one in rows],
        [json.dumps(one.cells) for one in rows],
    ).run()


async def that_do_something(import_id: int, numbers: Sequence[int]) -> set[int]:
    """Those of these rows that add or change something."""
    rows = await ImportRows.raw(
        "SELECT row FROM import_rows WHERE import_id = {} AND row = ANY({}) AND effect <> 'unchanged'",
        import_id,
        list(numbers),
    ).run()
    return {row["row"] for row in rows}


async def report(import_id: int, problems: Sequence[RowProblem]) -> None:
    """Keep what is wrong; a row that was staged tells its cells by itself."""
    for start in range(0, len(problems), AT_ONCE):
        some = problems[start : start + AT_ONCE]
        await ImportProblems.raw(
            "INSERT INTO import_problems (import_id, row, field, heading, code, text_en, text_zh, value, cells)"
            " SELECT {}, c.row, c.field, c.heading, c.code, c.en, c.zh, c.value, coalesce(r.cells, c.cells::jsonb)"
            " FROM unnest({}::int[], {}::text[], {}::text[], {}::text[], {}::text[], {}::text[], {}::text[], {}::text[])"
            " AS c (row, field, heading, code, en, zh, value, cells)"
            " LEFT JOIN import_rows r ON r.import_id = {} AND r.row = c.row AND c.cells = '{{}}'",
            import_id,
            [one.row for one in some],
            [one.problem.path for one in some],
            [one.heading for one in some],
            [one.problem.code for one in some],
            [one.problem.text.en for one in some],
            [one.problem.text.zh for one in some],
            [one.problem.value for one in some],
            [json.dumps(dict(one.cells), ensure_ascii=False) for one in some],
            import_id,
        ).run()


async def find_wrong(import_id: int, target: Target, description: Description, mode: Mode) -> list[RowProblem]:
    """What only shows beside the other rows and what is there already."""
    checks = (TWICE, *([DIFFERENT] if mode is Mode.ADD else []), *target.checks)
    found = [problem for check in checks for problem in await _found(import_id, check, description)]
    if target.record and target.record.later:
        found += await _circles(import_id, description, target.record.later)
    return found


async def _found(import_id: int, check: Check, description: Description) -> list[RowProblem]:
    async with everywhere() if check.everywhere else _as_before():
        rows = await ImportRows.raw(
            f"SELECT r.row, {check.value} AS value FROM {check.wrong} AND r.import_id = {{}} ORDER BY r.row", import_id
        ).run()
    return [row_problem(description, row["row"], check.told(check.field, str(row["value"]))) for row in rows]


@asynccontextmanager
async def _as_before() -> AsyncIterator[None]:
    yield


def row_problem(
    description: Description, row: int, problem: FieldProblem, cells: Mapping[str, Plain] | None = None
) -> RowProblem:
    """``cells`` are those of the row, if it isn't staged as it was entered."""
    name = problem.path.rpartition(".")[2]
    column = description.column(name)
    heading = f"{column.heading.en} / {column.heading.zh}" if column else ""
    told = {} if cells is None else {key: "" if value is None else str(value) for key, value in cells.items()}
    return RowProblem(row=row, heading=heading, problem=replace(problem, path=name), cells=told)


async def _circles(import_id: int, description: Description, field: str) -> list[RowProblem]:
    """Parts that would supersede each other in a circle (P6), of those in the file."""
    told = await ImportRows.raw(
        f"SELECT row, key, cells ->> '{field}' AS new FROM import_rows"
        f" WHERE import_id = {{}} AND cells ->> '{field}' IS NOT NULL",
        import_id,
    ).run()
    if not told:
        return []
    rest = await ImportRows.raw(
        "SELECT number AS key, superseded_by AS new FROM parts t WHERE superseded_by IS NOT NULL AND NOT EXISTS"
        f" (SELECT FROM import_rows r WHERE r.import_id = {{}} AND r.key = t.number AND r.cells ? '{field}')",
        import_id,
    ).run()
    in_circle = {
        number: circle for circle in circles({one["key"]: one["new"] for one in [*rest, *told]}) for number in circle
    }
    return [
        row_problem(description, one["row"], _in_circle(field, in_circle[one["key"]]))
        for one in told
        if one["key"] in in_circle
    ]


def _in_circle(field: str, circle: Iterable[str]) -> FieldProblem:
    listed = ", ".join(sorted(circle)[:10])
    text = Text(en=f"these supersede each other in a circle: {listed}", zh=f"替代关系成环：{listed}")
    return FieldProblem(field, "supersession_circle", text)


async def counts(import_id: int) -> Counts:
    """Of all rows, good and bad."""
    [found] = await ImportRows.raw(
        "SELECT (SELECT count(*) FROM (SELECT row FROM import_rows WHERE import_id = {} UNION"
        " SELECT row FROM import_problems WHERE import_id = {}) a) AS rows,"
        " (SELECT count(DISTINCT row) FROM import_problems WHERE import_id = {}) AS wrong,"
        " count(*) FILTER (WHERE effect = 'added') AS added, count(*) FILTER (WHERE effect = 'changed') AS changed,"
        " count(*) FILTER (WHERE effect = 'unchanged') AS unchanged FROM import_rows WHERE import_id = {}",
        *[import_id] * 4,
    ).run()
    return Counts(**found)
