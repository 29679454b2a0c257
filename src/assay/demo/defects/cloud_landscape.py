"""Flaws of Quillmark's landscape: what it runs is no longer what is written of it."""

from datetime import UTC, datetime, time, timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.system import System
from assay.ledger.entry import Author


@defect(organisation="cloud", stage=1, check="description-outdated")
def gateway_rebuilt_since(draft: Draft) -> None:
    """Rebuild Edge Gate as a perimeter after the standards that call it zero-trust were read."""
    rebuilt = draft.all(System)["edge-gate"].changed(tags=("perimeter",))
    day = draft.as_of - timedelta(days=6)
    by = Author(rebuilt.owner, "system owner")
    draft.say(rebuilt, by=by, at=datetime.combine(day, time(15), UTC))
