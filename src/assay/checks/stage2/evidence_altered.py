"""A file is not the one that was put on record as evidence.

Population
    Every piece of evidence with a file, and every export of records with one.

Deviation
    The hash of the file as it is now is another than the register states, or
    than the one of the records that were read; or the file changed after the
    register said when it was taken out, and nothing says that it was taken out
    again; or the date of a record changed and its file did not.

Why it matters
    Evidence that can be changed unseen is none, whatever it says.

Does not look at
    Records that are read where they live.  Whether somebody had a good reason.

Put right
    Bring back the file that was recorded, or put the new one on record with its
    own date and a word on why.
"""

from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.evidence import Evidence
from assay.domain.file import File
from assay.domain.record_source import RecordSource

_ABSENT = "nothing was recorded of its file when it came in"


@population_check(since="2026.2")
def evidence_altered(operation: Operation) -> Looked:
    """Hold the hash of every file of evidence against what was put on record."""
    pieces = [each for each in operation[Evidence].values() if each.file]
    sources = [each for each in operation[RecordSource].values() if each.file]
    both: list[Evidence | RecordSource] = [*pieces, *sources]
    said = {each.key: says for each in both if (says := _says(operation, each))}
    return looked_at(
        [Member(each.key, each.site) for each in both],
        [_deviation(each, said[each.key]) for each in both if each.key in said],
        unknown=[
            Unknown(each.key, _ABSENT, each.site)
            for each in both
            if each.file not in operation[File] and each.key not in said
        ],
        nothing_because="no evidence comes with a file",
    )  # fmt: skip


def _says(operation: Operation, each: Evidence | RecordSource) -> str:
    file = operation[File].get(each.file)
    now = file.sha256 if file else ""
    if isinstance(each, Evidence):
        if now and each.sha256 and each.sha256.lower() != now:
            return f"SHA-256 {now[:12]}, and the register states {each.sha256[:12]}"
        return _moved_date(operation, each)
    read = {
        statement.file_sha256
        for statement in operation.populations.statements(each.family)
        if statement.source == each.key and statement.file_sha256
    }
    if now and read - {now}:
        return f"SHA-256 {min(read - {now})[:12]} was read, and {now[:12]} is on record"
    return _changed_after(operation, each)


def _moved_date(operation: Operation, piece: Evidence) -> str:
    for revision in operation.dossier.history(Evidence, piece.key):
        changed = {each.field for each in revision.fields} if revision.before else set()
        if "created_on" in changed and not changed & {"sha256", "file"} and revision.after:
            was = revision.before.created_on if revision.before else None
            return f"the date went from {was} to {revision.after.created_on}, the file stayed"
    return ""


def _changed_after(operation: Operation, source: RecordSource) -> str:
    stated = [
        revision.entry.seq
        for revision in operation.dossier.history(RecordSource, source.key)
        if revision.before is None or "extracted_at" in {each.field for each in revision.fields}
    ]
    for revision in operation.dossier.history(File, source.file):
        changed = revision.before and "sha256" in {each.field for each in revision.fields}
        if changed and revision.after and all(seq < revision.entry.seq for seq in stated):
            at = revision.entry.recorded_at
            return f"changed by {at:%Y-%m-%d %H:%M} UTC, and was taken out {source.extracted_at}"
    return ""


def _deviation(each: Evidence | RecordSource, says: str) -> Deviation:
    register = type(each).register.replace("_", " ")
    return Deviation(
        about=(each.key,),
        says=f"{each.key}, {each.file}: {says}.",
        measured=says.split(",", maxsplit=1)[0],
        evidence=(f"{register} {each.key}", f"file {each.file}"),
        site=each.site,
    )
