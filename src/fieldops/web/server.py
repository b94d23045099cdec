"""Run the web application."""

from __future__ import annotations

import uvicorn

from fieldops import logs
from fieldops.settings import Settings
from fieldops.web.app import create_app

GRACE_S = 10
"""How long open answers, such as event streams, may go on after the server was told to stop."""


def server(settings: Settings, *, opens_database: bool = True) -> uvicorn.Server:
    """A server for :func:`fieldops.web.app.create_app`; logs as ``settings`` say."""
    logs.configure(settings.log_level, settings.log_format)
    config = uvicorn.Config(
        create_app(settings, opens_database=opens_database),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    return uvicorn.Server(config)


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM."""
    server(settings).run()
