"""Makes of what the records say what a check says: deviations, unknowns, figures.

One promise broken in one stretch of the window is one deviation, however many
records broke it; the records are in its figures.
"""

from collections.abc import Callable, Iterable, Iterator

from assay.checks.asking import Answer, title_of
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at

Says = Callable[[Answer], str]
_MOST_NAMED = 5


def looked_of(
    answers: Iterable[Answer],
    says: Says,
    *,
    nothing_because: str,
    also: Iterable[Deviation] = (),
    unknown: Iterable[Unknown] = (),
    reason: str = "",
) -> Looked:
    """Return what a check came to over some tests; each of them is one thing looked at."""
    found = tuple(answers)
    return looked_at(
        [Member(name) for name in dict.fromkeys(_about(each) for each in found)],
        (*(deviation_of(each, says(each), reason) for each in found if each.first), *also),
        unknown=(*_untold(found), *unknown),
        nothing_because=nothing_because,
        figures=tuple(each.figures for each in found),
    )


def _about(answer: Answer) -> str:
    return answer.promise.key if answer.promise else answer.name


def _untold(answers: Iterable[Answer]) -> Iterator[Unknown]:
    for each in answers:
        if each.why_not_tested and not each.tally.deviating:
            yield Unknown(_about(each), f"{each.why_not_tested} ({title_of(each.family)})")


def deviation_of(answer: Answer, says: str, reason: str = "") -> Deviation:
    """Return the deviation that a broken test is."""
    promise, tally = answer.promise, answer.tally
    sites = {each.site for each in answer.first}
    whole = len(answer.first) == tally.deviating
    return Deviation(
        about=(_about(answer),),
        says=says,
        measured=f"{tally.deviating} of {tally.decided}",
        threshold=answer.threshold,
        evidence=(
            *([f"claim {promise.key}"] if promise else []),
            *(f"{answer.family} {each.key}" for each in answer.first[:_MOST_NAMED]),
        ),
        site=sites.pop() if len(sites) == 1 and whole else "",
        reason=reason or (answer.stretch.in_force if answer.stretch else ""),
        figures=answer.figures,
    )


def named_first(answer: Answer, *, with_values: bool = True) -> str:
    """Return the first deviations by name, with what was measured, and how many more there are."""
    shown = answer.first[:_MOST_NAMED]
    names = [
        f"{each.key} ({each.measured})" if with_values and each.measured else each.key
        for each in shown
    ]
    more = answer.tally.deviating - len(shown)
    return ", ".join(names) + (f" and {more} more" if more else "")


def promised(answer: Answer) -> str:
    """Return where the promise stands, with its words where they are short enough."""
    promise = answer.promise
    if promise is None:
        return ""
    quote = promise.claim.quote.rstrip(".")
    return f'{promise.stated_in}: "{quote}"' if quote else promise.stated_in


def counted(answer: Answer, what: str) -> str:
    """Return how many of how many, such as ``3 of 40 leavers``."""
    return f"{answer.tally.deviating} of {answer.tally.decided} {what}"
