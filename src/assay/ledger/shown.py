"""A dossier as one reader may see it: entries that hold private notes are shown without them.

The chain stays as it is, so a shown entry keeps its number and its hash; the hash
is that of what was recorded, and whoever may read it can compute it again.
"""

from collections.abc import Iterator
from dataclasses import replace

from assay.domain.interview import Interview
from assay.domain.item import registers
from assay.domain.private_notes import (
    ANSWER,
    FIELDS,
    INTERVIEW,
    WITHHELD,
    Reader,
    without_private_notes,
)
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Entry, body_of


def shown_to(reader: Reader, dossier: Dossier) -> Dossier:
    """Return the dossier without the notes that are not the reader's to read."""
    if not any(dossier.ever_held(register) for register in FIELDS):
        return dossier
    withheld = {entry.seq: _shown(entry) for entry in _withheld(reader, dossier)}
    return dossier.showing(withheld) if withheld else dossier


def is_withheld(reader: Reader, dossier: Dossier, register: str, key: str) -> bool:
    """Say whether an item holds notes, at any time, that are not the reader's to read."""
    return any(
        entry.register == register and entry.key == key for entry in _withheld(reader, dossier)
    )


def _withheld(reader: Reader, dossier: Dossier) -> Iterator[Entry]:
    readings: dict[str, list[Interview]] = {}
    interviews = list(dossier.entries_of(INTERVIEW))
    for entry in interviews:
        if entry.body is not None:
            item = Interview.model_validate_json(entry.body)
            readings.setdefault(entry.key, []).append(item)
    for entry in interviews:
        if not reader.may_read_all(readings.get(entry.key, ())):
            yield entry
    # Which interview an answer belongs to is asked of all its entries, as a retiring one says none.
    asked: dict[str, set[str]] = {}
    answers = list(dossier.entries_of(ANSWER))
    for entry in answers:
        asked.setdefault(entry.key, set()).update(_interview_of(entry))
    for entry in answers:
        of = asked[entry.key]
        if not of or not all(reader.may_read_all(readings.get(each, ())) for each in of):
            yield entry


def _interview_of(entry: Entry) -> set[str]:
    if entry.body is None:
        return set()
    item = registers()[ANSWER].model_validate_json(entry.body)
    return {str(getattr(item, "interview", ""))}


def _shown(entry: Entry) -> Entry:
    because = WITHHELD if entry.because else ""
    if entry.body is None:
        return replace(entry, because=because)
    item = registers()[entry.register].model_validate_json(entry.body)
    return replace(entry, body=body_of(without_private_notes(item)), because=because)
