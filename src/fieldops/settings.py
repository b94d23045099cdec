"""All settings: one table, from which they are read, refused and described.

They come from environment variables ``FIELDOPS_<NAME>`` and from one TOML file, the one that ``FIELDOPS_CONFIG`` names,
else ``fieldops.toml`` in the data folder if it is there. The environment wins.
"""

from __future__ import annotations

import dataclasses
import difflib
import ipaddress
import os
import re
import tomllib
import zoneinfo
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs

from refusals import FieldProblem, Refusal, Text

PREFIX = "FIELDOPS_"
CONFIG_VARIABLE = "FIELDOPS_CONFIG"
CONFIG_FILE = "fieldops.toml"


class WrongSettings(Refusal):
    """The program does not start; ``problems`` lists every setting that is wrong."""

    code = "wrong_settings"
    cause = Text(en="{count} setting(s) are wrong: {summary}", zh="有 {count} 项设置不正确：{summary_zh}")
    remedy = Text(
        en="Correct the environment variables or the settings file and start again.",
        zh="请更正环境变量或设置文件后重新启动。",
    )

    def __init__(self, problems: Iterable[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            count=len(self.problems),
            summary="; ".join(f"{p.path} = {p.value!r}: {p.text.en}" for p in self.problems),
            summary_zh="；".join(f"{p.path} = {p.value!r}：{p.text.zh}" for p in self.problems),
        )

    def __reduce__(self) -> tuple[object, ...]:
        return WrongSettings, (self.problems,)


class _Wrong(Exception):
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
            raise _Wrong(f"must be a whole number from {least} to {most}", f"应为 {least} 到 {most} 之间的整数")
        return int(text)

    return Kind("whole number", f"{least} to {most}", read)


def choice(*allowed: str) -> Kind:
    def read(value: object) -> str:
        if value not in allowed:
            raise _Wrong(f"must be one of {', '.join(allowed)}", f"应为以下之一：{'、'.join(allowed)}")
        return str(value)

    return Kind("text", ", ".join(f"`{a}`" for a in allowed), read)


def _read_folder(value: object) -> Path:
    if not isinstance(value, str | Path) or not str(value).strip() or "\0" in str(value):
        raise _Wrong("must be the path of a folder", "应为目录路径")
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise _Wrong("must be a folder, not a file", "应为目录，而不是文件")
    return Path(os.path.realpath(path))


def _read_time_zone(value: object) -> str:
    try:
        zoneinfo.ZoneInfo(str(value))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise _Wrong("must be a time zone such as Asia/Shanghai", "应为时区名称，例如 Asia/Shanghai") from None
    return str(value)


def _read_host(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_.:%-]+", value):
        raise _Wrong("must be a host name or an IP address", "应为主机名或 IP 地址")
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
        raise _Wrong(
            "must be empty or a URL such as postgresql://user:password@host:5432/database",
            "应为空，或形如 postgresql://user:password@host:5432/database 的 URL",
        )
    return str(value)


def _read_yes_or_no(value: object) -> bool:
    if value in (True, False):
        return bool(value)
    if value not in ("true", "false"):
        raise _Wrong("must be true or false", "应为 true 或 false")
    return value == "true"


def _read_proxies(value: object) -> str:
    named = [one.strip() for one in str(value).split(",") if one.strip()]
    try:
        for one in named:
            ipaddress.ip_network(one, strict=False)
    except ValueError:
        raise _Wrong("must be IP addresses or networks with commas between", "应为以逗号分隔的 IP 地址或网段") from None
    return ",".join(named)


YES_OR_NO = Kind("truth", "`true`, `false`", _read_yes_or_no)
PROXIES = Kind("text", "empty, or IP addresses and networks", _read_proxies)
FOLDER = Kind("path", "a folder that can be made or written", _read_folder)
TIME_ZONE = Kind("text", "a name of the IANA time zone database", _read_time_zone)
HOST = Kind("text", "a host name or an IP address", _read_host)
POSTGRES_URL = Kind("URL", "empty, or `postgresql://user:password@host:port/database`", _read_url)


def default_data_dir() -> Path:
    """The user's data folder; root's is one that the database's user can reach too."""
    if os.name == "posix" and os.geteuid() == 0:
        return Path("/var/lib/fieldops")
    return platformdirs.user_data_path("fieldops", appauthor=False)


def setting(kind: Kind, default: object, help_text: str, *, default_text: str | None = None) -> Any:
    given: dict[str, Any] = {"default_factory": default} if callable(default) else {"default": default}
    shown = default_text if default_text is not None else str(default)
    return dataclasses.field(**given, metadata={"kind": kind, "help": help_text, "default": shown})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an administrator can set; raises WrongSettings with every wrong value when it is built."""

    data_dir: Path = setting(  # noqa: RUF009 - a dataclass field with its description
        FOLDER,
        default_data_dir,
        "Where the embedded database, its log and uploaded files are kept.",
        default_text="the user's data folder; for root `/var/lib/fieldops`",
    )
    database_url: str = dataclasses.field(
        default="",
        repr=False,
        metadata={
            "kind": POSTGRES_URL,
            "help": "A PostgreSQL server of your own (15 or newer); empty starts the embedded one.",
            "default": "empty",
        },
    )
    database_pool_min: int = setting(whole(0, 180), 1, "Database connections that each process keeps open.")
    database_pool_max: int = setting(
        whole(1, 180), 10, "Database connections that each process opens at most; the embedded server has 200 in all."
    )
    time_zone: str = setting(
        TIME_ZONE, "Asia/Shanghai", "The zone in which days begin, promises are counted and times are shown."
    )
    host: str = setting(HOST, "127.0.0.1", "The address on which the web server listens.")
    port: int = setting(whole(1, 65535), 8000, "The port on which the web server listens.")
    log_level: str = setting(choice("debug", "info", "warning", "error"), "info", "The least that is logged.")
    log_format: str = setting(choice("text", "json"), "text", "How log lines look: for people or for machines.")
    worker_concurrency: int = setting(whole(1, 64), 2, "Background jobs that one worker runs at once.")
    worker_silence_s: int = setting(
        whole(4, 3600), 30, "Seconds after which a worker that was not heard of is dead and its jobs run elsewhere."
    )
    https: bool = setting(
        YES_OR_NO,
        "false",
        "Whether people reach the server by HTTPS, through a proxy: cookies are then sent on it only.",
    )
    trusted_proxies: str = setting(
        PROXIES, "", "Addresses of proxies, with commas, whose X-Forwarded-For says where a request comes from."
    )
    session_idle_min: int = setting(whole(1, 1440), 120, "Minutes without a request after which a log-in ends.")
    session_absolute_h: int = setting(whole(1, 168), 12, "Hours after which a log-in ends in any case.")
    requests_per_minute: int = setting(
        whole(10, 100_000), 1200, "Requests that each process answers one address in a minute."
    )
    plan_time_limit_s: int = setting(whole(1, 3600), 30, "Seconds the planner may search for one day's route plan.")

    def __post_init__(self) -> None:
        given = {name: (name, getattr(self, name)) for name in _fields()}
        values, problems = _read(given)
        if problems:
            raise WrongSettings(problems)
        for name, value in values.items():
            object.__setattr__(self, name, value)


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force; raises WrongSettings with all that is wrong in the variables and in the file."""
    variables = {key: value for key, value in environ.items() if key.startswith(PREFIX) and key != CONFIG_VARIABLE}
    given: dict[str, tuple[str, object]] = {
        key.removeprefix(PREFIX).lower(): (key, value) for key, value in variables.items() if key in _variables()
    }
    unknown = [_unknown(key, variables[key], map(variable, _fields())) for key in variables if key not in _variables()]
    in_file, problems = _from_file(environ, given)
    values, wrong = _read(in_file | given)
    if problems := [*unknown, *problems, *wrong]:
        raise WrongSettings(problems)
    return Settings(**values)  # type: ignore[arg-type]


def variable(name: str) -> str:
    """The environment variable of the setting ``name``."""
    return PREFIX + name.upper()


def without_password(url: str) -> str:
    """``url`` as it may be shown, even one that is malformed."""
    hidden = re.sub(r"(?i)(password=)[^&]*", r"\1***", url)
    return re.sub(r"(//[^:@/]*:).*@", r"\1***@", hidden)


def reference() -> str:
    """The reference page of the settings, in Markdown."""
    rows = [
        f"| `{name}` | `{variable(name)}` | {kind.type_name} | {meta['default']} | {kind.allowed} | {meta['help']} |"
        for name, meta in _fields().items()
        for kind in [meta["kind"]]
    ]
    head = [
        "# Settings",
        "",
        f"Each can be an environment variable or a key of a TOML file: the one that `{CONFIG_VARIABLE}` names, else",
        f"`{CONFIG_FILE}` in the data folder. The environment wins. A wrong or unknown setting is refused at start.",
        "",
        "| Key | Variable | Type | Default | Allowed | Meaning |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def _fields() -> dict[str, Mapping[str, Any]]:
    return {field.name: field.metadata for field in dataclasses.fields(Settings)}


def _variables() -> set[str]:
    return {variable(name) for name in _fields()}


def _read(given: Mapping[str, tuple[str, object]]) -> tuple[dict[str, object], list[FieldProblem]]:
    """The values by name and what is wrong with them; each comes with its origin, the name its reader knows."""
    values: dict[str, object] = {}
    problems = []
    for name, (origin, value) in given.items():
        try:
            values[name] = _fields()[name]["kind"].read(value)
        except _Wrong as wrong:
            problems.append(_problem(origin, "wrong_setting", value, wrong.text))
    least, most = values.get("database_pool_min", 1), values.get("database_pool_max", 10)
    if not problems and int(str(least)) > int(str(most)):
        text = Text(en=f"must not exceed database_pool_max ({most})", zh=f"不能大于 database_pool_max（{most}）")
        problems.append(
            _problem(given.get("database_pool_min", ("database_pool_min",))[0], "out_of_range", least, text)
        )
    return values, problems


def _from_file(
    environ: Mapping[str, str], given: Mapping[str, tuple[str, object]]
) -> tuple[dict[str, tuple[str, object]], list[FieldProblem]]:
    named = environ.get(CONFIG_VARIABLE)
    path = (
        Path(named).expanduser()
        if named
        else Path(str(given.get("data_dir", ("", default_data_dir()))[1])) / CONFIG_FILE
    )
    if not named and not path.is_file():
        return {}, []
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        text = Text(en=f"can't be read as TOML: {error}", zh=f"无法作为 TOML 读取：{error}")
        return {}, [_problem(CONFIG_VARIABLE, "unreadable", str(path), text)]
    problems = [_unknown(f"{key} in {path}", content[key], _fields(), key) for key in content if key not in _fields()]
    if not named and "data_dir" in content:
        text = Text(en="can't be set in a file that lies in the data folder", zh="不能在数据目录内的文件中设置")
        problems.append(_problem(f"data_dir in {path}", "wrong_place", content["data_dir"], text))
    found = {key: (f"{key} in {path}", value) for key, value in content.items() if key in _fields()}
    return found, problems


def _unknown(origin: str, value: object, known: Iterable[str], word: str | None = None) -> FieldProblem:
    near = difflib.get_close_matches(word or origin, list(known), n=1)
    text = Text(en="is not known", zh="未知的设置")
    if near:
        text = Text(en=f"is not known; did you mean {near[0]}?", zh=f"未知的设置，是否指 {near[0]}？")
    return _problem(origin, "unknown_setting", value, text)


def _problem(origin: str, code: str, value: object, text: Text) -> FieldProblem:
    shown = without_password(str(value))
    return FieldProblem(origin, code, text, shown if len(shown) <= 200 else shown[:199] + "…")
