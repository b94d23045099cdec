"""How many of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class Amounts(Mapping[str, int]):
    """A number by name, in the order of the names; can't be changed, can be hashed and pickled."""

    __slots__ = ("_by_name",)

    def __init__(self, amounts: Mapping[str, int] | None = None) -> None:
        self._by_name = dict(sorted((amounts or {}).items()))

    def __getitem__(self, name: str) -> int:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def __hash__(self) -> int:
        return hash(tuple(self._by_name.items()))

    def __reduce__(self) -> tuple[object, ...]:
        return Amounts, (self._by_name,)

    def __repr__(self) -> str:
        return f"Amounts({self._by_name})"

    def of(self, name: str) -> int:
        """The number under ``name``; what isn't named is none."""
        return self._by_name.get(name, 0)


NOTHING = Amounts()
