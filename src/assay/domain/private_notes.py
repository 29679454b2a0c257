"""Notes of a rehearsed interview: read by whoever was in it, and by interviewers.

That a rehearsal was held, with whom and for how long, is everybody's to know,
for readiness counts it.  What was said in it is not, or nobody would say it.

What a newcomer would get wrong: a rehearsal that is later called something else
stays one.  How an interview read at any time counts, or calling it an audit
would open what was said before.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from assay.domain.errors import RefusedError
from assay.domain.interview import Interview, InterviewKind
from assay.domain.item import AnyItem
from assay.domain.permission import Permission, may
from assay.domain.role_assignment import Role

INTERVIEW: Final = "interview"
ANSWER: Final = "interview_answer"

FIELDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {INTERVIEW: ("note",), ANSWER: ("answer", "understood", "gap")}
)
"""The registers with private notes, and which of their fields are."""

WITHHELD: Final = "what was said is for whoever was in the rehearsal"


class PrivateNotesError(RefusedError):
    """Somebody changes what they may not read."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}: {WITHHELD}; expected one of them to change it.")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the key of a person, where they are one of the organisation's, and a role."""

    person: str
    role: Role

    def may_read(self, interview: Interview) -> bool:
        """Say whether what was said in an interview is theirs to read."""
        if interview.kind is not InterviewKind.DRY_RUN:
            return True
        if may(self.role, Permission.SEE_PRIVATE_NOTES):
            return True
        return bool(self.person) and self.person in {interview.person, interview.interviewer}

    def may_read_all(self, readings: Collection[Interview]) -> bool:
        """Say it of an interview as it read from first to last; of none that ever was, no."""
        return bool(readings) and all(self.may_read(each) for each in readings)


def without_private_notes(item: AnyItem) -> AnyItem:
    """Return an item without what was said."""
    names = FIELDS.get(item.register, ())
    return item.changed(**{name: type(item).model_fields[name].get_default() for name in names})
