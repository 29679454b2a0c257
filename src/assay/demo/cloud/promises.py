"""Claims and anchors: where in the documents each promise and each required element stands."""

from collections.abc import Mapping
from datetime import date, timedelta

from assay.demo.cloud.clock import worked_from
from assay.demo.cloud.facts import promised_words
from assay.demo.cloud.tables import make, read_rows
from assay.demo.cloud.world import World
from assay.domain.claim import Claim
from assay.domain.content_anchor import ContentAnchor
from assay.domain.document import Document

_KEEPER = "noor.elamrani"


def tell_promises(world: World) -> None:
    """Record every claim and every anchor, some days after the version that it stands in."""
    documents = world.draft.all(Document)
    words = promised_words()
    for row in read_rows("claims"):
        document = documents[row["document"]]
        said = {name: cell.format_map(words) for name, cell in row.items()}
        claim = make(Claim, said, world.clock, version=document.version)
        world.say(claim, _KEEPER, _after_approval(documents, row["document"], 3, world))
    for row in read_rows("anchors"):
        document = documents[row["document"]]
        said = {name: cell.format_map(words) for name, cell in row.items()}
        anchored_on = _after_approval(documents, row["document"], 2, world)
        confirmed_on = _after_approval(documents, row["document"], 5, world)
        anchor = make(
            ContentAnchor,
            said,
            world.clock,
            version=document.version,
            anchored_by=document.owner,
        )
        world.say(anchor, document.owner, anchored_on)
        reviewer = "ilse.brandsma" if document.owner == _KEEPER else _KEEPER
        confirmed = anchor.changed(confirmed_by=reviewer, confirmed_on=confirmed_on)
        world.say(confirmed, reviewer, confirmed_on)


def _after_approval(documents: Mapping[str, Document], key: str, days: int, world: World) -> date:
    approved = documents[key].approved_on or world.as_of
    return worked_from(approved + timedelta(days))
