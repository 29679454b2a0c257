"""What stops Stage 1, what may not change its result, and what the named failures are told by."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from assay.assessment.gap_list import gap_list
from assay.assessment.readiness import stage1_readiness
from assay.assessment.stage1 import Stage1, assess_stage1
from assay.assessment.stage1_sheets import stage1_sheets
from assay.assessment.walk_plan import plan_walks
from assay.checks.material import Material
from assay.checks.registry import all_checks
from assay.domain.competence import Competence
from assay.domain.document import Document
from assay.domain.errors import RefusedError
from assay.domain.interested_party import InterestedParty
from assay.domain.item import Item
from assay.domain.objective import Objective
from assay.domain.risk import Risk
from assay.domain.risk_methodology import RiskMethodology
from assay.domain.scope import Scope, VersionStatus
from assay.domain.soa import Soa
from assay.domain.soa_row import SoaRow
from assay.domain.stage_outcome import Outcome
from assay.domain.system import System
from assay.ledger.dossier import Dossier, Register
from assay.ledger.entry import Author, retiring, saying
from assay.ledger.ledger import Ledger
from assay.output.stage1 import stage1_as_json
from assay.standards.load import load_standard
from tests.lib.demo_material import ORGANISATIONS, demo_material

Break = Callable[[Material], Material]
LEAD = Author("ilse.brandsma", "isms lead")


def grown(material: Material, *items: Item, without: Iterable[Item] = ()) -> Material:
    """Return material in which more was said, or something taken back, at the very end."""
    ledger = Ledger(material.dossier.organisation, list(material.dossier.entries))
    statements = [*map(saying, items), *map(retiring, without)]
    ledger.append(statements, by=LEAD, recorded_at=ledger.entries[-1].recorded_at)
    return replace(material, dossier=ledger.dossier())


def without_all(material: Material, kind: type[Item]) -> Material:
    return grown(material, without=material[kind].values())


def without_policy(material: Material) -> Material:
    policies = [each for each in material[Document].values() if "policy" in each.satisfies]
    return grown(material, *(each.changed(status=VersionStatus.WITHDRAWN) for each in policies))


def with_vague_scope(material: Material) -> Material:
    strays = [
        System(key=f"stray-{number}", name=f"Stray {number}", kind="tool") for number in range(60)
    ]
    return grown(material, *strays)


def without_a_control(material: Material) -> Material:
    return grown(material, without=[material[SoaRow]["A.7.4"]])


def without_records(material: Material) -> Material:
    return replace(material, records=())


STOPS = {
    "vague scope": (with_vague_scope, "scope-undetermined"),
    "no risk work": (lambda at: without_all(at, Risk), "risk-assessment-missing"),
    "inadequate risk work": (
        lambda at: grown(at, *(each.changed(owner="") for each in at[Risk].values())),
        "risk-assessment-inadequate",
    ),
    "no statement": (
        lambda at: without_all(without_all(at, Soa), SoaRow),
        "soa-missing",
    ),
    "incomplete statement": (without_a_control, "soa-incomplete"),
    "no policy": (without_policy, "policy-missing"),
    "only theory": (without_records, "operation-unseen"),
}


@pytest.mark.row("R-258", "R-256")
@pytest.mark.parametrize(("break_it", "check"), STOPS.values(), ids=STOPS)
def test_each_of_the_five_triggers_makes_stage_1_end_not_ready_and_is_named(
    break_it: Break, check: str
) -> None:
    broken = break_it(demo_material("cloud"))

    stage1 = assess_stage1(broken)

    assert stage1.outcome.value is Outcome.NOT_READY
    assert stage1.outcome.label == "not ready for Stage 2 (delay)"
    assert check in {each.check for each in stage1.blockers}
    assert any(reason.startswith(f"{check}: ") for reason in stage1.outcome.because)
    assert check in {gap.check for gap in gap_list(stage1, broken)}


def without_scope(material: Material) -> Material:
    return grown(
        material,
        *(each.changed(status=VersionStatus.DRAFT) for each in material[Scope].values()),
    )


def without_document(part: str, *kinds: type[Item]) -> Break:
    def broken(material: Material) -> Material:
        meant = [each for each in material[Document].values() if part in each.satisfies]
        at = grown(material, *(each.changed(status=VersionStatus.WITHDRAWN) for each in meant))
        for kind in kinds:
            at = without_all(at, kind)
        return at

    return broken


REFUSALS = {
    "scope never defined": (without_scope, "scope-missing"),
    "risks never assessed": (lambda at: without_all(at, Risk), "risk-assessment-missing"),
    "no methodology": (
        without_document("risk_methodology", RiskMethodology),
        "document-missing",
    ),
}


@pytest.mark.row("R-259")
@pytest.mark.parametrize(("break_it", "check"), REFUSALS.values(), ids=REFUSALS)
def test_each_reason_to_refuse_is_a_blocker_of_its_own(break_it: Break, check: str) -> None:
    stage1 = assess_stage1(break_it(demo_material("cloud")))

    assert check in {each.check for each in stage1.blockers}
    assert stage1.outcome.value is Outcome.NOT_READY


@pytest.mark.row("R-259", "R-017", "R-016")
def test_a_required_document_that_is_not_fundamental_is_a_finding_and_stops_nothing() -> None:
    broken = without_document("risk_treatment_process")(demo_material("cloud"))

    stage1 = assess_stage1(broken)

    missing = [each for each in stage1.proposals if each.check == "document-missing"]
    assert [(each.deviation.about, each.grade.value, each.blocks) for each in missing] == [
        (("risk_treatment_process",), "minor", False)
    ]
    assert stage1.outcome.value is Outcome.READY_WITH_ACTIONS


def shuffled(material: Material, seed: int) -> Material:
    """Return the same material with the rows of every register, and the files, in another order."""
    draw = random.Random(seed)  # noqa: S311 - an order, not a secret
    dossier = Dossier.of(material.dossier.organisation, material.dossier.entries)
    for register in material.dossier.registers:
        keys = list(register)
        draw.shuffle(keys)
        latest = {key: register.entry_of(key) for key in keys}
        dossier._registers[register.kind.register] = Register(register.kind, latest, {})
    records = list(material.records or ())
    draw.shuffle(records)
    texts = dict(reversed(list(material.texts.items())))
    return replace(material, dossier=dossier, records=tuple(records), texts=texts)


FLAWS = {
    "cloud": (
        "approved-by-leaver",
        "control-from-a-list",
        "exclusion-in-two-words",
        "minutes-reused",
        "policy-unread-by-three",
        "production-in-the-labs",
        "template-pasted-in",
        "treatment-past-its-date",
    ),
    "factory": (
        "approver-has-left",
        "clause-nobody-takes-up",
        "finding-past-its-date",
        "objective-without-target",
        "output-nobody-takes",
        "supplier-not-assessed-again",
    ),
}


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_no_order_of_rows_and_files_ever_shows(organisation: str) -> None:
    there = demo_material(organisation, *FLAWS[organisation])

    back = shuffled(there, 7)

    first, second = assess_stage1(there), assess_stage1(back)
    assert len(first.proposals) >= len(FLAWS[organisation])
    assert stage1_as_json(first, stage1_sheets(first, there)) == stage1_as_json(
        second, stage1_sheets(second, back)
    )


@pytest.mark.parametrize("kind", [InterestedParty, Objective, Competence])
@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_one_more_item_that_conforms_adds_no_finding(organisation: str, kind: type[Item]) -> None:
    material = demo_material(organisation)
    one = next(iter(material[kind].values()))
    fields = {"title": f"{one.label}, at another place"} if hasattr(one, "title") else {}

    more = grown(material, one.changed(key=f"{one.key}-X", **fields))

    assert found(assess_stage1(more)) == found(assess_stage1(material))


def found(stage1: Stage1) -> set[tuple[str, tuple[str, ...]]]:
    return {(each.check, each.deviation.about) for each in stage1.proposals}


@pytest.mark.row("R-194")
@pytest.mark.parametrize("standard", ["iso27001-2022", "iso9001-2015"])
def test_each_named_failure_of_stage_1_names_rules_that_checks_tell(standard: str) -> None:
    codes = {check.code for check in all_checks().values() if check.stage == 1}
    asked = {line.check for line in load_standard(standard).checks}
    told = {check.code for check in all_checks().values() if check.name in asked}

    for failure in load_standard(standard).failures:
        if "1" in failure.stages:
            assert set(failure.rules) <= codes, failure.key
            assert set(failure.rules) & told, failure.key
        else:
            assert failure.stages == ("2",)


@pytest.mark.row("R-192")
def test_a_check_of_no_standard_of_the_case_is_refused_by_name() -> None:
    with pytest.raises(RefusedError) as refusal:
        assess_stage1(demo_material("factory"), only=["soa-missing"])

    assert str(refusal.value).startswith(
        "soa-missing: no standard of the case asks for it; expected one of approval-doubtful, "
    )


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_one_check_alone_is_never_enough_to_be_ready(organisation: str) -> None:
    stage1 = assess_stage1(demo_material(organisation), only=["document-past-review"])

    assert [each.check.name for each in stage1.results] == ["document-past-review"]
    assert stage1.outcome.value is Outcome.READY_WITH_ACTIONS
    assert stage1.left_out > 40


@pytest.mark.row("R-101")
@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_every_process_drawn_for_a_walk_has_a_record_to_show(organisation: str) -> None:
    for seed in ("", "another", "a third"):
        assert plan_walks(demo_material(organisation), seed).stands


@pytest.mark.row("R-306")
def test_without_counted_records_nothing_that_rests_on_them_is_green() -> None:
    uncounted = replace(demo_material("cloud"), records=None)
    stage1 = assess_stage1(uncounted)

    ready = stage1_readiness(stage1, uncounted)

    assert stage1.outcome.value is Outcome.NOT_READY
    assert "backed by records" not in {
        line.name for line in ready.traits if line.verdict.value == "conforms"
    }
