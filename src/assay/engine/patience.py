"""Waits for a long statement and tells of it meanwhile, so that whoever listens can end it.

One statement over millions of rows takes longer than a worker that says nothing
is believed to be at work.  It runs beside; who waits is told every few seconds.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, Final, TypeVar

import duckdb

Answer = TypeVar("Answer")

SECONDS_BETWEEN: Final = 5.0


def wait_for(
    work: Callable[[], Answer], tell: Callable[[], None], end: Callable[[], None]
) -> Answer:
    """Return what work comes to; where telling raises, end it and raise that."""
    with ThreadPoolExecutor(1, thread_name_prefix="assay-statement") as pool:
        future = pool.submit(work)
        while True:
            try:
                return future.result(timeout=SECONDS_BETWEEN)
            except TimeoutError:
                if future.done():
                    raise
            with ExitStack() as stack:
                stack.callback(end)
                tell()
                stack.pop_all()


class PatientConnection:
    """A connection to DuckDB whose statements are waited for as above."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tell: Callable[[], None]) -> None:
        self._connection = connection
        self._tell = tell

    def execute(self, query: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
        """Run a statement to its end."""
        run = self._connection.execute
        return wait_for(lambda: run(query, parameters), self._tell, self._connection.interrupt)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a connection does
        """Do what the connection does."""
        return getattr(self._connection, name)
