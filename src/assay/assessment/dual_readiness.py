"""Each document of Stage 1 beside what Stage 2 will ask of it: records and work under way.

A document without any record and without any action describes nothing that is
being built: it has no connection.  Whether the records are good is not asked.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from assay.checks.facts.calendar import window_before
from assay.checks.facts.record_links import families_by_document
from assay.checks.material import Material
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.evidence import Evidence
from assay.domain.soa_row import SoaRow
from assay.domain.treatment import Treatment


@dataclass(frozen=True, slots=True)
class DualLine:
    """One document: how many records of the window belong to it, and which actions build it.

    ``records`` is nothing where records were not counted.
    """

    document: str
    title: str
    families: tuple[str, ...]
    records: int | None
    tasks: tuple[str, ...]

    @property
    def connected(self) -> bool | None:
        """Say whether anything is built or done by the document; nothing where nobody can tell."""
        if self.tasks or self.records:
            return True
        return None if self.records is None and self.families else False

    @property
    def flag(self) -> str:
        """Return what the table says beside the document; nothing where it is connected."""
        return {True: "", False: "no connection", None: "unknown"}[self.connected]


def dual_readiness(material: Material) -> tuple[DualLine, ...]:
    """Return every document in use with its records and its tasks."""
    families, tasks = families_by_document(material), _tasks(material)
    counts = _counts(material)
    return tuple(
        DualLine(
            each.key,
            each.title,
            tuple(sorted(own := families.get(each.key, frozenset()))),
            None if counts is None else sum(counts.get(family, 0) for family in own),
            tuple(sorted(tasks.get(each.key, ()))),
        )
        for each in sorted(material.documents, key=lambda one: one.key)
    )


def _counts(material: Material) -> Mapping[str, int] | None:
    """Return how many records of the window there are of each family."""
    if material.records is None:
        return None
    window = window_before(material.as_of, material.profile.whole("sampling.window_months"))
    counts: defaultdict[str, int] = defaultdict(int)
    for summary in material.records:
        counts[summary.family] += summary.within(*window)
    for piece in material[Evidence].values():
        if piece.created_on in window:
            counts[piece.family] += 1
    return counts


def _tasks(material: Material) -> Mapping[str, set[str]]:
    """Return the treatments and corrective actions that each document has a part in."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    by_control: defaultdict[str, set[str]] = defaultdict(set)
    for key, treatment in material[Treatment].items():
        for control in treatment.controls:
            by_control[control].add(f"treatment {key}")
    for key, row in material[SoaRow].items():
        named = {f"treatment {each}" for each in row.treatments}
        for document in row.documents:
            found[document] |= named | by_control[key]
    for key, action in material[CorrectiveAction].items():
        for thing in action.evidence:
            # Evidence names a document alone or with its version.
            found[thing.split()[0]].add(f"corrective action {key}")
    return found
