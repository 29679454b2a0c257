"""What checks are given: a dossier, the texts, counts of records, and the rules to hold them to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from assay.domain.case import Case
from assay.domain.deviation import Threshold
from assay.domain.document import Document
from assay.domain.document_text import DocumentText
from assay.domain.file import File
from assay.domain.item import AnyItem
from assay.domain.person import Person
from assay.domain.record_summary import RecordSummary
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.scope import Scope, VersionStatus
from assay.ledger.dossier import Dossier, Register
from assay.standards.profile import Profile
from assay.standards.setting import Setting
from assay.standards.standard import Standard


@dataclass(frozen=True)
class Material:
    """Everything that a check may look at; it never looks anywhere else.

    ``texts`` are by the path of the file; ``records`` is nothing where records
    were not counted at all, which is not the same as none being there.
    """

    dossier: Dossier
    as_of: date
    standards: tuple[Standard, ...]
    profile: Profile
    texts: Mapping[str, DocumentText] = field(default_factory=dict)
    records: tuple[RecordSummary, ...] | None = None

    def __getitem__(self, kind: type[AnyItem]) -> Register[AnyItem]:
        """Return a register of the dossier: ``material[Risk]["R-7"]``."""
        return self.dossier[kind]

    def setting(self, key: str) -> Setting:
        """Return a setting of the profile."""
        return self.profile[key]

    def threshold(self, key: str) -> Threshold:
        """Return a setting as the threshold that a deviation names."""
        setting = self.profile[key]
        return Threshold(setting.value_text, setting.threshold_from)

    @property
    def says_anything(self) -> bool:
        """Say whether anything is on record beyond the case and the files themselves."""
        return any(
            register and register.kind not in {Case, File} for register in self.dossier.registers
        )

    @cached_property
    def case(self) -> Case | None:
        """Return the case that the organisation runs, where it names one."""
        return next(iter(self[Case].values()), None)

    @cached_property
    def scope(self) -> Scope | None:
        """Return the latest approved version of the scope, approved by the audit date."""
        approved = [
            scope
            for scope in self[Scope].values()
            if scope.status is VersionStatus.APPROVED
            and scope.approved_on is not None
            and scope.approved_on <= self.as_of
        ]
        return max(approved, key=lambda scope: (scope.approved_on, scope.version), default=None)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Return the documents in use: approved ones."""
        return tuple(
            document
            for document in self[Document].values()
            if document.status is VersionStatus.APPROVED
        )

    def text_of(self, document: Document) -> DocumentText | None:
        """Return the text of a document's current file, where it could be read."""
        return self.texts.get(document.file)

    @cached_property
    def staff(self) -> tuple[Person, ...]:
        """Return the people in scope who work here on the audit date."""
        return tuple(
            person
            for person in self[Person].values()
            if person.in_scope is not False and person.works_on(self.as_of) is not False
        )

    def has_left(self, person: str, day: date) -> Person | None:
        """Return the person if they are known to have left by a day; their last day counts."""
        known = self[Person].get(person)
        return known if known and known.ended_on and known.ended_on <= day else None

    def works_here(self, person: str) -> bool | None:
        """Say whether a person works here on the audit date; nothing where that is not known."""
        known = self[Person].get(person)
        return None if known is None else known.works_on(self.as_of)

    @cached_property
    def _roles(self) -> Mapping[str, tuple[RoleAssignment, ...]]:
        held: dict[str, list[RoleAssignment]] = {}
        for assignment in self[RoleAssignment].values():
            held.setdefault(assignment.person, []).append(assignment)
        return {person: tuple(assignments) for person, assignments in held.items()}

    def holds(self, person: str, role: Role, day: date) -> bool:
        """Say whether a person holds a role on a day."""
        return any(
            assignment.role is role and assignment.held_on(day)
            for assignment in self._roles.get(person, ())
        )

    def holders(self, role: Role, day: date) -> frozenset[str]:
        """Return who holds a role on a day."""
        return frozenset(person for person in self._roles if self.holds(person, role, day))
