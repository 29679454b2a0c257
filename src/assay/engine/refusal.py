"""Records that are refused as a whole, in the words that their problem will have."""

from assay.domain.errors import UnreadableMaterialError
from assay.domain.problem import Place, Problem


class RefusedRecordsError(UnreadableMaterialError):
    """A source of which nothing is frozen, and why."""

    def __init__(self, place: Place, found: str, expected: str) -> None:
        self.problem = Problem(place, found, expected)
        super().__init__(str(self.problem))
