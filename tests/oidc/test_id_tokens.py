"""Only a token that the provider signed, for us, for this log-in and for now is believed."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from fieldops.oidc.id_tokens import NotSigned, check_claims, signed_claims
from fieldops.oidc.provider import error_name, login_in
from fieldops.oidc.refusals import OidcTokenInvalid

NOW = datetime(2026, 11, 23, tzinfo=UTC)
NOW_S = int(NOW.timestamp())
ISSUER, CLIENT, NONCE = "https://id.fieldops.test", "fieldops", "n-1"
KEY = ECKey.generate_key("P-256", parameters={"kid": "k-1"})
OTHERS_KEY = ECKey.generate_key("P-256", parameters={"kid": "k-1"})
PUBLIC = KeySet([ECKey.import_key(KEY.as_dict(private=False))])


def claims(**given: Any) -> dict[str, Any]:
    """Right in every claim; one given as None is left out."""
    right = {"iss": ISSUER, "aud": CLIENT, "sub": "4711", "nonce": NONCE, "iat": NOW_S, "exp": NOW_S + 300}
    return {name: value for name, value in {**right, **given}.items() if value is not None}


def check(claims: dict[str, Any]) -> None:
    check_claims(claims, issuer=ISSUER, client_id=CLIENT, nonce=NONCE, now=NOW)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_a_right_token_is_believed() -> None:
    token = jwt.encode({"alg": "ES256", "kid": "k-1"}, claims(), KEY)

    assert signed_claims(token, PUBLIC) == claims()
    check(claims())
    check(claims(aud=[CLIENT]))
    check(claims(aud=["erp", CLIENT], azp=CLIENT))
    check(claims(exp=NOW_S - 59, iat=NOW_S + 59))


def test_a_token_of_another_key_of_the_same_name_is_not() -> None:
    with pytest.raises(NotSigned):
        signed_claims(jwt.encode({"alg": "ES256", "kid": "k-1"}, claims(), OTHERS_KEY), PUBLIC)


def test_a_token_of_a_key_that_is_not_published_is_not() -> None:
    with pytest.raises(NotSigned):
        signed_claims(jwt.encode({"alg": "ES256", "kid": "k-2"}, claims(), KEY), PUBLIC)


def test_a_token_whose_claims_were_changed_is_not() -> None:
    head, _, signature = jwt.encode({"alg": "ES256", "kid": "k-1"}, claims(), KEY).split(".")
    with pytest.raises(NotSigned):
        signed_claims(f"{head}.{part(claims(sub='1'))}.{signature}", PUBLIC)


def test_a_token_that_nobody_signed_is_not() -> None:
    for signature in ("", "x"):
        with pytest.raises(NotSigned):
            signed_claims(f"{part({'alg': 'none', 'kid': 'k-1'})}.{part(claims())}.{signature}", PUBLIC)


def test_a_token_that_is_signed_with_what_everybody_knows_is_not() -> None:
    published = OctKey.import_key(json.dumps(PUBLIC.as_dict()["keys"][0]))
    symmetric = OctKey.import_key(b"s" * 32, {"kid": "k-1"})
    for key in (published, symmetric):
        token = jwt.encode({"alg": "HS256", "kid": "k-1"}, claims(), key)
        for keys in (PUBLIC, KeySet([symmetric])):
            with pytest.raises(NotSigned):
                signed_claims(token, keys)


def test_a_token_of_an_algorithm_that_is_not_the_keys_is_not() -> None:
    rsa = RSAKey.generate_key(2048, parameters={"kid": "k-1"})
    with pytest.raises(NotSigned):
        signed_claims(jwt.encode({"alg": "RS256", "kid": "k-1"}, claims(), rsa), PUBLIC)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "....", "é.é.é"])
def test_what_is_no_token_is_not(token: str) -> None:
    with pytest.raises(NotSigned):
        signed_claims(token, PUBLIC)


@pytest.mark.parametrize(
    ("named", "wrong"),
    [
        ("iss", {"iss": "https://evil.test"}),
        ("iss", {"iss": ISSUER + "/"}),
        ("iss", {"iss": None}),
        ("aud", {"aud": "erp"}),
        ("aud", {"aud": ["erp"]}),
        ("aud", {"aud": None}),
        ("azp", {"aud": ["erp", CLIENT]}),
        ("azp", {"azp": "erp"}),
        ("nonce", {"nonce": "n-2"}),
        ("nonce", {"nonce": None}),
        ("sub", {"sub": None}),
        ("sub", {"sub": ""}),
        ("sub", {"sub": "x" * 256}),
        ("sub", {"sub": "王"}),
        ("sub", {"sub": 4711}),
        ("iat", {"iat": NOW_S + 61}),
        ("iat", {"iat": None}),
        ("exp", {"exp": None}),
        ("exp", {"exp": "tomorrow"}),
        ("expired", {"exp": NOW_S - 60}),
    ],
)
def test_a_token_with_a_wrong_claim_is_refused_by_its_name(named: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(OidcTokenInvalid) as refused:
        check(claims(**wrong))
    assert named in refused.value.explain("en")


def test_a_login_is_small_letters() -> None:
    assert login_in({"preferred_username": "Wang.Fang@fieldops.test"}, "preferred_username") == (
        "wang.fang@fieldops.test"
    )


def test_a_letter_that_only_looks_like_another_stays_what_it_is() -> None:
    assert login_in({"upn": "\u212aate"}, "upn") == "\u212aate"  # the sign for kelvin; its small letter is k


@pytest.mark.parametrize("login", [None, "", 7, ["wang"], "wa\x00ng", "w" * 65])
def test_what_can_be_no_login_is_refused(login: object) -> None:
    with pytest.raises(OidcTokenInvalid, match="upn"):
        login_in({"upn": login}, "upn")


@pytest.mark.parametrize("verified", [{}, {"email_verified": False}, {"email_verified": "true"}])
def test_an_address_counts_only_if_the_provider_has_verified_it(verified: dict[str, Any]) -> None:
    assert login_in({"email": "wang@fieldops.test", "email_verified": True}, "email") == "wang@fieldops.test"
    with pytest.raises(OidcTokenInvalid, match="not verified"):
        login_in({"email": "wang@fieldops.test", **verified}, "email")


def test_an_error_that_is_no_code_is_not_repeated() -> None:
    assert error_name("access_denied") == "access_denied"
    assert {error_name(odd) for odd in (None, 7, "", "Call 555!", "a" * 61, "a\nb")} == {"unknown_error"}
