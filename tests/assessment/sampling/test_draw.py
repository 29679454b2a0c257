"""A draw spans window, sites and teams, is the same for everybody, and can hit any record."""

from collections import Counter
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.assessment.sampling.draw import AT_RANDOM, WHOLE, Sample, draw_sample
from assay.assessment.sampling.plan import Asked, SamplePlan, plan_sample, usual_seed
from assay.assessment.sampling.stated_population import (
    Candidate,
    StatedPopulation,
    state_candidates,
)
from assay.assessment.walk_plan import plan_walks
from assay.domain.errors import RefusedError
from assay.domain.evidence import Evidence
from assay.domain.stage_plan import Stage
from tests.assessment.sampling.populations import (
    AUDIT_ON,
    PROFILE,
    WINDOW_FROM,
    keys,
    on,
    plan,
    records,
)
from tests.lib.stage1 import material

FORTY = records(40, sites=3, teams=4)


def draw(candidates: list[Candidate], seed: str = "seed", size: int = 5) -> Sample:
    return draw_sample(plan(candidates, seed, size=size), candidates)


@pytest.mark.row("R-138", "R-141")
def test_the_same_seed_draws_the_same_records_and_another_seed_draws_others() -> None:
    assert draw(FORTY) == draw(FORTY)
    assert len({draw(FORTY, str(seed)).keys for seed in range(20)}) > 15


@pytest.mark.row("R-141")
def test_the_order_of_the_rows_does_not_matter() -> None:
    assert draw(FORTY[::-1]) == draw(FORTY)


@pytest.mark.row("R-141")
@pytest.mark.parametrize(("sites", "teams"), [(1, 1), (3, 4), (8, 2)])
def test_over_two_hundred_seeds_every_record_is_drawn_at_least_once(sites: int, teams: int) -> None:
    whole = records(40, sites=sites, teams=teams)

    drawn = Counter(key for seed in range(200) for key in draw(whole, str(seed)).keys)

    assert set(drawn) == keys(whole)


@pytest.mark.row("R-141")
def test_a_record_beside_the_only_one_of_a_site_can_still_be_drawn() -> None:
    lonely = Candidate("lonely", WINDOW_FROM, "annex", "")
    beside = Candidate("beside", WINDOW_FROM, "main", "")
    others = [
        Candidate(f"R-{age}", AUDIT_ON - timedelta(days=age), "main", "") for age in range(120)
    ]
    whole = [lonely, beside, *others]

    drawn = Counter(key for seed in range(200) for key in draw(whole, str(seed)).keys)

    assert drawn["beside"] > 0
    assert drawn["lonely"] > drawn["beside"]


@pytest.mark.row("R-138")
def test_each_slice_of_the_window_is_hit() -> None:
    for seed in range(50):
        sample = draw(FORTY, str(seed))

        assert [each.place.place for each in sample.records] == [0, 1, 2, 3, 4]
        assert all(
            each.place.first_on <= (each.record.day or date.min) <= each.place.last_on
            for each in sample.records
        )
        assert sample.empty_slices == ()


@pytest.mark.row("R-138")
def test_an_empty_slice_takes_from_the_nearest_that_has_records_and_is_named() -> None:
    # Five slices of 37 days each; nothing happened in the second and third.
    whole = [
        Candidate(f"R-{age}", AUDIT_ON - timedelta(days=age))
        for age in (*range(70), *range(150, 184))
    ]

    sample = draw(whole)

    assert [str(each) for each in sample.empty_slices] == [
        "2025-09-06 to 2025-10-12",
        "2025-10-13 to 2025-11-18",
    ]
    assert [each.place.place for each in sample.records] == [0, 0, 3, 3, 4]
    assert [each.displaced for each in sample.records] == [False, True, True, False, False]
    assert len(set(sample.keys)) == 5


@pytest.mark.row("R-137")
def test_both_boundaries_belong_to_the_window_and_nothing_outside_is_drawn() -> None:
    whole = on("2025-07-30", "2025-07-31", "2026-01-31", "2026-02-01")

    sample = draw(whole)

    assert set(sample.keys) == {"2025-07-31", "2026-01-31"}
    assert (sample.in_window, sample.outside) == (2, 2)


@pytest.mark.row("R-137")
@given(seed=st.integers(0, 10**9), ages=st.lists(st.integers(-400, 400), min_size=1, max_size=80))
@settings(max_examples=60)
def test_no_record_outside_the_window_is_ever_drawn(seed: int, ages: list[int]) -> None:
    whole = [
        Candidate(f"R-{number}", AUDIT_ON - timedelta(days=age)) for number, age in enumerate(ages)
    ]

    sample = draw(whole, str(seed))

    assert all(WINDOW_FROM <= (each.record.day or date.min) <= AUDIT_ON for each in sample.records)
    assert len(sample.records) == min(5, sum(0 <= age <= 184 for age in ages))


def test_a_record_without_a_day_is_counted_and_never_drawn() -> None:
    sample = draw([Candidate("undated"), *on("2026-01-05")])

    assert (sample.keys, sample.undated) == (("2026-01-05",), 1)


@pytest.mark.row("R-136")
def test_a_population_smaller_than_the_sample_is_taken_whole_and_flagged() -> None:
    four, five = records(4), records(5)

    small, enough = draw(four), draw(five)

    assert (set(small.keys), small.too_small) == (keys(four), True)
    assert (set(enough.keys), enough.too_small) == (keys(five), False)
    assert {each.because for each in small.records} == {WHOLE}


def test_an_empty_population_is_not_tested() -> None:
    sample = draw([])

    assert (sample.has_records, sample.keys, sample.too_small) == (False, (), True)
    assert len(sample.empty_slices) == 5


@pytest.mark.row("R-138")
def test_every_site_and_team_is_drawn_from_where_the_sample_is_large_enough() -> None:
    for seed in range(50):
        sample = draw(records(120, sites=4, teams=3), str(seed), size=9)

        assert sample.unreached == ()
        assert len({each.record.site for each in sample.records}) == 4
        assert len({each.record.team for each in sample.records}) == 3


@pytest.mark.row("R-138")
def test_sites_that_the_sample_is_too_small_for_are_named_and_change_with_the_seed() -> None:
    whole = records(200, sites=10)

    samples = [draw(whole, str(seed)) for seed in range(60)]

    for sample in samples:
        drawn = {each.record.site for each in sample.records}
        unreached = {name for mark, name in sample.unreached if mark == "site"}
        assert drawn | unreached == {f"site {number}" for number in range(10)}
        assert not drawn & unreached
        assert len(drawn) >= 4  # of five, at most one site was chanced upon twice
    assert {each.record.site for sample in samples for each in sample.records} == {
        f"site {number}" for number in range(10)
    }


@pytest.mark.row("R-138")
def test_at_least_a_quarter_of_a_sample_is_left_to_chance() -> None:
    sample = draw(records(200, sites=20), size=9)

    by_chance = sum(each.because == AT_RANDOM for each in sample.records)
    assert (by_chance, sample.plan.at_random) == (3, 3)
    assert all(
        each.because in {AT_RANDOM, f"for its site {each.record.site}"} for each in sample.records
    )


def test_a_record_for_its_site_serves_its_team_as_well() -> None:
    whole = records(90, sites=3, teams=3)

    reasons = {
        each.because for seed in range(30) for each in draw(whole, str(seed), size=9).records
    }

    assert reasons == {
        AT_RANDOM,
        "for its site site 0",
        "for its site site 1",
        "for its site site 2",
    }


@given(
    seed=st.integers(0, 10**9),
    rows=st.lists(
        st.tuples(st.integers(-20, 200), st.sampled_from("ABC "), st.sampled_from("xyz ")),
        max_size=60,
    ),
    size=st.integers(1, 12),
)
@settings(max_examples=150)
def test_a_draw_is_of_the_asked_size_without_doubles_and_from_every_slice(
    seed: int, rows: list[tuple[int, str, str]], size: int
) -> None:
    whole = [
        Candidate(f"R-{number}", AUDIT_ON - timedelta(days=age), site.strip(), team.strip(), number)
        for number, (age, site, team) in enumerate(rows)
    ]

    sample = draw(whole, str(seed), size)

    filled = {each.place for each in sample.plan.slices} - {
        each.place for each in sample.empty_slices
    }
    assert len(set(sample.keys)) == len(sample.records) == min(size, sample.in_window)
    assert {each.place.place for each in sample.records} == filled
    assert sample.in_window + sample.outside + sample.undated == len(whole)


@pytest.mark.row("R-141")
def test_the_hash_of_a_population_changes_with_one_row_and_not_with_its_order() -> None:
    one_more = [*FORTY, Candidate("R-999", AUDIT_ON)]
    moved = [replace(FORTY[0], day=date(2026, 1, 30)), *FORTY[1:]]

    hashes = {state_candidates("drill", each).content_hash for each in (FORTY, one_more, moved)}

    assert len(hashes) == 3
    assert state_candidates("drill", FORTY[::-1]) == state_candidates("drill", FORTY)


@pytest.mark.row("R-141")
def test_a_record_that_is_not_in_the_evidence_pack_can_be_drawn() -> None:
    shown = {f"R-{number:03}" for number in range(5)}

    drawn = {key for seed in range(20) for key in draw(FORTY, str(seed)).keys}

    assert drawn - shown


@pytest.mark.row("R-141", "R-142")
def test_neither_an_evidence_pack_nor_a_walk_of_stage_1_passes_for_a_population() -> None:
    pack = (Evidence(key="EV-1"),)
    walk = plan_walks(material())

    for other, name in ((pack, "tuple"), (walk, "WalkPlan"), (pack[0], "Evidence")):
        with pytest.raises(RefusedError) as refusal:
            plan_sample(other, "seed", AUDIT_ON, PROFILE)  # type: ignore[arg-type]

        assert str(refusal.value) == (
            f"{name} is no population to draw from; expected a frozen population, "
            "stated with its size and the hash of its content."
        )


@pytest.mark.row("R-142")
def test_a_sample_is_of_stage_2_and_nothing_can_make_it_one_of_stage_1() -> None:
    planned = plan(FORTY)

    assert planned.stage is Stage.STAGE_2
    assert "stage" not in {field.name for field in fields(SamplePlan)}
    assert plan_walks(material()).stage is Stage.STAGE_1


def test_a_population_without_a_hash_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"^drill: the population is stated with the hash ''"):
        StatedPopulation("drill", "", 3)


def test_two_records_that_nobody_can_tell_apart_are_drawn_one_by_one() -> None:
    alike = [Candidate("R-1", AUDIT_ON)] * 9

    assert draw(alike).keys == ("R-1",) * 5


def test_the_seed_follows_from_the_audit_and_from_nothing_else() -> None:
    assert usual_seed("mill", "drill", AUDIT_ON) == usual_seed("mill", "drill", AUDIT_ON)
    assert (
        len(
            {
                usual_seed("mill", "drill", AUDIT_ON),
                usual_seed("mine", "drill", AUDIT_ON),
                usual_seed("mill", "change", AUDIT_ON),
                usual_seed("mill", "drill", date(2026, 2, 1)),
            }
        )
        == 4
    )


def test_a_plan_says_what_was_asked() -> None:
    planned = plan(FORTY, size=2, only="production")

    assert (planned.only, planned.size.wanted, planned.size.because) == (
        "production",
        2,
        "asked for",
    )
    with pytest.raises(RefusedError, match=r"^a sample of 0; expected at least one record\.$"):
        plan_sample(planned.population, "seed", AUDIT_ON, PROFILE, Asked(size=0))
