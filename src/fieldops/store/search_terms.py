"""What a part is found by, as lexemes of a tsvector (P6).

A trigram index can't find one or two Chinese characters, which is how parts are looked for most. So every place at which
somebody may begin to type becomes a lexeme: each character of the Chinese name, each word of the English one, each
syllable of the pinyin and each of its initials, each piece of the number. A search then asks for lexemes that begin with
what was typed, and one GIN index answers it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum

LONGEST = 24
"""Characters of a lexeme, and of a word that is looked for; longer ones are compared by these."""

MOST_WORDS = 8


class Weight(StrEnum):
    """What a lexeme stands for: the whole number, where a name starts, a place inside of either, or the barcode."""

    NUMBER = "A"
    START = "B"
    INSIDE = "C"
    BARCODE = "D"


def compact(text: str) -> str:
    """Letters and digits only, in small letters: ``DP-9001`` and ``dp 9001`` are one."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def terms(number: str, name_zh: str, name_en: str, barcode: str | None) -> str:
    """The tsvector of a part as PostgreSQL reads it."""
    found: dict[str, Weight] = {}

    def add(lexeme: str, weight: Weight) -> None:
        cut = lexeme[:LONGEST]
        if cut and weight < found.get(cut, "Z"):
            found[cut] = weight

    add(compact(number), Weight.NUMBER)
    for piece in _from_each(_pieces(number))[1:]:
        add(piece, Weight.INSIDE)
    for pieces in _readings(name_zh, name_en):
        for n, piece in enumerate(_from_each(pieces)):
            add(piece, Weight.INSIDE if n else Weight.START)
    for name in (name_zh, name_en):
        for word in name.split():  # what follows a space need not be typed
            for piece in _from_each(_pieces(word)):
                add(piece, Weight.INSIDE)
    if barcode:
        add(compact(barcode), Weight.BARCODE)
    return " ".join(f"'{lexeme}':1{weight}" for lexeme, weight in sorted(found.items()))


def _readings(name_zh: str, name_en: str) -> Iterable[Sequence[str]]:
    """The names cut where somebody may begin to type: by character, by syllable, by initial, by word."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # reads a dictionary of phrases: only who names a part waits for it

    plain = unicodedata.normalize("NFKC", name_zh).casefold()
    yield [c for c in plain if c.isalnum()]
    syllables = lazy_pinyin(plain, errors=lambda other: f" {other}")  # a space marks what has no pinyin
    yield [compact(one) for one in syllables]
    yield [compact(one) if one.startswith(" ") else one[0] for one in syllables]
    yield _pieces(name_en)


def _pieces(text: str) -> list[str]:
    return [one for one in re.split(r"[\W_]+", unicodedata.normalize("NFKC", text).casefold()) if one]


def _from_each(pieces: Sequence[str]) -> list[str]:
    """The pieces from each one on, run together."""
    return ["".join(pieces[n : n + LONGEST]) for n in range(len(pieces))]


class Sought:
    """What somebody looks for: ``query`` finds it, ``exact``, ``number`` and ``start`` rank it, all but ``exact`` tsqueries."""

    def __init__(self, text: str) -> None:
        words = [word[:LONGEST] for word in map(compact, text.split()) if word][:MOST_WORDS]
        self.exact = compact(text)
        whole = self.exact[:LONGEST]
        self.number = f"'{whole}':*A"
        self.barcode = f"'{whole}':D"
        self.start = f"'{words[0]}':*B" if words else ""
        every = " & ".join(f"'{word}':*ABC" for word in words)
        self.query = f"({every}) | {self.number} | {self.barcode}"
