"""What can be wrong with the place in which ledgers are kept."""

from typing import ClassVar

from assay.domain.errors import UserError


class StoreError(UserError):
    """The store cannot be used as it is."""

    exit_code: ClassVar[int] = 7


class DatabaseUrlError(StoreError):
    """DATABASE_URL does not name a database that the store can be kept in."""


class UnreachableStoreError(StoreError):
    """The database does not answer, or does not let us in."""


class BusyStoreError(StoreError):
    """Somebody else has been writing for longer than we wait."""


class FailedWriteError(StoreError):
    """The database gave up in the middle of a write: no room, no server."""


class UnguardedStoreError(StoreError):
    """A trigger that keeps recorded rows as they are is not in place."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(
            f"store: {'; '.join(faults)}; expected every trigger that keeps what was recorded. "
            "Put them back with 'python -m django migrate --settings=assay.store.settings', "
            "then verify each ledger."
        )


class AlteredFileError(StoreError):
    """The kept bytes of a file are not those that were taken in."""

    exit_code = 6

    def __init__(self, sha256: str, found: str, known_as: str = "") -> None:
        self.sha256 = sha256
        self.found = found
        super().__init__(
            f"{known_as or 'file'}: {found}; expected content with the SHA-256 {sha256}."
        )
