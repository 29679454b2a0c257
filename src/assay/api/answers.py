"""What the API answers, as models: the OpenAPI document is made of them."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from assay.domain.role_assignment import Role
from assay.domain.side import Side


class Said(Schema):
    """Who said something."""

    name: str
    role: str
    external: bool


class Version(Schema):
    """One of two versions of an item that are in conflict; no item means: retired."""

    item: dict[str, Any] | None
    seq: int | None = None
    recorded_at: datetime | None = None
    by: Said | None = None


class Clash(Schema):
    """An item that somebody else changed after it was read, in both versions."""

    register_: Annotated[str, Field(alias="register")]
    key: str
    stands: Version
    yours: Version


class Problem(Schema):
    """Something that was refused or cannot be read: what, where, and what would do."""

    error: str
    where: str = ""
    expected: str = ""


class Refusal(Problem):
    """The one shape of every answer that is an error; ``more`` holds the second problem and on."""

    more: tuple[Problem, ...] = ()
    conflicts: tuple[Clash, ...] = ()


class OrganisationLine(Schema):
    """An organisation that the caller belongs to, and as what."""

    organisation: str
    name: str
    role: Role
    side: Side
    external: bool
    may: list[str]


class RegisterLine(Schema):
    """One register: how much is in it, and whether the caller's role writes it."""

    register_: Annotated[str, Field(alias="register")]
    path: str
    title: str
    items: int
    may_write: bool


class ItemsPage(Schema):
    """One page of a register. ``seq`` is how far the ledger had come: the ``read_seq`` of a put."""

    register_: Annotated[str, Field(alias="register")]
    seq: int
    total: int
    offset: int
    items: list[dict[str, Any]]


class FieldChanged(Schema):
    """How one field read before, and how it reads after."""

    field: str
    before: Any = None
    after: Any = None


class RevisionLine(Schema):
    """One entry in the history of an item."""

    seq: int
    recorded_at: datetime
    by: Said
    because: str
    kind: str
    fields: list[FieldChanged]


class ItemWithHistory(Schema):
    """One item as it reads, with every entry about it, oldest first."""

    register_: Annotated[str, Field(alias="register")]
    key: str
    retired: bool
    seq: int
    item: dict[str, Any] | None
    history: list[RevisionLine]


class Recorded(Schema):
    """What was recorded: the entry, and how the item reads now."""

    register_: Annotated[str, Field(alias="register")]
    key: str
    seq: int
    item: dict[str, Any] | None


class ComparedLine(Schema):
    """One item in which two days differ."""

    register_: Annotated[str, Field(alias="register")]
    key: str
    kind: str
    seqs: list[int]
    fields: list[FieldChanged]


class Comparison(Schema):
    """What differs between two days."""

    from_on: date
    until_on: date | None
    entries: int
    total: int
    offset: int
    counts: dict[str, int]
    changes: list[ComparedLine]


class JobLine(Schema):
    """A piece of work in the background."""

    number: int
    kind: str
    state: str
    done: int
    of: int
    what: str
    by: Said
    queued_at: datetime
    ended_at: datetime | None
    error: str
    result: Any = None


class Result(Schema):
    """A kept result of the state that the ledger is in."""

    day: date
    seq: int
    result: dict[str, Any]


class NotYet(Schema):
    """There is no result of this state yet; the job makes it. Ask again when it is done."""

    day: date
    job: JobLine


class Figure(Schema):
    """How far one stage is. It is computed and cannot be typed in; unknown counts against it."""

    stage: int
    checks: int
    conforming: int
    deviating: int
    unknown: int
    percent: Annotated[int | None, Field(description="Nothing where no check could be asked.")]
    outcome: str


class TwoFigures(Schema):
    """The two figures of readiness. They are never added up."""

    day: date
    stage1: Figure
    stage2: Figure


class ClaimsOfDay(Schema):
    """Every promise, held against the records."""

    day: date
    seq: int
    claims: list[dict[str, Any]]


class PopulationsOfDay(Schema):
    """What each frozen population says of itself, and whatever of it cannot be read."""

    day: date
    seq: int
    populations: list[dict[str, Any]]
    problems: list[str]


class RecordLine(Schema):
    """One record behind a promise."""

    key: str
    row: int
    site: str
    team: str
    measured: str
    facts: Annotated[dict[str, str], Field(default_factory=dict)]


class RecordsBehind(Schema):
    """One page of the records on one side of one version of a promise."""

    claim: str
    side: str
    stretch: int
    stretches: int
    in_force: str
    not_tested_because: str
    population: int
    not_applicable: int
    counts: dict[str, int]
    offset: int
    records: list[RecordLine]


class EntryLine(Schema):
    """One entry of the ledger, with the item as it said it; none where it was retired."""

    seq: int
    recorded_at: datetime
    by: Said
    register_: Annotated[str, Field(alias="register")]
    key: str
    item: dict[str, Any] | None
    because: str
    previous: str
    hash: str


class EntriesPage(Schema):
    """Entries in order. ``after`` goes on where this page ends; nothing where it was the last."""

    length: int
    head: str
    entries: list[EntryLine]
    after: int | None
