"""Not everybody has done the training that was promised.

Population
    Everybody in the register of people who is in scope, each for the course that a
    document promises.  Who joined has the promised days, else those of the profile;
    who has left is not asked any more.

Deviation
    Somebody has no completion that is recent enough, and the share of those who
    have is below what was promised, else below the target of the profile.  Where a
    reminder with an owner and a new date is on record for everybody who is missing,
    the grade is the one that the profile names for that.

Why it matters
    The mistake that the course is about is made by somebody who has not done it.

Does not look at
    What people learnt, which interviews and quizzes show; records that contradict
    themselves, which is another check.

Put right
    Have the named people finish the course by a day, note who follows it up, and
    remind them until it is done.
"""

from dataclasses import replace
from decimal import Decimal

from assay.checks.asking import Answer, ask_promise, promises
from assay.checks.facts.follow_ups import unfollowed_answer
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, deviation_of, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.promises import Promise
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Deviation, Looked, Threshold
from assay.domain.grade import Grade

ANSWERS = (Answers(ClaimKind.COVERAGE, "training_completion"),)


@population_check(since="2026.2", code="TRN-COVERAGE", answers=ANSWERS)
def training_incomplete(operation: Operation) -> Looked:
    """Hold the completions against the people who should have done each course."""
    found = [each for one in promises(operation, ANSWERS) for each in _ask(operation, one)]
    short = [each for each in found if each.first and _share(each) < _target(operation, each)]
    looked = looked_of(
        found,
        lambda _: "",
        nothing_because="no document promises who completes which training",
    )
    told = tuple(_deviation(operation, each) for each in short)
    return replace(looked, deviations=told)


def _ask(operation: Operation, promise: Promise) -> tuple[Answer, ...]:
    claim = promise.claim
    own = claim.unit.lower().removesuffix("s") == "day" and claim.limit is not None
    grace = int(claim.limit) if own and claim.limit is not None else None
    answers = ask_promise(operation, promise, grace_days=grace)
    # Coverage is a matter of today: the wording that is in force now is the one to keep.
    *_, last = answers
    target = _target(operation, last)
    stated = promise.stated_in if claim.unit == "%" else _stated(operation, promise)
    return (replace(last, threshold=Threshold(f"{target.normalize():f} %", stated)),)


def _stated(operation: Operation, promise: Promise) -> str:
    return f"{promise.stated_in}; target: {operation.threshold('trn.target_pct').stated_in}"


def _target(operation: Operation, answer: Answer) -> Decimal:
    claim = answer.promise.claim if answer.promise else None
    if claim is not None and claim.unit == "%" and claim.limit is not None:
        return claim.limit
    return Decimal(operation.profile.whole("trn.target_pct"))


def _share(answer: Answer) -> Decimal:
    return Decimal(100 * answer.tally.conforming) / max(1, answer.tally.decided)


def _deviation(operation: Operation, answer: Answer) -> Deviation:
    untracked = unfollowed_answer(operation, answer)
    tracked = not untracked.untestable and not untracked.tally.deviating
    says = (
        f"{counted(answer, 'people')} have not completed the promised training "
        f"({_share(answer):.1f} % have): {named_first(answer, with_values=False)}; "
        + (
            "each of them is followed up"
            if tracked
            else f"{untracked.tally.deviating or 'all'} of them are not followed up"
        )
        + f"; {promised(answer)}."
    )
    deviation = deviation_of(answer, says, "followed up" if tracked else "")
    grade = Grade(operation.profile.choice("trn.tracked_grade")) if tracked else None
    return replace(deviation, grade=grade)
