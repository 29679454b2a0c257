"""A system was rebuilt after the document that describes it was last looked at.

Looks at
    Every document in use that carries architecture tags, and every system that
    shared a tag with it on the day of its last review or approval: whether the
    system has since lost a tag that the document still carries, or gained one
    that it does not.  How a system was tagged on that day is read from the
    history of its register row.

Why it matters
    A description of a perimeter does not protect a system that has none.  What
    follows from the document, from risks to controls, follows from how things
    used to be.

Does not look at
    The text of the document; systems that nobody tagged; changes that were
    never recorded.

Put right
    Review the document against the system as it is now, and bring its tags
    and its text up to date.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from assay.checks.facts.inventory import is_there
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.document import Document
from assay.domain.system import System
from assay.ledger.dossier import Revision

Histories = Sequence[tuple[System, Sequence[Revision[System]]]]


@check(since="2026.1", code="DOC-ARCH-DRIFT")
def description_outdated(material: Material) -> Looked:
    """Look for systems whose tags have moved away from a document's."""
    tagged = [document for document in material.documents if document.tags]
    histories = [
        (system, material.dossier.history(System, system.key))
        for system in material[System].values()
        if is_there(system, material.as_of)
    ]
    # Few systems are ever tagged anew, and only those can have moved away from a document.
    moved = [(system, history) for system, history in histories if _was_retagged(history)]
    begun_on = min((each[0].entry.recorded_at.date() for _, each in histories), default=None)
    deviations: list[Deviation] = []
    unknown: list[Unknown] = []
    for document in tagged:
        seen_on = _seen_on(document)
        if seen_on is None:
            unknown.append(
                Unknown(document.key, "it has no date of review or approval", document.site)
            )
        elif begun_on is None or seen_on < begun_on:
            why = f"no system was on record by {seen_on}"
            unknown.append(Unknown(document.key, why, document.site))
        else:
            deviations += _deviations(document, seen_on, moved)
    return looked_at(
        tagged,
        deviations,
        unknown=unknown,
        nothing_because="no document in use carries architecture tags",
    )


def _was_retagged(history: Sequence[Revision[System]]) -> bool:
    return len({frozenset(each.after.tags) for each in history if each.after}) > 1


def _seen_on(document: Document) -> date | None:
    days = [day for day in (document.reviewed_on, document.approved_on) if day]
    return max(days, default=None)


def _deviations(document: Document, seen_on: date, histories: Histories) -> Iterator[Deviation]:
    described = set(document.tags)
    for system, history in histories:
        then = _tags_on(history, seen_on)
        now = set(system.tags)
        if not described & then:
            continue
        lost, gained = sorted((then - now) & described), sorted(now - then - described)
        if not lost and not gained:
            continue
        changed = max(
            (each.entry for each in history if any(it.field == "tags" for it in each.fields)),
            key=lambda entry: entry.seq,
        )
        changes = [f"no longer {', '.join(lost)}"] if lost else []
        changes += [f"now {', '.join(gained)}"] if gained else []
        yield Deviation(
            about=(document.key, system.key),
            says=(
                f"{document.key} ({document.title}) describes {', '.join(document.tags)} and was "
                f"last looked at on {seen_on}; system {system.key} is {' and '.join(changes)} "
                f"since {changed.recorded_at.date()}."
            ),
            measured=f"{len(lost) + len(gained)} tags",
            evidence=(f"document {document.key}", f"entry {changed.seq}"),
            site=document.site,
            signal=True,
        )


def _tags_on(history: Sequence[Revision[System]], day: date) -> set[str]:
    """Return how a system was tagged on a day; not at all before anybody spoke of it."""
    known = [each.after for each in history if each.entry.recorded_at.date() <= day]
    return set(known[-1].tags) if known and known[-1] else set()
