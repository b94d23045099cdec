"""Refusals: how every part of fieldops says no.

A refusal names what was asked, why it can't be done (cause) and what to do (remedy), in English and Chinese,
under a code that never changes. A rule raises it; the shell shows it. The texts stand here and nowhere else.
"""

from refusals.base import Refusal, Text, every_refusal
from refusals.fields import (
    FieldProblem,
    Invalid,
    as_problems,
    in_range,
    matches,
    not_blank,
    not_in_past_of,
    one_of,
    plain_text,
    positive,
    refuse_all,
    unique,
    with_offset,
)
from refusals.records import AlreadyThere, NotFound, StaleVersion, unknown

__all__ = [
    "AlreadyThere",
    "FieldProblem",
    "Invalid",
    "NotFound",
    "Refusal",
    "StaleVersion",
    "Text",
    "as_problems",
    "every_refusal",
    "in_range",
    "matches",
    "not_blank",
    "not_in_past_of",
    "one_of",
    "plain_text",
    "positive",
    "refuse_all",
    "unique",
    "unknown",
    "with_offset",
]
