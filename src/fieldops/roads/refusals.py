"""Why there are no ways by road, or not all of them."""

from __future__ import annotations

from fieldops.roads.osrm import EngineAway, EngineStrange
from fieldops.settings import Settings
from refusals import Refusal, Text


class RoadEngineAway(Refusal):
    code = "road_engine_away"
    rule = "V4"
    cause = Text(
        en="The road engine at {url} doesn't answer ({reason}); ways that it hasn't told before are estimated.",
        zh="道路引擎 {url} 没有响应（{reason}），此前未取得的路程均为估算值。",
    )
    remedy = Text(
        en="Have an administrator start it (fieldops roads check), then make the plan again.",
        zh="请管理员启动道路引擎（fieldops roads check），然后重新生成计划。",
    )


class RoadEngineStrange(Refusal):
    code = "road_engine_strange"
    rule = "V4"
    cause = Text(
        en="The road engine at {url} answers with something else than ways ({reason}); ways that it hasn't told before are"
        " estimated.",
        zh="道路引擎 {url} 的回答无法使用（{reason}），此前未取得的路程均为估算值。",
    )
    remedy = Text(
        en="Have an administrator look whether FIELDOPS_OSRM_URL and FIELDOPS_OSRM_MAX_TABLE_SIZE fit that server (fieldops"
        " roads check), then make the plan again.",
        zh="请管理员检查 FIELDOPS_OSRM_URL 与 FIELDOPS_OSRM_MAX_TABLE_SIZE 是否与该服务器相符（fieldops roads check），然后重新生成计划。",
    )


class PlacesOffRoad(Refusal):
    """What lies in the sea or beyond the map; nothing else suffers from it."""

    code = "places_off_road"
    rule = "V4"
    cause = Text(
        en="{count} of {all} places have no road within {radius_m} m, so the ways there are estimated: {places}.",
        zh="{all} 个地点中有 {count} 个在 {radius_m} 米内没有道路，相关路程为估算值：{places}。",
    )
    remedy = Text(
        en="Correct the place of the customer, home or warehouse, or have an administrator load a map that reaches there.",
        zh="请更正客户、住址或仓库的位置，或请管理员加载覆盖该处的地图。",
    )


class NoRoadEngine(Refusal):
    code = "no_road_engine"
    rule = "V4"
    cause = Text(en="No road engine is set; all ways are estimated.", zh="未设置道路引擎，所有路程均为估算值。")
    remedy = Text(
        en="Set FIELDOPS_OSRM_URL to the address of an OSRM server.",
        zh="请将 FIELDOPS_OSRM_URL 设为 OSRM 服务器的地址。",
    )


def refusal_of(trouble: EngineAway | EngineStrange, settings: Settings) -> RoadEngineAway | RoadEngineStrange:
    kind = RoadEngineAway if isinstance(trouble, EngineAway) else RoadEngineStrange
    return kind(url=settings.osrm_url, reason=str(trouble))
