"""A control is excluded for a reason that is none, or that the organisation itself contradicts."""

from datetime import date

import pytest

from assay.domain.asset import Asset
from assay.domain.boundary import Boundary, Stance
from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.person import Person
from assay.domain.scope import Scope, VersionStatus
from assay.domain.site import Site
from assay.domain.supplier import Supplier
from assay.domain.system import Environment, System
from tests.lib.reviews import but
from tests.lib.stage1 import look, material, said
from tests.lib.statements import a_statement, excluding

CHECK = "exclusion-unfounded"
LONG = "This control was weighed by everybody concerned and found to be of no use."
ACME = Supplier(key="SUP-3", name="Acme Ltd.", provides="Office paper")
SCOPE = Scope(key="1.0", version="1.0", status=VersionStatus.APPROVED, approved_on=date(2025, 9, 1))


@pytest.mark.row("R-043")
def test_exclusions_with_reasons_that_nothing_contradicts_are_silent() -> None:
    looked = look(CHECK, material(*a_statement(), ACME))

    assert looked.verdict is Verdict.CONFORMS
    assert len(looked.population) == 2


@pytest.mark.row("R-043")
def test_twenty_characters_are_a_reason_and_nineteen_are_none() -> None:
    twenty = but(a_statement(), "A.8.30", justification="No one outside does.")
    nineteen = but(a_statement(), "A.8.30", justification="No one outside does")

    assert said(CHECK, material(*twenty)) == {}
    [deviation] = look(CHECK, material(*nineteen)).deviations
    assert deviation.says == (
        "A.8.30 (Outsourced development) is excluded for the reason 'No one outside does', "
        "of 19 characters."
    )
    assert deviation.measured == "19 characters"
    assert deviation.threshold is not None
    assert deviation.threshold.value == "20 characters"


@pytest.mark.row("R-043")
def test_one_reason_serves_three_controls_and_not_four() -> None:
    three = dict.fromkeys(["A.5.7", "A.8.11", "A.8.12"], LONG)
    four = {**three, "A.8.18": f"  {LONG.upper()} "}

    assert said(CHECK, material(*excluding(a_statement(), three))) == {}
    found = look(CHECK, material(*excluding(a_statement(), four))).deviations
    assert [(*each.about, each.reason, each.measured) for each in found] == [
        (number, "reused", "4 controls") for number in ("A.5.7", "A.8.11", "A.8.12", "A.8.18")
    ]
    assert found[0].says == (
        f"A.5.7 (Threat intelligence) is excluded in the same words as 3 others: '{LONG}'."
    )


@pytest.mark.row("R-043")
def test_a_long_reason_that_the_supplier_register_disproves_cites_the_supplier() -> None:
    no_suppliers = excluding(a_statement(), {"A.5.19": "We buy nothing from anybody at all."})

    [deviation] = look(CHECK, material(*no_suppliers, ACME)).deviations

    assert deviation.says == (
        "A.5.19 (Information security in supplier relationships) is excluded although "
        "supplier SUP-3 (Acme Ltd.) is a supplier in use."
    )
    assert deviation.evidence == ("SoA row A.5.19", "supplier SUP-3")
    assert deviation.reason == "contradicted"
    assert said(CHECK, material(*no_suppliers)) == {}


_TOOL = System(key="SYS-1", name="Toolbox", kind="source code repository")


@pytest.mark.row("R-043")
@pytest.mark.parametrize(
    ("control", "thing"),
    [
        pytest.param("A.8.25", _TOOL, id="development, with a repository"),
        pytest.param(
            "A.8.31",
            System(key="SYS-2", name="Bench", environment=Environment.DEVELOPMENT),
            id="separate environments, with one for development",
        ),
        pytest.param("A.7.2", Site(key="BRN", name="Brno"), id="physical entry, with a site"),
        pytest.param(
            "A.6.7",
            Document(key="POL-9", title="Remote working rules", status=VersionStatus.APPROVED),
            id="remote working, with rules for it",
        ),
        pytest.param(
            "A.6.3",
            Person(key="ana", name="Ana", started_on=date(2020, 1, 1)),
            id="awareness, with staff",
        ),
        pytest.param(
            "A.5.34",
            Asset(key="AST-1", name="Files of staff", classification="Personal data"),
            id="privacy, with personal data",
        ),
        pytest.param(
            "A.5.23",
            Supplier(key="SUP-9", name="Nimbus", provides="Cloud hosting"),
            id="cloud, with a provider",
        ),
    ],
)
def test_what_is_on_record_speaks_against_an_exclusion(control: str, thing: Item) -> None:
    out = excluding(a_statement(), {control: LONG})

    assert said(CHECK, material(*out)) == {}
    found = look(CHECK, material(*out, thing)).deviations
    assert [(*each.about, each.reason, each.evidence[1]) for each in found] == [
        (control, "contradicted", f"{thing.register} {thing.key}")
    ]


@pytest.mark.row("R-043")
@pytest.mark.parametrize(
    ("control", "things"),
    [
        pytest.param(
            "A.5.19",
            [ACME.changed(until_on=date(2026, 1, 31))],
            id="a supplier that is no longer used",
        ),
        pytest.param("A.5.19", [ACME.changed(in_scope=False), SCOPE], id="a supplier out of scope"),
        pytest.param(
            "A.7.2",
            [
                Site(key="BRN", name="Brno"),
                SCOPE,
                Boundary(
                    key="b", scope="1.0", kind=InventoryKind.SITE, item="BRN", stance=Stance.OUT
                ),
            ],
            id="a site out of scope",
        ),
        pytest.param("A.8.25", [System(key="S", name="Digital Legit")], id="a word within a word"),
        pytest.param(
            "A.6.7",
            [Document(key="POL-9", title="Remote working rules", status=VersionStatus.DRAFT)],
            id="rules that are a draft",
        ),
        pytest.param(
            "A.6.3",
            [Person(key="bo", name="Bo", external=True, started_on=date(2020, 1, 1))],
            id="only an outsider",
        ),
    ],
)
def test_what_is_gone_or_outside_speaks_against_nothing(control: str, things: list[Item]) -> None:
    assert said(CHECK, material(*excluding(a_statement(), {control: LONG}), *things)) == {}


def test_many_things_are_counted_and_three_are_shown() -> None:
    five = [Supplier(key=f"SUP-{number}", name=f"Firm {number}") for number in range(5)]

    [deviation] = look(
        CHECK, material(*excluding(a_statement(), {"A.5.19": LONG}), *five)
    ).deviations

    assert deviation.says.endswith("; supplier SUP-2 (Firm 2) is a supplier in use; and 2 more.")
    assert deviation.measured == "5 against"


def test_an_exclusion_without_any_reason_is_for_another_check() -> None:
    bare = but(a_statement(), "A.8.30", justification="")

    assert said(CHECK, material(*bare)) == {}


def test_without_exclusions_nothing_is_tested() -> None:
    looked = look(CHECK, material())

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.why_not_tested == "no control is excluded with a reason"
