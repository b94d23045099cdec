"""A log-in that was begun, as the browser keeps it until it comes back: sealed, and for a few minutes.

The key comes from the client's secret, which every process of the server has and nobody else.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry
from joserfc.jwk import OctKey

HOLDS: Final = timedelta(minutes=10)
HEADER = {"alg": "dir", "enc": "A256GCM"}
REGISTRY = JWERegistry(algorithms=list(HEADER.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """``state`` comes back with the browser, ``nonce`` in the token; ``verifier`` proves to the provider that it was us.

    ``device`` is the browser's device cookie: the browser doesn't send it when it comes from another site.
    """

    state: str
    nonce: str
    verifier: str
    device: str | None
    expires_at: datetime


def begin(device: str | None, *, now: datetime) -> Begun:
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    expires_at = now.replace(microsecond=0) + HOLDS
    return Begun(state=state, nonce=nonce, verifier=verifier, device=device, expires_at=expires_at)


def seal(begun: Begun, client_secret: str) -> str:
    claims = {
        "state": begun.state,
        "nonce": begun.nonce,
        "verifier": begun.verifier,
        "device": begun.device,
        "exp": begun.expires_at,
    }
    return jwt.encode(HEADER, claims, _key(client_secret), registry=REGISTRY)


def unseal(sealed: str, client_secret: str) -> Begun | None:
    """What was sealed, also when it has expired; None if it wasn't sealed by us."""
    try:
        claims = jwt.decode(sealed, _key(client_secret), registry=REGISTRY).claims
    except (JoseError, ValueError):
        return None
    return Begun(
        state=claims["state"],
        nonce=claims["nonce"],
        verifier=claims["verifier"],
        device=claims["device"],
        expires_at=datetime.fromtimestamp(claims["exp"], UTC),
    )


def _key(client_secret: str) -> OctKey:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"fieldops log-in begun").derive(
        client_secret.encode()
    )
    return OctKey.import_key(derived)
