"""Figures of targets, rewards and penalties for tests (S6, S7, S8)."""

from __future__ import annotations

from typing import Any

H, DAY = 3600, 24 * 3600

TRAVEL_FIGURES: dict[str, Any] = {"bands": [{"upto_m": None, "detour": 1.25, "speed_kmh": 50}]}
CAUSE_FIGURES: dict[str, Any] = {
    "promises": ["arrive", "restore", "forward_to_province", "forward_to_outlet", "complete"],
    "sent_within_s": DAY,
}
TARGET_FIGURES: dict[str, Any] = {
    "kinds": ["repair", "installation"],
    "everywhere": [{"days": 7, "percent": 100}],
    "groups": [{"provinces": ["ZJ"], "target": {"days": 3, "percent": 85}}],
}


def amounts(director: int, parts_administrator: int, chasing_clerk: int) -> dict[str, int]:
    return {
        "director_fen": director,
        "parts_administrator_fen": parts_administrator,
        "chasing_clerk_fen": chasing_clerk,
    }


INCENTIVE_FIGURES: dict[str, Any] = {
    "kinds": ["repair", "installation"],
    "on_time": {
        "near_m": 30_000,
        "near_s": DAY,
        "far_s": 3 * DAY,
        "rewards": [{"product": "front_loader", "amount_fen": 2000}],
    },
    "late_forward_fen": 3000,
    "outlet_steps": [{"over_s": 3 * DAY, "amount_fen": 2500}, {"over_s": 7 * DAY, "amount_fen": 7000}],
    "province_fault": amounts(1000, 900, 800),
    "province_month": {
        "late_s": 3 * DAY,
        "share_percent": 90,
        "bonus": amounts(50_000, 40_000, 30_000),
        "very_late_s": 7 * DAY,
        "orders": 50,
        "per_order": amounts(500, 400, 300),
    },
    "head_office_fen": 3300,
    "settles_after_days": 10,
}
SOLAR_INCENTIVES: dict[str, Any] = {
    **INCENTIVE_FIGURES,
    "on_time": {"near_m": 1_000, "near_s": H, "far_s": 2 * DAY, "rewards": [{"product": "front_loader", "amount_fen": 123}]},
    "late_forward_fen": 0,
    "outlet_steps": [{"over_s": DAY, "amount_fen": 77}],
    "settles_after_days": 0,
}  # fmt: skip
"""A second policy: other distances, hours and amounts, and nothing for a late forwarding."""
