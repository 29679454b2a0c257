"""A production system runs in a place that the scope does not take in."""

import pytest

from assay.checks.facts.ground_sample import draw_ground_sample
from assay.checks.facts.scope_boundary import ScopeBoundary
from assay.domain.deviation import Verdict
from assay.domain.item import Item
from assay.domain.system import Environment, System
from tests.lib.scopes import SCOPE, clause
from tests.lib.stage1 import look, material, said

CHECK = "system-hosted-elsewhere"
INSIDE = (clause("B-1", "hosting account", "prod-1", "in"), clause("B-2", "system", "*", "in"))


def system(number: int, account: str = "prod-1", run_for: str = "production") -> System:
    return System(
        key=f"SYS-{number}",
        name=f"System {number}",
        hosting_account=account,
        environment=Environment(run_for),
    )


EVERY: tuple[Item, ...] = (SCOPE, *INSIDE, *(system(number) for number in range(1, 8)))


@pytest.mark.row("R-004")
def test_production_inside_conforms() -> None:
    assert look(CHECK, material(*EVERY)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-004")
@pytest.mark.parametrize("number", range(1, 8))
def test_whichever_system_is_moved_it_is_named_with_both_places(number: int) -> None:
    assert said(CHECK, material(*EVERY, system(number, "labs-4"))) == {
        f"SYS-{number}": f"System SYS-{number} (System {number}) is run for production in "
        "hosting account labs-4; scope 2.0 takes in prod-1."
    }


@pytest.mark.row("R-004")
def test_what_is_not_run_for_production_may_be_anywhere() -> None:
    assert said(CHECK, material(*EVERY, system(1, "labs-4", "test"))) == {}


@pytest.mark.row("R-004")
def test_a_place_left_out_is_no_better_than_one_not_named() -> None:
    left_out = clause("B-3", "hosting account", "labs-4", "out")

    assert set(said(CHECK, material(*EVERY, left_out, system(1, "labs-4")))) == {"SYS-1"}


def test_a_system_taken_out_by_name_is_not_looked_at() -> None:
    left_out = clause("B-3", "system", "SYS-1", "out")

    assert said(CHECK, material(*EVERY, left_out, system(1, "labs-4"))) == {}


@pytest.mark.row("R-004")
def test_the_sample_is_drawn_again_alike_and_stated() -> None:
    at = material(*EVERY)
    drawn = draw_ground_sample(at, ScopeBoundary.of(at.dossier, SCOPE))
    moved = look(CHECK, material(*EVERY, system(int(drawn.keys[0][-1]), "labs-4")))
    spared = next(number for number in range(1, 8) if f"SYS-{number}" not in drawn.keys)
    not_drawn = look(CHECK, material(*EVERY, system(spared, "labs-4")))

    assert str(drawn) == ("draw of 5 of 7 by seed somewhere/2.0: SYS-2, SYS-1, SYS-6, SYS-4, SYS-7")
    assert moved.deviations[0].measured == "hosting account labs-4, among the 5 drawn"
    assert moved.deviations[0].evidence[1] == str(drawn)
    assert not_drawn.deviations[0].measured == "hosting account labs-4, not among the 5 drawn"


def test_a_new_version_of_the_scope_draws_anew() -> None:
    newer = SCOPE.changed(key="3.0", version="3.0")
    at = material(*EVERY)

    old, new = (
        draw_ground_sample(at, ScopeBoundary.of(at.dossier, each)) for each in (SCOPE, newer)
    )

    assert old.keys != new.keys


def test_a_system_without_a_place_that_the_boundary_tells_of_is_unknown() -> None:
    looked = look(CHECK, material(SCOPE, INSIDE[1], system(1)))

    assert looked.why_not_tested == (
        "1 of 1 cannot be told: no place of it is one the boundary tells of"
    )


def test_without_production_or_without_scope_nothing_is_told() -> None:
    assert look(CHECK, material(SCOPE)).why_not_tested == (
        "no system in scope is said to be run for production"
    )
    assert look(CHECK, material(*EVERY[1:])).verdict is Verdict.NOT_TESTED
