"""Reservations and entries say in words what they are for and where things went (P1, N3)."""

from __future__ import annotations

import pytest

from inventory.accounts import KINDS, PLACED, AccountKind, Holds
from inventory.stock_words import ELSEWHERE, HeldFor, Holder, holder, words

OF_PARTS = [kind for kind, (holds, _) in KINDS.items() if holds is Holds.PARTS]


@pytest.mark.parametrize(
    ("reservation", "expected"),
    [
        ("quota-request/QR-202611-000001/1/1/1", Holder(HeldFor.QUOTA_REQUEST)),
        ("shipment/SH-000001/1", Holder(HeldFor.SHIPMENT)),
        ("plan/12/SO-1/DP-1/ZJ/WH", Holder(HeldFor.PLAN, 12)),
        ("plan/x/SO-1", Holder(HeldFor.OTHER)),
        ("loan/7", Holder(HeldFor.OTHER)),
        ("", Holder(HeldFor.OTHER)),
    ],
)
def test_a_reservations_id_tells_who_waits(reservation: str, expected: Holder) -> None:
    assert holder(reservation) == expected


@pytest.mark.parametrize("kind", OF_PARTS)
def test_every_kind_of_account_for_parts_has_words_in_both_languages(kind: AccountKind) -> None:
    said = words(kind, "ZJ/WH", seen=True)

    assert ("ZJ/WH" in said.en) == ("ZJ/WH" in said.zh) == (kind in PLACED)
    assert said.en.strip()
    assert said.zh.strip()


@pytest.mark.parametrize("kind", OF_PARTS)
def test_a_place_out_of_sight_is_elsewhere(kind: AccountKind) -> None:
    said = words(kind, "AH/WH", seen=False)

    assert "AH" not in said.en + said.zh
    assert (said == ELSEWHERE) == (kind in PLACED)
