"""What Stage 1 came to, as lines for people.

The lines are for somebody who reads them at seven in the morning: how it
stands, what stops it, the worst first, one sentence each, and where to look.
What would put a thing right stands on the check's page.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assay.assessment.finding_proposal import CheckResult, FindingProposal
from assay.assessment.stage1 import Stage1
from assay.assessment.stage1_sheets import Stage1Sheets
from assay.assessment.three_lists import ListKind
from assay.checks.facts.document_matrix import MatrixEntry, Respect
from assay.domain.deviation import Verdict

_EVIDENCE_SHOWN = 3
_FINDINGS_SHOWN = 8
_AREAS_SHOWN = 5
_REASONS_SHOWN = 2
_MARKS = {True: "yes", False: "NO", None: "-"}
_LIST_TITLES = {
    ListKind.WORRY: "Worries",
    ListKind.LIKELY_NONCONFORMITY: "Likely nonconformities",
    ListKind.TO_CLEAR_UP: "Points to clear up",
}


def stage1_lines(stage1: Stage1, sheets: Stage1Sheets, *, explain: bool = False) -> Iterator[str]:
    """Yield the result as lines of text; ``explain`` adds figures, sheets and every finding."""
    yield f"{stage1.organisation}: Stage 1 as of {stage1.as_of}"
    yield f"{', '.join(stage1.standards)}; profile {stage1.profile.name}"
    yield ""
    yield from _outcome(stage1)
    yield from _group("Stops Stage 1", stage1.blockers, explain=explain)
    rest = [each for each in stage1.proposals if not each.blocks]
    for label, group in groupby(rest, key=lambda each: each.label):
        yield from _group(_capital(label), list(group), explain=explain)
    yield from _not_tested(stage1.results_with(Verdict.NOT_TESTED))
    if stage1.proposals:
        yield from _likely(sheets)
    yield ""
    yield from _conforming(stage1, explain=explain)
    if explain:
        yield from _matrix(sheets.documents)
        yield from _lists(sheets)
    if stage1.proposals:
        yield ""
        yield "What a check looks at, and what puts it right: assay checks NAME"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _outcome(stage1: Stage1) -> Iterator[str]:
    outcome = stage1.outcome
    yield _capital(outcome.label)
    # What stops Stage 1 is told in full right below, and once is enough.
    told = {f"{each.check}: {each.deviation.says}" for each in stage1.blockers}
    if told:
        many = "1 finding stops" if len(stage1.blockers) == 1 else f"{len(told)} findings stop"
        yield f"  {many} it."
    yield from (f"  {reason}" for reason in outcome.because if reason not in told)


def _group(title: str, found: Sequence[FindingProposal], *, explain: bool) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield f"{title} ({len(found)})"
    for check, group in groupby(found, key=lambda each: each.check):
        same = list(group)
        clauses = ", ".join(dict.fromkeys(each.clause for each in same[0].clauses))
        yield f"  {check} [{clauses}]" if clauses else f"  {check}"
        shown = same if explain else same[:_FINDINGS_SHOWN]
        for each in shown:
            yield f"    {each.deviation.says}"
            yield from (f"      {line}" for line in _where(each, explain=explain))
        if more := len(same) - len(shown):
            yield f"    and {more} more; --explain shows them all"


def _where(proposal: FindingProposal, *, explain: bool) -> Iterator[str]:
    deviation = proposal.deviation
    evidence = deviation.evidence if explain else deviation.evidence[:_EVIDENCE_SHOWN]
    if evidence:
        more = len(deviation.evidence) - len(evidence)
        yield f"see {'; '.join(evidence)}{f' and {more} more' if more else ''}"
    if explain and deviation.measured:
        threshold = proposal.threshold
        against = f" against {threshold.value} ({threshold.stated_in})" if threshold else ""
        yield f"measured {deviation.measured}{against}"


def _not_tested(results: Iterable[CheckResult]) -> Iterator[str]:
    found = list(results)
    if not found:
        return
    yield ""
    yield f"Not tested ({len(found)}), and never counted as conforming"
    for result in found:
        yield f"  {result.check.name}: {result.looked.why_not_tested}"


def _likely(sheets: Stage1Sheets) -> Iterator[str]:
    if not sheets.likely:
        return
    titles = {each.reference: each.title for each in sheets.clauses}
    yield ""
    yield "Where Stage 2 will probably look"
    for area in sheets.likely[:_AREAS_SHOWN]:
        said = [reason.says for reason in area.reasons]
        more = len(said) - _REASONS_SHOWN
        because = "; ".join(said[:_REASONS_SHOWN]) + (f"; and {more} more" if more > 0 else "")
        yield f"  {area.reference.clause} {titles.get(area.reference, '')}: {because}"


def _conforming(stage1: Stage1, *, explain: bool) -> Iterator[str]:
    conforming = stage1.results_with(Verdict.CONFORMS)
    items = sum(len(result.looked.population) for result in conforming)
    checks = "1 check" if len(conforming) == 1 else f"{len(conforming)} checks"
    yield f"Conforming: {checks} over {items:,} items."
    if explain:
        for result in conforming:
            yield f"  {result.check.name}: {len(result.looked.population):,} looked at"


def _matrix(entries: Sequence[MatrixEntry]) -> Iterator[str]:
    if not entries:
        return
    yield ""
    yield "Required documents"
    width = max(len(entry.title) for entry in entries)
    yield f"  {'':<{width}}  {'  '.join(Respect)}"
    for entry in entries:
        marks = (
            f"{_MARKS[verdict]:<{len(respect)}}"
            for respect, verdict in zip(Respect, entry.verdicts, strict=True)
        )
        yield f"  {entry.title:<{width}}  {'  '.join(marks)}".rstrip()


def _lists(sheets: Stage1Sheets) -> Iterator[str]:
    for kind, title in _LIST_TITLES.items():
        lines = [each for each in sheets.lists if each.kind is kind]
        if not lines:
            continue
        yield ""
        yield f"{title} ({len(lines)})"
        for consequence, group in groupby(lines, key=lambda line: line.at_stage2):
            yield f"  At Stage 2: {consequence}"
            for each in group:
                yield f"    {each.says}{f' ({each.owner})' if each.owner else ''}"
