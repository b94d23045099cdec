"""Run the web application."""

from __future__ import annotations

import uvicorn
from litestar import Litestar

from fieldops import logs
from fieldops.settings import Settings

GRACE_S = 10
"""How long open answers, such as event streams, may go on after the server was told to stop."""


def server(app: Litestar, settings: Settings) -> uvicorn.Server:
    """A server for ``app``; listens and logs as ``settings`` say."""
    logs.configure(settings.log_level, settings.log_format)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=GRACE_S,
    )
    return uvicorn.Server(config)
