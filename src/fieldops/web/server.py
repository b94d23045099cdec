"""Run the web application."""

from __future__ import annotations

import socket
from functools import partial

import uvicorn
from litestar import Litestar

from fieldops import logs
from fieldops.settings import Settings
from fieldops.web import heads

GRACE_S = 10
"""How long open answers may go on after the server was told to stop."""


class Server(uvicorn.Server):
    """One that ends the event streams first: they would keep it waiting."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.config.app.state.bell.close()  # type: ignore[union-attr]
        await super().shutdown(sockets)


def server(app: Litestar, settings: Settings, head_s: float = heads.WHOLE_S) -> Server:
    """A server for ``app``; listens and logs as ``settings`` say. A request's head has to arrive within ``head_s``."""
    logs.configure(settings.log_level, settings.log_format)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=partial(heads.Impatient, head_s=head_s),  # type: ignore[arg-type]
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=GRACE_S,
    )
    return Server(config)
