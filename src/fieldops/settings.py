"""All settings: one table, from which they are read, refused and described.

They come from environment variables ``FIELDOPS_<NAME>`` and from one TOML file, the one that ``FIELDOPS_CONFIG`` names,
else ``fieldops.toml`` in the data folder if it is there. The environment wins.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
import re
import socket
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from fieldops.maps.bases import MAP_BASE, needs_secret
from fieldops.setting_kinds import (
    CLAIM,
    CLIENT_ID,
    CLIENT_SECRET,
    FOLDER,
    HOST,
    MAP_NOTE,
    MAP_SECRET,
    NETWORKS,
    ORIGIN,
    POSTGRES_URL,
    SERVER_ADDRESS,
    TIME_ZONE,
    WEB_ADDRESS,
    YES_OR_NO,
    Kind,
    Wrong,
    choice,
    text,
    whole,
)
from refusals import FieldProblem, Refusal, Text

PREFIX = "FIELDOPS_"
CONFIG_VARIABLE = "FIELDOPS_CONFIG"
CONFIG_FILE = "fieldops.toml"
FOR_OIDC = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
"""Given together or not at all."""


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
        NETWORKS, "", "Addresses of proxies, with commas, whose X-Forwarded-For says where a request comes from."
    )
    session_idle_min: int = setting(whole(1, 1440), 120, "Minutes without a request after which a log-in ends.")
    session_absolute_h: int = setting(whole(1, 168), 12, "Hours after which a log-in ends in any case.")
    public_url: str = setting(
        ORIGIN,
        "",
        "The address at which people's browsers reach the server; log-in by OpenID Connect needs it.",
        default_text="empty",
    )
    oidc_issuer: str = setting(
        WEB_ADDRESS,
        "",
        "The OpenID Connect provider, exactly as it names itself; empty: nobody logs in that way.",
        default_text="empty",
    )
    oidc_client_id: str = setting(CLIENT_ID, "", "What fieldops is called at the provider.", default_text="empty")
    oidc_client_secret: str = dataclasses.field(
        default="",
        repr=False,
        metadata={
            "kind": CLIENT_SECRET,
            "help": "The secret by which the provider knows fieldops.",
            "default": "empty",
        },
    )
    oidc_login_claim: str = setting(CLAIM, "preferred_username", "The provider's claim that is the login of a user.")
    requests_per_minute: int = setting(
        whole(10, 100_000), 1200, "Requests that each process answers one address in a minute."
    )
    webhook_networks: str = setting(
        NETWORKS,
        "",
        "Networks, with commas, that webhooks may reach beside the internet, by plain HTTP too: those of your own.",
        default_text="empty",
    )
    event_stream_s: int = setting(
        whole(1, 86400), 3600, "Seconds after which an event stream ends, and its reader comes again."
    )
    events_kept_days: int = setting(whole(1, 3650), 90, "Days for which events and their deliveries are kept.")
    plan_time_limit_s: int = setting(whole(1, 3600), 30, "Seconds the planner may search for one day's route plan.")
    plan_shared_from_visits: int = setting(
        whole(2, 1_000_000),
        1000,
        "Open visits of a province from which its plan is shared out among all workers that are free, half as many each.",
    )
    machine: str = setting(
        text(r"\S(.{0,198}\S)?", "1 to 200 characters", "1 至 200 个字符"),
        socket.gethostname,
        "What this machine is called: of its workers one at a time helps with a plan that is shared out.",
        default_text="its host name",
    )
    osrm_url: str = setting(
        SERVER_ADDRESS,
        "",
        "The OSRM server that is asked for ways by road; empty: all ways are estimated.",
        default_text="empty",
    )
    osrm_map: str = setting(
        text(r"[\w.-]{0,40}", "up to 40 letters, digits, _ - and .", "不超过 40 个字母、数字、_、- 或 ."),
        "",
        "What its map is called; change it with the map, and what the old one told is asked anew. Needless if the map was"
        " extracted with a data version.",
        default_text="empty",
    )
    osrm_max_table_size: int = setting(
        whole(2, 125),
        100,
        "Places that it is asked about at once: not more than its own `--max-table-size`. Many more don't fit into one address.",
    )
    osrm_radius_m: int = setting(
        whole(1, 100_000), 2000, "Metres from a place within which its road must be; where none is, ways are estimated."
    )
    osrm_requests_at_once: int = setting(whole(1, 64), 4, "Requests that one plan has the server answer at once.")
    osrm_timeout_s: int = setting(whole(1, 600), 10, "Seconds to wait for one answer of the server.")
    osrm_plan_wait_s: int = setting(
        whole(1, 3600), 60, "Seconds that a plan waits for the server in all; what it hasn't told by then is estimated."
    )
    osrm_desk_wait_ms: int = setting(
        whole(10, 60_000),
        800,
        "Milliseconds that registering an order waits for the server to tell how far the outlet is (S1); then the straight"
        " line decides.",
    )
    road_answers_kept_days: int = setting(
        whole(1, 3650), 30, "Days for which ways that the server told are kept, before they are asked anew."
    )

    map_base: str = setting(
        MAP_BASE,
        "",
        "What lies under the points on maps; of several addresses the lowest first. Where one has `{secret}`, the key of"
        " the map server is put in. Empty: a graticule.",
        default_text="empty",
    )
    map_secret: str = dataclasses.field(
        default="",
        repr=False,
        metadata={
            "kind": MAP_SECRET,
            "help": "The key that the map server asks for. It stays on this server.",
            "default": "empty",
        },
    )
    map_attribution: str = setting(
        MAP_NOTE, "", "Whose map it is, as its licence wants it written on the map.", default_text="empty"
    )
    map_review_number: str = setting(
        MAP_NOTE, "", "The map review number (审图号), which is written on the map.", default_text="empty"
    )
    map_coordinates: str = setting(
        choice("wgs84", "gcj02"),
        "wgs84",
        "The coordinate system of the base map; places are kept in WGS-84 in any case.",
    )
    map_least_zoom: int = setting(whole(0, 22), 1, "The zoom of a map server's coarsest tiles.")
    map_most_zoom: int = setting(whole(0, 22), 18, "The zoom of its finest tiles.")

    @property
    def oidc(self) -> bool:
        """Whether people can log in by OpenID Connect."""
        return bool(self.oidc_issuer)

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
        except Wrong as wrong:
            problems.append(_problem(origin, "wrong_setting", value, wrong.text))
    if not problems:
        problems = [
            _problem(given.get(name, (name,))[0], code, values.get(name, ""), text)
            for name, code, text in _contradictions(values)
        ]
    return values, problems


def _contradictions(values: Mapping[str, object]) -> Iterator[tuple[str, str, Text]]:
    """The settings that don't go with others: name, code, and what is allowed."""
    least, most = values.get("database_pool_min", 1), values.get("database_pool_max", 10)
    if int(str(least)) > int(str(most)):
        text = Text(en=f"must not exceed database_pool_max ({most})", zh=f"不能大于 database_pool_max（{most}）")
        yield "database_pool_min", "out_of_range", text
    coarsest, finest = values.get("map_least_zoom", 1), values.get("map_most_zoom", 18)
    if int(str(coarsest)) > int(str(finest)):
        text = Text(en=f"must not exceed map_most_zoom ({finest})", zh=f"不能大于 map_most_zoom（{finest}）")
        yield "map_least_zoom", "out_of_range", text
    wanted = needs_secret(str(values.get("map_base", "")))
    if wanted and not values.get("map_secret"):
        yield (
            "map_secret",
            "missing",
            Text(en="must be given with {secret} in map_base", zh="map_base 含 {secret} 时必须填写"),
        )
    if values.get("map_secret") and not wanted:
        text = Text(en="must be used: map_base has no {secret}", zh="map_base 中没有 {secret}，此密钥未被使用")
        yield "map_secret", "not_used", text
    given = [name for name in FOR_OIDC if values.get(name)]
    if given:
        for name in (*FOR_OIDC, "public_url"):
            if not values.get(name):
                yield name, "missing", Text(en=f"must be given with {given[0]}", zh=f"设置 {given[0]} 时必须填写")


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
    meant_secret = bool(near) and "secret" in near[0].casefold()
    return _problem(origin, "unknown_setting", "***" if meant_secret else value, text)


def _problem(origin: str, code: str, value: object, text: Text) -> FieldProblem:
    shown = "***" if "secret" in origin.casefold() else without_password(str(value))
    return FieldProblem(origin, code, text, shown if len(shown) <= 200 else shown[:199] + "…")
