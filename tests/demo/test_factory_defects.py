"""Each defect of the factory plants one flaw, and leaves everything else as it was."""

from collections.abc import Mapping
from datetime import date

import pytest

from assay.demo.defect import Defect, all_defects
from assay.demo.draft import Draft
from assay.domain.record_family import FAMILIES
from tests.demo.factory_days import DAYS, USUAL, factory_on

MODULES = ("factory_orders", "factory_quality", "factory_shop_floor", "factory_system")
DEFECTS = [
    each for each in all_defects().values() if each.plant.__module__.rpartition(".")[2] in MODULES
]

# What each defect touches: registers and record families, and how many items or records.
TOUCHED: Mapping[str, Mapping[str, int | None]] = {
    "auditor-owns-maintenance": {"process": 1},
    "batch-without-known-lot": {"batch": 1},
    "climate-not-decided": {"organisation": 1},
    "complaint-unanswered": {"complaint": 1},
    "complaints-log-empty": {"complaint": None, "record_source": 1},
    "contract-review-missing": {"contract_review": 1, "event": 1},
    "corrective-action-effect-unchecked": {"capa": 1},
    "delivered-before-release": {"delivery": 1, "event": 1},
    "delivered-more-than-released": {"delivery": 1},
    "disposition-by-reporter": {"ncr": 1, "event": 1},
    "first-article-missing": {"inspection": 1, "event": 1},
    "gauge-past-its-date": {"inspection": 1},
    "hand-over-not-reconciled": {"transfer": 1},
    "interface-without-check": {"interface": 1},
    "job-finished-by-releaser": {"event": 1},
    "job-planned-before-acceptance": {"work_order": 1, "event": 1},
    "job-started-unconfirmed": {"event": 1},
    "limitation-uncompensated": {"limitation": 1},
    "machine-shop-paid-unregistered": {"supplier_listing": 1},
    "nonconformity-without-disposition": {"ncr": 1},
    "obsolete-drawing-used": {"work_order": 1, "inspection": None, "transfer": None},
    "operator-without-card": {"competence": None},
    "order-accepted-before-review": {"contract_review": 1, "event": 1},
    "order-without-enquiry": {"enquiry": 1},
    "order-to-unapproved-supplier": {"purchase_order": 1},
    "process-without-owner": {"process": 1},
    "program-change-not-validated": {"change": 1},
    "program-loaded-without-change": {"deployment": 1},
    "purchase-order-without-conditions": {"purchase_order": 1},
    "receipt-not-verified": {"goods_receipt": None, "event": 1},
    "release-without-certificate": {"release": 1},
    "released-before-final-inspection": {"release": 1, "event": 1},
    "released-without-authority": {"release": 1, "event": 1},
    "review-time-missed-without-action": {"measurement": 2, "key_measure": 2},
    "school-left-out-without-reason": {"boundary": 1},
    "second-forge-overdue": {"treatment": 1},
    "suppliers-not-reviewed": {"review_input": 1},
}


def copied(draft: Draft) -> Draft:
    """Return a draft that can be spoilt without touching the other."""
    records = {family: [dict(row) for row in rows] for family, rows in draft.records.items()}
    return Draft(draft.organisation, draft.as_of, list(draft.said), dict(draft.files), records)


def differences(clean: Draft, flawed: Draft) -> dict[str, int]:
    """Return how many items or records of each kind are new, gone or changed."""
    found: dict[str, set[str]] = {}
    for family, rows in clean.records.items():
        if rows == flawed.records[family]:
            continue
        key = FAMILIES[family].key
        before = {str(row[key]): row for row in rows}
        after = {str(row[key]): row for row in flawed.records[family]}
        found[family] = {
            one for one in before.keys() | after.keys() if before.get(one) != after.get(one)
        }
    before_items = {(said.at, said.item.register, said.item.key): said for said in clean.said}
    after_items = {(said.at, said.item.register, said.item.key): said for said in flawed.said}
    for place in before_items.keys() | after_items.keys():
        if before_items.get(place) != after_items.get(place):
            found.setdefault(place[1], set()).add(place[2])
    return {kind: len(keys) for kind, keys in found.items() if keys}


def test_every_defect_says_what_it_touches() -> None:
    assert {each.name for each in DEFECTS} == set(TOUCHED)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_defect_touches_what_it_says_and_nothing_else(defect: Defect) -> None:
    clean = factory_on(USUAL)
    flawed = copied(clean)

    defect.plant(flawed)

    touched = differences(clean, flawed)
    wanted = TOUCHED[defect.name]
    assert touched.keys() == wanted.keys()
    assert all(count in {touched[kind], None} for kind, count in wanted.items()), touched
    assert flawed.files == clean.files


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_defect_finds_its_place_on_any_date(day: date) -> None:
    clean = factory_on(day)

    for defect in DEFECTS:
        flawed = copied(clean)
        defect.plant(flawed)
        assert differences(clean, flawed).keys() == TOUCHED[defect.name].keys(), defect.name


def test_clean_factory_stays_clean_when_copies_are_spoilt() -> None:
    clean = factory_on(USUAL)
    before = copied(clean)

    for defect in DEFECTS:
        defect.plant(copied(clean))

    assert differences(before, clean) == {}
