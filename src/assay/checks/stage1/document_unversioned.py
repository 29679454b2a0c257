"""A document in use has no version, or its versions do not add up.

Looks at
    Every document in use: that it carries a version; that later versions have
    later dates; that one version only is in force; and that the content did not
    change while the version stayed.

Why it matters
    Who reads "version 3" has to know that everybody else reads the same.

Does not look at
    Whether the changes between two versions are described well.

Put right
    Give the document a version, withdraw the other one, or issue the changed
    content under a new version.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.document import Document
from assay.domain.document_version import DocumentVersion
from assay.domain.file import File
from assay.domain.scope import VersionStatus


@check(since="2026.1", code="DOC-VERSION")
def document_unversioned(material: Material) -> Looked:
    """Look at the version and the versions of each document."""
    versions: dict[str, list[DocumentVersion]] = {}
    for version in material[DocumentVersion].values():
        versions.setdefault(version.document, []).append(version)
    return looked_at(
        material.documents,
        (
            Deviation(
                about=(document.key,),
                says=f"{document.key} ({document.title}) {says}.",
                evidence=(f"document {document.key}",),
                site=document.site,
                reason=reason,
            )
            for document in material.documents
            for reason, says in _faults(material, document, versions.get(document.key, []))
        ),
        nothing_because="no document is in use",
    )


def _faults(
    material: Material, document: Document, versions: list[DocumentVersion]
) -> Iterator[tuple[str, str]]:
    if not document.version:
        yield "none", "carries no version"
    dated = [(each.created_on, each) for each in versions if each.created_on]
    dated.sort(key=lambda pair: (pair[0], _rank(pair[1].version)))
    for (_, before), (day, after) in pairwise(dated):
        if _rank(after.version) <= _rank(before.version):
            yield (
                "order",
                (f"went from version {before.version} to version {after.version} on {day}"),
            )
    in_force = [
        each.version
        for each in versions
        if each.status is VersionStatus.APPROVED and each.in_force_until_on is None
    ]
    if len(in_force) > 1:
        yield "two", f"has {len(in_force)} versions in force, {' and '.join(sorted(in_force))}"
    yield from _changed(material, document, versions)


def _rank(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))


def _changed(
    material: Material, document: Document, versions: list[DocumentVersion]
) -> Iterator[tuple[str, str]]:
    file = material[File].get(document.file)
    if file is None:
        return
    for version in versions:
        if version.version == document.version and version.sha256 not in {"", file.sha256}:
            yield "content", f"reads otherwise than what was issued as version {version.version}"
            return
    changes = material.dossier.history(File, file.key)[1:]
    reissued = [
        revision.entry.recorded_at.date()
        for revision in material.dossier.history(Document, document.key)[1:]
        if any(change.field == "version" for change in revision.fields)
    ]
    for change in changes:
        day = change.entry.recorded_at.date()
        if change.fields and not any(each >= day for each in reissued):
            yield (
                "content",
                (f"was changed on {day} while its version stayed {document.version or 'unsaid'}"),
            )
