"""Settings: each is checked, all wrong ones are named at once, and all are in the reference."""

from __future__ import annotations

import dataclasses
import os
import pickle
from pathlib import Path

import pytest

from fieldops.settings import Settings, WrongSettings, load, reference, variable, without_password


def refusal(environ: dict[str, str]) -> WrongSettings:
    with pytest.raises(WrongSettings) as refused:
        load(environ)
    return refused.value


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    settings = load({"FIELDOPS_DATA_DIR": str(tmp_path), "PATH": "/bin"})
    assert settings == Settings(data_dir=tmp_path)
    assert settings.time_zone == "Asia/Shanghai"
    assert settings.database_url == ""


@pytest.mark.skipif(os.geteuid() != 0, reason="for root only")
def test_roots_data_folder_is_one_that_others_can_reach() -> None:
    assert Settings().data_dir == Path("/var/lib/fieldops")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "fieldops.toml").write_text("port = 9000\nhost = '0.0.0.0'\n")
    settings = load({"FIELDOPS_DATA_DIR": str(tmp_path), "FIELDOPS_PORT": "9001"})
    assert (settings.host, settings.port) == ("0.0.0.0", 9001)


def test_a_named_file_is_read_instead_of_the_one_in_the_data_folder(tmp_path: Path) -> None:
    (tmp_path / "fieldops.toml").write_text("port = 9000\n")
    named = tmp_path / "other.toml"
    named.write_text(f"port = 9002\ndata_dir = '{tmp_path}'\n")
    settings = load({"FIELDOPS_CONFIG": str(named)})
    assert (settings.port, settings.data_dir) == (9002, tmp_path)


def test_a_named_file_that_is_missing_or_broken_is_refused(tmp_path: Path) -> None:
    assert "No such file" in str(refusal({"FIELDOPS_CONFIG": str(tmp_path / "none.toml")}))
    (tmp_path / "broken.toml").write_text("port = = 1")
    assert "broken.toml" in str(refusal({"FIELDOPS_CONFIG": str(tmp_path / "broken.toml")}))


def test_the_data_folder_cannot_be_moved_by_a_file_inside_it(tmp_path: Path) -> None:
    (tmp_path / "fieldops.toml").write_text("data_dir = '/elsewhere'\n")
    assert "data folder" in str(refusal({"FIELDOPS_DATA_DIR": str(tmp_path)}))


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("FIELDOPS_PORT", "0", "1 to 65535"),
        ("FIELDOPS_PORT", "eight", "1 to 65535"),
        ("FIELDOPS_PORT", "80.5", "1 to 65535"),
        ("FIELDOPS_PORT", "", "1 to 65535"),
        ("FIELDOPS_PORT", "٨٠", "1 to 65535"),
        ("FIELDOPS_PORT", "9" * 5000, "1 to 65535"),
        ("FIELDOPS_TIME_ZONE", "Peking", "Asia/Shanghai"),
        ("FIELDOPS_TIME_ZONE", "../../etc/passwd", "Asia/Shanghai"),
        ("FIELDOPS_TIME_ZONE", "", "Asia/Shanghai"),
        ("FIELDOPS_LOG_LEVEL", "loud", "debug, info"),
        ("FIELDOPS_LOG_FORMAT", "xml", "text, json"),
        ("FIELDOPS_HOST", "a host", "IP address"),
        ("FIELDOPS_DATA_DIR", "  ", "a folder"),
        ("FIELDOPS_DATA_DIR", __file__, "not a file"),
        ("FIELDOPS_DATABASE_URL", "mysql://localhost/x", "postgresql://"),
        ("FIELDOPS_DATABASE_URL", "postgresql://localhost", "postgresql://"),
        ("FIELDOPS_DATABASE_URL", "postgresql://localhost:port/x", "postgresql://"),
        ("FIELDOPS_PLAN_TIME_LIMIT_S", "-5", "1 to 3600"),
        ("FIELDOPS_PUBLIC_URL", "fieldops.test", "https://"),
        ("FIELDOPS_PUBLIC_URL", "http://fieldops.test", "https://"),
        ("FIELDOPS_PUBLIC_URL", "https://fieldops.test/app", "nothing behind host and port"),
        ("FIELDOPS_PUBLIC_URL", "https://me@fieldops.test", "https://"),
        ("FIELDOPS_OIDC_ISSUER", "http://id.test", "https://"),
        ("FIELDOPS_OIDC_ISSUER", "https://id.test/?realm=a", "https://"),
        ("FIELDOPS_OIDC_ISSUER", "https://:443/x", "https://"),
        ("FIELDOPS_OIDC_CLIENT_ID", "field ops", "visible ASCII"),
        ("FIELDOPS_OIDC_LOGIN_CLAIM", "", "the name of a claim"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_what_is_allowed(name: str, value: str, allowed: str) -> None:
    [problem] = refusal({name: value}).problems
    assert problem.path == name
    assert allowed in problem.text.en
    assert problem.value[:20] == value[:20]


def test_all_wrong_settings_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "fieldops.toml").write_text("log_level = 3\nprot = 1\n")
    environ = {"FIELDOPS_DATA_DIR": str(tmp_path), "FIELDOPS_PORT": "x", "FIELDOPS_HSOT": "y"}
    paths = [problem.path for problem in refusal(environ).problems]
    file = tmp_path / "fieldops.toml"
    assert sorted(paths) == sorted(["FIELDOPS_HSOT", "FIELDOPS_PORT", f"log_level in {file}", f"prot in {file}"])


def test_an_unknown_setting_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    assert "did you mean FIELDOPS_TIME_ZONE?" in str(refusal({"FIELDOPS_TIMEZONE": "UTC"}))
    (tmp_path / "c.toml").write_text("database_uri = 'x'\n")
    assert "did you mean database_url?" in str(refusal({"FIELDOPS_CONFIG": str(tmp_path / "c.toml")}))


def test_a_lower_case_variable_is_unknown() -> None:
    assert "FIELDOPS_port" in str(refusal({"FIELDOPS_port": "8000"}))


@pytest.mark.parametrize("value", ["[1]", "{a = 1}", "true", "2.5", "2026-11-22"])
def test_a_key_of_the_wrong_toml_type_is_refused(tmp_path: Path, value: str) -> None:
    names = [field.name for field in dataclasses.fields(Settings) if not (value == "true" and field.name == "https")]
    (tmp_path / "c.toml").write_text("".join(f"{name} = {value}\n" for name in names))
    assert len(refusal({"FIELDOPS_CONFIG": str(tmp_path / "c.toml")}).problems) == len(names)


def test_a_pool_smaller_than_its_least_size_is_refused() -> None:
    assert "database_pool_max (2)" in str(
        refusal({"FIELDOPS_DATABASE_POOL_MIN": "3", "FIELDOPS_DATABASE_POOL_MAX": "2"})
    )


OIDC = {
    "FIELDOPS_OIDC_ISSUER": "https://id.test/realms/fieldops",
    "FIELDOPS_OIDC_CLIENT_ID": "fieldops",
    "FIELDOPS_OIDC_CLIENT_SECRET": "a-secret-of-16-or-more",
    "FIELDOPS_PUBLIC_URL": "https://fieldops.test/",
}


def test_log_in_by_oidc_is_set_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    data = {"FIELDOPS_DATA_DIR": str(tmp_path)}
    whole = load({**data, **OIDC})
    assert (whole.oidc, whole.public_url) == (True, "https://fieldops.test")
    assert not load(data).oidc
    assert not load({**data, **dict.fromkeys(OIDC, "")}).oidc
    for missing in OIDC:
        rest = {name: value for name, value in OIDC.items() if name != missing}
        for given in (rest, {**rest, missing: ""}):
            [problem] = refusal({**data, **given}).problems
            assert (problem.path.upper().removeprefix("FIELDOPS_"), problem.code) == (missing[9:], "missing")


def test_a_provider_on_this_machine_may_be_asked_without_https() -> None:
    for host in ("127.0.0.1:8080", "localhost", "[::1]:8080"):
        assert load({**OIDC, "FIELDOPS_OIDC_ISSUER": f"http://{host}"}).oidc


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    assert "a-secret" not in repr(load(OIDC))
    wrong = {"FIELDOPS_OIDC_CLIENT_SECRET": "too-short", "FIELDOPS_OIDC_CLIENT_SECRTE": "too-short"}
    (tmp_path / "c.toml").write_text("oidc_client_secret = 'too-short'\noidc_clientsecret = 'too-short'\n")
    for environ in (wrong, {"FIELDOPS_CONFIG": str(tmp_path / "c.toml")}):
        found = refusal(environ)
        assert len(found.problems) == 2
        assert "too-short" not in str(found) + repr(found.problems)


def test_settings_built_by_hand_are_checked_too() -> None:
    with pytest.raises(WrongSettings, match="port"):
        Settings(port=0)


def test_a_password_is_never_shown() -> None:
    said = refusal({"FIELDOPS_DATABASE_URL": "postgresql://me:s3:cr@t@host:x/db?password=s3:cr@t"})
    assert "cr@t" not in str(said)
    assert "s3" not in said.explain("zh")
    assert "s3cret" not in repr(Settings(database_url="postgresql://me:s3cret@host/db"))
    assert without_password("postgresql://me:a/b@host/db") == "postgresql://me:***@host/db"


def test_a_refusal_of_settings_can_be_sent_to_another_process() -> None:
    said = refusal({"FIELDOPS_PORT": "0"})
    assert str(pickle.loads(pickle.dumps(said))) == str(said)


def test_a_relative_data_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load({"FIELDOPS_DATA_DIR": "data"}).data_dir == tmp_path / "data"


def test_every_setting_is_in_the_reference() -> None:
    page = reference()
    for field in dataclasses.fields(Settings):
        assert f"| `{field.name}` | `{variable(field.name)}` |" in page
        assert field.metadata["help"].endswith(".")
