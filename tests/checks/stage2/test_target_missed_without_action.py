"""A target was missed time after time, and nothing was done about it."""

from datetime import date
from decimal import Decimal

import pytest

from assay.checks.operation import Operation
from assay.domain.deviation import Verdict
from assay.domain.item import Item
from assay.domain.kpi import Kpi
from assay.domain.measurement import Measurement
from assay.domain.objective import Direction
from tests.lib.stage2 import look, operation, said, untold

CHECK = "target-missed-without-action"
ANSWERS = Kpi(
    key="K-9",
    name="First answers in time",
    target=Decimal(90),
    direction=Direction.AT_LEAST,
)
FAULTS = Kpi(key="K-5", name="Faults", target=Decimal(4), direction=Direction.AT_MOST)


def at(
    *values: str, measure: str = "K-9", items: tuple[Item, ...] = (ANSWERS, FAULTS)
) -> Operation:
    """Return months from September on; each value may have an action after a slash."""
    lines = ["value_id | measure | measured_on | value | target | action"]
    for number, told in enumerate(values):
        value, _, action = told.partition("/")
        day = (2025 * 12 + 8 + number) // 12, (2025 * 12 + 8 + number) % 12 + 1
        on = f"{day[0]}-{day[1]:02}-28"
        lines.append(f"V-{number} | {measure} | {on} | {value} | 90 | {action}")
    return operation(*items, records={"key_measure": "\n".join(lines)})


@pytest.mark.row("R-104")
@pytest.mark.parametrize(
    ("values", "longest"),
    [
        (("95", "89", "95", "89", "95"), 0),
        (("95", "89", "89", "95", "95"), 2),
        (("89", "89", "89", "95", "89"), 3),
        (("89", "89/moved a colleague", "89", "95", "95"), 0),
        (("90", "90", "90", "90", "90"), 0),
    ],
)
def test_two_misses_in_a_row_speak_unless_something_was_done(
    values: tuple[str, ...], longest: int
) -> None:
    spoken = said(CHECK, at(*values))

    first = "2025-10-28" if longest == 2 else "2025-09-28"
    assert spoken == (
        {
            "target-missed-without-action": (
                "1 of 1 measures missed the target without an action: "
                f"K-9 ({longest} in a row from {first})."
            )
        }
        if longest
        else {}
    )


@pytest.mark.row("R-104")
def test_the_better_side_is_that_of_the_register() -> None:
    assert said(CHECK, at("95", "95", measure="K-5")) != {}
    assert said(CHECK, at("85", "85", measure="K-5")) == {}


@pytest.mark.row("R-104")
def test_a_measure_with_its_site_behind_it_is_known_and_sites_are_apart() -> None:
    records = {
        "key_measure": """
            value_id | measure | measured_on | value | target | site
            V-1      | K-9 N   | 2025-10-28  | 80    | 90     | N
            V-2      | K-9 S   | 2025-11-28  | 80    | 90     | S
            V-3      | K-9     | 2025-10-28  | 80    | 90     | N
            V-4      | K-9     | 2025-11-28  | 80    | 90     | S
            V-5      | K-9     | 2025-12-28  | 80    | 90     | S
        """
    }

    (figures,) = look(CHECK, operation(ANSWERS, records=records)).figures

    assert [(each.key, each.site, each.measured) for each in figures.first] == [("K-9", "S", "2")]
    assert (figures.population, figures.conforming) == (4, 3)


@pytest.mark.row("R-104")
def test_values_before_the_window_do_not_count() -> None:
    records = {
        "key_measure": """
            value_id | measure | measured_on | value | target
            V-1      | K-9     | 2025-07-30  | 80    | 90
            V-2      | K-9     | 2025-08-28  | 80    | 90
        """
    }

    assert said(CHECK, operation(ANSWERS, records=records)) == {}


def test_a_target_that_records_lack_is_that_of_the_register() -> None:
    records = {
        "key_measure": """
            value_id | measure | measured_on | value
            V-1      | K-9     | 2025-10-28  | 80
            V-2      | K-9     | 2025-11-28  | 80
        """
    }

    assert len(look(CHECK, operation(ANSWERS, records=records)).deviations) == 1


@pytest.mark.parametrize("known", [(), (ANSWERS.changed(direction=None),)])
def test_a_measure_whose_better_side_nobody_tells_cannot_be_decided(
    known: tuple[Item, ...],
) -> None:
    assert untold(CHECK, at("80", "80", items=known)) == {
        "target-missed-without-action": "no case it applies to can be decided (measured values)"
    }


def test_a_value_that_is_missing_cannot_be_decided() -> None:
    assert untold(CHECK, at("95", "", "95")) == {
        "target-missed-without-action": "no case it applies to can be decided (measured values)"
    }


@pytest.mark.row("R-104")
@pytest.mark.parametrize(("action", "speaks"), [("", True), ("ACT-1", False)])
def test_without_records_the_values_of_the_register_are_asked(
    action: str,
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    values = [
        Measurement(
            key=f"K-9 / {month}",
            of="K-9",
            measured_on=date(2025, month, 28),
            value=Decimal(value),
            action=action if month == 11 else "",
        )
        for month, value in ((9, 95), (10, 80), (11, 80), (12, 95))
    ]

    assert said(CHECK, operation(ANSWERS, *values)) == (
        {
            "K-9": (
                "First answers in time (K-9) missed its target of 90 2 times in a row "
                "from 2025-10-28, without an action."
            )
        }
        if speaks
        else {}
    )


def test_no_values_at_all_is_not_tested() -> None:
    found = look(CHECK, operation(ANSWERS))

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == "nothing was measured in the window"
    assert untold(CHECK, at()) == {
        "target-missed-without-action": "the population is empty (measured values)"
    }
