"""Documents are not controlled in the way that the organisation itself says."""

from datetime import timedelta
from decimal import Decimal

import pytest

from assay.checks.material import Material
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.document import Document, DocumentType
from assay.domain.frequency import Frequency
from assay.domain.item import Item
from assay.domain.scope import VersionStatus
from tests.lib.stage1 import AS_OF, look, material, said

CHECK = "document-rules-unkept"
CONTROL = Document(
    key="PRO-1",
    title="Control of documents",
    type=DocumentType.PROCEDURE,
    status=VersionStatus.APPROVED,
    clauses=("7.5",),
    version="1.0",
    author="ana",
    approver="mira.vos",
    owner="ana",
    location="shelf",
    approved_on=AS_OF - timedelta(100),
    retention_months=36,
)
RULE = Claim(
    key="C-1",
    document="PRO-1",
    section="2 Rules",
    quote="Every document has it.",
    kind=ClaimKind.COVERAGE,
    family="document",
)
RULES = {
    "versioning": (RULE.changed(then="version"), {"version": ""}),
    "approval": (RULE.changed(first="approver", then="approved_on"), {"approver": ""}),
    "two people": (
        RULE.changed(kind=ClaimKind.SEGREGATION, first="author", then="approver"),
        {"approver": "ana"},
    ),
    "review": (
        RULE.changed(kind=ClaimKind.FREQUENCY, every=Frequency.YEARLY),
        {"approved_on": AS_OF - timedelta(367)},
    ),
    "access": (RULE.changed(then="location"), {"location": ""}),
    "retention": (
        RULE.changed(kind=ClaimKind.RETENTION, limit=Decimal(3), unit="years"),
        {"retention_months": 35},
    ),
}


def at(rule: Claim, *more: Item, **fields: object) -> Material:
    """Return the procedure that states a rule, and a form that may break it."""
    form = CONTROL.changed(key="FRM-1", type=DocumentType.FORM, clauses=(), **fields)
    return material(CONTROL, form, rule, *more)


@pytest.mark.row("R-038")
@pytest.mark.parametrize(("rule", "fields"), RULES.values(), ids=RULES)
def test_each_rule_is_held_against_every_document(rule: Claim, fields: dict[str, object]) -> None:
    kept, broken = look(CHECK, at(rule)), look(CHECK, at(rule, **fields))

    assert kept.verdict is Verdict.CONFORMS
    assert [each.key for each in kept.population] == ["C-1"]
    assert broken.deviations[0].about == ("C-1", "FRM-1")
    assert broken.deviations[0].says == (
        'PRO-1 says "Every document has it."; 1 of 2 documents do not keep that: FRM-1.'
    )
    assert broken.deviations[0].measured == "50 %"
    assert broken.deviations[0].evidence == (
        "document PRO-1, section 2 Rules",
        "document FRM-1",
    )


@pytest.mark.row("R-038")
def test_each_rule_gets_its_own_verdict() -> None:
    other = RULE.changed(key="C-2", then="owner")

    looked = look(CHECK, at(RULES["versioning"][0], other, version=""))

    assert [each.key for each in looked.population] == ["C-1", "C-2"]
    assert [each.about[0] for each in looked.deviations] == ["C-1"]


@pytest.mark.row("R-038")
@pytest.mark.parametrize(("days", "speaks"), [(366, False), (367, True)])
def test_a_review_may_come_on_the_last_day(days: int, *, speaks: bool) -> None:
    yearly = RULES["review"][0]

    assert bool(said(CHECK, at(yearly, approved_on=AS_OF - timedelta(days)))) is speaks


@pytest.mark.parametrize(("months", "speaks"), [(36, False), (35, True), (None, True)])
def test_what_is_kept_just_long_enough_is_kept(months: int | None, *, speaks: bool) -> None:
    assert bool(said(CHECK, at(RULES["retention"][0], retention_months=months))) is speaks


@pytest.mark.parametrize(("limit", "speaks"), [("50", False), ("51", True)])
def test_a_rule_for_most_documents_is_kept_by_most(limit: str, *, speaks: bool) -> None:
    most = RULE.changed(then="version", limit=Decimal(limit), unit="%")

    assert bool(said(CHECK, at(most, version=""))) is speaks


def test_a_rule_for_some_documents_is_held_against_those() -> None:
    for_forms = RULE.changed(then="version", where=("type = form",))
    for_policies = RULE.changed(then="version", where=("type = policy",))

    assert list(said(CHECK, at(for_forms, version=""))) == ["C-1, FRM-1"]
    assert look(CHECK, at(for_policies, version="")).why_not_tested == (
        "1 of 1 cannot be told: it speaks of no document in use"
    )


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (RULE.changed(then="colour"), "its words fit no column of the register"),
        (
            RULE.changed(kind=ClaimKind.DEADLINE, limit=Decimal(5)),
            "its words fit no column of the register",
        ),
        (RULE.changed(kind=ClaimKind.FREQUENCY), "its words fit no column of the register"),
        (
            RULE.changed(then="version", where=("mood = good",)),
            "its condition mood = good is not known",
        ),
    ],
)
def test_a_rule_that_the_register_cannot_answer_is_unknown(rule: Claim, why: str) -> None:
    assert look(CHECK, at(rule)).why_not_tested == f"1 of 1 cannot be told: {why}"


@pytest.mark.row("R-038")
@pytest.mark.parametrize("standard", ["iso27001-2022", "iso9001-2015"])
def test_a_procedure_for_documents_has_to_exist(standard: str) -> None:
    other = CONTROL.changed(clauses=("8.1",))

    without = look(CHECK, material(other, standards=[standard]))
    with_one = look(CHECK, material(CONTROL, standards=[standard]))

    title = "ISO/IEC 27001:2022" if standard.startswith("iso27001") else "ISO 9001:2015"
    assert [each.says for each in without.deviations] == [
        f"No procedure in use says how documents are controlled (7.5.2, 7.5.3 of {title})."
    ]
    assert with_one.why_not_tested == (
        "1 of 1 cannot be told: no rule of PRO-1 is on record as a claim"
    )


def test_a_rule_of_a_procedure_that_is_not_in_use_is_none() -> None:
    draft = CONTROL.changed(key="PRO-0", status=VersionStatus.DRAFT)
    rule = RULE.changed(document="PRO-0", then="version")

    assert look(CHECK, material(CONTROL, draft, rule)).verdict is Verdict.NOT_TESTED


def test_without_documents_nothing_can_be_told() -> None:
    assert look(CHECK, material()).why_not_tested == "no document is in use"


def test_many_that_break_a_rule_are_counted_and_the_first_named() -> None:
    forms = [CONTROL.changed(key=f"FRM-{number}", version="") for number in range(7)]

    assert list(said(CHECK, material(CONTROL, RULE.changed(then="version"), *forms)).values()) == [
        (
            'PRO-1 says "Every document has it."; 7 of 8 documents do not keep that: '
            "FRM-0, FRM-1, FRM-2, FRM-3, FRM-4 and 2 more."
        )
    ]
