"""The provider over HTTP: where it sends people to log in, and whom it sends back."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from urllib.parse import quote_plus, urlencode

import httpx
import msgspec
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from fieldops.oidc.begun import Begun
from fieldops.oidc.id_tokens import NotSigned, check_claims, signed_claims
from fieldops.oidc.refusals import OidcDenied, OidcProviderAway, OidcTokenInvalid
from fieldops.setting_kinds import is_safe_address
from fieldops.settings import Settings

T = TypeVar("T")

log = structlog.get_logger(__name__)

KEPT: Final = timedelta(hours=1)
ANSWERS_IN_S = 10.0
LONGEST_LOGIN = 64
SCOPE = "openid profile email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the provider says it is: ``subject`` stays the same for ever, ``login`` is what it is called now."""

    subject: str
    login: str


class Metadata(msgspec.Struct, kw_only=True, frozen=True):
    """What a provider tells of itself (OpenID Connect Discovery 1.0, 3), as far as it is needed."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class Answer(msgspec.Struct, kw_only=True, frozen=True):
    """What the token endpoint answers (RFC 6749, 5.1)."""

    access_token: str
    id_token: str


class Provider:
    """The provider that the settings name. Keeps what it tells of itself for an hour, and its keys until one is missing."""

    def __init__(self, settings: Settings, redirect_uri: str) -> None:
        self._settings = settings
        self._redirect_uri = redirect_uri
        self._tls = httpx.create_ssl_context()
        self._metadata: tuple[Metadata, datetime] | None = None
        self._keys: KeySet | None = None

    async def address(self, begun: Begun, *, now: datetime) -> str:
        """Where the browser goes to log in.

        :raises OidcProviderAway:
        """
        metadata = await self._told(now)
        asked = {
            "response_type": "code",
            "client_id": self._settings.oidc_client_id,
            "redirect_uri": self._redirect_uri,
            "scope": SCOPE,
            "state": begun.state,
            "nonce": begun.nonce,
            "code_challenge": _challenge(begun.verifier),
            "code_challenge_method": "S256",
        }
        joint = "&" if "?" in metadata.authorization_endpoint else "?"
        return f"{metadata.authorization_endpoint}{joint}{urlencode(asked)}"

    async def identify(self, code: str, begun: Begun, *, now: datetime) -> Identity:
        """Who came back with ``code``.

        :raises OidcDenied: the provider doesn't take the code. :raises OidcTokenInvalid: what it says can't be believed.
        :raises OidcProviderAway:
        """
        metadata = await self._told(now)
        answer = await self._exchange(code, begun, metadata)
        claims = await self._signed(answer.id_token, metadata)
        settings = self._settings
        check_claims(claims, issuer=metadata.issuer, client_id=settings.oidc_client_id, nonce=begun.nonce, now=now)
        if settings.oidc_login_claim not in claims and metadata.userinfo_endpoint:
            claims = await self._more(answer.access_token, metadata.userinfo_endpoint, claims)
        return Identity(subject=claims["sub"], login=login_in(claims, settings.oidc_login_claim))

    async def _told(self, now: datetime) -> Metadata:
        if self._metadata is None or now - self._metadata[1] > KEPT:
            issuer = self._settings.oidc_issuer
            address = issuer.removesuffix("/") + "/.well-known/openid-configuration"
            metadata = _read(Metadata, await self._ask("GET", address))
            if metadata.issuer != issuer:
                raise _away(f"it names itself {metadata.issuer}, not {issuer}")
            if not is_safe_address(metadata.authorization_endpoint):
                raise _away(f"people would log in without HTTPS at {metadata.authorization_endpoint}")
            self._metadata = metadata, now
        return self._metadata[0]

    async def _exchange(self, code: str, begun: Begun, metadata: Metadata) -> Answer:
        settings = self._settings
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect_uri,
            "code_verifier": begun.verifier,
        }
        if "client_secret_basic" in metadata.token_endpoint_auth_methods_supported:
            # RFC 6749, 2.3.1: both are encoded as in a form first
            auth = httpx.BasicAuth(quote_plus(settings.oidc_client_id), quote_plus(settings.oidc_client_secret))
            answered = await self._ask("POST", metadata.token_endpoint, data=form, auth=auth)
        else:
            form |= {"client_id": settings.oidc_client_id, "client_secret": settings.oidc_client_secret}
            answered = await self._ask("POST", metadata.token_endpoint, data=form)
        return _read(Answer, answered)

    async def _signed(self, id_token: str, metadata: Metadata) -> dict[str, Any]:
        """The token's claims. Keys that are kept may be too old for it: then they are fetched anew, once."""
        if self._keys is not None:
            try:
                return signed_claims(id_token, self._keys)
            except NotSigned:
                log.info("oidc_keys_fetched_anew")
        self._keys = await self._fetched_keys(metadata)
        try:
            return signed_claims(id_token, self._keys)
        except NotSigned as error:
            log.warning("oidc_token_not_signed", error=str(error))
            raise OidcTokenInvalid(
                reason="its signature is not the provider's", reason_zh="签名不是身份提供方的"
            ) from error

    async def _fetched_keys(self, metadata: Metadata) -> KeySet:
        answered = await self._ask("GET", metadata.jwks_uri)
        try:
            return KeySet.import_key_set(json.loads(answered))
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise _away(f"its keys can't be read: {error}") from error

    async def _more(self, access_token: str, address: str, claims: dict[str, Any]) -> dict[str, Any]:
        """The claims with those that the provider tells only when it is asked (OpenID Connect Core 1.0, 5.3)."""
        answered = await self._ask("GET", address, headers={"authorization": f"Bearer {access_token}"})
        more = _read(dict[str, Any], answered)
        if more.get("sub") != claims["sub"]:
            raise OidcTokenInvalid(reason="its sub is not the right one", reason_zh="sub 不正确")
        return {**more, **claims}

    async def _ask(self, method: str, address: str, **given: Any) -> bytes:
        """:raises OidcDenied: it answers with an error of OAuth. :raises OidcProviderAway:"""
        if not is_safe_address(address):
            raise _away(f"it wants to be asked without HTTPS at {address}")
        try:
            async with httpx.AsyncClient(verify=self._tls, timeout=ANSWERS_IN_S) as client:
                answered = await client.request(method, address, **given)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _away(f"{address}: {type(error).__name__} {error}") from error
        if method == "POST" and answered.status_code in (400, 401):
            raise OidcDenied(error=error_name(_read(dict[str, Any], answered.content).get("error")))
        if answered.status_code != httpx.codes.OK:
            raise _away(f"{address} answers with status {answered.status_code}")
        return answered.content


def error_name(error: object) -> str:
    """An error code as OAuth has them; whatever else came is not shown to anybody."""
    return error if isinstance(error, str) and re.fullmatch("[a-z_]{1,60}", error) else "unknown_error"


def login_in(claims: dict[str, Any], name: str) -> str:
    """The claim as a login: small letters. Letters beyond ASCII stay, since some of them become ASCII when small.

    :raises OidcTokenInvalid: it isn't there, or is an address that the provider hasn't verified.
    """
    login = claims.get(name)
    if not isinstance(login, str) or not (login.isprintable() and 0 < len(login) <= LONGEST_LOGIN):
        raise OidcTokenInvalid(reason=f"it has no {name} that a user could have", reason_zh=f"没有可用的 {name}")
    if name == "email" and claims.get("email_verified") is not True:
        raise OidcTokenInvalid(reason="its email is not verified", reason_zh="email 未经验证")
    return login.lower() if login.isascii() else login


def _challenge(verifier: str) -> str:
    """RFC 7636, 4.2, method S256."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _read(kind: type[T], answered: bytes) -> T:
    try:
        return msgspec.json.decode(answered, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _away(f"it answers with what can't be read: {error}") from error


def _away(why: str) -> OidcProviderAway:
    log.error("oidc_provider_away", why=why)
    return OidcProviderAway()
