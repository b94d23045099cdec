"""A transaction that always gives its connection back."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Literal

from piccolo.engine.postgres import PostgresTransaction

from fieldops.database.who import tell, who

if TYPE_CHECKING:
    from fieldops.database.engine import FieldopsEngine


class FieldopsTransaction(PostgresTransaction):
    """Piccolo's own leaks its connection if COMMIT or BEGIN fails, and lets a rollback's error hide the first one.

    It begins by telling the database who acts.
    """

    engine: FieldopsEngine

    async def __aenter__(self) -> FieldopsTransaction:
        self.connection = await self.engine.acquire()
        try:
            self.transaction = self.connection.transaction()
            await self.begin()  # type: ignore[no-untyped-call]
            await self._tell()
        except BaseException:
            await self.engine.give_back(self.connection)
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def _tell(self) -> None:
        someone = who()
        if someone is None:
            return
        try:
            await tell(self.connection, someone)
        except BaseException:
            await self._undo()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> Literal[False]:
        try:
            if not (self._committed or self._rolled_back):
                await (self._undo() if error else self.commit())  # type: ignore[no-untyped-call]
        finally:
            self.engine.current_transaction.reset(self.context)
            await self.engine.give_back(self.connection)
        return False

    async def _undo(self) -> None:
        """Roll back; a connection on which that fails is cut, which rolls back too.

        The caller is to see the error that led here, so only a cancellation takes its place.
        """
        try:
            await self.rollback()  # type: ignore[no-untyped-call]
        except Exception:  # noqa: BLE001
            self._cut()
        except BaseException:
            self._cut()
            raise

    def _cut(self) -> None:
        if not self.connection.is_closed():
            self.connection.terminate()
