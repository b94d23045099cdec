"""Files over HTTP: uploaded as bytes within limits, given back as nothing that could run."""

from __future__ import annotations

import random
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import fresh_key, open_client
from builders import NOW, a_node, register_network
from grounds import grounds
from litestar import Litestar
from network_api import API, token_of
from samples import a_workbook, an_image, exif, with_part

from fieldops.actions import network
from fieldops.database.door import perform
from fieldops.files.kinds import RULES, FileKind
from fieldops.settings import Settings
from fieldops.tables.files import Files
from fieldops.web import files
from fieldops.web.app import create_app
from inventory.people import Person, Role

FILES = f"{API}/files"
MB = 1_000_000


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def app(data_dir: Path) -> Litestar:
    settings = Settings(data_dir=data_dir, requests_per_minute=100_000)
    return create_app(settings, files.RESOURCES, opens_database=False, clock=lambda: NOW)


class Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self.token = token

    def auth_flow(self, request: httpx.Request) -> Any:
        request.headers["authorization"] = f"Bearer {self.token}"
        yield request


_network = grounds(register_network)
pytestmark = pytest.mark.usefixtures("_network")


async def client_of(app: Litestar, login: str, role: Role, node: str) -> httpx.AsyncClient:
    return open_client(app, Bearer(await token_of(Person(login=login, name=login, role=role, node=node))))


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    async with await client_of(app, "clerk", Role.PARTNER_CLERK, "ZJ-001") as client:
        yield client


async def upload(client: httpx.AsyncClient, content: Any = None, kind: str = "photo", **query: str) -> httpx.Response:
    sent = an_image() if content is None else content
    return await client.post(FILES, params={"kind": kind, **query}, content=sent, headers=fresh_key())


def refusal(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


async def test_what_is_uploaded_can_be_fetched(client: httpx.AsyncClient) -> None:
    made = await upload(client, an_image(exif=exif(6)), name="照片.jpg")

    assert made.status_code == 201, made.text
    file = made.json()
    assert file | {"id": "", "sha256": "", "bytes": 0} == {
        "id": "", "kind": "photo", "name": "照片.jpg", "media_type": "image/jpeg", "bytes": 0, "width": 48,
        "height": 64, "sha256": "", "uploaded_at": "2026-11-23T08:00:00+08:00",
    }  # fmt: skip
    assert made.headers["location"] == f"{FILES}/{file['id']}"
    fetched = await client.get(made.headers["location"])
    assert fetched.status_code == 200
    assert len(fetched.content) == file["bytes"] == int(fetched.headers["content-length"])
    assert fetched.headers["content-type"] == "image/jpeg"
    assert b"Exif" not in fetched.content


@pytest.mark.parametrize("content_type", ["image/jpeg", "text/html", "application/json", "multipart/form-data", ""])
async def test_neither_name_nor_content_type_decides(client: httpx.AsyncClient, content_type: str) -> None:
    headers = {**fresh_key(), "content-type": content_type}

    made = await client.post(f"{FILES}?kind=photo&name=evil.html", content=an_image("PNG"), headers=headers)

    fetched = await client.get(made.headers["location"])
    assert fetched.headers["content-type"] == "image/jpeg"
    assert fetched.headers["content-disposition"] == "inline; filename=\"evil.jpg\"; filename*=UTF-8''evil.jpg"


async def test_nothing_in_a_file_runs_in_a_browser(client: httpx.AsyncClient) -> None:
    for content, kind in ((an_image(), "photo"), (an_image("PNG"), "signature"), (a_workbook(), "import")):
        headers = (await client.get((await upload(client, content, kind)).headers["location"])).headers

        assert headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "private, max-age=31536000, immutable"
        assert headers["content-disposition"].startswith("attachment" if kind == "import" else "inline")


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("", "filename=\"photo.jpg\"; filename*=UTF-8''photo.jpg"),
        ('a".exe', "filename=\"a_.jpg\"; filename*=UTF-8''a%22.jpg"),
        ("现场 1.png", "filename=\"__ 1.jpg\"; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%201.jpg"),
        ("a\r\nSet-Cookie: b=c", "filename=\"a  Set-Cookie_ b_c.jpg\"; filename*=UTF-8''a%20%20Set-Cookie%3A%20b%3Dc.jpg"),
        ("../../etc/passwd", "filename=\"passwd.jpg\"; filename*=UTF-8''passwd.jpg"),
        ("%2e%2e%2fx", "filename=\"_2e_2e_2fx.jpg\"; filename*=UTF-8''%252e%252e%252fx.jpg"),
        ("photo\u202egpj.exe", "filename=\"photogpj.jpg\"; filename*=UTF-8''photogpj.jpg"),
    ],
)  # fmt: skip
async def test_a_name_is_harmless_in_a_header(client: httpx.AsyncClient, name: str, disposition: str) -> None:
    fetched = await client.get((await upload(client, name=name)).headers["location"])

    assert fetched.headers["content-disposition"] == f"inline; {disposition}"
    assert "set-cookie" not in fetched.headers


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_name_leads_nowhere_on_the_disk(client: httpx.AsyncClient, data_dir: Path) -> None:
    await upload(client, name="../../../../evil")
    await upload(client, name="/evil")

    kept = files_below(data_dir)
    assert kept
    assert all(path.parent.parent.parent == data_dir / "files" for path in kept)


async def test_what_the_browser_has_already_is_not_sent_again(client: httpx.AsyncClient) -> None:
    made = await upload(client)
    tag = (await client.get(made.headers["location"])).headers["etag"]

    again = await client.get(made.headers["location"], headers={"if-none-match": tag})

    assert tag == f'"{made.json()["sha256"]}"'
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


# Limits


class Sent:
    """A body that counts what was taken of it."""

    def __init__(self, size: int) -> None:
        self.size, self.taken = size, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.taken < self.size:
            self.taken += 100_000
            yield b"\xff" * 100_000


@pytest.mark.parametrize("kind", FileKind)
async def test_a_body_is_read_no_further_than_its_kind_may_be_large(client: httpx.AsyncClient, kind: FileKind) -> None:
    body = Sent(60 * MB)

    answer = await upload(client, body, kind)

    assert refusal(answer) == (413, "file_too_large")
    assert answer.json()["facts"]["most_mb"] * MB == RULES[kind].most_bytes
    assert body.taken <= RULES[kind].most_bytes + 100_000


@pytest.mark.parametrize(
    ("announced", "taken"), [(str(13 * MB), 0), ("10", 12 * MB + 100_000), ("0", 12 * MB + 100_000)]
)
async def test_a_content_length_is_believed_only_when_it_is_too_large(
    client: httpx.AsyncClient, announced: str, taken: int
) -> None:
    body = Sent(60 * MB)
    headers = {**fresh_key(), "content-length": announced}

    answer = await client.post(f"{FILES}?kind=photo", content=body, headers=headers)

    assert refusal(answer) == (413, "file_too_large")
    assert body.taken <= taken


async def test_a_file_may_be_larger_than_a_form(client: httpx.AsyncClient) -> None:
    noise = random.Random(1).randbytes(3 * 700 * 700)
    table = b"part,quantity\r\n" + b"DP-9001,20\r\n" * 200_000

    assert (await upload(client, table, "import")).json()["bytes"] == len(table) > 2 * MB
    assert len(noise) > MB


async def test_nobody_unknown_gets_a_byte_read(app: Litestar) -> None:
    body = Sent(MB)
    async with open_client(app) as stranger:
        answer = await upload(stranger, body)

    assert refusal(answer) == (401, "not_logged_in")
    assert body.taken == 0


@pytest.mark.parametrize(
    ("query", "path"),
    [("", "kind"), ("kind=film", "kind"), ("kind=photo&size=1", "size"), ("kind=photo&name=%00", "name")],
)
async def test_wrong_parameters_are_told_before_the_body_is_read(
    client: httpx.AsyncClient, query: str, path: str
) -> None:
    body = Sent(MB)

    answer = await client.post(f"{FILES}?{query}", content=body, headers=fresh_key())

    assert refusal(answer) == (422, "invalid")
    assert [problem["path"] for problem in answer.json()["errors"]] == [path]
    assert body.taken == 0


@pytest.mark.parametrize(
    ("kind", "content", "status", "code"),
    [
        ("photo", b"", 422, "file_damaged"),
        ("photo", an_image()[:300], 422, "file_damaged"),
        ("photo", b"GIF89a", 415, "file_kind_not_allowed"),
        ("signature", an_image(), 415, "file_kind_not_allowed"),
        ("import", with_part("xl/vbaProject.bin"), 422, "spreadsheet_unsafe"),
        ("import", "配件".encode("utf-16"), 422, "csv_not_utf8"),
    ],
)
async def test_what_is_not_taken_is_refused_and_not_kept(
    client: httpx.AsyncClient, data_dir: Path, kind: str, content: bytes, status: int, code: str
) -> None:
    shutil.rmtree(data_dir / "files", ignore_errors=True)

    assert refusal(await upload(client, content, kind)) == (status, code)

    assert not (data_dir / "files").exists()
    assert await Files.count().run() == 0


async def test_a_refusal_is_in_chinese_for_who_prefers_it(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        f"{FILES}?kind=import", content="配件".encode("utf-16"), headers={**fresh_key(), "accept-language": "zh"}
    )

    assert answer.json()["cause"] == "CSV 文件既不是 UTF-8 也不是 GB18030 编码，似为 UTF-16。"


# Once


async def test_an_upload_that_is_sent_again_is_one_file(client: httpx.AsyncClient) -> None:
    key = fresh_key()

    first, again = [await client.post(f"{FILES}?kind=photo", content=an_image(), headers=key) for _ in range(2)]
    other = await client.post(f"{FILES}?kind=photo", content=an_image(size=(9, 9)), headers=key)
    without = await client.post(f"{FILES}?kind=photo", content=an_image())

    assert first.json() == again.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert refusal(other) == (422, "idempotency_key_reused")
    assert refusal(without) == (400, "idempotency_key_missing")
    assert await Files.count().run() == 1


# Whose


async def test_a_neighbours_file_is_as_little_there_as_one_that_never_was(
    app: Litestar, client: httpx.AsyncClient
) -> None:
    await perform(network.register_nodes, [a_node(code="ZJ-002")])
    address = (await upload(client)).headers["location"]
    nowhere = f"{FILES}/{'0' * 32}"
    async with await client_of(app, "neighbour", Role.PARTNER_CLERK, "ZJ-002") as neighbour:
        hidden, missing = [await neighbour.get(at) for at in (address, nowhere)]
        known = await neighbour.get(address, headers={"if-none-match": "*"})

    assert refusal(hidden) == refusal(missing) == refusal(known) == (404, "not_found")

    def told(answer: httpx.Response, at: str) -> str:
        return answer.text.replace(at.rpartition("/")[2], "ID").replace(answer.headers["x-request-id"], "REQUEST")

    assert told(hidden, address) == told(missing, nowhere)
    assert hidden.headers.keys() == missing.headers.keys()


async def test_the_province_sees_the_files_of_its_partners(app: Litestar, client: httpx.AsyncClient) -> None:
    address = (await upload(client)).headers["location"]

    async with await client_of(app, "director", Role.DIRECTOR, "ZJ") as director:
        assert (await director.get(address)).status_code == 200
        own = (await upload(director)).headers["location"]

    assert (await client.get(own)).status_code == 404


@pytest.mark.parametrize("file_id", ["x", "..", "%2e%2e%2fetc", "A" * 32, "0" * 5000, "%00", "é"])
async def test_an_id_that_is_none_is_not_found(client: httpx.AsyncClient, file_id: str) -> None:
    assert (await client.get(f"{FILES}/{file_id}")).status_code == 404


async def test_bytes_that_are_gone_are_owned_up_to(client: httpx.AsyncClient, data_dir: Path) -> None:
    address = (await upload(client)).headers["location"]
    shutil.rmtree(data_dir / "files")

    answer = await client.get(address)

    assert refusal(answer) == (500, "file_lost")
    assert str(data_dir) not in answer.text
