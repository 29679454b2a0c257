"""What Stage 2 came to, as lines for people: how it stands, the worst first, and the figures."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assay.assessment.finding_proposal import CheckResult, FindingProposal
from assay.assessment.stage2 import Stage2
from assay.domain.deviation import Verdict
from assay.domain.figures import Figures, ListedRecord

_RECORDS_SHOWN = 3


def stage2_lines(stage2: Stage2, *, explain: bool = False) -> Iterator[str]:
    """Yield the result as lines of text; ``explain`` adds every figure and every listed record."""
    yield f"{stage2.organisation}: Stage 2 as of {stage2.as_of}"
    yield (
        f"{', '.join(stage2.standards)}; profile {stage2.profile.name}; "
        f"records from {stage2.from_on} to {stage2.as_of}"
    )
    if stage2.sites:
        yield f"Only {', '.join(stage2.sites)}"
    yield ""
    yield _capital(stage2.outcome.label)
    yield from (f"  {reason}" for reason in stage2.outcome.because)
    for label, group in groupby(stage2.proposals, key=_label):
        yield from _group(_capital(label), list(group), explain=explain)
    yield from _not_tested(stage2.results_with(Verdict.NOT_TESTED))
    yield ""
    yield _whole(stage2)
    if explain:
        yield from _tests(stage2)
        yield from _populations(stage2)
    if stage2.proposals:
        yield ""
        yield "What a check looks at, and what puts it right: assay checks NAME"


def _label(proposal: FindingProposal) -> str:
    # What a body calls its Stage 1 findings is no name for those of Stage 2.
    grade = proposal.grade
    return f"{grade} nonconformity" if grade.nonconformity else str(grade)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _group(title: str, found: Sequence[FindingProposal], *, explain: bool) -> Iterator[str]:
    yield ""
    yield f"{title} ({len(found)})"
    for check, group in groupby(found, key=lambda each: each.check):
        same = list(group)
        clauses = ", ".join(dict.fromkeys(each.clause for each in same[0].clauses))
        yield f"  {check} [{clauses}]" if clauses else f"  {check}"
        for each in same:
            yield f"    {each.deviation.says}"
            yield from (f"      {line}" for line in _behind(each, explain=explain))


def _behind(proposal: FindingProposal, *, explain: bool) -> Iterator[str]:
    figures, threshold = proposal.deviation.figures, proposal.threshold
    if figures is None:
        if proposal.deviation.evidence:
            yield f"see {'; '.join(proposal.deviation.evidence[:_RECORDS_SHOWN])}"
        return
    yield sides(figures)
    if threshold is not None and explain:
        yield f"held against {threshold.value} ({threshold.stated_in})"
    shown = figures.first if explain else figures.first[:_RECORDS_SHOWN]
    if shown:
        more = figures.deviating - len(shown)
        yield f"see {'; '.join(map(_record, shown))}{f' and {more} more' if more > 0 else ''}"


def sides(figures: Figures) -> str:
    """Return how a population fell apart, in one line."""
    parts = [
        f"{figures.deviating:,} deviating",
        f"{figures.conforming:,} conforming",
        *(
            f"{many:,} {what}"
            for many, what in (
                (figures.undecidable, "undecidable"),
                (figures.excepted, "excepted"),
                (figures.not_applicable, "not concerned"),
            )
            if many
        ),
    ]
    return f"population {figures.population:,}: {', '.join(parts)}"


def _record(record: ListedRecord) -> str:
    row = f" row {record.source_row}" if record.source_row else ""
    return f"{record.key}{row}"


def _not_tested(results: Iterable[CheckResult]) -> Iterator[str]:
    found = list(results)
    if not found:
        return
    yield ""
    yield f"Not tested ({len(found)}), and never counted as conforming"
    for result in found:
        yield f"  {result.check.name}: {result.looked.why_not_tested}"


def _whole(stage2: Stage2) -> str:
    conforming = len(stage2.results_with(Verdict.CONFORMS))
    records = sum(each.rows for each in stage2.populations)
    checks = "1 check" if conforming == 1 else f"{conforming} checks"
    return (
        f"Conforming: {checks}. {len(stage2.figures)} population tests "
        f"over {records:,} records from {len(stage2.populations)} sources."
    )


def _tests(stage2: Stage2) -> Iterator[str]:
    if not stage2.figures:
        return
    yield ""
    yield "Population tests"
    for check, figures in stage2.figures:
        claim = f" {figures.claim}" if figures.claim else ""
        yield f"  {check}{claim}: {figures.not_tested_because or sides(figures)}"
        if figures.in_force:
            yield f"    in force: {figures.in_force}"
        if figures.median:
            yield f"    median {figures.median}, 95 % within {figures.percentile_95}"


def _populations(stage2: Stage2) -> Iterator[str]:
    if not stage2.populations:
        return
    yield ""
    yield "Populations"
    for each in stage2.populations:
        bad = f", {each.unreadable:,} rows unreadable" if each.unreadable else ""
        yield (
            f"  {each.family} from {each.source} ({each.file}): {each.rows:,} rows{bad}, "
            f"SHA-256 {each.content_hash}"
        )
