"""The language of an answer: Chinese or English, by Accept-Language."""

from __future__ import annotations

from refusals.base import Language


def preferred(accept_language: str) -> Language:
    """``zh`` if the header prefers any kind of Chinese to English, else ``en``."""
    weights = {"zh": 0.0, "en": 0.0}
    for part in accept_language.split(","):
        name, _, parameter = part.strip().partition(";")
        base = name.strip().lower().partition("-")[0]
        if base in weights:
            weights[base] = max(weights[base], _weight(parameter))
    return "zh" if weights["zh"] > weights["en"] else "en"


def _weight(parameter: str) -> float:
    name, _, number = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(number)
    except ValueError:
        return 0.0
