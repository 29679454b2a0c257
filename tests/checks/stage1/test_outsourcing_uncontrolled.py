"""A process that others run is not kept in hand."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.supplier import Supplier
from tests.lib.processes import process
from tests.lib.stage1 import AS_OF, look, material, said

CHECK = "outsourcing-uncontrolled"
PLATER = Supplier(key="SUP-1", name="Brightplate", outsourced_process=True)
PLATING = process(
    "P-1",
    outsourced=True,
    suppliers=("SUP-1",),
    outsourced_control="inspection",
    monitoring="Charge certificates",
)


@pytest.mark.row("R-096")
def test_supplier_control_and_monitoring_conform() -> None:
    assert look(CHECK, material(PLATER, PLATING)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-096")
@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"suppliers": ("SUP-9", "SUP-1")}, None),
        ({"outsourced_control": None}, "no kind of control"),
        ({"monitoring": ""}, "no record of monitoring"),
        (
            {"outsourced_control": None, "monitoring": ""},
            "no kind of control and no record of monitoring",
        ),
    ],
)
def test_what_is_missing_is_named(changed: dict[str, object], missing: str | None) -> None:
    expected = {"P-1": f"Process P-1 (Process P-1) is outsourced and has {missing}."}

    assert said(CHECK, material(PLATER, PLATING.changed(**changed))) == (
        expected if missing else {}
    )


@pytest.mark.row("R-096")
def test_a_supplier_that_is_not_on_the_register_is_none() -> None:
    assert said(CHECK, material(PLATING.changed(suppliers=("SUP-9",)))) == {
        "P-1": "Process P-1 (Process P-1) is outsourced and has no supplier on the register."
    }


def test_a_supplier_said_to_run_a_process_has_one() -> None:
    own = process("P-2", outsourced=False, suppliers=("SUP-1",))

    assert said(CHECK, material(PLATER, own)) == {
        "SUP-1": "Supplier SUP-1 (Brightplate) is said to run a process, and no outsourced "
        "process names it."
    }
    assert said(CHECK, material(PLATER.changed(until_on=AS_OF), own)) == {}
    assert set(said(CHECK, material(PLATER.changed(until_on=date(2026, 2, 1)), own))) == {"SUP-1"}


def test_what_is_not_said_is_unknown_and_nothing_registered_is_not_tested() -> None:
    assert look(CHECK, material(process("P-1"))).why_not_tested == (
        "1 of 1 cannot be told: it is not said whether it is outsourced"
    )
    assert look(CHECK, material()).why_not_tested == "no process is registered"
