"""What the certificate is to cover: the case, the context, the scope and its boundary."""

from collections.abc import Iterator
from datetime import date

from assay.demo.cloud.clock import HEAD_OFFICE, ZONES, holidays
from assay.demo.cloud.facts import BODY, COMPANY, LEGAL_NAME, PROFILE, STAGE_2_DAYS_LATER, STANDARD
from assay.demo.cloud.people import RECORDED_FIRST
from assay.demo.cloud.tables import Cells, make, read_rows, read_settings
from assay.demo.cloud.world import World
from assay.domain.boundary import Boundary, Stance
from assay.domain.calendar_day import CalendarDay
from assay.domain.case import Case
from assay.domain.clarification import Clarification
from assay.domain.interested_party import InterestedParty
from assay.domain.inventory_kind import InventoryKind as Kind
from assay.domain.operation_listing import OperationListing
from assay.domain.organisation import Organisation
from assay.domain.scope import Scope, VersionStatus
from assay.domain.site import Site

_FIRST_DRAFT = -396
_FIRST_VERSION = -382
_SECOND_VERSION = -208


def tell_organisation(world: World) -> None:
    """Record who the company is, its sites and calendars, and what it wants certified."""
    day = world.clock.day
    said = read_settings("organisation")
    organisation = Organisation(
        key="quillmark", name=COMPANY, legal_name=LEGAL_NAME, **said["about"]
    )
    world.say(organisation, "jeroen.akkerman", day(RECORDED_FIRST))
    for key, about in said["site"].items():
        headcount = sum(person.site == key for person in world.staff())
        site = Site(
            key=key,
            time_zone=ZONES[key].key,
            headcount=headcount,
            opened_on=day(about["opened"]),
            **about["says"],
        )
        world.say(site, "rosa.pinheiro", day(RECORDED_FIRST))
    for row in read_rows("parties"):
        party = make(InterestedParty, row, world.clock)
        world.say(party, "ilse.brandsma", day(RECORDED_FIRST + 16))
    _tell_case(world)
    _tell_calendar(world)


def _tell_case(world: World) -> None:
    day = world.clock.day
    case = Case(
        key="isms",
        name=f"{COMPANY} information security",
        standards=(STANDARD,),
        profile=PROFILE,
        body=BODY,
        audit_on=world.as_of,
        started_on=day(-424),
        time_zone=ZONES[HEAD_OFFICE].key,
    )
    world.say(case.changed(body="", audit_on=None), "ilse.brandsma", day(-424))
    planned = case.changed(stage1_on=day(0), stage2_on=day(STAGE_2_DAYS_LATER))
    world.say(planned, "ilse.brandsma", day(-104))


def _tell_calendar(world: World) -> None:
    first, last = world.clock.day(-430), world.clock.day(150)
    for site in ZONES:
        for year in range(first.year, last.year + 1):
            for on, name in holidays(site, year).items():
                if first <= on <= last:
                    closed = CalendarDay(key=f"{on} / {site}", site=site, on=on, name=name)
                    world.say(closed, "rosa.pinheiro", _known_on(world, on))


def _known_on(world: World, on: date) -> date:
    """Return when the holidays of a year were put into the calendar."""
    early = world.clock.day(RECORDED_FIRST + 2)
    last = world.clock.day(-60)
    return min(max(early, on.replace(month=1, day=1)), last)


def tell_scope(world: World) -> None:
    """Record both versions of the scope, the boundary, and what had to be cleared up."""
    day = world.clock.day
    statements = read_settings("organisation")["scope"]
    plan = ((1, _FIRST_VERSION, _SECOND_VERSION), (2, _SECOND_VERSION, 0))
    for number, approved, replaced in plan:
        scope = Scope(
            key=f"{number}.0",
            version=f"{number}.0",
            standards=(STANDARD,),
            statement=statements[f"version_{number}"],
            document="SCO-01",
        )
        world.say(scope, "ilse.brandsma", day(approved - 14))
        approved_on = day(approved)
        done = scope.changed(
            status=VersionStatus.APPROVED, approved_by="hanneke.dewit", approved_on=approved_on
        )
        world.say(done, "hanneke.dewit", approved_on)
        if replaced:
            world.say(done.changed(status=VersionStatus.SUPERSEDED), "ilse.brandsma", day(replaced))
    for boundary in _boundaries():
        world.say(boundary, boundary.owner or "ilse.brandsma", day(_SECOND_VERSION - 10))
    for row in read_rows("clarifications"):
        question = make(Clarification, {**row, "accepted_on": "", "accepted_by": ""}, world.clock)
        world.say(question.changed(answer="", state="open"), question.raised_by, day(-33))
        answered = make(Clarification, row, world.clock)
        world.say(answered.changed(state="answered"), "ilse.brandsma", day(-29))
        world.say(answered, answered.accepted_by, day(-25))


_KEYED_BY_TABLE = (
    (Kind.UNIT, "units", "head"),
    (Kind.SERVICE, "services", "owner"),
    (Kind.PROCESS, "processes", "owner"),
    (Kind.SYSTEM, "systems", "owner"),
    (Kind.ASSET, "assets", "owner"),
    (Kind.SUPPLIER, "suppliers", "owner"),
    (Kind.INTERFACE, "interfaces", "owner"),
)


def _boundaries() -> Iterator[Boundary]:
    said = read_settings("organisation")
    outside = said["outside"]
    for key, about in said["site"].items():
        yield _inside(Kind.SITE, key, "rosa.pinheiro", protects=about["protects"], why=about["why"])
    for kind, table, owner in _KEYED_BY_TABLE:
        for row in read_rows(table):
            if reason := outside.get(row["key"]):
                yield _outside(kind, row["key"], row[owner], reason)
            else:
                yield _inside(kind, row["key"], row[owner], **_stakes(row))
    for account, why in said["accounts"]["inside"].items():
        yield _inside(Kind.HOSTING_ACCOUNT, account, "rui.sequeira", protects="", why=why)
    for account, reason in said["accounts"]["outside"].items():
        yield _outside(Kind.HOSTING_ACCOUNT, account, "rui.sequeira", reason)


def _stakes(row: Cells) -> dict[str, str]:
    return {"protects": row.get("_protects", ""), "why": row.get("_why", "")}


def _inside(kind: Kind, item: str, owner: str, *, protects: str, why: str) -> Boundary:
    fields = {"scope": "2.0", "kind": kind, "item": item, "stance": Stance.IN, "owner": owner}
    return Boundary.model_validate({**fields, "protects": protects, "why": why})


def _outside(kind: Kind, item: str, owner: str, reason: str) -> Boundary:
    fields = {"scope": "2.0", "kind": kind, "item": item, "stance": Stance.OUT, "owner": owner}
    return Boundary.model_validate({**fields, "reason": reason})


def tell_operations(world: World) -> None:
    """Record what personnel records and the price list say that the company runs."""
    listed = world.clock.day(-18)
    rows = [
        *(
            (Kind.SITE, about["says"]["name"], "Peoplebase")
            for about in read_settings("organisation")["site"].values()
        ),
        *((Kind.UNIT, row["name"], "Peoplebase") for row in read_rows("units")),
        *((Kind.SERVICE, row["name"], "Price list") for row in read_rows("services")),
    ]
    for number, (kind, name, source) in enumerate(rows, start=1):
        listing = OperationListing(
            key=f"OPS-{number:02}",
            kind=kind,
            name=name,
            source=source,
            listed_on=listed,
            active=True,
        )
        world.say(listing, "tom.hartog", listed)
