"""One sample as lines for people: what was drawn, from what, and how much it can tell."""

from collections.abc import Iterator, Sequence

from assay.assessment.sampling.draw import DrawnRecord, Sample
from assay.assessment.sampling.sample_sheet import SUPPOSED_RATE, Beside, SampleSheet
from assay.assessment.sampling.slots import Mark
from assay.assessment.sampling.statistics import CUSTOMARY_SIZES, SampleStatistics, percent
from assay.domain.record_family import FAMILIES

_HASH_SHOWN = 12
_NAMES_SHOWN = 5


def sample_lines(sheet: SampleSheet) -> Iterator[str]:
    """Yield a sample as lines of text."""
    sample, plan = sheet.sample, sheet.sample.plan
    family = plan.population.family
    title = FAMILIES[family].title if family in FAMILIES else family
    yield f"{sheet.organisation}: a sample of {title} as of {plan.window.window.last_on}"
    whose = "named" if sheet.seed_named else "from organisation, family and audit date"
    yield f"profile {sheet.profile}; seed {plan.seed}, {whose}"
    yield ""
    yield from _population(sample)
    yield from _flags(sample)
    yield ""
    yield from _drawn(sample)
    yield from _left_out(sample)
    yield from _figures(sample, sheet.statistics)
    yield from _tested(sheet.tested)
    yield ""
    yield f'Draw again: order the keys by the SHA-256 of "{plan.seed}|KEY".'


def _population(sample: Sample) -> Iterator[str]:
    plan = sample.plan
    sources = ", ".join(each.source for each in plan.population.sources)
    yield (
        f"Population: {plan.population.row_count:,} records{f' of {sources}' if sources else ''}, "
        f"hash {plan.population.content_hash[:_HASH_SHOWN]}"
    )
    unreadable = sum(each.unreadable for each in plan.population.sources)
    if unreadable:
        rows = "1 more row" if unreadable == 1 else f"{unreadable:,} more rows"
        yield f"  {rows} cannot be read and cannot be drawn"
    if plan.only:
        yield f"  drawn from: {plan.only}"
    yield (
        f"Window: {plan.window.window.first_on} to {plan.window.window.last_on}; "
        f"{sample.in_window:,} in it, {sample.outside:,} outside, {sample.undated:,} without a day"
    )
    yield f"Size: {plan.size.wanted}, {plan.size.because}; {plan.at_random} by chance alone"


def _flags(sample: Sample) -> Iterator[str]:
    plan, expected = sample.plan, sample.expected
    if plan.window.low_frequency:
        yield f"Low frequency: {plan.window.every}, so the window is {plan.window.months} months."
    if sample.too_small:
        due = "nothing says how many to expect"
        if expected is not None:
            units = "" if plan.units == 1 else f" for {plan.units} units"
            due = f"{expected:,} expected, {plan.window.every}{units}"
        yield f"Population too small: {sample.in_window} of {plan.size.wanted} wanted; {due}."


def _drawn(sample: Sample) -> Iterator[str]:
    if not sample.has_records:
        yield "Nothing drawn: the window is empty, and an empty population is not tested."
        return
    yield f"Drawn ({len(sample.records)})"
    width = max(len(each.record.key) for each in sample.records)
    yield from (f"  {_record(each, width)}" for each in sample.records)


def _record(drawn: DrawnRecord, width: int) -> str:
    record = drawn.record
    where = ", ".join(name for name in (record.site, record.team) if name)
    why = drawn.because
    if drawn.own and drawn.displaced:
        why = f"{why}, instead of {drawn.own}"
    return "  ".join(
        part for part in (f"{record.key:<{width}}", str(record.day), where, why) if part
    )


def _left_out(sample: Sample) -> Iterator[str]:
    if sample.empty_slices and sample.has_records:
        yield f"Without any record: {'; '.join(map(str, sample.empty_slices))}"
    for mark in Mark:
        names = [name for each, name in sample.unreached if each is mark]
        if names:
            shown = ", ".join(names[:_NAMES_SHOWN])
            more = len(names) - _NAMES_SHOWN
            yield f"No record of {mark} {shown}{f' and {more} more' if more > 0 else ''}"


def _figures(sample: Sample, told: SampleStatistics) -> Iterator[str]:
    highest, power = told.highest_rate(0), told.detection_at(SUPPOSED_RATE)
    if highest is None or power is None:
        return
    yield ""
    yield "What this sample can tell"
    if told.drawn == told.population:
        yield "  It is the whole population of the window: what deviates is seen."
        return
    yield (
        f"  If none of the {told.drawn} deviates, up to {percent(highest)} of all may, "
        "with 95 % certainty."
    )
    others = _customary(sample)
    yield (
        f"  If {percent(SUPPOSED_RATE, 0)} deviated, it would meet one with {percent(power)}"
        f"{f'; {others}' if others else ''}."
    )


def _customary(sample: Sample) -> str:
    told = (
        (size, SampleStatistics(sample.in_window, size).detection_at(SUPPOSED_RATE))
        for size in CUSTOMARY_SIZES
        if size != len(sample.records)
    )
    return ", ".join(f"{size} records with {percent(chance)}" for size, chance in told if chance)


def _tested(tested: Sequence[Beside]) -> Iterator[str]:
    if not tested:
        return
    yield ""
    yield "What the whole population told, and the chance that samples meet it"
    for each in tested:
        figures, told = each.figures, each.statistics
        name = f"{each.check} {figures.claim}".rstrip()
        if not told.deviations or told.detection is None:
            yield f"  {name}: 0 of {told.population:,} deviate; there is nothing to meet."
            continue
        customary = ", ".join(f"{one.size}: {percent(one.chance)}" for one in told.customary)
        yield (
            f"  {name}: {told.deviations:,} of {told.population:,} deviate; "
            f"this sample {percent(told.detection.chance)}; {customary}"
        )
