"""Why there is no base map, or not all of it. Pages go on without."""

from __future__ import annotations

from refusals import Refusal, Text

REMEDY = Text(
    en="Go on without the base map; have an administrator look at FIELDOPS_MAP_BASE.",
    zh="可在没有底图的情况下继续工作；请管理员检查 FIELDOPS_MAP_BASE 设置。",
)


class MapServerAway(Refusal):
    code = "map_server_away"
    cause = Text(en="The map server {host} doesn't answer ({reason}).", zh="地图服务器 {host} 没有响应（{reason}）。")
    remedy = REMEDY


class MapServerStrange(Refusal):
    """It refuses our key, or sends what is no picture."""

    code = "map_server_strange"
    cause = Text(
        en="The map server {host} answers with something else than a tile ({reason}).",
        zh="地图服务器 {host} 返回的不是瓦片（{reason}）。",
    )
    remedy = Text(
        en="Have an administrator look at the key and the address in FIELDOPS_MAP_BASE and FIELDOPS_MAP_SECRET.",
        zh="请管理员检查 FIELDOPS_MAP_BASE 与 FIELDOPS_MAP_SECRET 中的地址和密钥。",
    )


class NoSuchTile(Refusal):
    code = "no_such_tile"
    cause = Text(en="The map has no tile {z}/{x}/{y}.", zh="地图没有瓦片 {z}/{x}/{y}。")
    remedy = Text(en="Nothing has to be done; the map ends there.", zh="无需处理，地图到此为止。")


class MapFileLost(Refusal):
    code = "map_file_lost"
    cause = Text(en="The file of the base map can't be read any more.", zh="底图文件已无法读取。")
    remedy = REMEDY


class RangeOutside(Refusal):
    code = "range_outside"
    cause = Text(
        en="The file has {size} bytes; none of the range is in it.", zh="文件共 {size} 字节，请求的范围不在其中。"
    )
    remedy = Text(en="Ask for a range within the file.", zh="请在文件大小范围内请求。")
