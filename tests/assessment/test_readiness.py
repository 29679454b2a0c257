"""Readiness for Stage 1: every line from data, nothing green that nobody can show."""

from dataclasses import replace
from datetime import date

import pytest

from assay.assessment.finding_proposal import CheckResult
from assay.assessment.readiness import (
    CONDITIONS,
    PROBLEMS,
    TRAITS,
    Backing,
    Readiness,
    stage1_readiness,
)
from assay.assessment.stage1 import Stage1, assess_stage1
from assay.checks.material import Material
from assay.checks.registry import all_checks
from assay.domain.audit_programme import AuditProgramme
from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.file import File
from assay.domain.grade import Grade
from assay.domain.item import Item
from assay.domain.questionnaire_answer import QuestionnaireAnswer
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.scope import VersionStatus
from assay.standards.load import load_standard
from tests.lib.results import fine, seen, stage1_of, untold
from tests.lib.stage1 import material

TOLD_BY = {name for asked in (*CONDITIONS, *TRAITS, *PROBLEMS) for name in asked.checks}
ALL_FINE = tuple(fine(name=name) for name in sorted(TOLD_BY))
PARTS = tuple(part for one in load_standard("iso27001-2022").documents for part in one.parts)
EVERYTHING = tuple(
    Document(
        key=f"DOC-{part.key}",
        title=part.title,
        satisfies=(part.key,),
        status=VersionStatus.APPROVED,
        version="1.0",
        approver="mira.vos",
        approved_on=date(2025, 6, 1),
    )
    for part in PARTS
)
WHOLE = material(*EVERYTHING)


def with_result(result: CheckResult) -> Stage1:
    rest = [each for each in ALL_FINE if each.check.name != result.check.name]
    return stage1_of(result, *rest)


def without_document(key: str) -> Material:
    return material(*(each for each in EVERYTHING if key not in each.satisfies))


def verdicts(readiness: Readiness) -> list[Verdict]:
    return [line.verdict for line in readiness.conditions]


def test_every_check_that_a_line_rests_on_exists() -> None:
    assert set(all_checks()) >= TOLD_BY


@pytest.mark.row("R-304")
def test_with_all_six_conditions_met_the_organisation_is_ready() -> None:
    readiness = stage1_readiness(stage1_of(*ALL_FINE), WHOLE)

    assert [line.name for line in readiness.conditions] == [
        "the required documents are there, finished, versioned, approved and dated",
        "the Statement of Applicability is complete",
        "an internal audit covered the full scope",
        "a management review was held with its inputs",
        "the risks are assessed and their treatment is under way",
        "what the auditors ask for is put together",
    ]
    assert verdicts(readiness) == [Verdict.CONFORMS] * 6
    assert readiness.ready


@pytest.mark.row("R-304")
@pytest.mark.parametrize(
    ("position", "name"),
    [(place, name) for place, asked in enumerate(CONDITIONS, 1) for name in asked.checks],
)
@pytest.mark.parametrize("how", ["deviates", "unknown"])
def test_one_condition_that_is_not_met_or_not_known_is_enough(
    position: int, name: str, how: str
) -> None:
    result = seen(Grade.MINOR, name=name) if how == "deviates" else untold(name=name)

    readiness = stage1_readiness(with_result(result), WHOLE)

    expected = Verdict.DEVIATES if how == "deviates" else Verdict.NOT_TESTED
    assert [
        place for place, it in enumerate(verdicts(readiness)) if it is not Verdict.CONFORMS
    ] == [position]
    assert readiness.conditions[position].verdict is expected
    assert not readiness.ready


@pytest.mark.row("R-304", "R-015")
@pytest.mark.parametrize(
    "key", [one.parts[0].key for one in load_standard("iso27001-2022").numbered_documents]
)
def test_thirteen_documents_of_fourteen_are_not_enough(key: str) -> None:
    readiness = stage1_readiness(stage1_of(*ALL_FINE), without_document(key))

    assert readiness.conditions[0].because[0] == "13 of 14 stand in every respect"
    assert not readiness.ready


@pytest.mark.row("R-304", "R-015")
@pytest.mark.parametrize(
    ("lacks", "fields"),
    [
        ("not finished", {"status": VersionStatus.DRAFT}),
        ("not versioned", {"version": ""}),
        ("not approved", {"approver": ""}),
        ("not dated", {"approved_on": None}),
    ],
)
def test_fourteen_documents_of_which_one_falls_short_are_not_enough(
    lacks: str, fields: dict[str, object]
) -> None:
    worse = [each.changed(**fields) if "policy" in each.satisfies else each for each in EVERYTHING]

    line = stage1_readiness(stage1_of(*ALL_FINE), material(*worse)).conditions[0]

    assert line.verdict is Verdict.DEVIATES
    assert line.because == (
        "13 of 14 stand in every respect",
        f"Information security policy: {lacks}",
    )


@pytest.mark.row("R-304")
def test_what_the_auditors_will_ask_for_has_to_be_there() -> None:
    line = stage1_readiness(stage1_of(*ALL_FINE), without_document("objectives")).conditions[5]

    assert line.verdict is Verdict.DEVIATES
    assert line.because[1:] == (
        "The fourteen mandatory documents. Nothing for objectives",
        "The information security objectives. Nothing for objectives",
    )


@pytest.mark.row("R-304", "R-306")
def test_a_condition_whose_checks_did_not_run_is_unknown_and_never_left_out() -> None:
    readiness = stage1_readiness(stage1_of(), WHOLE)

    assert verdicts(readiness)[1:5] == [Verdict.NOT_TESTED] * 4
    assert readiness.conditions[1].because == ("none of the checks that tell it was run",)


def test_a_standard_without_a_statement_is_not_asked_for_one() -> None:
    quality = material(AuditProgramme(key="PGM-1"), standards=["iso9001-2015"])

    readiness = stage1_readiness(assess_stage1(quality), quality)

    assert len(readiness.conditions) == 5
    assert not any("Statement" in line.name for line in readiness.conditions)


@pytest.mark.row("R-300")
@pytest.mark.parametrize("place", range(4))
def test_each_of_four_traits_is_computed_and_shows_its_sources(place: int) -> None:
    broken = TRAITS[place].checks[0]

    readiness = stage1_readiness(with_result(seen(Grade.MINOR, name=broken)), WHOLE)

    assert len(readiness.traits) == 4
    assert [at for at, it in enumerate(readiness.traits) if it.verdict is Verdict.DEVIATES] == [
        at for at, asked in enumerate(TRAITS) if broken in asked.checks
    ]
    assert f"{broken} deviates: 1 found in 1 looked at" in readiness.traits[place].because


@pytest.mark.row("R-301")
@pytest.mark.parametrize("place", range(5))
def test_each_of_five_typical_problems_is_seen_where_it_is_and_nowhere_else(place: int) -> None:
    clean = stage1_readiness(stage1_of(*ALL_FINE), WHOLE)
    broken = PROBLEMS[place].checks[-1]

    planted = stage1_readiness(with_result(seen(Grade.MINOR, name=broken)), WHOLE)

    assert [line.verdict for line in clean.problems] == [Verdict.CONFORMS] * 5
    assert [at for at, it in enumerate(planted.problems) if it.verdict is Verdict.DEVIATES] == [
        at for at, asked in enumerate(PROBLEMS) if broken in asked.checks
    ]


ANSWER = QuestionnaireAnswer(key="Q-1", question="Is access reviewed?", answer="Yes", affirms=True)
REVIEWS = RecordSummary("access_review", "records/reviews.csv", Stretch(4), {date(2025, 12, 1): 4})

EXPORT = File(key="records/r.csv", sha256="0" * 64, size=1)


@pytest.mark.row("R-299")
@pytest.mark.parametrize(
    ("backed_by", "items", "backing"),
    [
        ((), (), Backing.NOBODY_BUT_US),
        (("we know it",), (), Backing.NOBODY_BUT_US),
        (("access_review",), (), Backing.RECORDS),
        (("change",), (), Backing.NOBODY_BUT_US),
        (("access_review", "we know it"), (), Backing.NOBODY_BUT_US),
        (("POL-01",), (Document(key="POL-01", title="Policy"),), Backing.RECORDS),
        (
            ("records/r.csv",),
            (File(key="records/r.csv", sha256="0" * 64, size=1),),
            Backing.RECORDS,
        ),
        (("audit_programme PGM-1",), (AuditProgramme(key="PGM-1"),), Backing.RECORDS),
        (("audit_programme PGM-2",), (AuditProgramme(key="PGM-1"),), Backing.NOBODY_BUT_US),
    ],
)
def test_an_answer_is_green_only_where_what_it_names_is_found(
    backed_by: tuple[str, ...], items: tuple[Item, ...], backing: Backing
) -> None:
    at = material(ANSWER.changed(backed_by=backed_by), *items, records=(REVIEWS,))

    answer = stage1_readiness(stage1_of(), at).answers[0]

    assert (answer.backing, answer.green) == (backing, backing is Backing.RECORDS)


@pytest.mark.row("R-299")
def test_an_answer_that_does_not_affirm_is_never_green() -> None:
    for affirms in (False, None):
        said = ANSWER.changed(backed_by=("access_review",), affirms=affirms)

        answer = stage1_readiness(stage1_of(), material(said, records=(REVIEWS,))).answers[0]

        assert (answer.backing, answer.green) == (Backing.RECORDS, False)


@pytest.mark.row("R-299")
def test_answers_alone_change_no_line_and_no_figure() -> None:
    programme = AuditProgramme(key="PGM-1")
    silent = material(programme)
    talking = material(programme, ANSWER, ANSWER.changed(key="Q-2", question="Is there a policy?"))

    without = stage1_readiness(assess_stage1(silent), silent)
    with_them = stage1_readiness(assess_stage1(talking), talking)

    assert replace(with_them, answers=(), unknown=()) == replace(without, answers=(), unknown=())
    assert not with_them.ready


@pytest.mark.row("R-306")
@pytest.mark.parametrize("standard", ["iso27001-2022", "iso9001-2015"])
def test_an_empty_organisation_has_nothing_green(standard: str) -> None:
    empty = material(standards=[standard])
    stage1 = assess_stage1(empty)

    readiness = stage1_readiness(stage1, empty)

    assert [each.check.name for each in stage1.results_with(Verdict.CONFORMS)] == []
    assert (readiness.percent, readiness.conforming, readiness.ready) == (0, 0, False)
    lines = (*readiness.conditions, *readiness.traits, *readiness.problems)
    assert [line.name for line in lines if line.verdict is Verdict.CONFORMS] == []
    assert len(readiness.unknown) == readiness.not_tested > 0


@pytest.mark.row("R-306")
def test_unknown_counts_against_readiness_and_is_listed() -> None:
    readiness = stage1_readiness(
        stage1_of(fine(), untold(), untold(name="other"), seen(Grade.MINOR)), material()
    )

    assert readiness.percent == 25
    assert readiness.unknown == ("untold: nothing is there", "other: nothing is there")


@pytest.mark.row("R-307")
def test_there_is_one_figure_for_stage_1_and_none_that_mixes_the_stages() -> None:
    figures = {
        name
        for name in dir(Readiness)
        if not name.startswith("_") and isinstance(getattr(Readiness, name, None), property)
    }

    assert figures == {"ready", "percent"}
    assert not any("stage2" in name for name in Readiness.__dataclass_fields__)
