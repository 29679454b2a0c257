"""The management system has not developed since it began.

Population
    The improvement log, and the documents with their versions.

Deviation
    Fewer entries were raised, acted on and verified than the profile asks for,
    or every document still reads as it did at first.

Why it matters
    Nothing is right the first time.  A system that nobody ever changed is one
    that nobody used.

Does not look at
    How much an improvement brought; improvements that nobody wrote down.

Put right
    Write down what was changed because somebody noticed something, and have it
    verified.
"""

from collections.abc import Iterator

from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.document_version import DocumentVersion
from assay.domain.improvement import Improvement, Verdict
from assay.domain.scope import VersionStatus

_LEAST = "improve.min"


@population_check(since="2026.2", code="NO-IMPROVEMENT")
def management_system_unimproved(operation: Operation) -> Looked:
    """Look for what was raised, acted on and verified, and for second versions."""
    versions = operation[DocumentVersion].values()
    return looked_at(
        [Member("improvement log"), Member("documents")],
        (*_too_few(operation), *_all_at_first(operation)),
        unknown=[]
        if versions
        else [Unknown("documents", "no versions of documents are on record")],
        nothing_because="",
    )


def _too_few(operation: Operation) -> Iterator[Deviation]:
    log = operation[Improvement].values()
    whole = [each for each in log if _is_whole(operation, each)]
    least = operation.profile.whole(_LEAST)
    if len(whole) >= least:
        return
    yield Deviation(
        about=("improvement log",),
        says=(
            f"{len(whole)} of {len(log)} entries of the improvement log were raised, acted on "
            f"and verified by {operation.as_of}."
        ),
        measured=f"{len(whole)} verified",
        threshold=operation.threshold(_LEAST),
        evidence=tuple(f"improvement {each.key}" for each in list(log)[:5]) or ("improvement log",),
        reason="nothing verified",
    )


def _is_whole(operation: Operation, entry: Improvement) -> bool:
    raised, acted, verified = entry.raised_on, entry.acted_on, entry.verified_on
    if raised is None or acted is None or verified is None or entry.verdict is Verdict.REJECT:
        return False
    return raised <= acted <= verified <= operation.as_of and bool(entry.action)


def _all_at_first(operation: Operation) -> Iterator[Deviation]:
    by_document: dict[str, set[str]] = {}
    for each in operation[DocumentVersion].values():
        if each.status is not VersionStatus.DRAFT:
            by_document.setdefault(each.document, set()).add(each.version)
    if not by_document or any(len(versions) > 1 for versions in by_document.values()):
        return
    count = len(by_document)
    yield Deviation(
        about=("documents",),
        says=f"Not one of {count} documents has a second version.",
        measured=f"0 of {count} documents",
        evidence=tuple(f"document {key}" for key in sorted(by_document)[:5]),
        reason="first versions only",
    )
