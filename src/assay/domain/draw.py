"""A sample of records that was drawn for the audit, with what anybody needs to draw it again."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, ControlRef, Instant, Item, PersonRef, Text, Texts
from assay.domain.stage_plan import Stage


class Draw(Item, register="draw", title="Draws"):
    """One draw: from which population, by which seed, and the records in the order drawn.

    The keys follow from the seed and the population.  A register row that says
    otherwise has been changed by hand.
    """

    stage: Stage
    family: Annotated[Text, Also("record family", "records", "population")]
    controls: Annotated[tuple[ControlRef, ...], Also("control")] = ()
    clauses: Annotated[Texts, Also("clause")] = ()
    seed: Text = ""
    population_hash: Annotated[Text, Also("content hash", "hash")] = ""
    population_size: Annotated[int | None, Also("records in population", "rows")] = None
    window_from_on: Annotated[date | None, Also("from", "window start")] = None
    window_until_on: Annotated[date | None, Also("until", "window end")] = None
    size: Annotated[int | None, Also("wanted", "sample size")] = None
    size_because: Text = ""
    only: Annotated[Text, Also("restricted to", "filter")] = ""
    drawn: Annotated[Texts, Also("drawn records", "sample", "keys")] = ()
    empty_slices: Texts = ()
    drawn_at: Annotated[Instant | None, Also("date", "on")] = None
    drawn_by: Annotated[PersonRef, Also("auditor", "by")] = ""
