"""Who acts, and whose rows a transaction may see (N3).

Every transaction of somebody's request tells the database who it is, for the audit log, and if that person's reach is less
than the whole network, works as a role that sees the rows of that reach only. Nothing else has to think of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from inventory.people import EVERYTHING, Reach, Scope

SERVICE, SCOPED = "fieldops_service", "fieldops_scoped"
"""The roles that the program works as; a migration makes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """``actor`` is a login, a command or a job; ``via`` how it came in (session, token, cli, job) and ``address`` from where."""

    actor: str
    via: str
    address: str = ""
    request_id: str = ""
    operation: str = ""
    person: int | None = None
    reach: Reach = EVERYTHING

    @property
    def scoped(self) -> bool:
        return not self.reach.everything

    @property
    def role(self) -> str:
        return SCOPED if self.scoped else SERVICE


_who: ContextVar[Who | None] = ContextVar("fieldops_who", default=None)


def who() -> Who | None:
    """Who acts in this context; None for the program itself."""
    return _who.get()


def become(someone: Who | None) -> None:
    """From here on in this context ``someone`` acts."""
    _who.set(someone)


@contextmanager
def acting(someone: Who | None) -> Iterator[None]:
    """Meanwhile ``someone`` acts, or the program itself."""
    before = _who.set(someone)
    try:
        yield
    finally:
        _who.reset(before)


def handed_on() -> dict[str, Any] | None:
    """Who acts now, for the arguments of a job that goes on with it; None for the program itself."""
    someone = who()
    if someone is None:
        return None
    reach = someone.reach
    return {
        "actor": someone.actor,
        "person": someone.person,
        "scope": reach.scope.value,
        "node": reach.node,
        "technician": reach.technician,
    }


def taken_over(told: dict[str, Any] | None, *, operation: str, request_id: str) -> Who:
    """Who acts in the job: the same person, with the same reach."""
    if told is None:
        return Who(actor=operation, via="job", operation=operation, request_id=request_id)
    reach = Reach(scope=Scope(told["scope"]), node=told["node"], technician=told["technician"])
    return Who(
        actor=told["actor"],
        via="job",
        operation=operation,
        request_id=request_id,
        person=told["person"],
        reach=reach,
    )


TELL = (
    "SELECT set_config('fieldops.actor', $1, true), set_config('fieldops.via', $2, true),"
    " set_config('fieldops.address', $3, true), set_config('fieldops.request_id', $4, true),"
    " set_config('fieldops.operation', $5, true), set_config('fieldops.person', $6, true),"
    " set_config('fieldops.scope', $7, true), set_config('fieldops.node', $8, true),"
    " set_config('fieldops.technician', $9, true), set_config('role', $10, true)"
)


async def tell(connection: Any, someone: Who) -> None:
    """Tell the database for the rest of the transaction on ``connection``."""
    reach = someone.reach
    await connection.fetch(
        TELL,
        someone.actor,
        someone.via,
        someone.address,
        someone.request_id,
        someone.operation,
        "" if someone.person is None else str(someone.person),
        reach.scope.value,
        reach.node or "",
        reach.technician or "",
        someone.role,
    )
