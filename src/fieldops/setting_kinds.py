"""The kinds of settings: how a value is read from text, and what it may be."""

from __future__ import annotations

import ipaddress
import os
import re
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from refusals import Text


class Wrong(Exception):
    """A value that a kind does not take; carries what it would take."""

    def __init__(self, en: str, zh: str) -> None:
        self.text = Text(en=en, zh=zh)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value is read from text (or taken as it is), and what it may be, in words."""

    type_name: str
    allowed: str
    read: Callable[[object], object]


def whole(least: int, most: int) -> Kind:
    def read(value: object) -> int:
        text = str(value).strip()
        if isinstance(value, bool) or not re.fullmatch(r"-?[0-9]{1,18}", text) or not least <= int(text) <= most:
            raise Wrong(f"must be a whole number from {least} to {most}", f"应为 {least} 到 {most} 之间的整数")
        return int(text)

    return Kind("whole number", f"{least} to {most}", read)


def choice(*allowed: str) -> Kind:
    def read(value: object) -> str:
        if value not in allowed:
            raise Wrong(f"must be one of {', '.join(allowed)}", f"应为以下之一：{'、'.join(allowed)}")
        return str(value)

    return Kind("text", ", ".join(f"`{a}`" for a in allowed), read)


def _read_folder(value: object) -> Path:
    if not isinstance(value, str | Path) or not str(value).strip() or "\0" in str(value):
        raise Wrong("must be the path of a folder", "应为目录路径")
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise Wrong("must be a folder, not a file", "应为目录，而不是文件")
    return Path(os.path.realpath(path))


def _read_time_zone(value: object) -> str:
    try:
        zoneinfo.ZoneInfo(str(value))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise Wrong("must be a time zone such as Asia/Shanghai", "应为时区名称，例如 Asia/Shanghai") from None
    return str(value)


def _read_host(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_.:%-]+", value):
        raise Wrong("must be a host name or an IP address", "应为主机名或 IP 地址")
    return value


def _read_url(value: object) -> str:
    if value == "":
        return ""
    try:
        parts = urlsplit(str(value))
        good = parts.scheme in ("postgres", "postgresql") and len(parts.path) > 1 and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise Wrong(
            "must be empty or a URL such as postgresql://user:password@host:5432/database",
            "应为空，或形如 postgresql://user:password@host:5432/database 的 URL",
        )
    return str(value)


def _read_yes_or_no(value: object) -> bool:
    if value in (True, False):
        return bool(value)
    if value not in ("true", "false"):
        raise Wrong("must be true or false", "应为 true 或 false")
    return value == "true"


def _read_networks(value: object) -> str:
    named = [one.strip() for one in str(value).split(",") if one.strip()]
    try:
        for one in named:
            ipaddress.ip_network(one, strict=False)
    except ValueError:
        raise Wrong("must be IP addresses or networks with commas between", "应为以逗号分隔的 IP 地址或网段") from None
    return ",".join(named)


def _read_web_address(value: object) -> str:
    if value == "":
        return ""
    if not is_safe_address(str(value)) or not re.fullmatch(r"[!-~]+", str(value)) or re.search("[@?#]", str(value)):
        raise Wrong(
            "must be empty or an https:// address (http:// on this machine only)",
            "应为空，或 https:// 开头的地址（仅本机可用 http://）",
        )
    return str(value)


def is_safe_address(address: str) -> bool:
    """Whether nobody on the way can read or change what is sent there: HTTPS, or HTTP on this machine."""
    try:
        parts = urlsplit(address)
        here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
        return bool(parts.hostname) and parts.port != 0 and (parts.scheme == "https" or here)
    except ValueError:
        return False


def _read_origin(value: object) -> str:
    address = _read_web_address(value).removesuffix("/")
    if urlsplit(address).path:
        raise Wrong("must have nothing behind host and port", "主机和端口之后不能有其他内容")
    return address


def _read_server_address(value: object) -> str:
    """Of a server in the own network: plain HTTP will do, and its services may lie below a path."""
    address = str(value).rstrip("/")
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if address and (not good or not re.fullmatch(r"[!-~]+", address) or re.search("[@?#]", address)):
        raise Wrong(
            "must be empty or an address such as http://roads.example:5000",
            "应为空，或形如 http://roads.example:5000 的地址",
        )
    return address


def text(pattern: str, allowed: str, zh: str) -> Kind:
    def read(value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise Wrong(f"must be {allowed}", f"应为{zh}")
        return value

    return Kind("text", allowed, read)


YES_OR_NO = Kind("truth", "`true`, `false`", _read_yes_or_no)
NETWORKS = Kind("text", "empty, or IP addresses and networks", _read_networks)
FOLDER = Kind("path", "a folder that can be made or written", _read_folder)
TIME_ZONE = Kind("text", "a name of the IANA time zone database", _read_time_zone)
HOST = Kind("text", "a host name or an IP address", _read_host)
POSTGRES_URL = Kind("URL", "empty, or `postgresql://user:password@host:port/database`", _read_url)
WEB_ADDRESS = Kind("URL", "empty, or `https://…`; `http://` on this machine only", _read_web_address)
ORIGIN = Kind("URL", "empty, or `https://host:port`; `http://` on this machine only", _read_origin)
SERVER_ADDRESS = Kind("URL", "empty, or `http://host:port`, `https://…`", _read_server_address)
CLIENT_ID = text("[!-~]{0,500}", "empty, or visible ASCII characters", "空，或可见 ASCII 字符")
CLIENT_SECRET = text(
    "|[!-~]{16,500}", "empty, or 16 to 500 visible ASCII characters", "空，或 16 至 500 个可见 ASCII 字符"
)
MAP_SECRET = text("[!-~]{0,500}", "empty, or up to 500 visible ASCII characters", "空，或不超过 500 个可见 ASCII 字符")
MAP_NOTE = text(r"[^\x00-\x1f]{0,200}", "up to 200 characters on one line", "一行，不超过 200 个字符")
CLAIM = text("[!-~]{1,100}", "the name of a claim", "声明的名称")
