from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from receiver import receiving

from fieldops.hooks import sending
from fieldops.hooks.sending import may_reach, networks, send
from inventory.webhooks import Attempt, Trouble, answered

HERE = networks("127.0.0.0/8")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.1.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)
def test_a_webhook_does_not_reach_into_a_network_of_ours(address: str) -> None:
    assert not may_reach(ipaddress.ip_address(address), encrypted=True, own=())


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_a_webhook_reaches_the_internet_by_tls_only(address: str) -> None:
    assert may_reach(ipaddress.ip_address(address), encrypted=True, own=())
    assert not may_reach(ipaddress.ip_address(address), encrypted=False, own=())


def test_an_administrator_can_name_networks_that_are_reached_by_plain_http_too() -> None:
    own = networks("10.0.0.0/8,fd00::/8")

    assert may_reach(ipaddress.ip_address("10.9.8.7"), encrypted=False, own=own)
    assert may_reach(ipaddress.ip_address("::ffff:10.9.8.7"), encrypted=False, own=own)
    assert not may_reach(ipaddress.ip_address("192.168.0.1"), encrypted=True, own=own)


async def test_what_is_sent_arrives() -> None:
    async with receiving() as receiver:
        attempt = await send(receiver.url, {"webhook-id": "event_1"}, b'{"a": 1}', own=HERE)

    assert attempt == answered(204)
    assert receiver.bodies == [b'{"a": 1}']
    assert receiver.heads[0]["webhook-id"] == "event_1"


async def test_an_address_inside_is_not_even_connected_to() -> None:
    async with receiving() as receiver:
        attempts = [
            await send(receiver.url, {}, b"", own=()),
            await send(receiver.url.replace("http://127.0.0.1", "https://localhost"), {}, b"", own=()),
        ]

    assert attempts == [Attempt(problem=Trouble.OUT_OF_BOUNDS)] * 2
    assert receiver.heads == []


async def test_a_name_that_leads_elsewhere_the_second_time_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to the address that was judged, so the name is looked up once."""
    looked_up: list[str] = []

    async def rebinding(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        address = "127.0.0.1" if len(looked_up) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    async with receiving() as receiver:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", rebinding)
        attempt = await send(receiver.url.replace("127.0.0.1", "erp.example"), {}, b"", own=HERE)

    assert attempt == answered(204)
    assert looked_up == ["erp.example"]
    assert receiver.heads[0]["host"].startswith("erp.example")


async def test_a_redirect_is_not_followed() -> None:
    async with receiving(302) as receiver, receiving() as other:
        receiver.location = other.url
        attempt = await send(receiver.url, {}, b"", own=HERE)

    assert attempt == answered(302)
    assert other.heads == []


async def test_a_receiver_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PATIENCE_S", 0.5)
    async with receiving(None) as receiver:
        assert await send(receiver.url, {}, b"", own=HERE) == Attempt(problem=Trouble.TOO_SLOW)


async def test_nobody_there_no_such_name_and_no_http_are_told_apart() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    babbler = await asyncio.start_server(lambda _, writer: _babble(writer), "127.0.0.1", 0)
    port = babbler.sockets[0].getsockname()[1]

    assert await send(nobody, {}, b"", own=HERE) == Attempt(problem=Trouble.UNREACHABLE)
    assert await send("https://nowhere.invalid/", {}, b"", own=HERE) == Attempt(problem=Trouble.UNREACHABLE)
    assert await send(f"http://127.0.0.1:{port}/", {}, b"", own=HERE) == Attempt(problem=Trouble.NO_HTTP)
    babbler.close()


def _babble(writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 mail.example ESMTP\r\n\r\n")
    writer.close()


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    valid = builder.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    (tmp_path / "cert.pem").write_bytes(valid.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    kept = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key.pem").write_bytes(kept)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]

    attempt = await send(f"https://localhost:{port}/", {}, b"", own=networks("127.0.0.0/8,::1/128"))

    assert attempt == Attempt(problem=Trouble.NOT_TRUSTED)
    server.close()
