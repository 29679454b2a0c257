"""Findings that auditors often write, and what they usually come to.

The grade is a proposal.  An auditor decides, and gives the reason.  A missing
record supports a finding only where the record should exist by now.
"""

from enum import StrEnum

from pydantic import Field

from assay.domain.grade import Grade
from assay.standards.row import Listed, Row, Said


class UsualGrade(StrEnum):
    """What such a finding usually comes to."""

    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"
    CONCERN = "concern"
    PREDICTED = "predicted"
    """The grade that Stage 1 foresaw."""
    STOP = "stop"
    """No certification yet, whatever else is in order."""
    SIGNAL = "signal"
    """Not a finding: a reason to look at more."""

    @property
    def grade(self) -> Grade | None:
        """Return the grade to propose, or nothing where the words stand for none."""
        return next((one for one in Grade if one.value == self.value), None)


class TypicalFinding(Row):
    """One finding that is often written, with the facts that give rise to it."""

    key: Said
    stage: int = Field(ge=1, le=2)
    finding: Said
    clauses: Listed = ()
    controls: Listed = ()
    elsewhere: str = ""
    """A rule outside this standard that the finding rests on."""
    grade: UsualGrade
    other_grade: UsualGrade | None = None
    other_grade_when: str = ""
    trigger: Said


class NamedFailure(Row):
    """A common failure that the sources name and grade; a profile may grade it otherwise."""

    key: Said
    stages: Listed = Field(min_length=1)
    says: Said
    clauses: Listed = ()
    controls: Listed = ()
    grade_setting: Said
    """The setting of the profile that holds its grade."""
    rules: Listed = ()
    findings: Listed = ()
    rows: Listed = Field(min_length=1)


class WantedCheck(Row):
    """A check that the standard asks for: the one line that a new check adds here."""

    check: Said
    clauses: Listed = ()
    controls: Listed = ()
    findings: Listed = ()
    grade: Grade
    grade_setting: str = ""
