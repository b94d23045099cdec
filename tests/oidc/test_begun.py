"""What the browser keeps between going to the provider and coming back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fieldops.oidc.begun import begin, seal, unseal

NOW = datetime(2026, 11, 23, 8, 0, 0, 5, tzinfo=UTC)
SECRET = "the-secret-of-the-client"


def test_what_was_sealed_comes_back_whole() -> None:
    for device in (None, "d-1"):
        begun = begin(device, now=NOW)
        assert unseal(seal(begun, SECRET), SECRET) == begun


def test_nothing_of_it_can_be_read() -> None:
    begun = begin("d-1", now=NOW)
    sealed = seal(begun, SECRET)
    for hidden in (begun.state, begun.nonce, begun.verifier, SECRET):
        assert hidden not in sealed


def test_it_is_another_one_each_time_and_holds_ten_minutes() -> None:
    one, two = begin(None, now=NOW), begin(None, now=NOW)
    assert not {one.state, one.nonce, one.verifier} & {two.state, two.nonce, two.verifier}
    assert one.expires_at == NOW.replace(microsecond=0) + timedelta(minutes=10)


def test_what_was_changed_or_sealed_with_another_secret_is_nothing() -> None:
    sealed = seal(begin(None, now=NOW), SECRET)
    parts = sealed.split(".")
    for at in (0, 2, 3, 4):
        changed = [
            ("A" + part[1:] if part[0] != "A" else "B" + part[1:]) if i == at else part for i, part in enumerate(parts)
        ]
        assert unseal(".".join(changed), SECRET) is None
    assert unseal(sealed, "another-secret-of-it") is None
    for nothing in ("", "x", "....", "é"):
        assert unseal(nothing, SECRET) is None
