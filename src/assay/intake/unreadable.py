"""A file that is refused, in the words that its problem will have.

Readers raise this from wherever they notice; the one place that reads a file
turns it into a ``Problem`` with the file's name, and the rest is read.
"""

from assay.domain.errors import UnreadableMaterialError
from assay.domain.problem import Place, Problem


class UnreadableFileError(UnreadableMaterialError):
    """What is there, and what would do."""

    def __init__(self, found: str, expected: str, *, line: int = 0) -> None:
        super().__init__(f"{found}; expected {expected}.")
        self.found = found
        self.expected = expected
        self.line = line

    def problem(self, file: str) -> Problem:
        """Return the same as a problem of the file."""
        return Problem(Place(file, line=self.line), self.found, self.expected)
