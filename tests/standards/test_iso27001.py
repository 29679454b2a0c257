"""ISO/IEC 27001:2022 as data: what is counted, named and grouped in it."""

from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest

from assay.domain.frequency import Frequency
from assay.domain.item import registers
from assay.standards.control import Control, DocumentNeed, Verb
from assay.standards.load import load_profile, load_standard, profile_names, standard_names
from assay.standards.requested_item import RequestList
from assay.standards.required_document import Explicitness
from assay.standards.trait import TraitKey

STANDARD = load_standard("iso27001-2022")
TITLES = (Path(__file__).parent / "annex_a_titles.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.row("R-041")
def test_there_are_93_controls_in_four_themes() -> None:
    assert {theme: len(controls) for theme, controls in STANDARD.themes.items()} == {
        "Organizational": 37,
        "People": 8,
        "Physical": 14,
        "Technological": 34,
    }
    assert len(STANDARD.controls) == 93


def test_controls_have_the_titles_of_the_annex() -> None:
    assert [f"{one.number} {one.title}" for one in STANDARD.controls] == TITLES


def test_a_theme_is_a_chapter_of_the_annex() -> None:
    chapters = {(one.theme, one.number.split(".")[1]) for one in STANDARD.controls}

    assert chapters == {
        ("Organizational", "5"),
        ("People", "6"),
        ("Physical", "7"),
        ("Technological", "8"),
    }


def test_eleven_controls_are_new_in_2022() -> None:
    assert [one.number for one in STANDARD.controls if one.new_in_edition] == [
        *("A.5.7", "A.5.23", "A.5.30", "A.7.4", "A.8.9", "A.8.10", "A.8.11", "A.8.12"),
        *("A.8.16", "A.8.23", "A.8.28"),
    ]


def test_the_controls_that_speak_of_something_written_are_the_practical_set() -> None:
    asked = [one.number for one in STANDARD.controls if one.document is DocumentNeed.ASKED]

    assert asked == [
        *("A.5.1", "A.5.9", "A.5.10", "A.5.14", "A.5.26", "A.5.31", "A.5.37"),
        *("A.6.2", "A.6.6", "A.8.9", "A.8.15", "A.8.27"),
    ]


def test_every_control_says_how_often_and_how_it_is_tested() -> None:
    untold = [
        one.number
        for one in STANDARD.controls
        if not (one.frequencies and one.tests and one.roles and one.typical_records)
    ]

    assert untold == []
    assert {test.verb for one in STANDARD.controls for test in one.tests} == set(Verb)


def test_a_frequency_is_read_from_its_words() -> None:
    grant, privileged, other = STANDARD.control("A.5.18").frequencies

    assert (str(grant), grant.every) == ("grant: per request", Frequency.PER_EVENT)
    assert (str(privileged), privileged.every.days) == (
        "review of privileged access: quarterly",
        92,
    )
    assert (str(other), other.at_the_slowest) == (
        "review of other access: half-yearly to yearly",
        Frequency.YEARLY,
    )


def test_a_test_is_a_verb_and_what_it_is_done_to() -> None:
    tests = STANDARD.control("A.5.12").tests

    assert [str(one) for one in tests] == [
        "SAMPLE information assets: class present and consistent with stated C/I/A need"
    ]


def test_a_control_made_of_its_parts_is_the_control() -> None:
    control = STANDARD.control("A.5.18")

    assert Control.model_validate(control.model_dump()) == control


def test_what_controls_usually_leave_is_custom_and_their_numbers_are_not() -> None:
    assert {(str(one.basis), str(one.practice_basis)) for one in STANDARD.controls} == {
        ("standard", "custom")
    }


def test_the_clauses_are_those_of_chapters_4_to_10() -> None:
    numbers = [one.number for one in STANDARD.requirements]

    assert numbers == [
        *("4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3"),
        *("6.1.1", "6.1.2", "6.1.3", "6.2", "6.3"),
        *("7.1", "7.2", "7.3", "7.4", "7.5.1", "7.5.2", "7.5.3", "8.1", "8.2", "8.3"),
        *("9.1", "9.2.1", "9.2.2", "9.3.1", "9.3.2", "9.3.3", "10.1", "10.2"),
    ]
    assert [one.number for one in STANDARD.children("")] == ["4", "5", "6", "7", "8", "9", "10"]
    assert (STANDARD.clause("10.1").title, STANDARD.clause("10.2").title) == (
        "Continual improvement",
        "Nonconformity and corrective action",
    )


def test_the_customary_list_has_fourteen_documents() -> None:
    assert [(one.number, one.key) for one in STANDARD.numbered_documents] == list(
        enumerate(
            [
                *("scope", "policy", "risk_methodology", "risk_treatment_process", "soa"),
                *("risk_treatment_plan", "objectives", "competence", "operational_planning"),
                *("risk_results", "measurement_results", "internal_audit", "management_review"),
                "corrective_actions",
            ],
            start=1,
        )
    )


def test_the_documents_that_source_002_misses_can_each_be_told_apart() -> None:
    assert {
        STANDARD.part(key).title
        for key in ("risk_methodology", "internal_audit_programme", "management_review_procedure")
    } == {"Risk assessment process", "Internal audit programme", "Management review procedure"}


def test_what_no_clause_asks_for_says_so() -> None:
    practice = {
        part.key: STANDARD.document(document.key).weighed(part)[0]
        for document in STANDARD.documents
        for part in document.parts
        if part.explicitness is Explicitness.PRACTICE
    }

    assert practice == {"document_list": "source", "management_review_procedure": "source"}


def test_the_statement_of_applicability_has_four_elements() -> None:
    assert [one.key for one in STANDARD.document("soa").elements] == [
        "necessary_controls",
        "inclusion_reasons",
        "implementation_status",
        "exclusion_reasons",
    ]


def test_the_review_has_its_inputs_letter_by_letter() -> None:
    assert [one.number for one in STANDARD.inputs] == [
        *("a", "b", "c", "d1", "d2", "d3", "d4", "e", "f", "g")
    ]
    assert STANDARD.input("c").key == "changed_needs"


def test_climate_came_with_the_amendment() -> None:
    decision = STANDARD.document("climate_decision")

    assert (decision.edition, str(decision.valid_from)) == ("Amd 1:2024", "2024-02-23")
    assert STANDARD.has(TraitKey.CLIMATE_DECISION)
    assert not STANDARD.has(TraitKey.CLAUSES_MAY_NOT_APPLY)


def test_findings_are_those_of_both_stages() -> None:
    assert Counter(one.stage for one in STANDARD.findings) == {1: 27, 2: 37}


def test_named_failures_are_graded_by_a_setting_that_agrees_with_the_default() -> None:
    profile = load_profile("isms-typical")

    grades = {one.key: profile.choice(one.grade_setting) for one in STANDARD.failures}

    assert grades == {
        "ia_missing": "major",
        "mr_missing": "major",
        "risk_not_reviewed": "major",
        "doc_access": "observation",
        **dict.fromkeys(
            [
                *("mr_thin", "mr_perfunctory", "access_review", "training", "doc_missing"),
                *("doc_stale", "scope_unclear", "soa_unjustified", "incident_logging"),
                *("log_review", "risk_plan_frozen", "change_bypass"),
            ],
            "minor",
        ),
    }


def test_four_lists_say_what_stage_1_asks_for() -> None:
    lists = {name: len(STANDARD.requested(name)) for name in RequestList}

    assert lists == {
        RequestList.FIVE_GROUPS: 5,
        RequestList.SIX_DOCUMENTS: 6,
        RequestList.FIVE_ELEMENTS: 5,
        RequestList.FIVE_KINDS: 5,
    }
    assert len(STANDARD.requested("union")) == 21


def test_the_first_of_the_lists_begins_with_all_fourteen_documents() -> None:
    fourteen = [one.key for one in STANDARD.numbered_documents]

    assert list(STANDARD.requested("five_groups")[0].documents) == fourteen


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("name", standard_names())
def test_every_profile_asks_for_something_at_stage_1(profile: str, name: str) -> None:
    which = load_profile(profile).choice("stage1.request_profile")

    assert load_standard(name).requested(which) != ()


def test_audit_time_grows_with_the_people() -> None:
    bands = STANDARD.audit_time

    assert (bands[0].persons_from, str(bands[0].days), bands[-1].persons_to) == (1, "5", 10700)
    assert [one.days for one in bands] == sorted(one.days for one in bands)


def test_questions_are_of_every_kind_and_ask_for_the_named_scenarios() -> None:
    kinds = {kind: len(list(of)) for kind, of in groupby(STANDARD.questions, lambda one: one.kind)}

    assert set(kinds) == {"awareness", "situation", "training", "scenario", "process"}
    assert min(kinds.values()) >= 4
    assert {"vendor-onboarding", "vulnerability-high", "policy-find", "training-last"} <= {
        one.key for one in STANDARD.questions
    }


def test_there_is_a_library_of_stock_risks() -> None:
    assert len({one.text for one in STANDARD.stock_risks}) == len(STANDARD.stock_risks) == 47


@pytest.mark.parametrize("name", ["iso27001-2022", "iso9001-2026", "as9100d"])
def test_evidence_is_looked_for_in_registers_that_there_are(name: str) -> None:
    named = {
        register
        for document in load_standard(name).documents
        for part in document.parts
        for register in part.registers
    }

    assert named - set(registers()) == set()
