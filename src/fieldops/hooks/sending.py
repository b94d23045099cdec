"""Sends to addresses that users name, and never into the network that the server stands in.

The name is looked up once, each address judged, and the connection made to the judged address itself: a name that
answers differently the second time gains nothing. Redirects aren't followed, and no answer is read beyond its status.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Iterable, Mapping
from typing import Any

import httpcore
import httpx

from inventory.webhooks import Attempt, Trouble, answered

PATIENCE_S = 10.0
"""For the whole of an attempt."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

NAT64 = ipaddress.ip_network("64:ff9b::/96")


class OutOfBounds(Exception):
    """The name leads to addresses only that webhooks may not reach."""


def networks(listed: str) -> tuple[Network, ...]:
    """Those of a setting, with commas between."""
    return tuple(ipaddress.ip_network(one, strict=False) for one in listed.split(",") if one)


def may_reach(address: Address, *, encrypted: bool, own: Iterable[Network]) -> bool:
    """The internet by TLS, and the networks that an administrator named."""
    address = _meant(address)
    if any(address in network for network in own):
        return True
    return encrypted and address.is_global and not address.is_multicast


def _meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else address


class Guarded(httpcore.AsyncNetworkBackend):
    """Connects to judged addresses only."""

    def __init__(self, *, encrypted: bool, own: tuple[Network, ...]) -> None:
        self._encrypted, self._own = encrypted, own
        self._net = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.AsyncNetworkStream:
        """:raises OutOfBounds: none of the name's addresses may be reached."""
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = dict.fromkeys(str(info[4][0]) for info in found)
        allowed = [
            one
            for one in addresses
            if may_reach(ipaddress.ip_address(one.partition("%")[0]), encrypted=self._encrypted, own=self._own)
        ]
        if not allowed:
            raise OutOfBounds
        for one in allowed[:-1]:
            try:
                return await self._net.connect_tcp(one, port, timeout, local_address, socket_options)
            except httpcore.ConnectError:
                continue
        return await self._net.connect_tcp(allowed[-1], port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        raise OutOfBounds

    async def sleep(self, seconds: float) -> None:
        await self._net.sleep(seconds)


async def send(url: str, headers: Mapping[str, str], body: bytes, *, own: tuple[Network, ...]) -> Attempt:
    """POST once; whatever comes of it is told, not raised."""
    guarded = Guarded(encrypted=url.startswith("https://"), own=own)
    try:
        async with asyncio.timeout(PATIENCE_S):
            async with (
                httpcore.AsyncConnectionPool(
                    ssl_context=httpx.create_ssl_context(), network_backend=guarded, http2=False
                ) as pool,
                pool.stream("POST", url, headers=list(headers.items()), content=body) as answer,
            ):
                return answered(answer.status)
    except OutOfBounds:
        return Attempt(problem=Trouble.OUT_OF_BOUNDS)
    except TimeoutError:
        return Attempt(problem=Trouble.TOO_SLOW)
    except httpcore.ProtocolError:
        return Attempt(problem=Trouble.NO_HTTP)
    except (OSError, httpcore.NetworkError) as error:
        untrusted = isinstance(error.__cause__ or error.__context__ or error, ssl.SSLError)
        return Attempt(problem=Trouble.NOT_TRUSTED if untrusted else Trouble.UNREACHABLE)
