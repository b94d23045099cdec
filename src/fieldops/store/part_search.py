"""Parts are found by number, name, pinyin or barcode (P6). The table ``part_search`` is made from the parts' rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fieldops.store.search_terms import Sought, compact, terms
from fieldops.tables.parts import Parts
from inventory.parts import Part

INDEX = (
    "INSERT INTO part_search (part, number, terms) SELECT * FROM unnest({}::text[], {}::text[], {}::text[]::tsvector[])"
    " ON CONFLICT (part) DO UPDATE SET number = excluded.number, terms = excluded.terms"
)
AT_ONCE = 2_000

# A number or barcode itself, then numbers that begin so, then names that do, then the rest; superseded parts last.
FIND = (
    "SELECT s.part FROM part_search s JOIN parts p ON p.number = s.part WHERE s.terms @@ {}::tsquery ORDER BY"
    " CASE WHEN s.number = {} OR s.terms @@ {}::tsquery THEN 0"
    " WHEN s.terms @@ {}::tsquery THEN 1 WHEN s.terms @@ {}::tsquery THEN 2 ELSE 3 END,"
    " p.superseded_by IS NOT NULL, s.part LIMIT {}"
)


Called = tuple[str, str, str, str | None]
"""A part's number, Chinese and English name, and barcode."""


async def index(parts: Iterable[Part]) -> None:
    """Let the parts be found by what they are called now."""
    await _index([(part.number, part.name_zh, part.name_en, part.barcode) for part in parts])


async def index_missing() -> None:
    """Let all parts be found that can't be yet; does nothing the second time."""
    rows = await Parts.raw(
        "SELECT number, name_zh, name_en, barcode FROM parts"
        " WHERE NOT EXISTS (SELECT FROM part_search s WHERE s.part = number)"
    ).run()
    await _index([(row["number"], row["name_zh"], row["name_en"], row["barcode"]) for row in rows])


async def index_again(numbers: Sequence[str]) -> None:
    """Let these parts be found by what their rows call them."""
    rows = await Parts.raw(
        "SELECT number, name_zh, name_en, barcode FROM parts WHERE number = ANY({})", list(numbers)
    ).run()
    await _index([(row["number"], row["name_zh"], row["name_en"], row["barcode"]) for row in rows])


async def _index(parts: Sequence[Called]) -> None:
    for start in range(0, len(parts), AT_ONCE):
        some = parts[start : start + AT_ONCE]
        numbers = [number for number, *_ in some]
        await Parts.raw(INDEX, numbers, [compact(number) for number in numbers], [terms(*one) for one in some]).run()


async def find(text: str, *, limit: int) -> list[str]:
    """The numbers of at most ``limit`` parts that ``text`` fits, best first."""
    sought = Sought(text)
    if not sought.exact:
        return []
    wanted = (sought.query, sought.exact, sought.barcode, sought.number, sought.start, limit)
    return [row["part"] for row in await Parts.raw(FIND, *wanted).run()]
