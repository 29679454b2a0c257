"""A document that is refused, in the words that its problem will have.

Readers raise this from wherever they notice; the one place that reads a
document turns it into a ``Problem`` with the file's name, and the rest is read.
"""


class UnreadableDocumentError(Exception):
    """What is there, and what would do."""

    def __init__(self, found: str, expected: str, *, line: int = 0) -> None:
        super().__init__(f"{found}; expected {expected}")
        self.found = found
        self.expected = expected
        self.line = line
