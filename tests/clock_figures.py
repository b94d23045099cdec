"""Figures of clocks and working hours for tests (S3, S4, S5, S10)."""

from __future__ import annotations

from typing import Any

HOURS_FIGURES = {"opens_s": 9 * 3600, "closes_s": 17 * 3600}


def _allowed(seconds: int, measure: str = "wall_clock") -> dict[str, Any]:
    return {"allowed_s": seconds, "measure": measure, "at_risk_s": seconds // 4}


def a_target(level: int, service_class: str = "A") -> dict[str, Any]:
    """What a contract promises: answer in 10 min, arrive in 4 h of a working day or 8 h of a holiday, restore in 8 h of work."""
    return {
        "level": level,
        "service_class": service_class,
        "answer": _allowed(600),
        "arrive": {"working_day": _allowed(4 * 3600), "holiday": _allowed(8 * 3600), "special": _allowed(2 * 3600)},
        "restore": _allowed(8 * 3600, "working_time"),
        "swap": _allowed(4 * 3600),
    }


CLOCK_FIGURES: dict[str, Any] = {
    "forward_to_province": _allowed(900),
    "forward_to_outlet": _allowed(900),
    "book_time": _allowed(3600, "working_time"),
    "arranged": _allowed(2 * 3600),
    "checked": _allowed(4 * 3600),
    "complaint_answer": _allowed(24 * 3600),
    "escalation": _allowed(4 * 3600, "working_time"),
    "promise_at_risk_s": 4 * 3600,
    "profiles": [
        {
            "code": "round_the_clock",
            "name_zh": "全天候维保",
            "name_en": "Round the clock",
            "targets": [a_target(level) for level in (1, 2, 3)],
        }
    ],
}
