"""Logging: one structured line for each event, for people or for machines, of ours and of all libraries alike.

Never logged: bodies, cookies, authorization, query strings, idempotency keys, local variables of tracebacks.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Literal, TextIO

import structlog
from structlog.typing import Processor

from fieldops.settings import without_password

HIDDEN = ("password", "secret", "token", "cookie", "authorization", "body", "idempotency", "query")
"""A field whose name holds one of these words is not shown, whoever logs it."""

NOISY = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "asyncio": logging.WARNING,
    "procrastinate": logging.WARNING,
    "uvicorn.access": logging.WARNING,
}


def configure(level: str, form: Literal["text", "json"] | str, stream: TextIO = sys.stderr) -> None:
    """Send everything that is logged to ``stream``; replaces what was configured before."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        hide_secrets,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_look(form, stream)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "piccolo", "procrastinate", "litestar"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
    for name, least in NOISY.items():
        logging.getLogger(name).setLevel(least)


def _look(form: str, stream: TextIO) -> list[Processor]:
    if form == "json":
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    return [structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback)]


def hide_secrets(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if any(word in key.lower() for word in HIDDEN):
            event[key] = "***"
        elif isinstance(value, str):
            event[key] = without_password(value)
    return event
