"""Flaws of Quillmark's scope: each is one thing that the statement no longer holds for."""

from datetime import UTC, datetime, time, timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.boundary import Boundary, Stance
from assay.domain.clarification import Clarification, ClarificationState
from assay.domain.criticality import Criticality
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.operation_listing import OperationListing
from assay.domain.scope import Scope, VersionStatus
from assay.domain.system import Environment, System
from assay.domain.unit import Unit
from assay.ledger.entry import Author

_LEAD = Author("ilse.brandsma", "isms lead")


def _say(draft: Draft, item: Item, *, days_ago: int) -> None:
    day = draft.as_of - timedelta(days=days_ago)
    draft.say(item, by=_LEAD, at=datetime.combine(day, time(10), UTC))


@defect(organisation="cloud", stage=1, check="scope-undetermined")
def system_no_clause_speaks_of(draft: Draft) -> None:
    """Bring in a survey tool that belongs to no team and stands in no clause of the scope."""
    tool = System(
        key="pollbox",
        name="Pollbox",
        kind="survey tool",
        describes="Surveys among customers, started by whoever needs one.",
        owner="wouter.schipper",
        environment=Environment.OFFICE,
        criticality=Criticality.LOW,
    )
    _say(draft, tool, days_ago=60)


@defect(organisation="cloud", stage=1, check="scope-contradictory")
def clauses_that_clash(draft: Draft) -> None:
    """Take Quill Reports out of the scope by one clause while another takes it in."""
    clause = Boundary(
        key="2.0 / system / quill-reports / out",
        scope="2.0",
        kind=InventoryKind.SYSTEM,
        item="quill-reports",
        stance=Stance.OUT,
        reason="Reports are a convenience and no part of the contract service.",
        owner="youssef.benali",
    )
    _say(draft, clause, days_ago=200)


@defect(organisation="cloud", stage=1, check="scope-missing")
def scope_never_approved(draft: Draft) -> None:
    """Leave the second version of the scope a draft though it replaced the first."""
    draft.change(Scope, "2.0", status=VersionStatus.DRAFT, approved_by="", approved_on=None)


@defect(organisation="cloud", stage=1, check="system-hosted-elsewhere")
def production_in_the_labs(draft: Draft) -> None:
    """Run Quill Extract for production in the account that was meant for hack days."""
    draft.change(System, "quill-extract", hosting_account="nimbra-labs")


@defect(organisation="cloud", stage=1, check="dependency-left-out")
def needed_system_left_out(draft: Draft) -> None:
    """Leave the message broker between all services out of the scope."""
    draft.change(
        Boundary,
        "2.0 / system / quill-queue / in",
        stance=Stance.OUT,
        reason="Only carries work from one service to the next and keeps nothing.",
    )


@defect(organisation="cloud", stage=1, check="scope-without-records")
def team_that_left_no_trace(draft: Draft) -> None:
    """Take a research team into the scope of which no record of six months tells."""
    team = Unit(
        key="LABS",
        name="Research Lab",
        part_of="EXEC",
        head="pieter.hoekstra",
        sites=("UTR",),
        does="Tries out what the product may become.",
    )
    listing = OperationListing(
        key="OPS-LABS",
        kind=InventoryKind.UNIT,
        name=team.name,
        source="Peoplebase",
        listed_on=draft.as_of - timedelta(days=18),
        active=True,
    )
    clause = Boundary(
        key="2.0 / unit / LABS / in",
        scope="2.0",
        kind=InventoryKind.UNIT,
        item=team.key,
        stance=Stance.IN,
        owner=team.head,
    )
    _say(draft, team, days_ago=240)
    _say(draft, clause, days_ago=200)
    _say(draft, listing, days_ago=18)


@defect(organisation="cloud", stage=1, check="scope-without-why")
def service_without_why(draft: Draft) -> None:
    """Leave unsaid in the scope why Quillmark Connect is worth protecting."""
    draft.change(Boundary, "2.0 / service / connect / in", why="")


@defect(organisation="cloud", stage=1, check="scope-unlike-operations")
def service_sold_beside_the_scope(draft: Draft) -> None:
    """Sell an archive service by the price list that the scope has never heard of."""
    listing = OperationListing(
        key="OPS-ARCHIVE",
        kind=InventoryKind.SERVICE,
        name="Quillmark Archive",
        source="Price list",
        listed_on=draft.as_of - timedelta(days=18),
        active=True,
    )
    _say(draft, listing, days_ago=18)


@defect(organisation="cloud", stage=1, check="scope-question-open")
def scope_question_unanswered(draft: Draft) -> None:
    """Leave open how the labs account is kept from holding customers' data."""
    draft.change(
        Clarification,
        "CLA-02",
        answer="",
        state=ClarificationState.OPEN,
        accepted_by="",
        accepted_on=None,
    )
