"""Profiles of certification bodies: every setting, with where its value came from."""

import re
from decimal import Decimal

import pytest

from assay.domain.errors import NotFoundError
from assay.standards.load import load_profile, load_settings, load_standard, profile_names
from assay.standards.profile import Profile
from assay.standards.row import Basis
from assay.standards.setting import Origin, Span, Tag

# The index of configuration keys of the requirements, names of several keys told apart.
INDEX = re.findall(
    r"\S+",
    """
acc.leaver_hours cap.effect_days cap.major_days cap.major_max_months cap.minor_days cert.expedite
cert.minor_evidence_required cert.weeks_max cert.weeks_min change.freeze_days
change.significant_types chg.emergency_days chg.team_spread_pp closure.mode contact.exec_max
delay.s1_fail_months delay.s1_minor_weeks doc.ack_target doc.backdate_days doc.lastminute_days
doc.lastminute_pct doc.stale_finding_months evidence.export_max_days evidence.flagged_min_weeks
evidence.ideal_months evidence.min_months finding.escalate finding.grade.doc_access
finding.grade.ia_missing finding.grade.mr_missing finding.grade.risk_not_reviewed
finding.stage1_major_docs finding.stage1_policy freq.tolerance_days gap.carry_minor gap.idle_days
gap.max_months gap.min_weeks gap.over_max gap.pack_days gap.typical_max_weeks improve.min in_scope
interview.coached_sim interview.dryrun_min interview.max_rehearsals interview.min_people
interview.mode max_people interview.max_people mr.min_words mr.stage1_requirement obs.review_days
out.major_label pack.retrieve_minutes perf.full_check_s plan.buffer_weeks policy_required
prep.burst_pct prep.imbalance_pp prep.lastweek_days prep.months_max prep.months_min
proc.conformity_min proc.miss_periods requires_validation risk.activity_days risk.generic_sim
risk.review_max_months risk.rtp_stale_months risk.uncovered_block_pct
risk.update_after_event_days sampling.max_per_control sampling.min_per_control
sampling.window_months scope.ground_sample scope.major_change_pct scope.undetermined_block_pct
soa.reason_min_chars soa.reason_reuse_max soa.spotcheck_n stage1.blockers stage1.days_min
stage1.days_max stage1.major_outcome stage1.remediation_mode stage1.request_profile stage1.walk_n
stage2.days_min stage2.days_max stage1.mode stage2.mode surprise_max swap.weeks team.same_body
team.same_lead tech.restore_months trn.aware_min trn.grace_days trn.tracked_grade wording.plain
""",
)

# What each disagreement of the sources is decided by, as the requirements list it.
TENSIONS = {
    "C-01": ("gap.min_weeks", "gap.typical_max_weeks", "gap.max_months"),
    "C-02": ("stage1.days_min", "stage1.days_max"),
    "C-03": ("stage2.days_min", "stage2.days_max", "stage2.growth"),
    "C-04": ("finding.stage1_policy",),
    "C-05": ("wording.plain", "stage1.outcome_label"),
    "C-06": ("stage1.blockers", "stage1.major_outcome", "stage1.remediation_mode"),
    "C-08": ("delay.s1_fail_months", "delay.s1_minor_weeks"),
    "C-09": ("team.same_lead", "team.same_body"),
    "C-10": ("interview.mode", "interview.min_people", "interview.max_people"),
    "C-11": ("interview.max_rehearsals",),
    "C-12": ("out.major_label",),
    "C-13": ("sampling.min_per_control", "sampling.access_review", "sampling.vendor_review"),
    "C-14": ("stage2.mode",),
    "C-15": ("plan.internal_audit_weeks", "plan.review_weeks", "plan.audit_review_deadline"),
    "C-16": ("mr.stage1_requirement",),
    "C-17": ("evidence.min_months", "evidence.flagged_min_weeks"),
    "C-18": ("gap.pack_days", "gap.phase_close", "gap.phase_check"),
    "C-19": ("trn.tracked_grade",),
    "C-20": ("cap.minor_days", "cert.minor_evidence_required"),
    "C-21": ("doc.lastminute_exempt",),
    "C-22": ("ia.late_exempt",),
    "C-23": ("inc.empty_log",),
    "C-24": ("gap.carry_minor",),
    "C-25": ("stage1.request_profile", "doc.practice_documents"),
    "C-26": ("finding.grade.ia_missing", "finding.grade.doc_access"),
    "C-27": ("stage2.reread",),
}

PROFILES = [load_profile(name) for name in profile_names()]
each_profile = pytest.mark.parametrize("profile", PROFILES, ids=profile_names())


def test_four_profiles_come_with_the_product_the_default_first() -> None:
    assert profile_names() == ("isms-typical", "isms-lean", "isms-wide-gap", "qms-typical")
    assert load_profile() == load_profile("isms-typical")


@each_profile
def test_every_setting_of_the_requirements_is_in_every_profile(profile: Profile) -> None:
    assert [key for key in INDEX if not profile[key].meaning] == []
    assert len(profile.settings) == len(load_settings())


@each_profile
def test_every_value_says_who_says_so(profile: Profile) -> None:
    silent = [
        one.key
        for one in profile.settings
        if not (one.source and one.confidence and one.basis and one.tag and one.threshold_from)
    ]

    assert silent == []


@each_profile
def test_what_assay_chose_never_passes_for_somebody_elses_word(profile: Profile) -> None:
    chosen = {(one.tag, one.basis) for one in profile.settings if one.source.startswith("Assay")}
    stated = [one.source for one in profile.settings if one.tag is Tag.STATED]

    assert chosen == {(Tag.DEFAULT, Basis.HOUSE)}
    assert [source for source in stated if not source.startswith("source ")] == []


@pytest.mark.parametrize(("tension", "keys"), TENSIONS.items(), ids=TENSIONS)
def test_a_disagreement_of_the_sources_is_a_setting(tension: str, keys: tuple[str, ...]) -> None:
    settings = {one.key: one.tensions for one in load_settings()}

    assert [key for key in keys if tension not in settings[key]] == []


def test_only_one_disagreement_needs_no_setting() -> None:
    held = {tension for one in load_settings() for tension in one.tensions}

    assert {f"C-{number:02}" for number in range(1, 28)} - held == {"C-07"}


def test_settings_name_rows_and_tensions_as_the_requirements_do() -> None:
    named = {name for one in load_settings() for name in (*one.rows, *one.tensions)}

    assert [name for name in named if not re.fullmatch(r"R-\d{3}|C-\d{2}", name)] == []


def test_settings_of_one_topic_stand_together() -> None:
    topics = [one.key.partition(".")[0] for one in load_settings()]
    begun = [topic for topic, before in zip(topics, ["", *topics], strict=False) if topic != before]

    assert len(begun) == len(set(begun))


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("gap.min_weeks", (4, 4, 4, 4)),
        ("gap.typical_max_weeks", (8, 8, 12, 8)),
        ("stage1.days_min", (Decimal(1), Decimal("0.5"), Decimal(1), Decimal(1))),
        ("stage1.days_max", (Decimal(3), Decimal(1), Decimal(3), Decimal(3))),
        ("stage2.days_max", (Decimal(5), Decimal(3), Decimal(3), Decimal(5))),
        ("finding.stage1_policy", ("graded", "observational", "graded", "concerns")),
        ("mr.stage1_requirement", ("held", "held", "held", "scheduled")),
        ("wording.plain", (False, True, True, False)),
        ("out.major_label", ("do_not_recommend", "paused", "do_not_recommend", "do_not_recommend")),
        ("interview.mode", ("both", "people_2_3", "both", "owners")),
        ("stage2.mode", (("onsite", "hybrid"),) * 3 + (("onsite",),)),
        ("delay.s1_fail_months", (Span(3, 6),) * 4),
        ("evidence.min_months", (3, 3, 3, 3)),
        ("cap.minor_days", (90, 90, 90, 90)),
    ],
)
def test_profiles_differ_where_the_sources_do(key: str, values: tuple[object, ...]) -> None:
    assert tuple(profile[key].value for profile in PROFILES) == values


def test_a_threshold_says_where_it_comes_from() -> None:
    wide, typical = load_profile("isms-wide-gap"), load_profile("isms-typical")

    def told(profile: Profile, key: str) -> tuple[str, str, Origin]:
        return profile[key].value_text, profile[key].threshold_from, profile[key].origin

    assert told(wide, "gap.typical_max_weeks") == (
        "12 weeks",
        "profile isms-wide-gap, source 003",
        Origin.PROFILE,
    )
    assert told(typical, "evidence.min_months") == (
        "3 months",
        "default, source 002",
        Origin.SOURCE_DEFAULT,
    )
    assert told(typical, "doc.lastminute_pct") == (
        "20 %",
        "default of Assay",
        Origin.HOUSE_DEFAULT,
    )


def test_a_profile_takes_over_what_it_extends() -> None:
    lean = load_profile("isms-lean")

    assert lean["gap.typical_max_weeks"].profile == "isms-typical"
    assert lean["stage1.days_min"].profile == "isms-lean"
    assert lean["scope.ground_sample"].profile == ""


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("wording.plain", "no"),
        ("delay.s1_fail_months", "3 to 6 months"),
        ("stage2.mode", "onsite, hybrid"),
        ("body.sectors", "none"),
        ("stage1.days_max", "3 days"),
        ("closure.mode", "per_finding"),
    ],
)
def test_a_value_reads_as_people_read_it(key: str, text: str) -> None:
    assert load_profile()[key].value_text == text


def test_values_are_had_by_their_type() -> None:
    profile = load_profile()

    assert profile.whole("gap.min_weeks") == 4
    assert profile.decimal("risk.generic_sim") == Decimal("0.8")
    assert profile.flag("gap.carry_minor") is True
    assert profile.choice("gap.over_max") == "repeat_stage1"
    assert profile.choices("stage2.mode") == ("onsite", "hybrid")
    assert profile.span("gap.phase_check") == Span(6, 8)


def test_a_value_is_not_had_as_another_type() -> None:
    with pytest.raises(TypeError) as wrong:
        load_profile().whole("gap.carry_minor")

    assert str(wrong.value) == "gap.carry_minor holds a bool, not a int"


def test_a_span_does_not_pass_for_a_list_of_words() -> None:
    with pytest.raises(TypeError):
        load_profile().choices("gap.phase_check")


def test_settings_of_one_family_are_found_by_their_beginning() -> None:
    grades = {one.key: one.value for one in load_profile().under("finding.grade.")}

    assert len(grades) == 16
    assert set(grades.values()) == {"major", "minor", "observation"}


def test_a_missing_audit_or_review_cannot_be_graded_away() -> None:
    profile = load_profile()

    assert profile["finding.grade.ia_missing"].allowed == ("major", "minor")
    assert profile["finding.grade.mr_missing"].allowed == ("major", "minor")


def test_major_documents_are_documents_of_the_standards_of_the_profile() -> None:
    loose = [
        (profile.name, key)
        for profile in PROFILES
        for standard in ("iso27001-2022", "iso9001-2015", "iso9001-2026")
        if load_standard(standard).family in profile.standards
        for key in profile.choices("finding.stage1_major_docs")
        if key not in {document.key for document in load_standard(standard).documents}
    ]

    assert loose == []


def test_a_profile_as_json_holds_value_and_origin() -> None:
    said = load_profile("isms-lean").model_dump(mode="json")["settings"]

    assert [
        (one["key"], one["value"], one["origin"])
        for one in said
        if one["key"] in {"stage1.days_min", "gap.phase_close"}
    ] == [("gap.phase_close", [1, 2], "source default"), ("stage1.days_min", "0.5", "profile")]


def test_a_setting_that_there_is_not_is_said_so() -> None:
    with pytest.raises(NotFoundError) as missing:
        load_profile()["gap.weeks"]

    assert str(missing.value) == "There is no setting named gap.weeks."


def test_a_profile_nobody_has_is_said_so_with_those_that_there_are() -> None:
    with pytest.raises(NotFoundError) as missing:
        load_profile("isms-strict")

    assert str(missing.value) == (
        "There is no profile named isms-strict; "
        "there are isms-typical, isms-lean, isms-wide-gap, qms-typical."
    )
