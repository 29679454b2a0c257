"""The demo organisations as checks are given them, without a folder in between.

Drafting takes seconds and planting a flaw takes none, so a clean draft is made
once and copied for each flaw; what a flaw leaves alone is not read again.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from assay.checks.material import Material
from assay.demo.defect import find_defect
from assay.demo.draft import Draft
from assay.demo.folder import USUAL_DAY, USUAL_SEED, draft_organisation, shelve_records
from assay.domain.case import Case
from assay.domain.document_text import DocumentText
from assay.domain.record_source import RecordSource
from assay.domain.record_summary import RecordSummary
from assay.intake.documents.kinds import ENDINGS
from assay.intake.documents.read_one import read_one
from assay.intake.records.summaries import count_records
from assay.standards.load import DEFAULT_PROFILE, load_profile, load_standard

ORGANISATIONS = ("cloud", "factory")


@dataclass
class DemoOrganisation:
    """One demo organisation, clean with its records shelved, and whatever was read of it so far."""

    clean: Draft
    texts: dict[str, DocumentText | None] = field(default_factory=dict)
    summaries: dict[str, RecordSummary] = field(default_factory=dict)

    def planted(self, *defects: str, organisation: str) -> Draft:
        """Return the organisation's draft with some flaws planted and its records shelved."""
        draft = _copied(self.clean)
        for defect in defects:
            find_defect(defect, organisation).plant(draft)
        self._shelve_again(draft)
        return draft

    def material(self, *defects: str, organisation: str) -> Material:
        """Return the organisation with some flaws planted, as checks are given it."""
        draft = self.planted(*defects, organisation=organisation)
        dossier = draft.sealed().dossier()
        case = next(iter(dossier[Case].values()))
        sources = [each for each in dossier[RecordSource].values() if each.file in draft.files]
        return Material(
            dossier,
            draft.as_of,
            tuple(load_standard(name) for name in case.standards),
            load_profile(case.profile or DEFAULT_PROFILE),
            self._texts(draft),
            self._summaries(draft, sources),
        )

    def _shelve_again(self, draft: Draft) -> None:
        """Shelve the records that a flaw has changed; all others lie where they lay."""
        whole = draft.records
        draft.records = {
            family: rows for family, rows in whole.items() if rows != self.clean.records.get(family)
        }
        shelve_records(draft)
        draft.records = whole

    def _texts(self, draft: Draft) -> Mapping[str, DocumentText]:
        read = {
            path: self._text(path, shelved.content)
            for path, shelved in draft.files.items()
            if path.startswith("documents/") and Path(path).suffix in ENDINGS
        }
        return {path: text for path, text in read.items() if text is not None}

    def _text(self, path: str, content: bytes) -> DocumentText | None:
        known_by = f"{path} {sha256(content).hexdigest()}"
        if known_by not in self.texts:
            self.texts[known_by] = read_one(path, content).document
        return self.texts[known_by]

    def _summaries(
        self, draft: Draft, sources: Iterable[RecordSource]
    ) -> tuple[RecordSummary, ...]:
        return tuple(self._summary(source, draft.files[source.file].content) for source in sources)

    def _summary(self, source: RecordSource, content: bytes) -> RecordSummary:
        known_by = f"{source.file} {sha256(content).hexdigest()}"
        if known_by not in self.summaries:
            with TemporaryDirectory() as folder:
                path = Path(folder, source.file)
                path.parent.mkdir(parents=True)
                path.write_bytes(content)
                (self.summaries[known_by],) = count_records(Path(folder), [source]).summaries
        return self.summaries[known_by]


@cache
def _organisation(name: str) -> DemoOrganisation:
    draft = draft_organisation(name, seed=USUAL_SEED, as_of=USUAL_DAY, scale=1, defects=())
    shelve_records(draft)
    return DemoOrganisation(draft)


def demo_material(organisation: str, *defects: str) -> Material:
    """Return a demo organisation, with some flaws planted, as checks are given it."""
    return _organisation(organisation).material(*defects, organisation=organisation)


def demo_record_files(organisation: str, *defects: str) -> Mapping[str, bytes]:
    """Return the files of records of a demo organisation, with some flaws planted."""
    draft = _organisation(organisation).planted(*defects, organisation=organisation)
    return {
        path: shelved.content
        for path, shelved in draft.files.items()
        if path.startswith("records/")
    }


def _copied(draft: Draft) -> Draft:
    copied = copy(draft)
    copied.said = list(draft.said)
    copied.files = dict(draft.files)
    copied.records = {family: [dict(row) for row in rows] for family, rows in draft.records.items()}
    return copied
