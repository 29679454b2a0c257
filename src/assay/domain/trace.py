"""A job followed over its records, from what the customer asked for to what came after delivery.

A trace has eight steps, always the same and in this order.  Each is present,
missing, or not applicable for a reason.  A break is where the chain does not
hold: a link leads nowhere, a date runs backwards, two quantities or two
revisions differ, or the work was done to a revision that no longer stood.

What a newcomer would get wrong: a job in hand is not broken where it has not
come yet.  A step is missing once the work has gone past it, or once nothing
has been recorded for so long that nobody can call the job under way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class TraceStep(IntEnum):
    """The eight links of the chain; the numbers are those in the SQL."""

    REQUIREMENT = 1
    DESIGN = 2
    PLANNING = 3
    PURCHASING = 4
    MAKING = 5
    INSPECTING = 6
    DELIVERING = 7
    AFTER_DELIVERY = 8

    @property
    def title(self) -> str:
        """Return what people read."""
        return _TITLES[self.value - 1]

    @property
    def families(self) -> tuple[str, ...]:
        """Return the families of records that the step is told by."""
        return _FAMILIES[self.value - 1]


_TITLES = (
    "Customer requirement and contract review",
    "Design",
    "Planning and work order",
    "Purchasing and receipt",
    "Making",
    "Inspecting",
    "Release and delivery",
    "After delivery",
)
_FAMILIES = (
    ("enquiry", "contract_review"),
    ("design_release",),
    ("work_order",),
    ("purchase_order", "goods_receipt"),
    ("batch",),
    ("inspection",),
    ("release", "delivery"),
    ("complaint", "ncr", "capa"),
)


class Presence(StrEnum):
    """How one step of a trace stands."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"


class BreakKind(StrEnum):
    """What is wrong where a chain breaks, in the order in which it is told."""

    MISSING = "missing link"
    BACKWARDS = "date going backwards"
    QUANTITY = "quantity mismatch"
    OBSOLETE = "obsolete revision"
    REVISION = "revision mismatch"


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """One record of a chain."""

    family: str
    key: str

    def __str__(self) -> str:
        return f"{self.family.replace('_', ' ')} {self.key}"


@dataclass(frozen=True, slots=True)
class Break:
    """One place where a chain does not hold."""

    step: TraceStep
    kind: BreakKind
    hop: str
    says: str

    def __str__(self) -> str:
        return f"{self.step.title}: {self.kind}. {self.says}"


@dataclass(frozen=True, slots=True)
class TracedStep:
    """One step of one case: how it stands, why, and by which records."""

    step: TraceStep
    presence: Presence
    because: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """One case from end to end: its eight steps, and every break in their order.

    ``case`` is the job, or the order where no job was ever made of it.
    """

    case: str
    site: str
    steps: tuple[TracedStep, ...]
    breaks: tuple[Break, ...]
    reached: int

    @property
    def first_break(self) -> Break | None:
        """Return the first broken hop: what lies behind it may only look missing."""
        return self.breaks[0] if self.breaks else None

    @property
    def nodes(self) -> frozenset[Node]:
        """Return every record of the case."""
        return frozenset(node for step in self.steps for node in step.nodes)

    def __iter__(self) -> Iterator[TracedStep]:
        return iter(self.steps)


@dataclass(frozen=True, slots=True)
class Link:
    """Records of one family name a record of another by a column.

    ``several`` says that one cell may hold several names.
    """

    family: str
    column: str
    to: str
    to_column: str
    several: bool = False


# Who names whom: family.column -> family.column
_LINKS = """
contract_review.enquiry -> enquiry.enquiry_id
work_order.order -> contract_review.order
design_release.order -> contract_review.order
purchase_order.job -> work_order.job_id
goods_receipt.po -> purchase_order.po_id
batch.job -> work_order.job_id
batch.lot -> goods_receipt.lot
inspection.job -> work_order.job_id
inspection.batch -> batch.batch_id
release.job -> work_order.job_id
delivery.job -> work_order.job_id
delivery.order -> contract_review.order
delivery.batches -> batch.batch_id *
complaint.delivery -> delivery.delivery_id
complaint.ncr -> ncr.ncr_id
ncr.job -> work_order.job_id
ncr.batch -> batch.batch_id
ncr.capa -> capa.capa_id
capa.ncr -> ncr.ncr_id
"""


def _link(line: str) -> Link:
    one, other = line.removesuffix(" *").split(" -> ")
    family, column = one.split(".")
    to, to_column = other.split(".")
    return Link(family, column, to, to_column, several=line.endswith("*"))


LINKS = tuple(_link(line) for line in _LINKS.strip().splitlines())
CHAIN = tuple(dict.fromkeys(family for families in _FAMILIES for family in families))


def parse_names(cell: str | None) -> tuple[str, ...]:
    """Return the names that a cell holds, such as the batches of a delivery note."""
    return tuple(name.strip() for name in (cell or "").replace(",", ";").split(";") if name.strip())
