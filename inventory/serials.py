"""Pieces of a part that are told apart by their serial numbers: each is in one account at a time (P1).

What the books don't know yet may turn up where it is allowed to: from outside (a supplier, a customer's machine), or at a
place that has more pieces than named ones, from before the part was tracked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from inventory.accounts import Account, Side
from refusals import FieldProblem, Refusal, Text, matches, unique

SERIAL = r"[0-9A-Za-z][0-9A-Za-z._/-]{0,59}"


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    part: str
    serial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """The pieces that the ledger's transfer ``transfer`` takes from ``source`` to ``destination``."""

    transfer: str
    source: Account
    destination: Account
    pieces: tuple[Piece, ...]


class SerialNotThere(Refusal):
    """A piece is taken from where it isn't, or comes in a second time."""

    code = "serial_not_there"
    rule = "P1"
    cause = Text(
        en="Not where it would have to be: {summary}.",
        zh="以下序列号不在应在的位置：{summary}。",
    )
    remedy = Text(
        en="Check the number on the piece, and look at its movements.", zh="请核对实物序列号，并查看其流转记录。"
    )

    def __init__(self, pieces: Collection[Piece]) -> None:
        self.pieces = tuple(sorted(pieces))
        super().__init__(summary=", ".join(f"{piece.part} {piece.serial}" for piece in self.pieces[:20]))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.pieces,)


class PiecesNotNamed(Refusal):
    """A place would have more pieces with serials than pieces."""

    code = "pieces_not_named"
    rule = "P1"
    cause = Text(
        en="{part} is tracked by serial number; {named} of its pieces are known at {place}, which would have {left}.",
        zh="{part} 按序列号管理，{place} 登记有 {named} 个序列号，但只会剩下 {left} 件。",
    )
    remedy = Text(en="Say which pieces leave, by their serials.", zh="请注明发出的是哪些序列号。")


def are_serials(path: str, serials: Sequence[str]) -> tuple[FieldProblem | None, ...]:
    """Serial numbers as they stand on the pieces, none twice."""
    wrong = (
        matches(
            f"{path}.{n}",
            serial,
            SERIAL,
            en="1 to 60 letters, digits, '.', '_', '/' or '-', starting with a letter or digit",
            zh="1 至 60 位字母、数字或 . _ / -，且以字母或数字开头",
        )
        for n, serial in enumerate(serials)
    )
    return (*wrong, unique(path, serials))


def as_many(path: str, serials: Sequence[str], quantity: int, *, tracked: bool) -> FieldProblem | None:
    """A tracked part names as many serials as pieces, another one none."""
    if len(serials) == (quantity if tracked else 0):
        return None
    if tracked:
        text = Text(en=f"must name a serial for each of the {quantity} pieces", zh=f"应填写 {quantity} 个序列号")
        return FieldProblem(path, "wrong_count", text, str(len(serials)))
    text = Text(en="are only for a part that is tracked by them", zh="仅适用于按序列号管理的配件")
    return FieldProblem(path, "not_allowed", text)


def may_move(moves: Sequence[Moving], where: Mapping[Piece, Account], nameless: Mapping[Account, int]) -> None:
    """``where`` the known pieces are, and how many pieces without a name each source has.

    :raises SerialNotThere: all that are somewhere else, are moved twice, or can't be there at all.
    """
    wrong: set[Piece] = set()
    seen: set[Piece] = set()
    left = dict(nameless)
    for move in moves:
        for piece in move.pieces:
            twice = piece in seen
            seen.add(piece)
            if twice or (piece in where and where[piece] != move.source):
                wrong.add(piece)
            elif piece not in where and move.source.side is not Side.OUTSIDE:
                left[move.source] = left.get(move.source, 0) - 1
                if left[move.source] < 0:
                    wrong.add(piece)
    if wrong:
        raise SerialNotThere(wrong)
