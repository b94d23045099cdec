"""A page loads little: what it needs of scripts and styles, compressed, in all."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

BUILT = files("fieldops.web") / "pages_built"
MANIFEST = json.loads((BUILT / ".vite" / "manifest.json").read_text(encoding="utf-8"))
PAGES = [name for name, one in MANIFEST.items() if one.get("isDynamicEntry") and name.startswith("src/pages/")]
MAP, BY_WEBGL = "src/map/Map.tsx", "src/map/gl.ts"
MOST, MOST_WITH_BASE = 450_000, 800_000


def dynamic_of(page: str) -> set[str]:
    """What a page may load later."""
    chunks = [one for one in MANIFEST.values() if one["file"] in files_of(page)]
    return {name for one in chunks for name in one.get("dynamicImports", ())}


def size_of(*names: str) -> int:
    """Of all files that are loaded with the page."""
    loaded = set().union(*(files_of(name) for name in ("index.html", *names)))
    loaded |= {asset for name in names for asset in MANIFEST[name].get("assets", ())}
    size = sum(len((BUILT / f"{name}.br").read_bytes()) for name in loaded)
    print(f"{', '.join(names)}: {size / 1000:.0f} KB in {len(loaded)} files")
    return size


def files_of(entry: str) -> set[str]:
    """What is loaded with an entry: its file, its styles, and all that they import."""
    found: set[str] = set()
    open_ones = [entry]
    while open_ones:
        one = MANIFEST[open_ones.pop()]
        if one["file"] not in found:
            found |= {one["file"], *one.get("css", ())}
            open_ones += one.get("imports", ())
    return found


WITH_MAP = [page for page in PAGES if MAP in dynamic_of(page)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_at_most_450_kb(page: str) -> None:
    assert size_of(page) <= MOST


@pytest.mark.parametrize("page", WITH_MAP)
def test_a_page_with_its_map_loads_at_most_450_kb_and_800_kb_where_a_base_is_drawn_by_webgl(page: str) -> None:
    assert size_of(page, MAP) <= MOST
    assert size_of(page, MAP, BY_WEBGL) <= MOST_WITH_BASE


def test_there_are_pages() -> None:
    assert "src/pages/approvals/Approvals.tsx" in PAGES
