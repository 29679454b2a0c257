"""A file lies about without a register entry, or a register entry has no file.

Looks at
    Every file under documents/, and every document in use: each file belongs to
    an entry, by its path or its content; each entry that names a file finds it;
    and each file tells its title and version somewhere.

Why it matters
    What the register does not know is under nobody's control; what it knows and
    cannot show may not exist.

Does not look at
    Records; documents that are kept elsewhere and name no file.

Put right
    Enter the file into the register, or take it away; find the missing file.
"""

from collections.abc import Iterator

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.document import Document
from assay.domain.document_version import DocumentVersion
from assay.domain.evidence import Evidence
from assay.domain.file import File

_FOLDER = "documents/"


@check(since="2026.1", code="DOC-UNCONTROLLED")
def document_uncontrolled(material: Material) -> Looked:
    """Match files and register entries both ways."""
    files = [each for each in material[File].values() if each.key.startswith(_FOLDER)]
    naming = [each for each in material.documents if each.file]
    return looked_at(
        (
            *(Member(each.key) for each in files),
            *(Member(f"document {each.key}") for each in naming),
        ),
        (
            *(_unregistered(material, files)),
            *(_missing(material, naming)),
            *(_anonymous(material, files)),
        ),
        nothing_because="there is no file under documents/ and no document names one",
    )


def _unregistered(material: Material, files: list[File]) -> Iterator[Deviation]:
    listed = {each.file for each in material[Document].values()}
    listed |= {each.file for each in material[DocumentVersion].values()}
    listed |= {each.file for each in material[Evidence].values()}
    known = {each.sha256 for each in material[DocumentVersion].values()}
    known |= {file.sha256 for file in files if file.key in listed}
    for file in files:
        if file.key not in listed and file.sha256 not in known:
            yield Deviation(
                about=(file.key,),
                says=f"{file.key} belongs to no entry of the document register.",
                evidence=(file.key,),
                site=file.site,
                reason="unregistered",
            )


def _missing(material: Material, naming: list[Document]) -> Iterator[Deviation]:
    for document in naming:
        if document.file not in material[File]:
            yield Deviation(
                about=(document.key,),
                says=(
                    f"{document.key} ({document.title}) names the file {document.file}, "
                    "which is not there."
                ),
                evidence=(f"document {document.key}",),
                site=document.site,
                reason="no-file",
            )


def _anonymous(material: Material, files: list[File]) -> Iterator[Deviation]:
    owners = {each.file: each for each in material[Document].values() if each.file}
    for file in files:
        text = material.texts.get(file.key)
        document = owners.get(file.key)
        title = (text and text.title) or (document and document.title)
        version = (text and text.version) or (document and document.version)
        if text is not None and not (title and version):
            lacks = " and ".join(
                name for name, said in (("title", title), ("version", version)) if not said
            )
            yield Deviation(
                about=(file.key,),
                says=f"{file.key} tells no {lacks}, in itself or in the register.",
                evidence=(file.key,),
                site=file.site,
                reason="anonymous",
            )
