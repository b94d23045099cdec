"""The base of all refusals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages; ``{name}`` stands for a fact of the refusal."""

    en: str
    zh: str

    def fill(self, language: Language, facts: dict[str, object]) -> str:
        template: str = getattr(self, language)
        return template.format(**facts)


class Refusal(Exception):
    """Something that was asked for can't be done, and nothing was changed.

    A subclass names one reason: ``code`` (snake case, stable for ever), ``cause`` and ``remedy``, and ``rule``, the
    code of the business rule behind it where there is one. The facts given by keyword fill the texts and reach
    the caller as data. A text that names a fact which was not given raises ``KeyError`` at once.
    """

    code: ClassVar[str]
    cause: ClassVar[Text]
    remedy: ClassVar[Text]
    rule: ClassVar[str | None] = None

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.explain("en"))

    def explain(self, language: Language) -> str:
        """The cause in ``language``."""
        return self.cause.fill(language, self.facts)

    def advise(self, language: Language) -> str:
        """The remedy in ``language``."""
        return self.remedy.fill(language, self.facts)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.facts)


def _rebuild(kind: type[Refusal], facts: dict[str, object]) -> Refusal:
    return kind(**facts)


def every_refusal() -> Iterator[type[Refusal]]:
    """All refusal classes with a code that are loaded, by code."""
    found: dict[str, type[Refusal]] = {}
    waiting = [Refusal]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if "code" in kind.__dict__:
                found[kind.code] = kind
    yield from (found[code] for code in sorted(found))
