"""The Statement of Applicability as a view, as a draw to repeat, and as a difference."""

from datetime import UTC, datetime

import pytest

from assay.assessment.soa_check import (
    draw_spot_check,
    soa_difference,
    soa_lines,
    soa_version_difference,
    soa_versions,
)
from assay.assessment.stage1 import assess_stage1
from assay.domain.errors import NotFoundError
from assay.domain.item import Item
from assay.domain.scope import VersionStatus
from assay.domain.soa import Soa
from assay.domain.soa_row import Applicability, SoaRow
from assay.ledger.entry import retiring, saying
from assay.ledger.ledger import Ledger
from tests.lib.reviews import but, without
from tests.lib.stage1 import ANA, material
from tests.lib.statements import WHOLE, a_statement, excluding

THEMES = {"Organizational", "People", "Physical", "Technological"}


@pytest.mark.row("R-041")
def test_the_view_has_every_control_with_what_is_wrong_with_it() -> None:
    at = material(*but(without(a_statement(), "A.7.4"), "A.6.7", status=None))
    results = assess_stage1(at, ["soa-incomplete", "control-status-unsaid"]).results

    lines = {line.number: line for line in soa_lines(at, results)}

    assert len(lines) == WHOLE
    assert {number: line.faults for number, line in lines.items() if line.faults} == {
        "A.6.7": (
            "A.6.7 (Remote working) is included without a status; it cannot be sampled at Stage 2.",
        ),
        "A.7.4": (
            (
                "The Statement of Applicability takes no position on A.7.4 "
                "(Physical security monitoring); it speaks of 92 of 93 controls."
            ),
        ),
    }
    assert lines["A.7.4"].applicability is None


@pytest.mark.row("R-048")
@pytest.mark.parametrize("seed", ["", "one", "two", "three", "4", "acme/2.0"])
def test_a_draw_has_ten_controls_one_excluded_and_one_of_each_theme(seed: str) -> None:
    [draw] = draw_spot_check(material(*a_statement()), seed)

    assert len({line.number for line in draw.lines}) == 10
    assert Applicability.EXCLUDED in {line.applicability for line in draw.lines}
    included = [line for line in draw.lines if line.applicability is Applicability.INCLUDED]
    assert {line.theme for line in included} == THEMES


@pytest.mark.row("R-048")
def test_the_same_seed_draws_the_same_in_any_order_and_says_itself() -> None:
    forward, backward = a_statement(), list(reversed(a_statement()))

    [once] = draw_spot_check(material(*forward), "seven")
    [again] = draw_spot_check(material(*backward), "seven")
    [other] = draw_spot_check(material(*forward), "eight")

    assert once == again
    assert once.lines != other.lines
    assert str(once).startswith("draw of 10 of 93 by seed seven: A.")


@pytest.mark.row("R-048")
def test_without_a_seed_the_organisation_and_the_version_are_the_seed() -> None:
    [draw] = draw_spot_check(material(*a_statement()))

    assert draw.seed == "somewhere/2.0"


@pytest.mark.row("R-048")
def test_what_the_checks_say_stands_beside_the_draw() -> None:
    at = material(*excluding(a_statement(), {"A.8.30": "n/a", "A.5.23": "n/a"}))
    results = assess_stage1(at, ["exclusion-unfounded"]).results

    [draw] = draw_spot_check(at, "seven", results)

    faults = [line.faults for line in draw.lines if line.applicability is Applicability.EXCLUDED]
    assert faults
    assert all("for the reason 'n/a'" in each[0] for each in faults)


def test_a_theme_that_is_excluded_as_a_whole_is_drawn_from() -> None:
    physical = {f"A.7.{number}": f"Reason {number}, of some length." for number in range(1, 15)}

    [draw] = draw_spot_check(material(*excluding(a_statement(), physical)), "seven")

    assert {line.theme for line in draw.lines} == THEMES
    assert len(draw.lines) == 10


def test_a_statement_of_nothing_draws_nothing() -> None:
    [draw] = draw_spot_check(material())

    assert (draw.of, draw.lines, draw.seed) == (0, (), "somewhere/no version")


def _two_versions() -> Ledger:
    ledger = Ledger("somewhere")
    rows: list[Item] = [item for item in a_statement() if isinstance(item, SoaRow)]
    soa = Soa(key="1.0", version="1.0")
    approved = {"status": VersionStatus.APPROVED}
    steps = [
        [saying(soa), *(saying(row) for row in rows)],
        [saying(soa.changed(**approved))],
        [
            saying(rows[0]),
            saying(rows[1].changed(justification="A customer asked.")),
            retiring(rows[2]),
            saying(SoaRow(key="ACME-1", title="Own control")),
        ],
        [saying(Soa(key="2.0", version="2.0").changed(**approved))],
        [saying(rows[3].changed(justification="Changed after the approval."))],
        [saying(soa.changed(status=VersionStatus.SUPERSEDED))],
    ]
    for month, step in enumerate(steps, start=1):
        ledger.append(step, by=ANA, recorded_at=datetime(2025, month, 1, tzinfo=UTC))
    return ledger


@pytest.mark.row("R-041")
def test_two_versions_differ_row_by_row() -> None:
    dossier = _two_versions().dossier()

    changes = soa_version_difference(dossier, "1.0", "2.0")

    assert soa_versions(dossier) == ("1.0", "2.0")
    assert [(change.item.key, change.kind) for change in changes] == [
        ("A.5.2", "changed"),
        ("A.5.3", "retired"),
        ("ACME-1", "added"),
    ]
    assert [(each.field, each.after) for each in changes[0].fields] == [
        ("justification", "A customer asked.")
    ]


@pytest.mark.row("R-041")
def test_what_changed_since_the_last_version_is_told_too() -> None:
    ledger = _two_versions()

    changes = soa_difference(ledger.dossier(datetime(2025, 4, 1, tzinfo=UTC)), ledger.dossier())

    assert [(change.item.key, change.kind) for change in changes] == [("A.5.4", "changed")]


def test_a_version_that_was_never_approved_is_refused() -> None:
    with pytest.raises(NotFoundError) as refused:
        soa_version_difference(_two_versions().dossier(), "1.0", "3.0")

    assert str(refused.value) == (
        "no version 3.0 of the Statement of Applicability was approved; expected one of 1.0, 2.0."
    )
