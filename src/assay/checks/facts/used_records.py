"""Which families of records some measure, objective or review draws on.

People name a source in prose: by the family, by the key of the export, or by
the system it comes from.  Any of these is enough; what none of them names,
nobody used.  Values of measures are themselves what is drawn on.
"""

from collections.abc import Iterator

from assay.checks.asking import title_of
from assay.checks.facts.measures import FAMILY
from assay.checks.facts.names import parse_words
from assay.checks.operation import Operation
from assay.domain.kpi import Kpi
from assay.domain.measurement import Measurement
from assay.domain.objective import Objective
from assay.domain.record_source import RecordSource
from assay.domain.review_decision import ReviewDecision
from assay.domain.review_input import ReviewInput
from assay.domain.system import System


def unused_families(operation: Operation) -> tuple[str, ...]:
    """Return the families on record that no measure, objective or review draws on."""
    said = " " + " ".join(_words(text) for text in _said(operation)) + " "
    used: dict[str, bool] = {}
    for source in operation[RecordSource].values():
        if source.family == FAMILY:
            continue
        names = {_words(name) for name in _names(operation, source)} - {""}
        found = any(f" {name} " in said for name in names)
        used[source.family] = used.get(source.family, False) or found
    return tuple(sorted(family for family, found in used.items() if not found))


def _names(operation: Operation, source: RecordSource) -> Iterator[str]:
    yield from (source.key, source.family.replace("_", " "), title_of(source.family))
    system = operation[System].get(source.system)
    yield source.system
    if system is not None:
        yield system.name


def _said(operation: Operation) -> Iterator[str]:
    for kpi in operation[Kpi].values():
        yield from (kpi.source, kpi.name)
    for objective in operation[Objective].values():
        yield from (objective.source, objective.metric)
    for value in operation[Measurement].values():
        yield value.source
    for each in operation[ReviewInput].values():
        yield from (each.discussion, *each.sources)
    for decision in operation[ReviewDecision].values():
        yield from decision.based_on


def _words(text: str) -> str:
    return " ".join(word.text for word in parse_words(text))
