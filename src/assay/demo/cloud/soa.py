"""The Statement of Applicability: ninety-three controls, each with its own reason."""

from collections.abc import Iterator

from assay.demo.cloud.facts import STANDARD
from assay.demo.cloud.tables import make, read_rows, split
from assay.demo.cloud.world import World
from assay.domain.scope import VersionStatus
from assay.domain.soa import Soa
from assay.domain.soa_row import Applicability, ControlStatus, SoaRow
from assay.standards.load import load_standard

_VERSIONS = (("1.0", -368, -203), ("2.0", -203, 0))
_FIRST_ROWS = -374
_KEEPER = "noor.elamrani"


def tell_soa(world: World) -> None:
    """Record both versions of the statement and the life of each row."""
    day = world.clock.day
    for version, approved, replaced in _VERSIONS:
        soa = Soa(key=version, version=version, standard=STANDARD, document="SOA-01")
        world.say(soa, _KEEPER, day(approved - 8))
        done = soa.changed(
            status=VersionStatus.APPROVED, approved_by="hanneke.dewit", approved_on=day(approved)
        )
        world.say(done, "hanneke.dewit", day(approved))
        if replaced:
            world.say(done.changed(status=VersionStatus.SUPERSEDED), _KEEPER, day(replaced))
    for row in soa_rows(world):
        designed = row.changed(
            status=ControlStatus.DESIGNED, operating_since_on=None, treatments=()
        )
        first = designed if row.applicability is Applicability.INCLUDED else row
        world.say(first, _KEEPER, day(_FIRST_ROWS))
        if row.operating_since_on:
            running = row.changed(treatments=())
            world.say(running, row.owner, row.operating_since_on)
            if row.treatments:
                world.say(row, _KEEPER, day(-211))


def soa_rows(world: World) -> Iterator[SoaRow]:
    """Yield the rows as they read at the audit date."""
    titles = {control.number: control.title for control in load_standard(STANDARD).controls}
    treatments = read_rows("treatments")
    for row in read_rows("soa"):
        included = bool(row["_since"])
        yield make(
            SoaRow,
            row,
            world.clock,
            title=titles[row["key"]],
            applicability=Applicability.INCLUDED if included else Applicability.EXCLUDED,
            status=ControlStatus.OPERATING if included else None,
            operating_since_on=world.clock.day(int(row["_since"])) if included else None,
            treatments=tuple(
                each["key"] for each in treatments if row["key"] in split(each["controls"])
            ),
        )
