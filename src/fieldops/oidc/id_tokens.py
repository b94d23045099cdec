"""Whether an ID token is believed (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import ClaimError, ExpiredTokenError, InvalidClaimError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from fieldops.oidc.refusals import OidcTokenInvalid

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
"""Signatures that only the provider can make: none of those that our secret, or nothing at all, would do for."""

CLOCKS_DIFFER_S = 60
LONGEST_SUBJECT = 255


class NotSigned(Exception):
    """None of the keys made the signature."""


def signed_claims(id_token: str, keys: KeySet) -> dict[str, Any]:
    """What the token claims, if it is signed with one of ``keys``.

    :raises NotSigned: it isn't, or is no token at all.
    """
    try:
        return jwt.decode(id_token, keys, algorithms=ALGORITHMS).claims
    except (JoseError, ValueError) as error:
        raise NotSigned(str(error)) from error


def check_claims(claims: dict[str, Any], *, issuer: str, client_id: str, nonce: str, now: datetime) -> None:
    """Refuse a token that isn't meant for us, for this log-in and for now.

    :raises OidcTokenInvalid: with what is wrong.
    """
    several = isinstance(claims.get("aud"), list) and len(claims["aud"]) > 1
    wanted = JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=CLOCKS_DIFFER_S,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": client_id},
        azp={"essential": several, "value": client_id},
        nonce={"essential": True, "value": nonce},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )
    try:
        wanted.validate(claims)
        if not (claims["sub"].isascii() and claims["sub"].isprintable() and 0 < len(claims["sub"]) <= LONGEST_SUBJECT):
            raise InvalidClaimError("sub")
    except ExpiredTokenError:
        raise OidcTokenInvalid(reason="it has expired", reason_zh="已过期") from None
    except ClaimError as error:
        name = error.claim
        raise OidcTokenInvalid(reason=f"its {name} is not the right one", reason_zh=f"{name} 不正确") from None
