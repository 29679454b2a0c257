"""Which file of a standard's folder holds which rows: the one list of them."""

from dataclasses import dataclass

from assay.standards.audit_time import AuditTimeBand
from assay.standards.clause import Clause
from assay.standards.contradiction import Contradiction
from assay.standards.control import Control
from assay.standards.moved_clause import MovedClause
from assay.standards.question import Question, StockRisk
from assay.standards.requested_item import RequestedItem
from assay.standards.required_document import RequiredDocument
from assay.standards.review import ReviewInput, ReviewOutput
from assay.standards.row import Row
from assay.standards.trait import Trait
from assay.standards.typical_finding import NamedFailure, TypicalFinding, WantedCheck


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row: its name in the files, its model, and where the loaded standard keeps it."""

    name: str
    file: str
    model: type[Row]
    key: str
    field: str

    @property
    def columns(self) -> frozenset[str]:
        """Return the keys that a row may have."""
        return frozenset(self.model.model_fields)


HEAD_FILE = "standard.toml"

TABLES = (
    Table("trait", HEAD_FILE, Trait, "key", "traits"),
    Table("clause", "clauses.toml", Clause, "number", "clauses"),
    Table("document", "documents.toml", RequiredDocument, "key", "documents"),
    Table("input", "review.toml", ReviewInput, "key", "inputs"),
    Table("output", "review.toml", ReviewOutput, "key", "outputs"),
    Table("control", "controls.csv", Control, "number", "controls"),
    Table("contradiction", "contradictions.csv", Contradiction, "key", "contradictions"),
    Table("finding", "findings.csv", TypicalFinding, "key", "findings"),
    Table("failure", "failures.csv", NamedFailure, "key", "failures"),
    Table("check", "checks.csv", WantedCheck, "check", "checks"),
    Table("request", "requests.csv", RequestedItem, "key", "requests"),
    Table("question", "questions.csv", Question, "key", "questions"),
    Table("stock_risk", "stock_risks.csv", StockRisk, "key", "stock_risks"),
    Table("audit_time", "audit_time.csv", AuditTimeBand, "persons_from", "audit_time"),
    Table("move", "mapping.csv", MovedClause, "key", "moves"),
)

FILES = tuple(dict.fromkeys(table.file for table in TABLES))
