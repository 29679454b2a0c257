"""The factory as a draft: the same each time, whole, and said by people at their work."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest

from assay.demo.draft import Draft
from assay.demo.factory.company import draft_factory
from assay.domain.acknowledgement import Acknowledgement
from assay.domain.audit_coverage import AuditCoverage
from assay.domain.document import Document
from assay.domain.file import File
from assay.domain.item import Item, references, registers
from assay.domain.person import Person
from assay.domain.process import Process
from assay.domain.record_source import RecordSource
from assay.domain.risk import Risk, RiskKind
from assay.domain.service import Service
from assay.domain.site import Site
from assay.domain.unit import Unit
from assay.ledger.entry import body_of
from assay.standards.load import load_standard
from tests.demo.factory_days import DAYS, USUAL, factory_on


def fingerprint(draft: Draft) -> str:
    """Return a hash over everything that a draft holds."""
    found = sha256()
    for said in draft.said:
        found.update(f"{said.at.isoformat()}|{said.by}|{said.because}|".encode())
        found.update(f"{said.item.register}|{said.item.key}|{body_of(said.item)}".encode())
    for path, shelved in sorted(draft.files.items()):
        found.update(path.encode() + shelved.content + shelved.at.isoformat().encode())
    found.update(repr(sorted(draft.records.items())).encode())
    return found.hexdigest()


def test_same_arguments_make_the_same_company() -> None:
    again = draft_factory(seed=9001, as_of=USUAL, scale=1)

    assert fingerprint(again) == fingerprint(factory_on(USUAL))


def test_another_seed_makes_another_year_in_the_same_company() -> None:
    other = draft_factory(seed=1, as_of=USUAL, scale=1)

    assert fingerprint(other) != fingerprint(factory_on(USUAL))
    assert set(other.all(Process)) == set(factory_on(USUAL).all(Process))


def test_scale_multiplies_the_jobs() -> None:
    twice = draft_factory(seed=9001, as_of=USUAL, scale=2)

    once = len(factory_on(USUAL).records["work_order"])
    assert 1.9 * once < len(twice.records["work_order"]) < 2.1 * once


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_reference_leads_to_an_item(day: date) -> None:
    draft = factory_on(day)
    known = {name: set(draft.all(kind)) for name, kind in registers().items()}
    known["file"] = set(draft.files) | {each.file for each in draft.all(RecordSource).values()}

    broken = [
        f"{name} {item.key}: {field} {key}"
        for name, kind in registers().items()
        for item in draft.all(kind).values()
        for field, target in references(kind).items()
        for key in keys_in(item, field)
        if key not in known[target]
    ]

    assert broken == []


def keys_in(item: Item, field: str) -> tuple[str, ...]:
    """Return the keys that a field of an item holds."""
    value = getattr(item, field)
    return tuple(value) if isinstance(value, tuple) else (value,) if value else ()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_people_record_at_work_and_while_they_work_here(day: date) -> None:
    draft = factory_on(day)
    people = draft.all(Person)
    zones = {site.key: ZoneInfo(site.time_zone) for site in draft.all(Site).values()}

    odd = []
    for said in draft.said:
        person = people[said.by.name]
        at = said.at.astimezone(zones[person.site])
        # Somebody who is leaving is still here on the last day.
        here = person.works_on(at.date())
        if at.weekday() > 4 or not 8 <= at.hour < 18 or not here or at.date() >= day:
            odd.append((said.item.register, said.item.key, person.key, at.isoformat()))

    assert odd == []


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_nothing_is_recorded_before_the_ledger_begins_or_all_at_once(day: date) -> None:
    draft = factory_on(day)
    instants = Counter(said.at for said in draft.said)
    first = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=432)

    assert min(instants) > first
    assert len({said.at.date() for said in draft.said}) > 150
    assert max(instants.values()) <= 4


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_ledger_of_the_factory_holds_and_reads_as_the_draft(day: date) -> None:
    draft = factory_on(day)

    dossier = draft.sealed().dossier()

    assert len(dossier[File]) == len(draft.files)
    for name, kind in registers().items():
        if name != "file":
            assert dict(dossier[kind].items()) == dict(draft.all(kind).items()), name


def test_the_company_is_as_big_as_it_says() -> None:
    draft = factory_on(USUAL)
    staff = [each for each in draft.all(Person).values() if each.works_on(USUAL)]

    assert 200 <= sum(not each.external for each in staff) <= 225
    assert len(draft.all(Site)) == 3
    assert len(draft.all(Document)) >= 60
    for site in draft.all(Site).values():
        count = sum(each.site == site.key and not each.external for each in staff)
        assert abs(count - (site.headcount or 0)) <= 5, (site.key, count)


def test_every_unit_site_and_product_in_scope_has_records() -> None:
    draft = factory_on(USUAL)
    rows = [row for family in draft.records.values() for row in family]

    out = {"U-APP", "SVC-APP"}
    assert {row["site"] for row in rows} == set(draft.all(Site))
    assert {row.get("team") for row in rows} == set(draft.all(Unit)) - out
    made = {row["family"] for row in draft.records["work_order"]}
    assert made == set(draft.all(Service)) - out


def test_every_key_process_has_a_risk_and_an_opportunity() -> None:
    draft = factory_on(USUAL)
    key = {each.key for each in draft.all(Process).values() if each.key_process}

    for kind in RiskKind:
        covered = {
            process
            for risk in draft.all(Risk).values()
            if risk.kind is kind
            for process in risk.processes
        }
        assert key <= covered, kind


def test_audits_of_the_year_cover_every_clause_site_and_process() -> None:
    draft = factory_on(USUAL)
    numbers = [clause.number for clause in load_standard("iso9001-2015").clauses]
    leaves = {one for one in numbers if not any(other.startswith(f"{one}.") for other in numbers)}
    rows = [row for row in draft.all(AuditCoverage).values() if row.evidence]

    for site in draft.all(Site):
        assert {row.clause for row in rows if row.item == site} == leaves
    assert {row.item for row in rows if row.kind == "process"} == set(draft.all(Process))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_everybody_has_read_what_is_meant_for_everybody(day: date) -> None:
    draft = factory_on(day)
    read = {
        (each.document, each.version, each.person) for each in draft.all(Acknowledgement).values()
    }
    staff = [each for each in draft.all(Person).values() if each.in_scope and each.works_on(day)]

    unread = [
        (document.key, person.key)
        for document in draft.all(Document).values()
        if document.staff_facing
        for person in staff
        if (document.key, document.version, person.key) not in read
    ]

    assert unread == []
