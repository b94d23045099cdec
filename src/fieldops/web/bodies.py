"""A request's body has to arrive."""

from __future__ import annotations

import asyncio
import time

from litestar.types import Receive, ReceiveMessage

from fieldops.web.refusals import BodyTooSlow

WHOLE_S = 60.0
"""For all of a body: a sender of 30 MB needs 4 Mbit/s."""


def in_time(receive: Receive, whole_s: float) -> Receive:
    """``receive``, which raises BodyTooSlow when the body isn't there ``whole_s`` seconds after the head."""
    ends_at = time.monotonic() + whole_s
    arrived = False

    async def receive_in_time() -> ReceiveMessage:
        nonlocal arrived
        if arrived:
            return await receive()  # waits for the connection to close
        try:
            async with asyncio.timeout(max(0.0, ends_at - time.monotonic())):
                message = await receive()
        except TimeoutError as error:
            raise BodyTooSlow(seconds=round(whole_s)) from error
        arrived = not message.get("more_body", False)
        return message

    return receive_in_time
