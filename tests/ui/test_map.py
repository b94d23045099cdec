"""The map in a real browser, on the page of a new order: moved, picked on, and with each kind of base below."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Locator, Page, expect
from tile_server import KEY, MapServer, pmtiles, png, running_map_server, vector_tile
from walking import Site, enter, picture, serious_faults

from routing.coordinates import CoordinateSystem, from_wgs84
from routing.travel import great_circle_m

NOTED = {"map_attribution": "天地图", "map_review_number": "GS（2024）0568号"}
ANYHOW = """
    const real = WebGL2RenderingContext.prototype.getExtension;
    WebGL2RenderingContext.prototype.getExtension = function (name) {
      return name === "WEBGL_debug_renderer_info" ? null : real.call(this, name);
    };
"""
"""WebGL is taken though it is slow here: nobody tells that there is no graphics card."""


@pytest.fixture(scope="module")
def map_server() -> Iterator[MapServer]:
    with running_map_server() as server:
        yield server


@pytest.fixture
def base() -> str:
    """Which base the test has."""
    return "none"


@pytest.fixture
def more_settings(base: str, map_server: MapServer, tmp_path: Path) -> dict[str, Any]:
    map_server.asked.clear()
    tiles = {"map_base": map_server.template(), "map_secret": KEY}
    if base in FILES:
        path = tmp_path / f"base.{'geojson' if base == 'geojson' else 'pmtiles'}"
        path.write_bytes(FILES[base]())
        return {"map_base": str(path), **NOTED}
    return {
        "none": {},
        "tiles": {**tiles, **NOTED},
        "gcj02": {**tiles, **NOTED, "map_coordinates": "gcj02"},
        "refused": {**tiles, "map_secret": "another"},
    }[base]


def packed() -> bytes:
    """The whole world in a picture, and in four."""
    return pmtiles({number: png(170 + 10 * number) for number in range(5)}, least=0, most=1)


def drawn() -> bytes:
    ring = [[[118.0, 28.0], [122.5, 28.0], [122.0, 31.0], [118.0, 30.5], [118.0, 28.0]]]
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": ring}}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


FILES = {
    "pmtiles": packed,
    "vector": lambda: pmtiles({0: vector_tile("water")}, least=0, most=0, vector_layers=("water",)),
    "geojson": drawn,
}
WATER = (0xCF, 0xE0, 0xEE)


async def new_order(site: Site, *, by_webgl: bool = False, asks: str = "/map") -> tuple[Page, Locator]:
    """The page with its map, where the place of a new customer is to be picked. The map asks for that."""
    page = await (await site.open()).new_page()
    if by_webgl:
        await page.add_init_script(ANYHOW)
    async with page.expect_response(f"**/api/v1{asks}"):
        await page.goto(f"{site.address}/app/orders/new")
        await enter(page, "cara")
    await page.locator("#phone").fill("13912345678")
    await page.locator("#name").fill("Ben Hill")
    surface = page.get_by_role("application")
    await page.locator(".map-store").first.wait_for()
    return page, surface


async def pick(page: Page) -> tuple[float, float]:
    """The place in the middle of the map, by the keyboard."""
    await page.keyboard.press("Enter")
    await expect(page.locator("#lon")).not_to_have_value("")
    return float(await page.locator("#lon").input_value()), float(await page.locator("#lat").input_value())


async def test_the_map_is_moved_and_picked_on_by_the_keyboard(site: Site) -> None:
    page, surface = await new_order(site)
    await expect(page.locator(".map-graticule")).to_be_visible()
    await surface.focus()
    before = await pick(page)
    for key in ("+", "+", "+", "ArrowRight", "ArrowUp"):
        await page.keyboard.press(key)
    await expect(page.locator(".map-scale")).to_be_visible()
    after = await pick(page)
    assert after[0] > before[0]
    assert after[1] > before[1]
    assert await serious_faults(page) == []
    await picture(page, "map-none-zh")


async def test_a_drag_moves_the_map_and_picks_nothing(site: Site) -> None:
    page, surface = await new_order(site)
    store = page.locator(".map-store").first
    before = await store.bounding_box()
    box = await surface.bounding_box()
    assert box
    assert before
    await page.mouse.move(box["x"] + 200, box["y"] + 150)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 260, box["y"] + 170, steps=6)
    await page.mouse.up()
    moved = await store.bounding_box()
    assert moved
    assert (round(moved["x"] - before["x"]), round(moved["y"] - before["y"])) == (60, 20)
    await expect(page.locator("#lon")).to_have_value("")


@pytest.mark.parametrize("base", ["tiles"])
@pytest.mark.parametrize("by_webgl", [False, True])
async def test_a_map_servers_tiles_lie_below_with_their_origin(
    site: Site, map_server: MapServer, base: str, *, by_webgl: bool
) -> None:
    asked: list[str] = []
    page, _ = await new_order(site, by_webgl=by_webgl)
    page.on("request", lambda request: asked.append(request.url))
    await expect(page.locator(".map-origin")).to_have_text("天地图 · GS（2024）0568号")
    await expect(page.locator(".map-base canvas")).to_have_count(1 if by_webgl else 0)
    async with page.expect_response("**/api/v1/map/tiles/0/**"):
        await page.get_by_role("button", name="放大").click()
    await expect(page.locator(".map-trouble")).to_have_count(0)
    assert map_server.asked
    assert all(f"tk={KEY.replace('/', '%2F').replace('=', '%3D')}" in one for one in map_server.asked)
    assert all(KEY not in one and str(map_server.server_port) not in one for one in asked)
    if not by_webgl:
        await expect(page.locator(".map-base image").first).to_be_visible()
        await picture(page, "map-tiles-zh")


SIGN_ON_BASE = """() => {
  const middle = (one) => { const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
  const sign = document.querySelector(".map-store");
  const [x, y] = middle(sign.querySelector(".map-sign"));
  const tile = document.querySelector(".map-base image");
  const [z, column, row] = tile.getAttribute("href").split("/").slice(-3).map(Number);
  const box = tile.getBoundingClientRect();
  const across = (column + (x - box.x) / box.width) / 2 ** z;
  const down = (row + (y - box.y) / box.height) / 2 ** z;
  return { node: sign.dataset.id, x, y, lon: (across - 0.5) * 360, lat: Math.atan(Math.sinh((0.5 - down) * 2 * Math.PI)) * 180 / Math.PI };
}"""
"""Which outlet's sign it is, where it is in the window, and where on the base map, told by the tile below it."""


@pytest.mark.parametrize("base", ["gcj02"])
async def test_signs_lie_right_on_a_shifted_map_and_a_place_picked_there_is_the_true_one(site: Site, base: str) -> None:
    page, _ = await new_order(site)
    at = await page.evaluate(SIGN_ON_BASE)
    await page.mouse.move(at["x"], at["y"])
    for _ in range(3):
        await page.mouse.wheel(0, -240)
    await page.locator(".map-base image").first.wait_for()
    sign = await page.evaluate(SIGN_ON_BASE)
    node = await page.evaluate(f"fetch('/api/v1/nodes/{sign['node']}').then(answer => answer.json())")
    await page.mouse.click(sign["x"], sign["y"])
    await expect(page.locator("#lon")).not_to_have_value("")
    picked = [float(await page.locator(f"#{name}").input_value()) for name in ("lon", "lat")]

    true = (node["lon"], node["lat"])
    assert great_circle_m(*from_wgs84(*true, CoordinateSystem.GCJ_02), sign["lon"], sign["lat"]) < 20
    assert great_circle_m(*true, sign["lon"], sign["lat"]) > 100
    assert great_circle_m(*true, *picked) < 20


@pytest.mark.parametrize("base", ["pmtiles"])
async def test_a_packed_map_is_read_in_parts(site: Site, base: str) -> None:
    page, _ = await new_order(site)
    await expect(page.locator(".map-base image").first).to_be_visible()
    await expect(page.locator(".map-trouble")).to_have_count(0)
    await picture(page, "map-pmtiles-zh")


@pytest.mark.parametrize("base", ["pmtiles", "geojson"])
async def test_a_file_is_drawn_by_webgl(site: Site, base: str) -> None:
    page, _ = await new_order(site, by_webgl=True, asks="/map/file")
    await expect(page.locator(".map-base canvas")).to_have_count(1)
    await expect(page.locator(".map-trouble")).to_have_count(0)


@pytest.mark.parametrize("base", ["vector"])
async def test_vector_tiles_are_drawn_by_webgl_though_it_is_slow(site: Site, base: str) -> None:
    page, surface = await new_order(site, asks="/map/file")
    await expect(page.locator(".map-base canvas")).to_have_count(1)
    for _ in range(50):
        shown = Image.open(io.BytesIO(await surface.screenshot())).convert("RGB")
        if shown.getpixel((40, 40)) == WATER:
            break
        await page.wait_for_timeout(100)
    assert shown.getpixel((40, 40)) == WATER
    await picture(page, "map-vector-zh")


@pytest.mark.parametrize("base", ["geojson"])
async def test_a_file_of_shapes_is_drawn(site: Site, base: str) -> None:
    page, _ = await new_order(site)
    await expect(page.locator(".map-base path.map-land")).to_have_count(1)
    await picture(page, "map-geojson-zh")


@pytest.mark.parametrize("base", ["refused"])
async def test_a_map_server_that_fails_is_told_and_the_map_works_without(site: Site, base: str) -> None:
    page, surface = await new_order(site)
    await expect(page.locator(".map-trouble")).to_contain_text("底图暂时无法显示")
    await surface.focus()
    await pick(page)
    await picture(page, "map-trouble-zh")
    assert {one.partition("/map/")[2].partition("/")[0] for one in site.faults} == {"tiles"}
    site.faults.clear()
