"""Documents as they ought to be, to change one thing of."""

from datetime import UTC, date, datetime
from hashlib import sha256

from assay.domain.document import Document, DocumentType
from assay.domain.document_text import DocumentText, MediaType
from assay.domain.document_version import DocumentVersion
from assay.domain.person import Person
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.scope import VersionStatus
from assay.standards.load import load_standard
from assay.standards.required_document import Explicitness

PARTS = [
    part
    for entry in load_standard("iso27001-2022").documents
    for part in entry.parts
    if part.explicitness is not Explicitness.PRACTICE or entry.number is not None
]

MIRA = Person(key="mira", name="Mira Vos", started_on=date(2020, 1, 1), groups=("staff",))
BO = Person(key="bo", name="Bo Lind", started_on=date(2020, 1, 1), groups=("staff",))
TOP = RoleAssignment(key="mira top", person="mira", role=Role.TOP_MANAGEMENT)
FIRST = datetime(2025, 5, 2, 9, tzinfo=UTC)

POLICY = Document(
    key="POL-01",
    title="Access policy",
    type=DocumentType.POLICY,
    version="2.0",
    status=VersionStatus.APPROVED,
    owner="mira",
    author="bo",
    approver="mira",
    approved_on=date(2025, 6, 2),
    reviewed_on=date(2025, 9, 1),
    location="wiki/policies/access",
)
VERSION = DocumentVersion(
    key="POL-01 / 2.0",
    document="POL-01",
    version="2.0",
    created_on=date(2025, 6, 1),
    author="bo",
    status=VersionStatus.APPROVED,
)


def every_document() -> list[Document]:
    """Return an approved document for everything that the standard asks for."""
    return [
        POLICY.changed(key=f"D-{part.key}", title=part.title, satisfies=(part.key,))
        for part in PARTS
    ]


def text(content: str, *, title: str = "Access policy", version: str = "2.0") -> DocumentText:
    """Return a plain text as it is after reading."""
    return DocumentText(
        media_type=MediaType.PLAIN_TEXT,
        sha256=sha256(content.encode()).hexdigest(),
        size=len(content),
        text=content,
        title=title,
        version=version,
    )
