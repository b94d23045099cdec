"""A page loads little: what it needs of scripts and styles, compressed, in all."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

BUILT = files("fieldops.web") / "pages_built"
MANIFEST = json.loads((BUILT / ".vite" / "manifest.json").read_text(encoding="utf-8"))
PAGES = [name for name, one in MANIFEST.items() if one.get("isDynamicEntry") and name.startswith("src/pages/")]
MOST = 450_000


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


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_at_most_450_kb(page: str) -> None:
    loaded = files_of("index.html") | files_of(page)
    size = sum(len((BUILT / f"{name}.br").read_bytes()) for name in loaded)
    print(f"{page}: {size / 1000:.0f} KB in {len(loaded)} files")
    assert size <= MOST


def test_there_are_pages() -> None:
    assert "src/pages/approvals/Approvals.tsx" in PAGES
