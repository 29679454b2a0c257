"""What the auditors ask to be handed in at Stage 1, and what answers each request.

The four customary lists do not agree.  A profile picks one, or all of them; a
thing that several lists ask for is asked for once, and says on which it stands.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from assay.checks.facts.required_documents import standings
from assay.checks.material import Material
from assay.domain.evidence_request import EvidenceRequest, RequestState
from assay.domain.stage_plan import Stage
from assay.standards.requested_item import RequestedItem


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked for: what answers it, what is missing, how far it has come.

    Without a state nobody has recorded the request yet.
    """

    standard: str
    key: str
    asks: str
    lists: tuple[str, ...]
    answered_by: tuple[str, ...]
    missing: tuple[str, ...]
    state: RequestState | None = None
    requested_at: datetime | None = None
    provided_at: datetime | None = None
    read_at: datetime | None = None


def stage1_requests(material: Material) -> tuple[Request, ...]:
    """Return the request list of the profile, each resolved to what there is for it."""
    return tuple(_requests(material))


def _requests(material: Material) -> Iterator[Request]:
    which = material.profile.choice("stage1.request_profile")
    recorded = {
        each.requirement: each
        for _, each in sorted(material[EvidenceRequest].items())
        if each.stage is Stage.STAGE_1
    }
    for standard in material.standards:
        there = _there(material, standard.name)
        for items in _once(standard.requested(which)):
            known = next((recorded[key] for key in _names(items) if key in recorded), None)
            yield _request(standard.name, items, there, known)


def _once(items: Iterable[RequestedItem]) -> Iterator[tuple[RequestedItem, ...]]:
    """Yield what is asked for, each thing once with all the lists that ask for it."""
    by_name: dict[str, list[RequestedItem]] = {}
    for item in items:
        by_name.setdefault(item.item, []).append(item)
    yield from map(tuple, by_name.values())


def _names(items: Iterable[RequestedItem]) -> Iterator[str]:
    """Yield the names by which a recorded request may speak of an item."""
    for item in items:
        yield item.key
        yield item.item


def _request(
    standard: str,
    items: tuple[RequestedItem, ...],
    there: Mapping[str, list[str]],
    known: EvidenceRequest | None,
) -> Request:
    asked = tuple(dict.fromkeys(chain.from_iterable(item.documents for item in items)))
    answers = chain(
        known.answered_by if known else (), *(there.get(document, ()) for document in asked)
    )
    return Request(
        standard,
        items[0].item,
        items[0].asks,
        tuple(item.list.value for item in items),
        tuple(dict.fromkeys(answers)),
        tuple(document for document in asked if not there.get(document)),
        known.state if known else None,
        known.requested_at if known else None,
        known.provided_at if known else None,
        known.read_at if known else None,
    )


def _there(material: Material, standard: str) -> Mapping[str, list[str]]:
    """Return what answers each entry and part of a catalogue: documents, or registers."""
    there: dict[str, list[str]] = {}
    for standing in standings(material):
        if standing.standard.name != standard:
            continue
        names = [document.key for document in standing.documents]
        names += [f"register {name}" for name in standing.registers]
        for key in {standing.part.key, standing.entry.key}:
            there.setdefault(key, []).extend(names)
    return there
