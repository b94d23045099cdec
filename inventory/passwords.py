"""Which passwords are accepted."""

from __future__ import annotations

import re

from refusals import FieldProblem, Text

COMMON = frozenset(
    [
        "password",
        "passw0rd",
        "1234567890",
        "12345678910",
        "qwertyuiop",
        "qwerty1234",
        "1q2w3e4r5t",
        "iloveyou123",
        "administrator",
        "woaini1314",
        "5201314520",
        "123456789a",
        "a123456789",
        "1qaz2wsx3edc",
        "fieldops123",
        "0123456789",
        "1111111111",
        "letmein1234",
    ]
)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200


def is_password(path: str, password: str, login: str) -> FieldProblem | None:
    """A password long enough to resist guessing; no rules of composition, which only make it forgettable."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        text = Text(
            en=f"must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters",
            zh=f"长度应为 {SHORTEST_PASSWORD} 至 {LONGEST_PASSWORD} 个字符",
        )
        return FieldProblem(path, "wrong_length", text)
    plain = password.casefold()
    if plain in COMMON or re.fullmatch(r"(.)\1*", plain) or login.casefold() in plain:
        text = Text(en="is too easy to guess", zh="过于简单，容易被猜到")
        return FieldProblem(path, "too_easy", text)
    return None
