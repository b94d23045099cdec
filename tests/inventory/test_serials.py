"""A piece that is known by its serial number is in one place at a time (P1)."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.accounts import Account, AccountKind, parts_account
from inventory.serials import Moving, Piece, SerialNotThere, are_serials, as_many, may_move

SUPPLIER = parts_account(AccountKind.SUPPLIER, "HQ", "", "BOARD")
WH = parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "BOARD")
VAN = parts_account(AccountKind.STOCK, "HQ", "ZJ/VAN", "BOARD")


def moving(*serials: str, source: Account = WH, destination: Account = VAN) -> Moving:
    pieces = tuple(Piece("BOARD", serial) for serial in serials)
    return Moving(transfer="t", source=source, destination=destination, pieces=pieces)


def refused(*moves: Moving, where: dict[Piece, Account], nameless: dict[Account, int]) -> set[str]:
    try:
        may_move(moves, where, nameless)
    except SerialNotThere as refusal:
        return {piece.serial for piece in refusal.pieces}
    return set()


def test_a_new_piece_comes_from_outside() -> None:
    assert refused(moving("A", "B", source=SUPPLIER, destination=WH), where={}, nameless={}) == set()


def test_a_piece_that_is_here_does_not_come_in_again() -> None:
    came = moving("A", "B", source=SUPPLIER, destination=WH)

    assert refused(came, where={Piece("BOARD", "A"): WH}, nameless={}) == {"A"}


def test_a_piece_leaves_from_where_it_is_and_from_nowhere_else() -> None:
    where = {Piece("BOARD", "A"): WH, Piece("BOARD", "B"): VAN}

    assert refused(moving("A", "B"), where=where, nameless={WH: 5}) == {"B"}


def test_a_piece_moves_once_at_a_time() -> None:
    where = {Piece("BOARD", "A"): WH}

    assert refused(moving("A"), moving("A"), where=where, nameless={}) == {"A"}


def test_a_piece_without_a_name_gets_one_as_long_as_there_are_some() -> None:
    assert refused(moving("X", "Y", "Z"), where={}, nameless={WH: 2}) == {"Z"}
    assert refused(moving("X"), where={}, nameless={}) == {"X"}


@given(known=st.integers(0, 5), nameless=st.integers(0, 5), named=st.lists(st.integers(0, 9), unique=True))
def test_as_many_pieces_leave_as_can_be_there(known: int, nameless: int, named: list[int]) -> None:
    where = {Piece("BOARD", str(n)): WH for n in range(known)}

    wrong = refused(moving(*map(str, named)), where=where, nameless={WH: nameless})

    unknown = [n for n in named if n >= known]
    assert len(wrong) == max(0, len(unknown) - nameless)
    assert {int(serial) for serial in wrong} <= set(unknown)


@pytest.mark.parametrize("serials", [["A", "A"], [""], ["A B"], ["-A"], ["=1"], ["x" * 61], ["序列"]])
def test_a_serial_is_what_can_stand_on_a_plate(serials: list[str]) -> None:
    assert [problem for problem in are_serials("serials", serials) if problem]


def test_a_tracked_part_names_as_many_serials_as_pieces_and_another_part_none() -> None:
    assert as_many("s", ["A", "B"], 2, tracked=True) is None
    assert as_many("s", [], 2, tracked=False) is None
    short, beyond = as_many("s", ["A"], 2, tracked=True), as_many("s", ["A"], 2, tracked=False)
    assert short is not None
    assert beyond is not None
    assert (short.code, beyond.code) == ("wrong_count", "not_allowed")


def test_the_refusal_names_all_pieces_and_survives_a_process() -> None:
    refusal = SerialNotThere([Piece("BOARD", "B"), Piece("BOARD", "A")])

    assert pickle.loads(pickle.dumps(refusal)).explain("en") == refusal.explain("en")
    assert "BOARD A, BOARD B" in refusal.explain("zh")
