"""Background work is asked for inside the transaction that needs it: it runs if that commits, and only then."""

from __future__ import annotations

import json
from typing import Any

from fieldops.tables.plans import Plans

PLANS_QUEUE = "plans"
MAKE_PLAN = "fieldops:make_plan"
HELP_PLAN = "fieldops:help_plan"
IMPORTS_QUEUE = "imports"
CHECK_IMPORT = "fieldops:check_import"
COMMIT_IMPORT = "fieldops:commit_import"
CLOCKS_QUEUE = "clocks"


async def defer(task: str, *, queue: str, lock: str, arguments: dict[str, Any]) -> int:
    """Queue a task; jobs of one ``lock`` run one after another. Returns the job's id."""
    rows = await Plans.raw(
        "SELECT (procrastinate_defer_jobs_v1(ARRAY["
        "ROW({}, {}, 0, {}, NULL, {}::jsonb, NULL)::procrastinate_job_to_defer_v1]))[1] AS id",
        queue,
        task,
        lock,
        json.dumps(arguments),
    ).run()
    job: int = rows[0]["id"]
    return job
